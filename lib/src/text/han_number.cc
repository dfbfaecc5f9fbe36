#include "text/han_number.h"

#include <utility>

#include "text/utf8.h"

namespace jianyan {

std::string han_number(std::uint32_t number) {
  std::string written;
  bool zero = false;  // a gap inside the number is read 零: 105 is 一百零五
  for (const auto& [unit, name] : {std::pair{1000u, U'千'}, {100u, U'百'}, {10u, U'十'}, {1u, U'\0'}}) {
    const std::uint32_t digit = number / unit % 10;
    if (digit == 0) {
      zero = !written.empty();
      continue;
    }
    if (zero) append_utf8(written, U'零');
    zero = false;
    const bool bare_ten = unit == 10 && digit == 1 && written.empty();
    if (!bare_ten) append_utf8(written, kHanDigits[digit]);
    if (name != U'\0') append_utf8(written, name);
  }
  return written;
}

}  // namespace jianyan

#include "text/xml.h"

#include "text/utf8.h"

namespace jianyan {

void append_xml(std::string& out, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_utf8_at(text, at);
    switch (point.value) {
      case U'&': out += "&amp;"; break;
      case U'<': out += "&lt;"; break;
      case U'>': out += "&gt;"; break;
      case U'"': out += "&quot;"; break;
      case U'\t': out += "&#9;"; break;
      case U'\n': out += "&#10;"; break;
      case U'\r': out += "&#13;"; break;
      default:
        if (point.value < 0x20 || point.value == 0xFFFE || point.value == 0xFFFF) {
          append_utf8(out, kReplacementCharacter);
        } else {
          append_utf8(out, point.value);  // U+FFFD where the bytes are invalid
        }
    }
    at += point.length;
  }
}

std::string xml(std::string_view text) {
  std::string out;
  append_xml(out, text);
  return out;
}

}  // namespace jianyan

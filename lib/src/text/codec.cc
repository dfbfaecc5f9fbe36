// Big5 and GB18030 by look-up. The tables come from ICU, asked once for everything when a file first needs them (a few
// milliseconds), instead of converting files with ICU: its converters do not say which bytes a character came from
// without losing their speed, and exact round trips need that for every character.
#include "text/codec.h"

#include <unicode/ucnv.h>

#include <array>
#include <memory>

namespace jianyan {
namespace {

/// An ICU converter that leaves out what it cannot convert.
class Converter {
 public:
  explicit Converter(const char* name) {
    UErrorCode error = U_ZERO_ERROR;
    converter_.reset(ucnv_open(name, &error));
    if (!converter_) return;
    ucnv_setToUCallBack(converter_.get(), UCNV_TO_U_CALLBACK_SKIP, nullptr, nullptr, nullptr, &error);
    ucnv_setFromUCallBack(converter_.get(), UCNV_FROM_U_CALLBACK_SKIP, nullptr, nullptr, nullptr, &error);
  }

  [[nodiscard]] std::u16string decode(const std::string& bytes) const {
    std::u16string text(bytes.size() * 2, u'\0');
    UErrorCode error = U_ZERO_ERROR;
    const auto capacity = static_cast<std::int32_t>(text.size());
    const auto size = static_cast<std::int32_t>(bytes.size());
    const auto length = ucnv_toUChars(converter_.get(), text.data(), capacity, bytes.data(), size, &error);
    text.resize(U_SUCCESS(error) ? static_cast<std::size_t>(length) : 0);
    return text;
  }

  /// The bytes of one character as a big-endian number; 0 when the encoding lacks it.
  [[nodiscard]] std::uint32_t encode(char16_t character) const {
    std::array<char, 8> bytes;
    UErrorCode error = U_ZERO_ERROR;
    const auto capacity = static_cast<std::int32_t>(bytes.size());
    const auto length = ucnv_fromUChars(converter_.get(), bytes.data(), capacity, &character, 1, &error);
    std::uint32_t number = 0;
    for (std::size_t i = 0; U_SUCCESS(error) && i < static_cast<std::size_t>(length); ++i) {
      number = number << 8 | static_cast<unsigned char>(bytes[i]);
    }
    return number;
  }

 private:
  struct Close {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
  };
  std::unique_ptr<UConverter, Close> converter_;
};

/// Calls put(number of the line, line) for each line. Sequences are converted in one go, a line each, because what a
/// converter makes of an unassigned sequence is nothing, or its last byte taken for a character.
template <class Put>
void for_each_line(std::u16string_view text, Put&& put) {
  std::size_t number = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != u'\n') continue;
    put(number++, text.substr(begin, i - begin));
    begin = i + 1;
  }
}

constexpr bool is_between(unsigned byte, unsigned first, unsigned last) { return first <= byte && byte <= last; }

/// Four-byte sequences of GB18030 in order: 81308130 is 0.
constexpr std::uint32_t kFirstPlaneSequences = 39420;       // 81308130 to 8431A439
constexpr std::uint32_t kFirstOtherPlaneSequence = 189000;  // 90308130: U+10000
constexpr std::uint32_t kOtherPlaneSequences = 0x100000;

constexpr std::uint32_t sequence_number(const unsigned char* bytes) {
  return (((bytes[0] - 0x81u) * 10 + (bytes[1] - 0x30u)) * 126 + (bytes[2] - 0x81u)) * 10 + (bytes[3] - 0x30u);
}

/// The bytes of a sequence as a big-endian number.
constexpr std::uint32_t sequence_bytes(std::uint32_t number) {
  return (0x81 + number / 12600) << 24 | (0x30 + number / 1260 % 10) << 16 | (0x81 + number / 10 % 126) << 8 |
         (0x30 + number % 10);
}

bool append_if_any(std::string& bytes, std::uint32_t form, char32_t code_point) {
  if (form == 0 && code_point != 0) return false;
  append_form(bytes, form);
  return true;
}

}  // namespace

void append_form(std::string& bytes, std::uint32_t form) {
  if (form > 0xFFFFFF) bytes.push_back(static_cast<char>(form >> 24));
  if (form > 0xFFFF) bytes.push_back(static_cast<char>(form >> 16));
  if (form > 0xFF) bytes.push_back(static_cast<char>(form >> 8));
  bytes.push_back(static_cast<char>(form));
}

CodeTable::CodeTable(const char* converter_name, bool four_bytes)
    : pairs_(0x10000), fours_(four_bytes ? kFirstPlaneSequences : 0), forms_(0x10000) {
  const Converter converter(converter_name);
  std::vector<std::uint32_t> forms;
  for (std::uint32_t first = 0x81; first <= 0xFE; ++first) {
    for (std::uint32_t second = 0x40; second <= 0xFE; ++second) forms.push_back(first << 8 | second);
  }
  for (std::uint32_t number = 0; number < fours_.size(); ++number) forms.push_back(sequence_bytes(number));

  std::string lines;
  for (const std::uint32_t form : forms) {
    append_form(lines, form);
    lines.push_back('\n');
  }
  for (std::uint32_t c = 0; c < 0x80; ++c) forms_[c] = c;
  for_each_line(converter.decode(lines), [&](std::size_t line, std::u16string_view text) {
    if (text.size() != 1 || text[0] < 0x80) return;
    const std::size_t first_four = forms.size() - fours_.size();
    (line < first_four ? pairs_[forms[line]] : fours_[line - first_four]) = text[0];
    std::uint32_t& form = forms_[text[0]];
    form = form == 0 ? forms[line] : converter.encode(text[0]);  // Big5 has a few characters twice: ICU knows which
  });
}

const CodeTable& Big5Codec::table() {
  static const CodeTable table("Big5", false);
  return table;
}

bool Big5Codec::append(std::string& bytes, char32_t code_point) const {
  return append_if_any(bytes, form(code_point), code_point);
}

const CodeTable& Gb18030Codec::table() {
  static const CodeTable table("gb18030", true);
  return table;
}

Unit Gb18030Codec::next_of_four(std::string_view bytes) const noexcept {
  if (bytes.size() < 4) return invalid_unit(1);
  const auto* at = reinterpret_cast<const unsigned char*>(bytes.data());
  if (!is_between(at[1], 0x30, 0x39) || !is_between(at[2], 0x81, 0xFE) || !is_between(at[3], 0x30, 0x39)) {
    return invalid_unit(1);
  }
  const std::uint32_t number = sequence_number(at);
  if (number < kFirstPlaneSequences && table_.four(number) != 0) return {table_.four(number), 4, true};
  const std::uint32_t beyond = number - kFirstOtherPlaneSequence;
  if (number >= kFirstOtherPlaneSequence && beyond < kOtherPlaneSequences) return {0x10000 + beyond, 4, true};
  return invalid_unit(4);
}

std::uint32_t Gb18030Codec::form(char32_t code_point) const noexcept {
  if (code_point < 0x10000) return table_.form(code_point);
  return sequence_bytes(kFirstOtherPlaneSequence + (code_point - 0x10000));
}

bool Gb18030Codec::append(std::string& bytes, char32_t code_point) const {
  return append_if_any(bytes, form(code_point), code_point);
}

}  // namespace jianyan

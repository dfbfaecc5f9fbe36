// Big5 and GB18030 by look-up. The tables come from ICU, asked once for everything when a file first needs them (a few
// milliseconds), instead of converting files with ICU: its converters do not say which bytes a character came from without
// losing their speed, and exact round trips need that for every character.
#include "text/codec.h"

#include <unicode/ucnv.h>

#include <memory>

namespace jianyan {
namespace {

constexpr char32_t kEuroSign = U'€';
constexpr unsigned char kWindowsEuroByte = 0x80;

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
    const auto length = ucnv_toUChars(converter_.get(), text.data(), static_cast<std::int32_t>(text.size()), bytes.data(),
                                      static_cast<std::int32_t>(bytes.size()), &error);
    text.resize(U_SUCCESS(error) ? static_cast<std::size_t>(length) : 0);
    return text;
  }

  [[nodiscard]] std::string encode(const std::u16string& text) const {
    std::string bytes(text.size() * 4, '\0');
    UErrorCode error = U_ZERO_ERROR;
    const auto length = ucnv_fromUChars(converter_.get(), bytes.data(), static_cast<std::int32_t>(bytes.size()),
                                        text.data(), static_cast<std::int32_t>(text.size()), &error);
    bytes.resize(U_SUCCESS(error) ? static_cast<std::size_t>(length) : 0);
    return bytes;
  }

 private:
  struct Close {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
  };
  std::unique_ptr<UConverter, Close> converter_;
};

/// Calls put(number of the line, line) for each line. Sequences are converted in one go, a line each, because what a
/// converter makes of an unassigned sequence is nothing, or its last byte taken for a character.
template <class String, class Put>
void for_each_line(const String& text, Put&& put) {
  std::size_t number = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\n') continue;
    put(number++, text.substr(begin, i - begin));
    begin = i + 1;
  }
}

/// Four-byte sequences of GB18030 in order: 81308130 is 0.
constexpr std::uint32_t kFirstPlaneSequences = 39420;       // 81308130 to 8431A439
constexpr std::uint32_t kFirstOtherPlaneSequence = 189000;  // 90308130: U+10000
constexpr std::uint32_t kOtherPlaneSequences = 0x100000;

constexpr std::uint32_t sequence_number(const unsigned char* bytes) {
  return (((bytes[0] - 0x81u) * 10 + (bytes[1] - 0x30u)) * 126 + (bytes[2] - 0x81u)) * 10 + (bytes[3] - 0x30u);
}

void append_sequence(std::string& bytes, std::uint32_t number) {
  const auto put = [&bytes](std::uint32_t byte) { bytes.push_back(static_cast<char>(byte)); };
  put(0x81 + number / 12600);
  put(0x30 + number / 1260 % 10);
  put(0x81 + number / 10 % 126);
  put(0x30 + number % 10);
}

constexpr bool is_between(unsigned byte, unsigned first, unsigned last) { return first <= byte && byte <= last; }

void append_number(std::string& bytes, std::uint32_t number) {
  for (int shift = 24; shift >= 0; shift -= 8) {
    if (number >> shift != 0) bytes.push_back(static_cast<char>(number >> shift));
  }
}

/// For characters of the first plane.
bool append_from(const DoubleByteTable& table, std::string& bytes, char32_t code_point) {
  if (code_point < 0x80) {
    bytes.push_back(static_cast<char>(code_point));
    return true;
  }
  const std::uint32_t number = table.bytes(code_point);
  append_number(bytes, number);
  return number != 0;
}

}  // namespace

DoubleByteTable::DoubleByteTable(const char* converter_name) : characters_(0x10000), bytes_(0x10000) {
  const Converter converter(converter_name);
  constexpr std::size_t kSecondBytes = 0xFE - 0x40 + 1;
  std::string pairs;
  for (unsigned first = 0x81; first <= 0xFE; ++first) {
    for (unsigned second = 0x40; second <= 0xFE; ++second) {
      pairs += {static_cast<char>(first), static_cast<char>(second), '\n'};
    }
  }
  for_each_line(converter.decode(pairs), [this](std::size_t number, const std::u16string& text) {
    const std::size_t pair = (0x81 + number / kSecondBytes) << 8 | (0x40 + number % kSecondBytes);
    if (text.size() == 1 && text[0] >= 0x80) characters_[pair] = text[0];
  });

  std::u16string all;
  const auto code_point = [](std::size_t number) { return number < 0xD800 - 0x80 ? number + 0x80 : number + 0x880; };
  for (std::size_t i = 0; code_point(i) < 0x10000; ++i) all += {static_cast<char16_t>(code_point(i)), u'\n'};
  for_each_line(converter.encode(all), [&](std::size_t number, const std::string& sequence) {
    if (sequence.size() < 2) return;  // Big5 as Windows has it gives U+0080 a byte that means nothing elsewhere
    for (const char byte : sequence) {
      std::uint32_t& bytes = bytes_[code_point(number)];
      bytes = bytes << 8 | static_cast<unsigned char>(byte);
    }
  });
}

const DoubleByteTable& Big5Codec::table() {
  static const DoubleByteTable table("Big5");
  return table;
}

Unit Big5Codec::next(std::string_view bytes, std::size_t offset) const noexcept {
  const auto* at = reinterpret_cast<const unsigned char*>(bytes.data()) + offset;
  if (at[0] < 0x80) return {at[0], 1, true};
  if (!is_between(at[0], 0x81, 0xFE) || bytes.size() - offset < 2) return invalid_unit(1);
  if (!is_between(at[1], 0x40, 0x7E) && !is_between(at[1], 0xA1, 0xFE)) return invalid_unit(1);
  const char32_t character = table_.character(at[0], at[1]);
  return character != 0 ? Unit{character, 2, true} : invalid_unit(2);
}

bool Big5Codec::append(std::string& bytes, char32_t code_point) const {
  return code_point < 0x10000 && append_from(table_, bytes, code_point);
}

struct Gb18030Codec::Tables {
  DoubleByteTable pairs{"gb18030"};
  std::vector<char16_t> fours = std::vector<char16_t>(kFirstPlaneSequences);

  Tables() {
    std::string sequences;
    for (std::uint32_t number = 0; number < kFirstPlaneSequences; ++number) {
      append_sequence(sequences, number);
      sequences.push_back('\n');
    }
    for_each_line(Converter("gb18030").decode(sequences), [this](std::size_t number, const std::u16string& text) {
      if (text.size() == 1 && text[0] >= 0x80) fours[number] = text[0];
    });
  }
};

const Gb18030Codec::Tables& Gb18030Codec::tables() {
  static const Tables tables;
  return tables;
}

Unit Gb18030Codec::next(std::string_view bytes, std::size_t offset) const noexcept {
  const auto* at = reinterpret_cast<const unsigned char*>(bytes.data()) + offset;
  const std::size_t left = bytes.size() - offset;
  if (at[0] < 0x80) return {at[0], 1, true};
  if (at[0] == kWindowsEuroByte) return {kEuroSign, 1, true};
  if (at[0] == 0xFF || left < 2) return invalid_unit(1);
  if (is_between(at[1], 0x40, 0x7E) || is_between(at[1], 0x80, 0xFE)) {
    const char32_t character = tables_.pairs.character(at[0], at[1]);
    return character != 0 ? Unit{character, 2, true} : invalid_unit(2);
  }
  const bool four = left >= 4 && is_between(at[1], 0x30, 0x39) && is_between(at[2], 0x81, 0xFE) &&
                    is_between(at[3], 0x30, 0x39);
  return four ? next_of_four(at) : invalid_unit(1);
}

Unit Gb18030Codec::next_of_four(const unsigned char* bytes) const noexcept {
  const std::uint32_t number = sequence_number(bytes);
  if (number < kFirstPlaneSequences && tables_.fours[number] != 0) return {tables_.fours[number], 4, true};
  const std::uint32_t beyond = number - kFirstOtherPlaneSequence;
  if (number >= kFirstOtherPlaneSequence && beyond < kOtherPlaneSequences) return {0x10000 + beyond, 4, true};
  return invalid_unit(4);
}

bool Gb18030Codec::append(std::string& bytes, char32_t code_point) const {
  if (code_point < 0x10000) return append_from(tables_.pairs, bytes, code_point);
  append_sequence(bytes, kFirstOtherPlaneSequence + (code_point - 0x10000));
  return true;
}

}  // namespace jianyan

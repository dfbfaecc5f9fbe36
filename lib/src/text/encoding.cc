// decode() and encode(). Damage is kept, not repaired: whatever the decoded text cannot stand for goes into the
// origin's raw pieces, found by encoding each character again, so that encode() is the inverse by construction.
#include "jianyan/encoding.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <type_traits>

#include "text/codec.h"
#include "text/detection.h"
#include "text/utf8.h"

namespace jianyan {
namespace {

constexpr std::size_t kMaxSize = std::numeric_limits<std::uint32_t>::max();

/// What a file of a known binary format begins with.
struct Signature {
  std::string_view bytes;
  std::string_view zh;
  std::string_view en;
};

constexpr Signature kSignatures[] = {
    {"%PDF-", "这是 PDF 文件，不是文本；请另存或复制为纯文本（.txt）再处理", "this is a PDF file, not text; save it as plain text (.txt)"},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "这是旧版 Word（.doc）或 WPS 文件，尚不能读取；请另存为纯文本（.txt）",
     "this is an old Word (.doc) or WPS file, which is not read yet; save it as plain text (.txt)"},
    {"PK\x03\x04", "这是 .docx 一类的压缩文件，尚不能读取；请另存为纯文本（.txt）",
     "this is a .docx or another zip file, which is not read yet; save it as plain text (.txt)"},
    {"\x89PNG\r\n\x1A\n", "这是 PNG 图片，不是文本；请给出文本文件", "this is a PNG picture, not text; name a text file"},
    {"\xFF\xD8\xFF", "这是 JPEG 图片，不是文本；请给出文本文件", "this is a JPEG picture, not text; name a text file"},
    {"GIF87a", "这是 GIF 图片，不是文本；请给出文本文件", "this is a GIF picture, not text; name a text file"},
    {"GIF89a", "这是 GIF 图片，不是文本；请给出文本文件", "this is a GIF picture, not text; name a text file"},
};

Error too_large() {
  return {ErrorCode::too_large, {"文件超过 4 GiB，请分成较小的文件", "the file is over 4 GiB; split it into smaller ones"}};
}

Error has_nul_bytes() {
  return {ErrorCode::binary,
          {"文件含有 NUL 字节，不是文本文件；如果是 UTF-16 文本，请用 --encoding 指定",
           "the file has NUL bytes, so it is not text; if it is UTF-16, say so with --encoding"}};
}

Error unknown_encoding() {
  return {ErrorCode::unknown_encoding,
          {"无法识别文本编码；如知道编码，请用 --encoding 指定",
           "the encoding of the text cannot be recognized; if you know it, name it with --encoding"}};
}

Error wrong_encoding(Encoding encoding) {
  const std::string_view name = encoding_name(encoding);
  return {ErrorCode::wrong_encoding,
          {fmt::format("文件不是 {} 编码；请改用别的编码，或不指定编码，由程序识别", name),
           fmt::format("the file is not in {}; name another encoding, or none to have it recognized", name)}};
}

Error not_encodable(Encoding encoding, char32_t character) {
  const std::string_view name = encoding_name(encoding);
  std::string shown;
  append_utf8(shown, character);
  const auto number = static_cast<std::uint32_t>(character);
  return {ErrorCode::not_encodable,
          {fmt::format("{} 编码没有字符“{}”（U+{:04X}）；请先把文件转存为 UTF-8", name, shown, number),
           fmt::format("{} has no character “{}” (U+{:04X}); convert the file to UTF-8 first", name, shown, number)}};
}

bool is_utf16(Encoding encoding) { return encoding == Encoding::utf16le || encoding == Encoding::utf16be; }

/// Finds the encoding of bytes that are to be text, and refuses those that are none.
Result<Encoding> choose_encoding(std::string_view bytes, std::optional<Encoding> forced) {
  for (const Signature& signature : kSignatures) {
    if (!bytes.starts_with(signature.bytes)) continue;
    return Error{ErrorCode::binary, {std::string(signature.zh), std::string(signature.en)}};
  }
  const std::optional<Encoding> encoding = forced ? forced : detect_encoding(bytes);
  if (!(encoding && is_utf16(*encoding)) && bytes.find('\0') != std::string_view::npos) return has_nul_bytes();
  if (!encoding) return unknown_encoding();
  const Encoding swapped = *encoding == Encoding::utf16le ? Encoding::utf16be : Encoding::utf16le;
  if (is_utf16(*encoding) && bytes.starts_with(byte_order_mark(swapped))) return wrong_encoding(*encoding);
  if (forced && reads_better_as_utf8(bytes, *encoding)) return wrong_encoding(*encoding);
  return *encoding;
}

/// Builds a DecodedText from the bytes of one file.
template <class Codec>
class Decoder {
 public:
  Decoder(const Codec& codec, std::string_view bytes, DecodedText& result)
      : codec_(codec), bytes_(bytes), text_(result.text), raw_(result.origin.raw) {}

  /// False when there is too much damage.
  bool run() {
    text_.reserve(bytes_.size());
    for (std::size_t i = 0; i < bytes_.size();) {
      i += append_plain(i);
      if (i == bytes_.size()) break;
      const Unit unit = codec_.next(bytes_, i);
      append(unit, bytes_.substr(i, unit.length));
      i += unit.length;
      if (bad_ > tolerated(bytes_.size())) return false;  // too many whatever follows: keep no more pieces
    }
    return bad_ <= tolerated(0) || bad_ <= tolerated(count_code_points(text_));
  }

 private:
  /// Appends the bytes from `offset` on that are their own decoding; returns their number.
  std::size_t append_plain(std::size_t offset) {
    const std::string_view rest = bytes_.substr(offset);
    std::size_t length = 0;
    if constexpr (std::is_same_v<Codec, Utf8Codec>) {
      length = valid_utf8_prefix(rest);
    } else if constexpr (Codec::kAsciiCompatible) {
      length = ascii_prefix(rest);
    }
    text_.append(rest.substr(0, length));
    return length;
  }

  void append(Unit unit, std::string_view encoded) {
    const std::size_t begin = text_.size();
    append_utf8(text_, unit.value);
    // UTF-32 read as UTF-16 is half U+0000: as bad as what is invalid.
    if (!unit.valid || unit.value == 0) ++bad_;
    if (unit.valid && encodes_as(unit.value, encoded)) return;
    const Span span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(text_.size())};
    raw_.push_back({span, std::string(encoded), !unit.valid});
  }

  bool encodes_as(char32_t character, std::string_view encoded) {
    if constexpr (Codec::kUnique) {
      return true;
    } else {
      std::uint32_t form = 0;
      for (const char byte : encoded) form = form << 8 | static_cast<unsigned char>(byte);
      return codec_.form(character) == form;
    }
  }

  const Codec& codec_;
  std::string_view bytes_;
  std::string& text_;
  std::vector<RawPiece>& raw_;
  std::size_t bad_ = 0;
};

/// Writes the bytes of one file.
template <class Codec>
class Encoder {
 public:
  Encoder(const Codec& codec, std::string_view text, const TextOrigin& origin)
      : codec_(codec), text_(text), origin_(origin), raw_(origin.raw.begin()), bytes_(byte_order_mark_of(origin)) {}

  Result<std::string> run(std::span<const Edit> edits) {
    bytes_.reserve(text_.size());
    std::size_t kept = 0;
    for (const Edit& edit : edits) {
      append_original(kept, edit.span.begin);
      append(edit.replacement);
      kept = edit.span.end;
    }
    append_original(kept, text_.size());
    if (missing_ != 0) return not_encodable(origin_.encoding, missing_);
    return std::move(bytes_);
  }

 private:
  static std::string_view byte_order_mark_of(const TextOrigin& origin) {
    return origin.byte_order_mark ? byte_order_mark(origin.encoding) : std::string_view();
  }

  /// A stretch of the text that no edit touches.
  void append_original(std::size_t begin, std::size_t end) {
    while (raw_ != origin_.raw.end() && raw_->text.begin < begin) ++raw_;
    for (; raw_ != origin_.raw.end() && raw_->text.begin < end; ++raw_) {
      append(text_.substr(begin, raw_->text.begin - begin));
      bytes_ += raw_->bytes;
      begin = raw_->text.end;
    }
    append(text_.substr(begin, end - begin));
  }

  void append(std::string_view text) {
    if constexpr (std::is_same_v<Codec, Utf8Codec>) {
      bytes_ += text;
      return;
    }
    for (std::size_t i = 0; i < text.size();) {
      const CodePoint at = decode_utf8_at(text, i);
      if (!codec_.append(bytes_, at.value) && missing_ == 0) missing_ = at.value;
      i += at.length;
    }
  }

  const Codec& codec_;
  std::string_view text_;
  const TextOrigin& origin_;
  std::vector<RawPiece>::const_iterator raw_;
  std::string bytes_;
  char32_t missing_ = 0;
};

}  // namespace

std::string_view encoding_name(Encoding encoding) noexcept {
  switch (encoding) {
    case Encoding::utf8:
      return "UTF-8";
    case Encoding::utf16le:
      return "UTF-16LE";
    case Encoding::utf16be:
      return "UTF-16BE";
    case Encoding::gb18030:
      return "GB18030";
    case Encoding::big5:
      return "Big5";
  }
  return {};
}

std::optional<Encoding> encoding_from_name(std::string_view name) noexcept {
  struct Name {
    std::string_view name;
    Encoding encoding;
  };
  constexpr Name kNames[] = {
      {"utf8", Encoding::utf8},       {"utf16", Encoding::utf16le},   {"utf16le", Encoding::utf16le},
      {"utf16be", Encoding::utf16be}, {"gb18030", Encoding::gb18030}, {"gbk", Encoding::gb18030},
      {"gb2312", Encoding::gb18030},  {"cp936", Encoding::gb18030},   {"big5", Encoding::big5},
  };
  const auto spells = [name](std::string_view plain) {
    for (const char c : name) {
      if (c == '-' || c == '_') continue;
      const char lower = 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      if (plain.empty() || plain.front() != lower) return false;
      plain.remove_prefix(1);
    }
    return plain.empty();
  };
  const auto* found = std::find_if(std::begin(kNames), std::end(kNames), [&](const Name& n) { return spells(n.name); });
  if (found == std::end(kNames)) return std::nullopt;
  return found->encoding;
}

Result<DecodedText> decode(std::string_view bytes, std::optional<Encoding> forced) {
  if (bytes.size() > kMaxSize) return too_large();
  const Result<Encoding> encoding = choose_encoding(bytes, forced);
  if (!encoding) return encoding.error();

  DecodedText result;
  result.origin.encoding = *encoding;
  const std::string_view mark = byte_order_mark(*encoding);
  if (!mark.empty() && bytes.starts_with(mark)) {
    result.origin.byte_order_mark = true;
    bytes.remove_prefix(mark.size());
  }
  const bool good = visit_codec(*encoding, [&](const auto& codec) { return Decoder(codec, bytes, result).run(); });
  if (result.text.size() > kMaxSize) return too_large();
  if (!good) return forced ? wrong_encoding(*forced) : unknown_encoding();
  return result;
}

Result<std::string> encode(std::string_view text, const TextOrigin& origin, std::span<const Edit> edits) {
  return visit_codec(origin.encoding, [&](const auto& codec) { return Encoder(codec, text, origin).run(edits); });
}

}  // namespace jianyan

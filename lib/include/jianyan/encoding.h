// Bytes of a file to text, and back.
//
// The rest of the library sees UTF-8 only. What decode() learned about the file travels with the text as a TextOrigin,
// and encode() uses it to write the text back: in the same encoding, with the same byte-order mark and line ends, and
// with every byte that was not understood where it was.
//
//   auto decoded = jianyan::decode(bytes);                        // finds the encoding
//   auto forced = jianyan::decode(bytes, jianyan::Encoding::gb18030);
//   std::vector<jianyan::Edit> edits = ...;                       // spans in decoded->text
//   jianyan::Result<std::string> out = jianyan::encode(decoded->text, decoded->origin, edits);
//
// encode(text, origin, {}) gives back the bytes of decode() exactly, whatever they were.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "jianyan/export.h"
#include "jianyan/result.h"
#include "jianyan/span.h"

namespace jianyan {

/// gb18030 is read for GBK and GB2312 files too: it contains both, and differs from neither in what drafts use.
enum class Encoding : std::uint8_t { utf8, utf16le, utf16be, gb18030, big5 };

/// "UTF-8", "UTF-16LE", "UTF-16BE", "GB18030", "Big5": the names in reports.
[[nodiscard]] JIANYAN_EXPORT std::string_view encoding_name(Encoding encoding) noexcept;

/// Reads a name as users write it: any case, "-" and "_" ignored; gbk, gb2312, cp936 mean gb18030; utf16 means utf16le.
[[nodiscard]] JIANYAN_EXPORT std::optional<Encoding> encoding_from_name(std::string_view name) noexcept;

/// Bytes that text cannot stand for: invalid ones (shown as U+FFFD), and valid ones that the encoding would write
/// differently.
struct RawPiece {
  Span text;          ///< where its stand-in is in the decoded text
  std::string bytes;  ///< what the file has there
  bool invalid;       ///< true: not valid in the encoding, the stand-in is U+FFFD
};

/// What a text file has that its text does not show.
struct TextOrigin {
  Encoding encoding = Encoding::utf8;
  bool byte_order_mark = false;
  std::vector<RawPiece> raw;  ///< sorted by span, disjoint; empty for almost every file
};

struct DecodedText {
  std::string text;  ///< valid UTF-8 without byte-order mark; line ends as in the file
  TextOrigin origin;
};

/// Decodes a whole file. `forced` overrides detection.
///
/// Detection, in this order: byte-order mark; strict UTF-8 (unless a few characters are its only evidence, which GBK
/// words can imitate: "一目"); else UTF-8, GB18030, UTF-16 and Big5 compete, and the most likely Chinese text wins,
/// judged by frequent characters and punctuation. The winner may have max(3, 2 %) bad characters, and must not lack
/// frequent characters altogether, as other languages' encodings do; UTF-16, and whatever is damaged, needs a
/// share of them, of ASCII or punctuation, and short UTF-16 hardly any damage. Pure ASCII and empty input are UTF-8.
///
/// Errors: binary (NUL bytes outside UTF-16, or a known signature: PDF, OLE, zip, pictures), unknown_encoding,
/// wrong_encoding (forced, and more than max(3, 2 %) of the characters are bad, or it is valid and more likely text in
/// UTF-8), too_large (4 GiB or more).
/// Complexity: O(n): one pass looks for damage, up to five over 64 KiB find the encoding, one decodes. Thread-safe.
[[nodiscard]] JIANYAN_EXPORT Result<DecodedText> decode(std::string_view bytes, std::optional<Encoding> forced = {});

/// Applies `edits` to `text` and encodes the result as `origin` says. Raw pieces that no edit touches are written as
/// they were.
///
/// Preconditions: `text` is what decode() gave with `origin`; edits are sorted, disjoint, on code-point boundaries.
/// Errors: not_encodable, naming the first character that the encoding lacks. Thread-safe.
[[nodiscard]] JIANYAN_EXPORT Result<std::string> encode(std::string_view text, const TextOrigin& origin,
                                                        std::span<const Edit> edits = {});

}  // namespace jianyan

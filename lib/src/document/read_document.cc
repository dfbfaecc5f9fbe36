// Formats are told by their first bytes and not by the suffix: what people name .doc is often a text, and the reverse.
#include <array>
#include <optional>
#include <utility>

#include "jianyan/document.h"

namespace jianyan {
namespace {

struct Signature {
  std::string_view bytes;
  Message message;
};

/// Formats that people try to read, and that no reader understands yet, by their first bytes.
std::optional<Error> foreign_format(std::string_view bytes) {
  using namespace std::string_view_literals;
  const std::array<Signature, 4> signatures{{
      {"%PDF-"sv, {"这是 PDF 文件，请先另存为 .txt 或 .md", "this is a PDF file; save it as .txt or .md first"}},
      {"{\\rtf"sv, {"这是 RTF 文件，请先另存为 .txt 或 .md", "this is an RTF file; save it as .txt or .md first"}},
      {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv,
       {"这是旧版 Office 文件（.doc .wps .xls），请先另存为 .txt 或 .md",
        "this is a file of an old Office program (.doc .wps .xls); save it as .txt or .md first"}},
      {"PK\x03\x04"sv,
       {"这是 Office 文档或压缩包（.docx .xlsx .zip），请先另存为 .txt 或 .md",
        "this is an Office document or an archive (.docx .xlsx .zip); save it as .txt or .md first"}},
  }};
  for (const Signature& signature : signatures)
    if (bytes.starts_with(signature.bytes)) return Error{ErrorCode::unsupported_format, signature.message};
  return std::nullopt;
}

}  // namespace

Result<Document> read_document(std::string_view bytes, const ReadOptions& options) {
  if (auto foreign = foreign_format(bytes)) return std::move(*foreign);
  Result<DecodedText> decoded = decode(bytes, options.encoding);
  if (!decoded) return decoded.error();
  return Document::from_decoded(std::move(*decoded), options);
}

}  // namespace jianyan

// Formats are told by their first bytes and not by the suffix: what people name .doc is often a text, and the reverse.
#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "jianyan/document.h"
#include "word/word_file.h"

namespace jianyan {
namespace {

using namespace std::string_view_literals;

struct Signature {
  std::string_view bytes;
  Message message;
};

constexpr std::string_view kZip = "PK\x03\x04"sv;
constexpr std::string_view kOle = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv;

Error unsupported(Message message) { return {ErrorCode::unsupported_format, std::move(message)}; }

/// Formats that people try to read, and that no reader understands, by their first bytes.
std::optional<Error> foreign_format(std::string_view bytes) {
  const std::array<Signature, 2> signatures{{
      {"%PDF-"sv,
       {"这是 PDF 文件，其中的文字没有段落，不能可靠检查；请用生成它的 Word 文件",
        "this is a PDF file: its text has no paragraphs and cannot be checked; use the Word file it was made from"}},
      {"{\\rtf"sv, {"这是 RTF 文件，请先另存为 .docx", "this is an RTF file; save it as .docx first"}},
  }};
  for (const Signature& signature : signatures)
    if (bytes.starts_with(signature.bytes)) return unsupported(signature.message);
  return std::nullopt;
}

/// Old Word files and encrypted new ones lie in the same container; the names of its streams are UTF-16.
Error ole_error(std::string_view bytes) {
  if (bytes.find("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"sv) != std::string_view::npos) {
    return {ErrorCode::encrypted,
            {"文件设有打开密码，无法读取；请在 Word 中去掉密码后再试",
             "the file has a password and cannot be read; remove it in Word first"}};
  }
  if (bytes.find("W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"sv) != std::string_view::npos) {
    return unsupported({"这是旧版 Word 文件（.doc），请先另存为 .docx", "this is an old Word file (.doc); save it as .docx first"});
  }
  return unsupported({"这是旧版 Office 或 WPS 文件（.wps .xls 等），请先另存为 .docx",
                      "this is a file of an old Office program (.wps .xls ...); save it as .docx first"});
}

bool named_word(std::string_view name) {
  std::string suffix(name.substr(name.size() - std::min<std::size_t>(name.size(), 5)));
  std::transform(suffix.begin(), suffix.end(), suffix.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return suffix == ".docx" || suffix == ".docm" || suffix == ".dotx" || suffix == ".dotm";
}

/// "~$草稿.docx": what Word puts beside a file that is open.
bool is_lock_file(std::string_view name) { return name.substr(name.find_last_of("/\\") + 1).starts_with("~$"); }

/// A file with the name of a Word file that is none.
Error no_word_file(std::string_view bytes, std::string_view name) {
  if (is_lock_file(name)) {
    return unsupported({"这是 Word 打开文件时的临时锁定文件，不是文稿", "this is a lock file of Word's, not a draft"});
  }
  if (bytes.empty()) return {ErrorCode::damaged, {"文件是空的，不是 Word 文件", "the file is empty, and no Word file"}};
  return unsupported({"文件名像 Word 文件，内容却不是；如是纯文本，请把后缀改为 .txt",
                      "named like a Word file, but it is none; if it is plain text, give it the suffix .txt"});
}

}  // namespace

Result<Document> read_document(std::string_view bytes, const ReadOptions& options) {
  if (auto foreign = foreign_format(bytes)) return *std::move(foreign);
  if (bytes.starts_with(kOle)) return ole_error(bytes);
  if (bytes.starts_with(kZip)) {
    auto file = WordFile::read(bytes);
    if (!file) return file.error();
    WordOrigin origin{*file, (*file)->layout()};
    return Document::from_word(std::move(origin), options);
  }
  if (named_word(options.name)) return no_word_file(bytes, options.name);
  Result<DecodedText> decoded = decode(bytes, options.encoding);
  if (!decoded) return decoded.error();
  return Document::from_decoded(std::move(*decoded), options);
}

}  // namespace jianyan

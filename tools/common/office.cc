#include "common/office.h"

#include <stdlib.h>

#include <filesystem>
#include <system_error>

#include "common/errors.h"
#include "common/file.h"
#include "common/program.h"

namespace jianyan::tools {
namespace {

namespace fs = std::filesystem;
using namespace std::string_view_literals;

/// timeout(1) of coreutils, with which it exits where the time was up.
constexpr int kTimeUp = 124;
/// OpenDocument keeps its type uncompressed at the head of the archive.
constexpr std::string_view kOpenDocument = "mimetypeapplication/vnd.oasis.opendocument.text";

/// A folder that nobody else may enter, and that goes with this.
class PrivateFolder {
 public:
  PrivateFolder() {
    std::error_code error;
    std::string pattern = (fs::temp_directory_path(error) / "jianyan-XXXXXX").string();
    if (!error && ::mkdtemp(pattern.data()) != nullptr) path_ = pattern;
  }
  ~PrivateFolder() {
    std::error_code error;
    if (!path_.empty()) fs::remove_all(path_, error);
  }
  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

}  // namespace

bool is_office_format(std::string_view bytes) {
  return bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv) || bytes.starts_with("{\\rtf") ||
         (bytes.starts_with("PK\x03\x04"sv) && bytes.substr(30, kOpenDocument.size()) == kOpenDocument);
}

OfficeResult convert_with_office(std::string_view bytes) {
  OfficeResult result;
  const PrivateFolder folder;
  const auto failed = [&result](Message why) {
    result.error = std::move(why);
    return std::move(result);
  };
  if (folder.path().empty()) return failed({"不能建立临时文件夹", "cannot make a temporary folder"});
  const fs::path input = folder.path() / "draft";
  const fs::path output = folder.path() / "draft.docx";
  try {
    write_file(input.string(), bytes);
  } catch (const WriteError& error) {
    return failed(error.message());
  }
  const std::string profile = "-env:UserInstallation=file://" + (folder.path() / "profile").string();
  const auto run = run_program({"timeout", "--kill-after=5", "60", "soffice", "--headless", "--norestore", profile,
                                "--convert-to", "docx:MS Word 2007 XML", "--outdir", folder.path().string(),
                                input.string()});
  constexpr int kNotFound = 127;
  if (!run || run->exit_code == kNotFound) {
    return failed({"这种格式要先另存为 .docx，或安装 LibreOffice（apt install libreoffice-writer-nogui）后直接处理",
                   "save this format as .docx first, or install LibreOffice (apt install libreoffice-writer-nogui) "
                   "to have it converted"});
  }
  if (run->exit_code == kTimeUp) {
    return failed({"LibreOffice 一分钟内没有完成转换；请先另存为 .docx",
                   "LibreOffice did not convert it within a minute; save it as .docx first"});
  }
  if (read_file(output.string(), result.bytes) || result.bytes.empty()) {
    return failed({"LibreOffice 不能转换这个文件，可能已损坏、有密码，或不是文字文稿；请先另存为 .docx",
                   "LibreOffice cannot convert it: perhaps it is damaged, has a password, or is no text; save it as "
                   ".docx first"});
  }
  return result;
}

}  // namespace jianyan::tools

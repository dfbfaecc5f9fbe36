// Reading an input into a Document.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "common/inputs.h"
#include "common/record.h"
#include "common/tool.h"
#include "jianyan/document.h"

namespace jianyan::tools {

struct Draft {
  std::string path;                  ///< as shown
  std::string bytes;                 ///< of a converted file, those of the Word file that was made of it
  std::optional<Document> document;  ///< none: `error` says why
  std::optional<Message> error;
  bool converted = false;            ///< from .doc, .rtf and the like: it cannot be written back
};

/// What an input is called in reports and configurations: its path, or --stdin-filename.
[[nodiscard]] const std::string& name_of(const Input& input, const CommonOptions& options);

[[nodiscard]] Draft read_draft(const Input& input, const CommonOptions& options);

/// What the file is, for -v: its encoding, or "Word".
[[nodiscard]] std::string_view file_kind(const Document& document);

/// The documents of a record.
struct RecordDrafts {
  std::optional<Document> title;
  Document text;
};
[[nodiscard]] RecordDrafts read_record(Record& record, const CommonOptions& options);

}  // namespace jianyan::tools

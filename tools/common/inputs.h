// From the operands of a command line to the files to read.
//
// Folders are walked in the order of their names and give their drafts (.txt .md .markdown .docx), without hidden ones
// and without those that .gitignore and .jianyanignore files leave out; such files count from the folder itself down, and
// inside a Git work tree from its top. A file named outright is taken whatever its name. An operand with * ? [ that is
// no file is a pattern.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "jianyan/message.h"

namespace jianyan::tools {

struct Input {
  std::string path;              ///< to open and to show; "-" for standard input
  std::string relative;          ///< below its folder, or the file's name: where `-o FOLDER` puts it
  std::optional<Message> error;  ///< it cannot be read at all
};

struct InputRequest {
  std::vector<std::string> operands;
  std::optional<std::string> files_from;  ///< a file with a path a line, or "-"
  bool null_separated = false;            ///< in files_from
  bool allow_empty = false;               ///< a folder or pattern without drafts is no error
};

struct Inputs {
  std::vector<Input> list;  ///< every file once
  bool several = false;     ///< more than one file was asked for, be it by naming a folder
};

/// Without operands and files_from: standard input. Errors are found among the inputs, at their place; UsageError where
/// files_from cannot be read.
[[nodiscard]] Inputs find_inputs(const InputRequest& request);

}  // namespace jianyan::tools

// Records with labels, read from a stream of JSON or a table, for training and measuring.
//
// A label is a string, several are an array in JSON and stand between ";", "；" or "|" in a cell. Of many records a
// sample is kept, so that memory stays bounded: kMostLabelled of them, chosen by a hash of their text and not by their
// place.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/tool.h"
#include "jianyan/training.h"

namespace jianyan::tools {

/// Some 300 MB, and 600 MB more while a model is trained.
inline constexpr std::size_t kMostLabelled = 100'000;

struct LabelledRecords {
  std::vector<LabelledRecord> records;  ///< in the order of the file
  std::vector<std::uint64_t> lines;     ///< of each
  std::uint64_t read = 0;               ///< with those that were not kept
};

/// Reads a file; its suffix tells what it is unless an option does: .csv, .tsv, .jsonl. Bad records are named on
/// standard error and raise the exit code. @throws UsageError
[[nodiscard]] LabelledRecords read_labelled(Tool& tool, const std::string& path);

}  // namespace jianyan::tools

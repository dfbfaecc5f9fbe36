// Streams of records: one line in, one line out, in order, the same bytes for any number of workers.
//
// Blank lines are skipped. A bad line is answered by a record with "error" and its line number, and named on standard error
// (the first ones; the others are counted). Every batch is written as soon as it is done and due.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "common/console.h"
#include "common/exit_code.h"
#include "common/file.h"
#include "common/record.h"
#include "jianyan/diagnostic.h"

namespace jianyan::tools {

/// Counted over all records.
struct StreamTally {
  std::uint64_t records = 0;
  std::uint64_t bad = 0;
  std::array<std::uint64_t, 3> findings{};  ///< by severity

  void add(const StreamTally& other);
};

struct StreamRequest {
  std::vector<std::string> paths;  ///< files with a record a line; "-" for standard input
  unsigned workers = 1;
  bool errors_exit_zero = false;   ///< bad records do not count for the exit code
};

/// Appends the answer to a record, without a line end. Called from several threads.
using AnswerRecord = std::function<void(Record& record, std::string& out, StreamTally& tally)>;

/// Runs all streams into `output` and commits it. Raises `status` for bad records and unreadable files. @throws WriteError
StreamTally run_record_streams(const StreamRequest& request, const AnswerRecord& answer, Output& output, Console& console,
                               ExitStatus& status);

}  // namespace jianyan::tools

// Streams of records: one line in, one line out, in order, the same bytes for any number of workers. Tables of records
// (--csv, --tsv): the same table out, with columns added.
//
// Blank lines are skipped. A bad line is answered by a record with "error" and its line number, and named on standard
// error (the first ones; the others are counted). Every batch is written as soon as it is done and due.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "common/record.h"
#include "common/tool.h"

namespace jianyan::tools {

struct TableAnswer;  // table_stream.h

/// Counted over all records.
struct StreamTally {
  std::uint64_t records = 0;
  std::uint64_t bad = 0;
  bool failed = false;  ///< a finding at or above --fail-on
};

/// Appends the answer to a record, without a line end. Called from several threads.
using AnswerRecord = std::function<void(Record& record, std::string& out, StreamTally& tally)>;

/// How the records of an input of that name are answered.
using AnswerRecordsOf = std::function<AnswerRecord(const std::string& name)>;

/// Answers the records of all inputs (files with a record a line, or one table, whose columns are filled as `shape`
/// says) on standard output or -o. Raises the tool's status for unreadable inputs, for bad records unless
/// --errors-exit-zero, and where `failed` is set. @throws WriteError, UsageError
void run_records(Tool& tool, const AnswerRecordsOf& answers, const TableAnswer& shape);

}  // namespace jianyan::tools

#include "common/record_stream.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <limits>
#include <string_view>
#include <utility>
#include <vector>

#include "common/drafts.h"
#include "common/errors.h"
#include "common/file.h"
#include "common/lines.h"
#include "common/ordered.h"
#include "common/table_stream.h"

namespace jianyan::tools {
namespace {

// A stream of another format would fill the screen otherwise.
constexpr std::uint64_t kComplaints = 10;

struct Fault {
  std::uint64_t line;
  Message message;
};

struct BatchResult {
  std::string out;
  StreamTally tally;
  std::vector<Fault> faults;
};

class Streams {
 public:
  Streams(Tool& tool, const AnswerRecordsOf& answers)
      : tool_(tool), answers_(answers), output_(tool.common.output.value_or("-")) {}

  void run(const std::vector<Input>& inputs) {
    for (const Input& input : inputs) {
      if (!run(input)) break;
    }
    output_.commit();
    if (tally_.bad > kComplaints) {
      tool_.console.complain(
          {fmt::format("共有 {} 行不能处理", tally_.bad), fmt::format("{} lines could not be used", tally_.bad)});
    }
    if (tally_.bad > 0 && !tool_.common.errors_exit_zero) tool_.status.raise(ExitCode::unreadable);
    if (tally_.failed) tool_.status.raise(ExitCode::findings);
  }

 private:
  // False where nobody reads the output any more.
  bool run(const Input& input) {
    const std::string& name = name_of(input, tool_.common);
    if (input.error) return tool_.unreadable(name, *input.error), true;
    const int descriptor = input.path == "-" ? STDIN_FILENO : ::open(input.path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return tool_.unreadable(name, system_message(errno)), true;
    const AnswerRecord answer = answers_(name);
    LineReader reader(descriptor);
    bool go_on = true;
    run_ordered(
        tool_.workers(std::numeric_limits<std::size_t>::max()), [&] { return reader.next(); },
        [&](const LineBatch& batch) { return work(batch, answer); },
        [&](const BatchResult& result) { return go_on = write(name, result); });
    if (reader.error() != 0) tool_.unreadable(name, system_message(reader.error()));
    if (descriptor != STDIN_FILENO) ::close(descriptor);
    return go_on;
  }

  BatchResult work(const LineBatch& batch, const AnswerRecord& answer) const {
    BatchResult result;
    const std::string_view text = batch.text;
    std::uint64_t number = batch.first_line;
    if (batch.too_long) fail(result, Record(), number, {"这一行太长（超过 64 MB）", "this line is too long (over 64 MB)"});
    for (std::size_t at = 0; at < text.size(); ++number) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      std::string_view line = text.substr(at, end - at);
      if (number == 1 && line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
      if (line.find_first_not_of(" \t\r") != std::string_view::npos) answer_line(line, number, answer, result);
      at = end + 1;
    }
    return result;
  }

  void answer_line(std::string_view line, std::uint64_t number, const AnswerRecord& answer, BatchResult& result) const {
    ++result.tally.records;
    Record record;
    if (auto fault = parse_record(line, record)) return fail(result, record, number, std::move(*fault));
    answer(record, result.out, result.tally);
    result.out += '\n';
  }

  void fail(BatchResult& result, const Record& record, std::uint64_t line, Message message) const {
    append_error_record(result.out, record.id, line, message.in(tool_.console.language));
    ++result.tally.bad;
    result.faults.push_back({line, std::move(message)});
  }

  bool write(const std::string& path, const BatchResult& result) {
    for (const Fault& fault : result.faults) {
      if (complaints_++ >= kComplaints) continue;
      const Message name = shown_name(path);
      tool_.console.complain({fmt::format("{} 第 {} 行：{}", name.zh, fault.line, fault.message.zh),
                              fmt::format("{} line {}: {}", name.en, fault.line, fault.message.en)});
    }
    tally_.records += result.tally.records;
    tally_.bad += result.tally.bad;
    tally_.failed = tally_.failed || result.tally.failed;
    tool_.console.progress(tally_.records);
    return output_.write(result.out);
  }

  Tool& tool_;
  const AnswerRecordsOf& answers_;
  Output output_;
  StreamTally tally_;
  std::uint64_t complaints_ = 0;
};

}  // namespace

void run_records(Tool& tool, const AnswerRecordsOf& answers, const TableAnswer& shape) {
  if (tool.common.table) return run_table(tool, answers, shape);
  if (tool.common.encoding) {
    throw UsageError({"--jsonl 的编码总是 UTF-8，不能与 --encoding 同用", "--jsonl is always UTF-8; leave out --encoding"});
  }
  Streams(tool, answers).run(find_inputs(tool.common.inputs).list);
}

}  // namespace jianyan::tools

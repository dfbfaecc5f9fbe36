#include "common/record_stream.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <string_view>
#include <utility>

#include "common/errors.h"
#include "common/lines.h"
#include "common/ordered.h"

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

class Stream {
 public:
  Stream(const AnswerRecord& answer, Output& output, Console& console, StreamTally& tally)
      : answer_(answer), output_(output), console_(console), tally_(tally) {}

  // False where nobody reads the output any more. @throws WriteError
  bool run(const std::string& path, LineReader& reader, unsigned workers) {
    bool go_on = true;
    run_ordered(
        workers, [&] { return reader.next(); }, [this](const LineBatch& batch) { return work(batch); },
        [&](const BatchResult& result) { return go_on = write(path, result); });
    return go_on;
  }

 private:
  BatchResult work(const LineBatch& batch) const {
    BatchResult result;
    const std::string_view text = batch.text;
    std::uint64_t number = batch.first_line;
    if (batch.too_long) fail(result, Record(), number, {"这一行太长（超过 64 MB）", "this line is too long (over 64 MB)"});
    for (std::size_t at = 0; at < text.size(); ++number) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      std::string_view line = text.substr(at, end - at);
      if (number == 1 && line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
      if (line.find_first_not_of(" \t\r") != std::string_view::npos) answer_line(line, number, result);
      at = end + 1;
    }
    return result;
  }

  void answer_line(std::string_view line, std::uint64_t number, BatchResult& result) const {
    ++result.tally.records;
    Record record;
    if (auto fault = parse_record(line, record)) return fail(result, record, number, std::move(*fault));
    answer_(record, result.out, result.tally);
    result.out += '\n';
  }

  void fail(BatchResult& result, const Record& record, std::uint64_t line, Message message) const {
    append_error_record(result.out, record.id, line, message.in(console_.language));
    ++result.tally.bad;
    result.faults.push_back({line, std::move(message)});
  }

  bool write(const std::string& path, const BatchResult& result) {
    for (const Fault& fault : result.faults) {
      if (complaints_++ >= kComplaints) continue;
      console_.complain({fmt::format("{} 第 {} 行：{}", path, fault.line, fault.message.zh),
                         fmt::format("{} line {}: {}", path, fault.line, fault.message.en)});
    }
    tally_.add(result.tally);
    console_.progress(tally_.records);
    return output_.write(result.out);
  }

  const AnswerRecord& answer_;
  Output& output_;
  Console& console_;
  StreamTally& tally_;
  std::uint64_t complaints_ = 0;
};

}  // namespace

void StreamTally::add(const StreamTally& other) {
  records += other.records;
  bad += other.bad;
  for (std::size_t i = 0; i < findings.size(); ++i) findings[i] += other.findings[i];
}

StreamTally run_record_streams(const StreamRequest& request, const AnswerRecord& answer, Output& output, Console& console,
                               ExitStatus& status) {
  StreamTally tally;
  const auto unreadable = [&](const std::string& path, int error) {
    const Message why = system_message(error);
    console.complain({fmt::format("{}：{}", path, why.zh), fmt::format("{}: {}", path, why.en)});
    status.raise(ExitCode::unreadable);
  };
  Stream stream(answer, output, console, tally);
  for (const std::string& path : request.paths) {
    const int descriptor = path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
      unreadable(path, errno);
      continue;
    }
    LineReader reader(descriptor);
    const bool go_on = stream.run(path, reader, request.workers);
    if (reader.error() != 0) unreadable(path, reader.error());
    if (path != "-") ::close(descriptor);
    if (!go_on) break;
  }
  output.commit();
  if (tally.bad > kComplaints) {
    console.complain({fmt::format("共有 {} 行不能处理", tally.bad), fmt::format("{} lines could not be used", tally.bad)});
  }
  if (tally.bad > 0 && !request.errors_exit_zero) status.raise(ExitCode::unreadable);
  return tally;
}

}  // namespace jianyan::tools

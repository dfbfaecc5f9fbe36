// jianyan-segment: the words of each line, for pipelines.
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

#include "common/drafts.h"
#include "common/errors.h"
#include "common/file.h"
#include "common/lines.h"
#include "common/ordered.h"
#include "common/record_stream.h"
#include "common/table_stream.h"
#include "common/tool.h"
#include "jianyan/report.h"
#include "jianyan/segmenter.h"

namespace jianyan::tools {
namespace {

const ToolInfo kInfo{
    "jianyan-segment",
    {"分词：读一行，写一行，词与词之间一个空格。", "Cuts text into words: a line in, a line out, with a space between words."},
    {"[选项] [文件或文件夹…]", "[options] [file or folder...]"},
    {"  echo 市发展改革委负责统筹推进 | jianyan-segment    市 发展改革委 负责 统筹 推进\n"
     "  jianyan-segment --format json 草稿.txt           每个词的类别和位置\n"
     "  jianyan-segment --jsonl < 建议.jsonl > 词.jsonl   逐条分词\n",
     "  echo 市发展改革委负责统筹推进 | jianyan-segment    words of a line\n"
     "  jianyan-segment --format json draft.txt          kind and place of each word\n"
     "  jianyan-segment --jsonl < in.jsonl > out.jsonl   records, a line each\n"}};

enum class SegmentFormat { text, json, jsonl };

struct SegmentOptions {
  SegmentFormat format = SegmentFormat::text;
};

void add_options(Tool& tool, SegmentOptions& segment) {
  tool.add_input_options();
  OptionParser& options = tool.options();
  options.value(0, "user-dict", "FILE", tool.common.user_dictionary,
                {"自己的词：一行一词，可带制表符和权重", "words of your own: one a line, perhaps with a tab and a weight"});
  options.group({"输出", "Output"});
  options.choice(0, "format", {"text", "json", "jsonl"},
                 [&segment](std::string_view name) {
                   segment.format = name == "json"    ? SegmentFormat::json
                                    : name == "jsonl" ? SegmentFormat::jsonl
                                                      : SegmentFormat::text;
                 },
                 {"text：词间加空格；json、jsonl：带类别和位置（默认 text）",
                  "text: words and spaces; json, jsonl: with kinds and places (default: text)"});
  options.value('o', "output", "FILE", tool.common.output, {"写到 FILE", "write to FILE"});
}

std::string_view text_of(std::string_view text, const Token& token) {
  return text.substr(token.span.begin, token.span.size());
}

// Lines of words. Without --encoding a stream shows its encoding in its first batch; UTF-8 is then segmented as it
// comes, all else is read to its end first.
class LineSegmenter {
 public:
  LineSegmenter(Tool& tool, const Segmenter& segmenter)
      : tool_(tool), segmenter_(segmenter), output_(tool.common.output.value_or("-")) {}

  void run(const std::vector<Input>& inputs) {
    for (const Input& input : inputs) {
      if (!run(input)) break;
    }
    output_.commit();
  }

 private:
  // False where nobody reads the output any more.
  bool run(const Input& input) {
    const bool standard_input = input.path == "-";
    const std::string& name = standard_input ? tool_.common.stdin_filename : input.path;
    if (input.error) return tool_.unreadable(name, *input.error), true;
    const int descriptor = standard_input ? STDIN_FILENO : ::open(input.path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return tool_.unreadable(name, system_message(errno)), true;
    LineReader reader(descriptor);
    const bool go_on = segment(name, reader);
    if (reader.error() != 0) tool_.unreadable(name, system_message(reader.error()));
    if (!standard_input) ::close(descriptor);
    return go_on;
  }

  bool segment(const std::string& name, LineReader& reader) {
    std::optional<LineBatch> first = reader.next();
    if (!first) return true;
    Result<DecodedText> decoded = decode(first->text, tool_.common.encoding);
    if (decoded && decoded->origin.encoding != Encoding::utf8) {
      std::string bytes = std::move(first->text);
      while (const std::optional<LineBatch> batch = reader.next()) bytes += batch->text;
      decoded = decode(bytes, tool_.common.encoding);
    }
    if (!decoded) return tool_.unreadable(name, decoded.error().message), true;
    first->text = std::move(decoded->text);
    return segment(name, std::move(first), reader);
  }

  bool segment(const std::string& name, std::optional<LineBatch> first, LineReader& reader) {
    bool go_on = true;
    run_ordered(
        tool_.workers(std::numeric_limits<std::size_t>::max()),
        [&] { return first ? std::exchange(first, std::nullopt) : reader.next(); },
        [&](LineBatch batch) {
          batch.text = words_of(batch.text);
          return batch;
        },
        [&](const LineBatch& batch) {
          if (batch.too_long) {
            tool_.unreadable(name, {fmt::format("第 {} 行太长（超过 64 MB）", batch.first_line),
                                    fmt::format("line {} is too long (over 64 MB)", batch.first_line)});
          }
          return go_on = output_.write(batch.text);
        });
    return go_on;
  }

  [[nodiscard]] std::string words_of(std::string_view text) const {
    std::string out;
    out.reserve(text.size() + text.size() / 4);
    std::vector<Token> tokens;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      const std::string_view line = text.substr(at, end - at);
      segmenter_.segment(line, tokens);
      const char* separator = "";
      for (const Token& token : tokens) {
        if (token.kind == TokenKind::space) continue;
        out += std::exchange(separator, " ");
        out += text_of(line, token);
      }
      out += '\n';
      at = end + 1;
    }
    return out;
  }

  Tool& tool_;
  const Segmenter& segmenter_;
  Output output_;
};

// Tokens with their places, a file at a time.
void segment_files(Tool& tool, const Segmenter& segmenter, SegmentFormat format, const std::vector<Input>& inputs) {
  struct FileResult {
    std::string path, json;
    std::optional<Message> error;
  };
  const bool one_document = format == SegmentFormat::json;
  Output output(tool.common.output.value_or("-"));
  if (one_document) (void)output.write(tool.json_head());
  std::size_t next = 0;
  std::string_view separator;
  run_ordered(
      tool.workers(inputs.size()),
      [&]() -> std::optional<const Input*> {
        if (next == inputs.size()) return std::nullopt;
        return &inputs[next++];
      },
      [&](const Input* input) {
        const Draft draft = read_draft(*input, tool.common);
        FileResult result{draft.path, "{\"path\":", draft.error};
        append_json_string(result.json, draft.path);
        if (draft.document) {
          const std::string_view text = draft.document->text();
          result.json += ",\"tokens\":";
          append_json_tokens(result.json, text, segmenter.segment(text));
          result.json += ",\"error\":null}";
        } else {
          result.json += ",\"tokens\":[],\"error\":";
          append_json_string(result.json, draft.error->in(tool.console.language));
          result.json += '}';
        }
        return result;
      },
      [&](const FileResult& result) {
        if (result.error) tool.unreadable(result.path, *result.error);
        const std::string_view before = std::exchange(separator, one_document ? ",\n" : "");
        return output.write(before) && output.write(result.json) && output.write(one_document ? "" : "\n");
      });
  if (output.write(one_document ? "\n ]}\n" : "")) output.commit();
}

void segment_records(Tool& tool, const Segmenter& segmenter, SegmentFormat format) {
  static constexpr std::string_view kOwn[] = {"words", "tokens", "error"};
  const auto answer = [&](Record& record, std::string& out, StreamTally&) {
    const std::vector<Token> tokens = segmenter.segment(record.text);
    open_record(out, record, {record.title, {}}, kOwn);
    if (format == SegmentFormat::json && !tool.common.table) {
      out += ",\"tokens\":";
      append_json_tokens(out, record.text, tokens);
    } else {
      const char* separator = ",\"words\":[";
      for (const Token& token : tokens) {
        if (token.kind == TokenKind::space) continue;
        out += std::exchange(separator, ",");
        append_json_string(out, text_of(record.text, token));
      }
      out += *separator == ',' && separator[1] == '\0' ? "]" : ",\"words\":[]";
    }
    out += '}';
  };
  const TableAnswer shape{{"jianyan.words"}, [](const nlohmann::json& answered) {
                            return std::vector{joined(answered.at("words"), " ")};
                          }};
  run_records(tool, [&answer](const std::string&) -> AnswerRecord { return answer; }, shape);
}

ExitCode run(Tool& tool) {
  SegmentOptions options;
  add_options(tool, options);
  if (!tool.parse()) return ExitCode::clean;
  tool.require_input();
  const std::vector<UserWord> words = tool.user_words();
  const Segmenter segmenter(tool.data(), words);
  if (tool.common.records()) {
    segment_records(tool, segmenter, options.format);
    return tool.status.code();
  }
  const std::vector<Input> inputs = find_inputs(tool.common.inputs).list;
  if (options.format == SegmentFormat::text) LineSegmenter(tool, segmenter).run(inputs);
  else segment_files(tool, segmenter, options.format, inputs);
  return tool.status.code();
}

}  // namespace
}  // namespace jianyan::tools

int main(int argc, char** argv) {
  return jianyan::tools::run_tool(jianyan::tools::kInfo, argc, argv, jianyan::tools::run);
}

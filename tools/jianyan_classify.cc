// jianyan-classify: what a draft is about, who should handle it, and why; and the training of models for it.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "common/drafts.h"
#include "common/errors.h"
#include "common/file.h"
#include "common/labelled.h"
#include "common/ordered.h"
#include "common/record_stream.h"
#include "common/table_stream.h"
#include "common/tool.h"
#include "jianyan/classifier.h"
#include "jianyan/linter.h"
#include "jianyan/report.h"
#include "jianyan/training.h"

namespace jianyan::tools {
namespace {

const ToolInfo kInfo{
    "jianyan-classify",
    {"判断文稿的主题、主办和会办单位、关键词，并说明依据。",
     "Tells a draft's topic, the units that should handle it, keywords, and why."},
    {"[选项] [文件或文件夹…]\n      jianyan-classify train [选项] 记录 -o 模型\n      jianyan-classify eval [选项] "
     "[模型] 记录",
     "[options] [file or folder...]\n       jianyan-classify train [options] RECORDS -o MODEL\n"
     "       jianyan-classify eval [options] [MODEL] RECORDS"},
    {"  jianyan-classify 草稿.txt                               一份文稿的主题、单位、关键词\n"
     "  jianyan-classify --csv 建议.csv -o 分好.csv             整张表格，加上判断结果各列\n"
     "  jianyan-classify train 往年.csv -o 本地.jym             用往年的记录训练本地的模型\n",
     "  jianyan-classify draft.txt                              topic, units and keywords of a draft\n"
     "  jianyan-classify --csv in.csv -o out.csv                a whole table, with columns added\n"
     "  jianyan-classify train past.csv -o local.jym            a model from a place's own records\n"}};
const ToolInfo kTrainInfo{
    "jianyan-classify",
    {"用已分类的记录训练模型，并用交叉验证报告准不准。",
     "Trains a model on labelled records, and measures it by cross validation."},
    {"train [选项] 记录 [-o 模型]", "train [options] RECORDS [-o MODEL]"},
    {"  jianyan-classify train 往年.csv -o 本地.jym                          表头有“类别”“标题”“正文”\n"
     "  jianyan-classify train --columns label,title,text 往年.tsv -o 本地.jym  没有表头\n"
     "  jianyan-classify train --column label=主办单位 往年.csv -o 单位.jym   学主办单位\n",
     "  jianyan-classify train past.csv -o local.jym                           columns label, title, text\n"
     "  jianyan-classify train --columns label,title,text past.tsv -o local.jym  a table without a head\n"
     "  jianyan-classify train --column label=unit past.csv -o units.jym       learn units\n"}};
const ToolInfo kEvalInfo{"jianyan-classify",
                         {"在已分类的记录上衡量一个模型；不写模型则衡量自带的词表。",
                          "Measures a model on labelled records; without a model, the shipped lexicon."},
                         {"eval [选项] [模型] 记录", "eval [options] [MODEL] RECORDS"},
                         {"  jianyan-classify eval 本地.jym 今年.csv             一个模型\n"
                          "  jianyan-classify eval 今年.csv                      自带的词表\n"
                          "  jianyan-classify eval --format json 本地.jym 今年.csv  给程序读\n",
                          "  jianyan-classify eval local.jym this_year.csv       a model\n"
                          "  jianyan-classify eval this_year.csv                 the shipped lexicon\n"
                          "  jianyan-classify eval --format json local.jym this_year.csv  for programs\n"}};

enum class Format { full, json, jsonl, csv, tsv };
const std::vector<std::string_view> kFormats{"full", "json", "jsonl", "csv", "tsv"};
const std::vector<std::string_view> kParts{"labels", "units", "keywords"};

struct ClassifyOptions {
  Format format = Format::full;
  unsigned top = 2;
  double least = 0.5;
  std::vector<std::string> only;
  std::optional<std::string> model, taxonomy, units, region;
  bool explain = false;

  [[nodiscard]] bool wants(std::string_view part) const {
    return only.empty() || std::find(only.begin(), only.end(), part) != only.end();
  }
};

double require_share(std::string_view option, std::string_view text) {
  char* end = nullptr;
  const std::string copy(text);
  const double value = std::strtod(copy.c_str(), &end);
  if (!copy.empty() && *end == '\0' && value >= 0 && value <= 1) return value;
  throw UsageError({fmt::format("{} 要一个 0 到 1 之间的数，不能是“{}”", option, text),
                    fmt::format("{} takes a number from 0 to 1, not \"{}\"", option, text)});
}

void add_options(Tool& tool, ClassifyOptions& classify) {
  tool.add_input_options();
  OptionParser& options = tool.options();
  options.group({"分类", "Classification"});
  options.value(0, "model", "FILE", classify.model,
                {"用 jianyan-classify train 训练的模型（默认用自带的词表）",
                 "a model of jianyan-classify train (default: the shipped lexicon)"});
  options.value(
      0, "taxonomy", "FILE", classify.taxonomy,
      {"自己的主题表：id、名称、范围、词，制表符分隔", "own topics: id, name, scope, words, with tabs between"});
  options.value(0, "units", "FILE", classify.units,
                {"自己的单位表：单位、别名、主题、职责词，制表符分隔",
                 "own units: unit, names, topics, duties, with tabs between"});
  options.value(0, "region", "ID", classify.region,
                {"哪里的单位（默认 chongqing；没有单位表的地区用通名）",
                 "whose units (default: chongqing; places without a table get usual names)"});
  options.number(0, "top", "K", classify.top, 2, 1000, {"给出几个主题（默认 2）", "how many topics (default: 2)"});
  options.custom(0, "min-score", "S",
                 [&classify](std::string_view text) { classify.least = require_share("--min-score", text); },
                 {"低于这个分数的主题标为“须由人定”（默认 0.5）",
                  "topics below this score are marked as to be decided by a person (default: 0.5)"});
  options.list(0, "only", "LIST", classify.only,
               {"只要其中几项：labels,units,keywords", "only these: labels,units,keywords"}, kParts);
  options.flag(0, "explain", classify.explain, {"列出各项依据的分量", "show what each piece of evidence weighs"});
  options.group({"输出", "Output"});
  options.choice(0, "format", kFormats,
                 [&classify](std::string_view name) {
                   classify.format =
                       static_cast<Format>(std::find(kFormats.begin(), kFormats.end(), name) - kFormats.begin());
                 },
                 {"输出格式（默认 full）", "format of the output (default: full)"});
  options.value('o', "output", "FILE", tool.common.output, {"写到 FILE", "write to FILE"});
}

std::string require_file(const std::string& path) {
  std::string text;
  if (const auto error = read_file(path, text)) {
    throw UsageError({fmt::format("{}：{}", path, error->zh), fmt::format("{}: {}", path, error->en)});
  }
  return text;
}

std::vector<OwnSubject> read_own(const std::string& path, Result<std::vector<OwnSubject>> (*parse)(std::string_view)) {
  Result<std::vector<OwnSubject>> subjects = parse(require_file(path));
  if (subjects) return *std::move(subjects);
  const Message& why = subjects.error().message;
  throw UsageError({fmt::format("{} {}", path, why.zh), fmt::format("{} {}", path, why.en)});
}

Classifier make_classifier(Tool& tool, const ClassifyOptions& options) {
  ClassifierOptions wanted;
  if (options.model) wanted.model = Model::open(*options.model);
  if (options.taxonomy) wanted.taxonomy = read_own(*options.taxonomy, parse_taxonomy);
  if (options.units) wanted.units = read_own(*options.units, parse_units);
  const std::shared_ptr<const Data> data = tool.data();
  if (options.region) {
    require_choice("--region", *options.region, region_ids(*data));
    wanted.region = *options.region;
  }
  for (const std::string& part : options.only) require_choice("--only", part, kParts);
  wanted.wants_units = options.wants("units");
  wanted.wants_keywords = options.wants("keywords");
  wanted.explain = options.explain;
  return Classifier(data, std::move(wanted));
}

/// A text with what belongs to it, and where it lies in its file.
struct Parts {
  std::string_view title, text;
  std::uint32_t title_begin = 0, text_begin = 0;
};

/// The title of a draft and what follows it.
Parts parts_of(const Document& document) {
  Parts parts{{}, document.text()};
  const std::span<const Block> blocks = document.blocks();
  const auto first =
      std::find_if(blocks.begin(), blocks.end(), [](const Block& b) { return b.kind == BlockKind::title; });
  if (first == blocks.end()) return parts;
  auto last = first;
  while (last + 1 != blocks.end() && (last + 1)->kind == BlockKind::title) ++last;
  parts.title_begin = first->content.begin;
  parts.title = document.text({first->content.begin, last->content.end});
  parts.text_begin = last->span.end;
  parts.text = parts.text.substr(parts.text_begin);
  return parts;
}

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }));
}

class Writer {
 public:
  Writer(const ClassifyOptions& options, Language language) : options_(options), language_(language) {}

  [[nodiscard]] bool undecided(const Classification& result) const { return result.labels[0].score < options_.least; }

  /// The members of an object, each with a comma before it.
  void append_json(std::string& out, const Classification& result, const Parts& parts) const {
    if (options_.wants("labels")) {
      out += ",\"labels\":[";
      for (std::size_t i = 0; i < shown(result); ++i) {
        const LabelScore& label = result.labels[i];
        out += i == 0 ? "{\"label\":" : ",{\"label\":";
        append_json_string(out, label.label);
        out += ",\"name\":";
        append_json_string(out, label.name);
        fmt::format_to(std::back_inserter(out), ",\"score\":{:.4f}}}", label.score);
      }
      out += undecided(result) ? "],\"undecided\":true" : "],\"undecided\":false";
    }
    if (options_.wants("units")) append_units(out, result, parts);
    if (options_.wants("keywords")) {
      out += ",\"keywords\":[";
      for (std::size_t i = 0; i < result.keywords.size(); ++i) {
        if (i > 0) out += ',';
        append_json_string(out, result.keywords[i]);
      }
      out += ']';
    }
    if (options_.explain) append_contributions(out, result);
  }

  /// For people.
  [[nodiscard]] std::string full(const Classification& result) const {
    const bool zh = language_ == Language::zh;
    std::string out;
    if (options_.wants("labels")) {
      out += zh ? "  主题：" : "  topic: ";
      for (std::size_t i = 0; i < shown(result); ++i) {
        out += fmt::format("{}{} {:.2f}",
                           i == 0 ? ""
                           : zh   ? "；"
                                  : "; ",
                           result.labels[i].name, result.labels[i].score);
      }
      if (undecided(result)) out += zh ? "（把握不足，须由人定）" : " (uncertain: to be decided by a person)";
      out += '\n';
    }
    if (options_.explain) append_reasons(out, result);
    if (options_.wants("units")) {
      for (const UnitScore& unit : result.units) {
        const char* role = unit.role == UnitRole::lead ? (zh ? "主办" : "lead") : (zh ? "会办" : "partner");
        out += fmt::format("  {}{} {:.2f}　{}{}\n", role, zh ? "：" + unit.unit : ": " + unit.unit, unit.score,
                           zh ? "依据：" : "evidence: ", reasons(unit));
      }
      if (result.level != Level::city) {
        const bool country = result.level == Level::country;
        out += zh ? (country ? "  层级：涉及国家层面的事项\n" : "  层级：区县的事项\n")
                  : (country ? "  level: touches what the country decides\n" : "  level: a district's matter\n");
      }
    }
    if (options_.wants("keywords")) {
      out += zh ? "  关键词：" : "  keywords: ";
      for (std::size_t i = 0; i < result.keywords.size(); ++i)
        out += (i == 0 ? "" : zh ? "、" : ", ") + result.keywords[i];
      out += '\n';
    }
    return out;
  }

 private:
  [[nodiscard]] std::size_t shown(const Classification& result) const {
    return std::min<std::size_t>(options_.top, result.labels.size());
  }

  static void append_units(std::string& out, const Classification& result, const Parts& parts) {
    out += ",\"units\":[";
    for (const UnitScore& unit : result.units) {
      if (out.back() == '}') out += ',';
      out += "{\"unit\":";
      append_json_string(out, unit.unit);
      fmt::format_to(std::back_inserter(out), ",\"role\":\"{}\",\"score\":{:.4f},\"evidence\":[",
                     unit_role_name(unit.role), unit.score);
      for (const Evidence& item : unit.evidence) {
        if (out.back() == '}') out += ',';
        append_evidence(out, item, parts);
      }
      out += "]}";
    }
    out += fmt::format("],\"level\":\"{}\"", level_name(result.level));
  }

  static void append_evidence(std::string& out, const Evidence& item, const Parts& parts) {
    const bool in_title = item.field == RecordField::title;
    const std::string_view field = in_title ? parts.title : parts.text;
    const std::uint32_t begin = in_title ? parts.title_begin : parts.text_begin;
    out += fmt::format("{{\"kind\":\"{}\",\"word\":", evidence_kind_name(item.kind));
    append_json_string(out, item.word);
    if (item.kind != EvidenceKind::model) {
      const std::size_t first = count_characters(field.substr(0, item.span.begin));
      const std::size_t length = count_characters(field.substr(item.span.begin, item.span.size()));
      out += fmt::format(",\"field\":\"{}\",\"bytes\":[{},{}],\"chars\":[{},{}]", in_title ? "title" : "text",
                         begin + item.span.begin, begin + item.span.end, first, first + length);
    }
    fmt::format_to(std::back_inserter(out), ",\"weight\":{:.4f}}}", item.weight);
  }

  static void append_contributions(std::string& out, const Classification& result) {
    out += ",\"contributions\":[";
    for (const Contribution& item : result.contributions) {
      if (out.back() == '}') out += ',';
      out += "{\"feature\":";
      append_json_string(out, item.feature);
      out += ",\"label\":";
      append_json_string(out, item.label);
      fmt::format_to(std::back_inserter(out), ",\"weight\":{:.4f}}}", item.weight);
    }
    out += ']';
  }

  [[nodiscard]] std::string reasons(const UnitScore& unit) const {
    const bool zh = language_ == Language::zh;
    static const std::pair<const char*, const char*> kKinds[kEvidenceKinds] = {{"点名牵头", "named to lead"},
                                                                               {"点名配合", "named to help"},
                                                                               {"点名", "named"},
                                                                               {"职责", "duty"},
                                                                               {"主题", "topic"},
                                                                               {"地方", "place"},
                                                                               {"模型", "model"}};
    std::string text;
    for (const Evidence& item : unit.evidence) {
      const auto& kind = kKinds[static_cast<std::size_t>(item.kind)];
      const std::string weight = options_.explain ? fmt::format(" {:.2f}", item.weight) : "";
      text += fmt::format("{}{}{}{}{}{}",
                          text.empty() ? ""
                          : zh         ? "、"
                                       : ", ",
                          item.word, zh ? "（" : " (", zh ? kind.first : kind.second, weight, zh ? "）" : ")");
    }
    return text;
  }

  void append_reasons(std::string& out, const Classification& result) const {
    const bool zh = language_ == Language::zh;
    std::string_view label;
    for (const Contribution& item : result.contributions) {
      if (item.label != label) {
        label = item.label;
        out += fmt::format("{}    {}{}", out.ends_with('\n') || out.empty() ? "" : "\n", label, zh ? "：" : ":");
      }
      out += fmt::format(" {} {:+.2f}", item.feature, item.weight);
    }
    if (!result.contributions.empty()) out += '\n';
  }

  const ClassifyOptions& options_;
  const Language language_;
};

/// One row of `--format csv` for files.
std::string table_line(const std::vector<std::string>& cells, TableKind kind) {
  const std::string blank(cells.size() - 1, kind == TableKind::csv ? ',' : '\t');
  Row row(blank, kind);
  for (std::size_t i = 0; i < cells.size(); ++i) row.replace(i, cells[i]);
  return row.bytes() + "\n";
}

/// The columns of the parts that are wanted.
std::vector<std::string_view> columns_of(const ClassifyOptions& options) {
  std::vector<std::string_view> columns;
  const auto add = [&](std::string_view part, std::initializer_list<std::string_view> names) {
    if (options.wants(part)) columns.insert(columns.end(), names);
  };
  add("labels", {"jianyan.label", "jianyan.score", "jianyan.label2", "jianyan.score2", "jianyan.undecided"});
  add("units", {"jianyan.lead", "jianyan.partners", "jianyan.evidence"});
  add("keywords", {"jianyan.keywords"});
  return columns;
}

/// Each text once.
void add_to_list(std::string& cell, const std::string& text) {
  const std::string list = "；" + cell + "；";
  if (list.find("；" + text + "；") == std::string::npos) cell += (cell.empty() ? "" : "；") + text;
}

/// Their cells, from the members of an answer.
std::vector<std::string> cells_of(const nlohmann::json& answer) {
  std::vector<std::string> cells;
  if (answer.contains("labels")) {
    for (std::size_t i = 0; i < 2; ++i) {
      const nlohmann::json& label = answer["labels"][i];
      cells.push_back(label["name"]);
      cells.push_back(fmt::format("{:.2f}", label["score"].get<double>()));
    }
    cells.emplace_back(answer["undecided"].get<bool>() ? "1" : "");
  }
  if (answer.contains("units")) {
    std::string lead, partners, evidence;
    for (const nlohmann::json& unit : answer["units"]) {
      if (lead.empty())
        for (const nlohmann::json& item : unit["evidence"]) add_to_list(evidence, item["word"]);
      add_to_list(lead.empty() ? lead : partners, unit["unit"]);
    }
    cells.insert(cells.end(), {lead, partners, evidence});
  }
  if (answer.contains("keywords")) cells.push_back(joined(answer["keywords"], "；"));
  return cells;
}

void classify_records(Tool& tool, const ClassifyOptions& options, const Classifier& classifier) {
  static constexpr std::string_view kOwn[] = {"labels",   "undecided",     "units", "level",
                                              "keywords", "contributions", "error"};
  const Writer writer(options, tool.console.language);
  const AnswerRecord answer = [&](Record& record, std::string& out, StreamTally&) {
    open_record(out, record, {}, kOwn);
    if (record.title) {
      const Parts parts{*record.title, record.text};
      writer.append_json(out, classifier.classify(parts.title, parts.text), parts);
    } else {
      const Document document = Document::from_text(std::move(record.text));
      const Parts parts = parts_of(document);
      writer.append_json(out, classifier.classify(parts.title, parts.text), parts);
    }
    out += '}';
  };
  const TableAnswer shape{columns_of(options), cells_of};
  run_records(
      tool, [&](const std::string&) { return answer; }, shape);
}

class FileClassify {
 public:
  FileClassify(Tool& tool, const ClassifyOptions& options, const Classifier& classifier)
      : tool_(tool),
        options_(options),
        classifier_(classifier),
        writer_(options, tool.console.language),
        output_(tool.common.output.value_or("-")) {}

  void run(const std::vector<Input>& inputs) {
    std::size_t next = 0;
    if (!output_.write(head())) return;
    run_ordered(
        tool_.workers(inputs.size()),
        [&]() -> std::optional<const Input*> {
          if (next == inputs.size()) return std::nullopt;
          return &inputs[next++];
        },
        [this](const Input* input) { return classify(*input); },
        [&, done = std::size_t{0}](const FileResult& result) mutable {
          tool_.console.progress(++done, inputs.size());
          if (result.error) tool_.unreadable(result.path, *result.error);
          if (result.empty) tool_.note_empty(result.path);
          const std::string_view before = std::exchange(separator_, options_.format == Format::json ? ",\n" : "");
          return output_.write(result.out.empty() ? "" : before) && output_.write(result.out);
        });
    if (output_.write(options_.format == Format::json ? "\n ]}\n" : "")) output_.commit();
  }

 private:
  struct FileResult {
    std::string path, out;
    std::optional<Message> error;
    bool empty = false;
  };

  [[nodiscard]] bool is_table() const { return options_.format == Format::csv || options_.format == Format::tsv; }
  [[nodiscard]] TableKind kind() const { return options_.format == Format::csv ? TableKind::csv : TableKind::tsv; }

  [[nodiscard]] std::string head() const {
    if (options_.format == Format::json) return tool_.json_head();
    if (!is_table()) return {};
    std::vector<std::string> names{"path", "title"};
    for (const std::string_view column : columns_of(options_)) names.emplace_back(column);
    names.emplace_back("jianyan.error");
    return table_line(names, kind());
  }

  FileResult classify(const Input& input) const {
    const Draft draft = read_draft(input, tool_.common);
    FileResult result{draft.path, {}, draft.error, draft.document && draft.bytes.empty()};
    const Parts parts = draft.document ? parts_of(*draft.document) : Parts{};
    std::optional<Classification> found;
    if (draft.document) found = classifier_.classify(parts.title, parts.text);
    if (options_.format == Format::full) {
      if (found) result.out = draft.path + "\n" + writer_.full(*found);
      return result;
    }
    std::string json = "{\"path\":";
    append_json_string(json, draft.path);
    json += ",\"title\":";
    append_json_string(json, parts.title);
    if (found) writer_.append_json(json, *found, parts);
    json += ",\"error\":";
    if (draft.error) append_json_string(json, draft.error->in(tool_.console.language));
    else json += "null";
    json += '}';
    result.out = is_table() ? table_row(nlohmann::json::parse(json), found.has_value())
                            : json + (options_.format == Format::jsonl ? "\n" : "");
    return result;
  }

  [[nodiscard]] std::string table_row(const nlohmann::json& answer, bool found) const {
    std::vector<std::string> cells{answer["path"], answer["title"]};
    const std::vector<std::string> own =
        found ? cells_of(answer) : std::vector<std::string>(columns_of(options_).size());
    cells.insert(cells.end(), own.begin(), own.end());
    cells.push_back(answer["error"].is_string() ? answer["error"].get<std::string>() : "");
    return table_line(cells, kind());
  }

  Tool& tool_;
  const ClassifyOptions& options_;
  const Classifier& classifier_;
  const Writer writer_;
  Output output_;
  std::string_view separator_;
};

ExitCode classify(Tool& tool) {
  ClassifyOptions options;
  add_options(tool, options);
  if (!tool.parse()) return ExitCode::clean;
  if (tool.common.records() && options.format != Format::full) {
    throw UsageError({"记录的输出格式固定，--jsonl、--csv、--tsv 不能与 --format 同用",
                      "--jsonl, --csv and --tsv have formats of their own; leave out --format"});
  }
  tool.require_input();
  const Classifier classifier = make_classifier(tool, options);
  if (tool.common.records()) classify_records(tool, options, classifier);
  else FileClassify(tool, options, classifier).run(find_inputs(tool.common.inputs).list);
  return tool.status.code();
}

// Reports.

std::string percent(double share) { return fmt::format("{:.2f} %", 100 * share); }

/// Padded to a width in columns: a Han character takes two.
std::string padded(const std::string& text, std::size_t width) {
  std::size_t columns = 0;
  for (const char byte : text) {
    const auto value = static_cast<unsigned char>(byte);
    if ((value & 0xC0) != 0x80) columns += value >= 0xE0 ? 2 : 1;
  }
  return text + std::string(columns < width ? width - columns : 1, ' ');
}

std::string full_report(const Report& report, const std::vector<std::uint64_t>& lines, bool zh) {
  std::string out = zh ? fmt::format("记录 {} 条（去掉近似重复后 {}），类别 {} 个\n", report.records, report.groups,
                                     report.labels.size())
                       : fmt::format("{} records ({} without near-duplicates), {} labels\n", report.records,
                                     report.groups, report.labels.size());
  out += fmt::format("{} {}  macro-F1 {}  top-2 {}  top-3 {}  {} {:.3f}\n", zh ? "正确率" : "accuracy",
                     percent(report.accuracy), percent(report.macro_f1), percent(report.top2), percent(report.top3),
                     zh ? "校准误差" : "calibration error", report.calibration_error);
  out += zh ? "\n类别                            条数  精确率  召回率     F1\n"
            : "\nlabel                        records    prec.  recall     F1\n";
  for (const LabelReport& label : report.labels) {
    out += fmt::format("{}{:>8}  {:.3f}   {:.3f}   {:.3f}\n", padded(label.label, 28), label.records, label.precision(),
                       label.recall(), label.f1());
  }
  out += zh ? "\n分数不低于   覆盖     其中正确\n" : "\nscore from   covers   of these right\n";
  for (const Report::Threshold& line : report.thresholds) {
    out += fmt::format("{:.2f}         {:>7}  {:>7}\n", line.score, percent(line.coverage), percent(line.accuracy));
  }
  out += zh ? "\n分数         条数   平均分   正确率\n" : "\nscore     records     mean    right\n";
  for (std::size_t i = 0; i < report.bins.size(); ++i) {
    const Report::Bin& bin = report.bins[i];
    out += fmt::format("{:.1f}–{:.1f}   {:>8}   {:.3f}    {:.3f}\n", 0.1 * static_cast<double>(i),
                       0.1 * static_cast<double>(i + 1), bin.records, bin.score, bin.accuracy);
  }
  if (!report.curve.empty())
    out += zh ? "\n每类条数   正确率   macro-F1\n" : "\nrecords a label   accuracy   macro-F1\n";
  for (const Report::CurvePoint& point : report.curve) {
    out += fmt::format("{:>8}   {:.3f}    {:.3f}\n", point.records_per_label, point.accuracy, point.macro_f1);
  }
  if (!report.confusions.empty()) out += zh ? "\n最常混淆（原类别 → 判为）\n" : "\nmost confused (label → proposed)\n";
  for (const Report::Confusion& pair : report.confusions) {
    out += fmt::format("{:>6}  {} → {}\n", pair.records, pair.label, pair.proposed);
  }
  if (!report.suspects.empty()) out += zh ? "\n原类别可能有误的记录\n" : "\nrecords whose label may be wrong\n";
  for (const Report::Suspect& suspect : report.suspects) {
    out += fmt::format("{}{}{}  {} → {} {:.2f}\n", zh ? "第 " : "line ", lines[suspect.record], zh ? " 行" : "",
                       suspect.label, suspect.proposed, suspect.score);
  }
  return out;
}

std::string json_report(const Report& report, const std::vector<std::uint64_t>& lines) {
  nlohmann::ordered_json json;
  json["records"] = report.records;
  json["groups"] = report.groups;
  json["accuracy"] = report.accuracy;
  json["macro_f1"] = report.macro_f1;
  json["top2"] = report.top2;
  json["top3"] = report.top3;
  json["calibration_error"] = report.calibration_error;
  for (const LabelReport& label : report.labels) {
    json["labels"].push_back({{"label", label.label},
                              {"records", label.records},
                              {"precision", label.precision()},
                              {"recall", label.recall()},
                              {"f1", label.f1()}});
  }
  for (const Report::Confusion& pair : report.confusions) {
    json["confusions"].push_back({{"label", pair.label}, {"proposed", pair.proposed}, {"records", pair.records}});
  }
  for (const Report::Threshold& line : report.thresholds) {
    json["thresholds"].push_back({{"score", line.score}, {"coverage", line.coverage}, {"accuracy", line.accuracy}});
  }
  for (const Report::Bin& bin : report.bins) {
    json["bins"].push_back({{"records", bin.records}, {"score", bin.score}, {"accuracy", bin.accuracy}});
  }
  for (const Report::CurvePoint& point : report.curve) {
    json["curve"].push_back(
        {{"records_per_label", point.records_per_label}, {"accuracy", point.accuracy}, {"macro_f1", point.macro_f1}});
  }
  for (const Report::Suspect& suspect : report.suspects) {
    json["suspects"].push_back({{"line", lines[suspect.record]},
                                {"label", suspect.label},
                                {"proposed", suspect.proposed},
                                {"score", suspect.score}});
  }
  return json.dump(1) + "\n";
}

void note_sample(Tool& tool, const LabelledRecords& labelled) {
  if (labelled.read == labelled.records.size()) return;
  tool.console.note({fmt::format("共 {} 条，按内容抽取其中 {} 条使用", labelled.read, labelled.records.size()),
                     fmt::format("{} records; a sample of {} is used", labelled.read, labelled.records.size())});
}

void add_report_options(Tool& tool, std::optional<std::string>& format) {
  tool.options().choice(0, "format", {"full", "json"}, [&format](std::string_view name) { format = name; },
                        {"报告的格式（默认 full）", "format of the report (default: full)"});
}

std::string report_text(const Tool& tool, const Report& report, const LabelledRecords& labelled,
                        const std::optional<std::string>& format) {
  return format == "json" ? json_report(report, labelled.lines)
                          : full_report(report, labelled.lines, tool.console.language == Language::zh);
}

std::vector<unsigned> parse_curve(const std::vector<std::string>& words) {
  std::vector<unsigned> curve;
  for (const std::string& word : words) {
    const bool digits = !word.empty() && word.size() <= 6 && word.find_first_not_of("0123456789") == std::string::npos;
    if (!digits || word == "0") {
      throw UsageError({fmt::format("--curve 要几个条数，如 5,10,50，不能是“{}”", word),
                        fmt::format("--curve takes numbers of records as 5,10,50, not \"{}\"", word)});
    }
    curve.push_back(static_cast<unsigned>(std::stoul(word)));
  }
  return curve;
}

ExitCode train(Tool& tool) {
  unsigned folds = 5;
  std::vector<std::string> curve;
  std::optional<std::string> format;
  tool.add_input_options();
  OptionParser& options = tool.options();
  options.group({"训练", "Training"});
  options.number(0, "cv", "K", folds, 2, 100, {"交叉验证分成几份（默认 5）", "folds of cross validation (default: 5)"});
  options.list(0, "curve", "LIST", curve,
               {"另测每类只有这么多条时的正确率，如 5,10,50", "measure also with so many records a label, as 5,10,50"});
  options.group({"输出", "Output"});
  add_report_options(tool, format);
  options.value('o', "output", "MODEL", tool.common.output,
                {"把模型写到 MODEL（不写则只报告）", "write the model to MODEL (default: only report)"});
  if (!tool.parse()) return ExitCode::clean;
  TrainingOptions training;
  training.folds = folds;
  training.curve = parse_curve(curve);
  const std::vector<std::string> files = std::move(tool.common.inputs.operands);
  if (files.size() != 1) throw UsageError({"train 要一个记录文件", "train takes one file of records"});
  const LabelledRecords labelled = read_labelled(tool, files[0]);
  note_sample(tool, labelled);
  training.jobs = tool.workers(labelled.records.size());
  training.progress = [&tool](std::size_t done, std::size_t total) { tool.console.progress(done, total); };
  const Result<TrainedModel> trained = train_model(tool.data(), labelled.records, training);
  if (!trained) throw UsageError(trained.error().message);
  for (const Message& note : trained->notes) tool.console.note(note);
  if (tool.common.output) write_file(*tool.common.output, trained->bytes);
  Tool::print(report_text(tool, trained->report, labelled, format));
  return tool.status.code();
}

ExitCode eval(Tool& tool) {
  ClassifyOptions classify;
  std::optional<std::string> format;
  tool.add_input_options();
  OptionParser& options = tool.options();
  options.group({"输出", "Output"});
  add_report_options(tool, format);
  options.value(0, "taxonomy", "FILE", classify.taxonomy,
                {"自己的主题表（没有模型时）", "own topics (without a model)"});
  if (!tool.parse()) return ExitCode::clean;
  std::vector<std::string> files = std::move(tool.common.inputs.operands);
  if (files.empty() || files.size() > 2)
    throw UsageError({"eval 要一个模型和一个记录文件", "eval takes a model and a file of records"});
  if (files.size() == 2) classify.model = files[0];
  classify.only = {"labels"};
  const Classifier classifier = make_classifier(tool, classify);
  LabelledRecords labelled = read_labelled(tool, files.back());
  note_sample(tool, labelled);
  if (labelled.records.empty()) throw UsageError({"没有可用的记录", "there are no records"});
  Tool::print(report_text(tool, evaluate(classifier, labelled.records), labelled, format));
  return tool.status.code();
}

}  // namespace
}  // namespace jianyan::tools

int main(int argc, char** argv) {
  using namespace jianyan::tools;
  // A draft that is called so is ./train.
  const std::string_view command = argc > 1 ? argv[1] : "";
  if (command == "train") return run_tool(kTrainInfo, argc - 1, argv + 1, train);
  if (command == "eval") return run_tool(kEvalInfo, argc - 1, argv + 1, eval);
  return run_tool(kInfo, argc, argv, classify);
}

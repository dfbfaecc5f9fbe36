#include "common/place_explanation.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <charconv>

#include "common/drafts.h"
#include "common/errors.h"
#include "jianyan/report.h"

namespace jianyan::tools {
namespace {

/// The number that ends the text behind a colon; both are taken off.
std::optional<std::uint32_t> take_last_number(std::string_view& text) {
  const std::size_t colon = text.rfind(':');
  if (colon == text.npos) return std::nullopt;
  std::uint32_t number = 0;
  const char* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data() + colon + 1, end, number);
  if (error != std::errc() || stopped != end || number == 0) return std::nullopt;
  text = text.substr(0, colon);
  return number;
}

std::optional<DraftPlace> exact_place(std::string_view text) {
  const auto column = take_last_number(text);
  const auto line = column ? take_last_number(text) : std::nullopt;
  if (!line || text.empty()) return std::nullopt;
  return DraftPlace{std::string(text), *line, *column};
}

/// The byte offset of a character of the text; nothing behind the end of its line.
std::optional<std::uint32_t> offset_of(std::string_view text, const DraftPlace& place) {
  std::uint32_t line = 1, column = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if ((byte & 0xC0) == 0x80) continue;  // counted with the first byte of its code point
    ++column;
    if (line == place.line && column == place.column) return static_cast<std::uint32_t>(at);
    if (byte != '\n' && !(byte == '\r' && (at + 1 == text.size() || text[at + 1] != '\n'))) continue;
    if (line == place.line) return std::nullopt;
    ++line;
    column = 0;
  }
  return std::nullopt;
}

std::string level_in_words(const TypoReading& reading, Language language) {
  const bool chinese = language == Language::zh;
  if (!reading.level) return chinese ? "各级都不报告" : "told at no level";
  const std::string_view name = typo_level_name(*reading.level);
  return chinese ? fmt::format("{} 级起报告", name) : fmt::format("told from level {} on", name);
}

void append_reading(std::string& out, std::size_t number, const TypoReading& reading, Language language) {
  const Typo& typo = reading.typo;
  if (language == Language::zh) {
    out += fmt::format("{}. “{}”→“{}”　{}　把握 {:.3f}　{}\n", number, typo.written, typo.meant, typo.reason.zh,
                       typo.score, level_in_words(reading, language));
    out += fmt::format("   按字 {:.1f} → {:.1f}　按词 {:.1f} → {:.1f}\n", reading.characters_before,
                       reading.characters_after, reading.words_before, reading.words_after);
  } else {
    out += fmt::format("{}. '{}' -> '{}'  {}  confidence {:.3f}  {}\n", number, typo.written, typo.meant,
                       typo.reason.en, typo.score, level_in_words(reading, language));
    out += fmt::format("   by characters {:.1f} -> {:.1f}  by words {:.1f} -> {:.1f}\n", reading.characters_before,
                       reading.characters_after, reading.words_before, reading.words_after);
  }
  out += fmt::format("   {} → {}\n", fmt::join(reading.cut_before, "|"), fmt::join(reading.cut_after, "|"));
  if (!typo.note.in(language).empty()) out += "   " + typo.note.in(language) + "\n";
}

std::string evidence(const TypoExplanation& told, Language language) {
  const bool chinese = language == Language::zh;
  std::string out = chinese ? "语言模型看错别字" : "wrong characters, by the language models";
  const bool nothing_to_weigh = told.readings.empty() && told.left_alone.zh.empty();
  if (!told.left_alone.zh.empty()) out += (chinese ? "：" : ": ") + told.left_alone.in(language);
  if (nothing_to_weigh) out += chinese ? "：没有找到值得考虑的改法" : ": no correction worth weighing was found";
  out += '\n';
  if (told.readings.empty()) return out;
  out += chinese ? fmt::format("这个字可疑的程度 {:.3f}。各种改法，和改前改后这一段不通顺的程度（越小越通顺）：\n", told.doubt)
                 : fmt::format("doubt {:.3f}; corrections, and how unlikely the text is before and after:\n",
                               told.doubt);
  for (std::size_t i = 0; i < told.readings.size(); ++i) append_reading(out, i + 1, told.readings[i], language);
  return out;
}

std::string where_rules_are_explained(const std::vector<Diagnostic>& found, Language language) {
  const bool chinese = language == Language::zh;
  if (found.empty()) return chinese ? "这里没有发现问题\n" : "nothing is found here\n";
  std::string out;
  for (const Diagnostic& finding : found) {
    out += chinese ? "规则的说明：" : "on the rule: ";
    out += fmt::format("jianyan-check --explain {}\n", finding.rule->id);
  }
  return out;
}

}  // namespace

std::optional<DraftPlace> place_from_text(std::string_view text) {
  while (!text.empty() && (text.back() == ':' || text.back() == ' ')) text.remove_suffix(1);
  return exact_place(text);
}

std::optional<std::string> explain_place(Tool& tool, const RuleOptions& options, const DraftPlace& place) {
  const Language language = tool.console.language;
  const Inputs inputs = find_inputs({{place.path}, {}, false, false});
  const Draft draft = read_draft(inputs.list.front(), tool.common);
  if (!draft.document) {
    tool.unreadable(draft.path, *draft.error);
    return std::nullopt;
  }
  const Document& document = *draft.document;
  const std::optional<std::uint32_t> offset = offset_of(document.text(), place);
  if (!offset) {
    throw UsageError({fmt::format("{} 没有第 {} 行第 {} 个字", place.path, place.line, place.column),
                      fmt::format("{} has no line {} with {} characters", place.path, place.line, place.column)});
  }
  RulesByDraft rules(tool, options);
  const Linter& linter = rules.of(draft.path).linter();
  std::vector<Diagnostic> found = linter.lint(document);
  std::erase_if(found, [&](const Diagnostic& finding) {
    return !finding.span.contains(*offset) && finding.span.begin != *offset;
  });
  ReportFile file;
  file.path = draft.path;
  file.document = &document;
  file.findings = found;
  std::string out;
  append_full(out, file, language, false);
  out += where_rules_are_explained(found, language);
  return out + "\n" + evidence(linter.explain_typo(document, *offset), language);
}

}  // namespace jianyan::tools

#include "rule_examples.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>

#include "jianyan/linter.h"
#include "layout_examples.h"
#include "test_data.h"
#include "text/character_class.h"
#include "text/line_index.h"
#include "text/utf8.h"

namespace jianyan::testing {
namespace {

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

/// Lines with LF between them, without the empty ones at either end.
std::string joined(std::vector<std::string>& lines) {
  const auto is_empty = [](const std::string& line) { return line.empty(); };
  const auto first = std::find_if_not(lines.begin(), lines.end(), is_empty);
  const auto last = std::find_if_not(lines.rbegin(), std::make_reverse_iterator(first), is_empty).base();
  std::string text = fmt::format("{}", fmt::join(first, last, "\n"));
  lines.clear();
  return text;
}

ReadOptions reading_of(const RuleInfo& rule) {
  ReadOptions options;
  if (rule.whole_draft) options.scope = Scope::draft;
  return options;
}

/// None, which finds npc for most examples, unless the rule runs in other profiles only.
std::optional<Profile> profile_of(const RuleInfo& rule) {
  for (std::size_t i = 0; i < kProfiles && !rule.profiles.contains(Profile::npc); ++i)
    if (rule.profiles.contains(static_cast<Profile>(i))) return static_cast<Profile>(i);
  return std::nullopt;
}

/// Characters that golden files write as escapes: those that an editor does not show, or takes away at the end of a
/// line.
bool needs_escape(char32_t c, bool ends_line, bool at_edge) {
  switch (character_class(c)) {
    case CharacterClass::invisible:
    case CharacterClass::control:
    case CharacterClass::private_use: return true;
    case CharacterClass::space: return ends_line || (c != U' ' && c != U'　');
    case CharacterClass::line_end: return c != U'\n' || at_edge;
    default: return false;
  }
}

std::string escaped(char32_t c) {
  switch (c) {
    case U'\t': return "\\t";
    case U'\n': return "\\n";
    case U'\r': return "\\r";
    case U'\\': return "\\\\";
    default: return fmt::format("\\u{:04X}", static_cast<std::uint32_t>(c));
  }
}

}  // namespace

std::string escape(std::string_view text) {
  const std::u32string characters = to_utf32(text);
  // Line ends at the edges of a text would be lost between the parts of the file.
  const std::size_t first = characters.find_first_not_of(U'\n'), last = characters.find_last_not_of(U'\n');
  std::string out;
  for (std::size_t i = 0; i < characters.size(); ++i) {
    const char32_t c = characters[i];
    const bool ends_line = i + 1 == characters.size() || characters[i + 1] == U'\n';
    const bool at_edge = first == characters.npos || i < first || i > last;
    if (c == U'\\' || needs_escape(c, ends_line, at_edge))
      out += escaped(c);
    else
      append_utf8(out, c);
  }
  return out;
}

std::string unescape(std::string_view text) {
  constexpr std::string_view kNames = "tnr\\", kValues = "\t\n\r\\";
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      out += text[i];
      continue;
    }
    const char name = text[++i];
    if (name == 'u') {
      const std::string_view digits = text.substr(i + 1, 4);
      std::uint32_t value = 0;
      const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
      REQUIRE_MESSAGE((error == std::errc() && end == digits.data() + 4), "a bad escape in: " << text);
      append_utf8(out, value);
      i += 4;
    } else {
      const std::size_t which = kNames.find(name);
      REQUIRE_MESSAGE(which != std::string_view::npos, "an unknown escape in: " << text);
      out += kValues[which];
    }
  }
  return out;
}

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  REQUIRE_MESSAGE(in.is_open(), path << " is missing");
  return {std::istreambuf_iterator<char>(in), {}};
}

bool Outcome::has_fix() const {
  return std::any_of(found.begin(), found.end(), [](const Diagnostic& d) { return d.fix.has_value(); });
}

Outcome run_rule(const RuleInfo& rule, const Example& example) {
  LintOptions options;
  SelectionRequest request;
  request.select.emplace_back(rule.id);
  options.selection = RuleSelection::parse(request).value();
  options.profile = example.profile;
  options.region = example.region;
  // What the page and the cases of unwanted-word speak of.
  options.unwanted = {{"搞好", "做好", "", Severity::warning},
                      {"老百姓们", "", "“老百姓”已是多数，不加“们”", Severity::info},
                      {"经过…之下", "经过…|在…之下", "", Severity::warning}};
  const Linter linter(test_data(), std::move(options));
  const bool of_word = rule.category == Category::layout || example.text.starts_with(kWordExample);
  Document document = of_word
                          ? read_document(layout_example(example.text), example.reading).value()
                          : Document::from_text(example.text, example.reading);
  std::vector<Diagnostic> found = linter.lint(document);
  CleanResult cleaned = clean(document, linter, {.suggest = true});
  return {std::move(document), std::move(found), std::move(cleaned)};
}

std::string print(const Document& document, const std::vector<Diagnostic>& found) {
  const LineIndex lines(document.text());
  std::string out;
  for (const Diagnostic& diagnostic : found) {
    const auto [line, column] = lines.position(diagnostic.span.begin);
    if (!out.empty()) out += '\n';
    out += fmt::format("{}:{} {} {}", line, column, diagnostic.rule->id, escape(diagnostic.message.zh));
  }
  return out;
}

RulePage parse_page(const RuleInfo& rule, std::string_view text) {
  RulePage page;
  std::vector<Example>* examples = nullptr;
  std::vector<std::string> block;
  const auto end_block = [&] {
    std::string example = unescape(joined(block));
    if (examples != nullptr && !example.empty())
      examples->push_back({std::move(example), reading_of(rule), profile_of(rule), "chongqing"});
  };
  for (const std::string& line : lines_of(text)) {
    if (line.starts_with("    ") || line.empty()) {
      block.push_back(line.empty() ? line : line.substr(4));
      continue;
    }
    end_block();
    if (line.starts_with("# ")) {
      page.id = line.substr(2);
    } else if (line.starts_with("## ")) {
      const std::string heading = line.substr(3);
      page.headings.push_back(heading);
      examples = heading == "错例" ? &page.wrong
                 : heading == "正例" ? &page.right
                 : heading == "例外" ? &page.exceptions
                                     : nullptr;
    } else if (page.headings.empty()) {
      page.summary += line;
    } else if (page.headings.back() == "English") {
      page.english += line;
    }
  }
  end_block();
  return page;
}

RulePage page_of_rule(const RuleInfo& rule) {
  std::string text(rule_page(rule, Language::zh));
  text += "\n## English\n";
  text += rule_page(rule, Language::en);
  return parse_page(rule, text);
}

Example GoldenCase::example(const RuleInfo& rule) const {
  Example example{unescape(input), reading_of(rule), profile_of(rule), {}};
  const std::size_t open = title.rfind(" [");
  if (open == std::string::npos || title.back() != ']') return example;
  std::string_view rest = std::string_view(title).substr(open + 2, title.size() - open - 3);
  while (!rest.empty()) {
    const std::string_view option = rest.substr(0, rest.find(' '));
    rest.remove_prefix(std::min(option.size() + 1, rest.size()));
    if (option == "draft" || option == "fragment")
      example.reading.scope = option == "draft" ? Scope::draft : Scope::fragment;
    else if (option == "markdown" || option == "title")
      example.reading.format = option == "title" ? Format::title : Format::markdown;
    else if (option.starts_with("profile="))
      example.profile = profile_from_name(option.substr(8));
    else if (option.starts_with("region="))
      example.region = option.substr(7);
    else
      FAIL("unknown option '" << option << "' of the case " << title);
  }
  return example;
}

std::vector<GoldenCase> parse_golden(std::string_view text) {
  std::vector<GoldenCase> cases;
  std::vector<std::string> part;
  std::string* into = nullptr;
  const auto end_part = [&] {
    std::string text_of_part = joined(part);
    if (into != nullptr) *into = std::move(text_of_part);
  };
  for (const std::string& line : lines_of(text)) {
    if (line.starts_with("=== ")) {
      end_part();
      into = &cases.emplace_back(GoldenCase{line.substr(4), {}, {}, {}}).input;
    } else if (line == "--- diagnostics" && !cases.empty()) {
      end_part();
      into = &cases.back().diagnostics;
    } else if (line == "--- fixed" && !cases.empty()) {
      end_part();
      into = &cases.back().fixed.emplace();
    } else {
      part.push_back(line);
    }
  }
  end_part();
  return cases;
}

std::string print_golden(const std::vector<GoldenCase>& cases) {
  std::string out;
  for (const GoldenCase& golden : cases) {
    if (!out.empty()) out += '\n';
    out += fmt::format("=== {}\n{}\n", golden.title, golden.input);
    if (!golden.diagnostics.empty()) out += fmt::format("--- diagnostics\n{}\n", golden.diagnostics);
    if (golden.fixed) out += fmt::format("--- fixed\n{}\n", *golden.fixed);
  }
  return out;
}

std::string golden_path(const RuleInfo& rule) {
  return fmt::format("{}/tests/golden/rules/{}.txt", JIANYAN_SOURCE_DIR, rule.id);
}

std::vector<GoldenCase> golden_cases(const RuleInfo& rule) { return parse_golden(read_file(golden_path(rule))); }

}  // namespace jianyan::testing

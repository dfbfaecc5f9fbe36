// Examples of rules, and what a rule makes of them: the examples of its page (lib/src/rules/<category>/<id>.md) and its
// golden cases (tests/golden/rules/<id>.txt).
//
// Those of the category `layout`, and those that begin with 〔Word〕, are texts that Word files are made of:
// layout_examples.h.
//
// In both, a character that cannot be seen may be written \u200B, \t, \n, \r; a backslash is \\.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jianyan/cleaner.h"
#include "jianyan/document.h"
#include "jianyan/rule.h"

namespace jianyan::testing {

/// A text, and how it is read.
struct Example {
  std::string text;
  ReadOptions reading = {};
  std::optional<Profile> profile = {};
  std::string region = {};
};

/// What a rule, alone, says of an example, and what clean() makes of it with --suggest.
struct Outcome {
  Document document;
  std::vector<Diagnostic> found;
  CleanResult cleaned;

  /// Whether any finding carries a fix.
  [[nodiscard]] bool has_fix() const;
};
[[nodiscard]] Outcome run_rule(const RuleInfo& rule, const Example& example);

/// The findings as golden files have them: "1:3 halfwidth-comma 中文里……", a line each.
[[nodiscard]] std::string print(const Document& document, const std::vector<Diagnostic>& found);

/// A page, cut at its headings. Its examples are read in the region of Chongqing, which has every kind of table. An
/// example is an indented block; blank lines inside belong to it, a line of text ends
/// it.
struct RulePage {
  std::string id;                       ///< of the first heading
  std::string summary;                  ///< the line below it
  std::vector<std::string> headings;    ///< of the second level
  std::vector<Example> wrong, right, exceptions;
  std::string english;
};
[[nodiscard]] RulePage parse_page(const RuleInfo& rule, std::string_view page);
/// The page as it is in the library.
[[nodiscard]] RulePage page_of_rule(const RuleInfo& rule);

/// === title [options]
/// text
/// --- diagnostics      (if any are expected)
/// --- fixed            (if the text is expected to change)
///
/// Options: draft, fragment, markdown, title, profile=…, region=…
struct GoldenCase {
  std::string title;        ///< with the options
  std::string input;        ///< as written, escaped
  std::string diagnostics;
  std::optional<std::string> fixed;  ///< escaped

  [[nodiscard]] Example example(const RuleInfo& rule) const;
};
[[nodiscard]] std::vector<GoldenCase> parse_golden(std::string_view text);
[[nodiscard]] std::string print_golden(const std::vector<GoldenCase>& cases);
[[nodiscard]] std::string golden_path(const RuleInfo& rule);
[[nodiscard]] std::vector<GoldenCase> golden_cases(const RuleInfo& rule);

[[nodiscard]] std::string escape(std::string_view text);
[[nodiscard]] std::string unescape(std::string_view text);

[[nodiscard]] std::string read_file(const std::string& path);

}  // namespace jianyan::testing

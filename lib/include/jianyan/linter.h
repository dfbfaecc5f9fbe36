// Runs the rules over a document.
//
//   auto data = jianyan::Data::open(file);                      // may throw LoadError
//   jianyan::Linter linter(data);
//   std::vector<jianyan::Diagnostic> found = linter.lint(document);
//
// A Linter is immutable and may be shared by any number of threads; lint() keeps all scratch memory to itself.
#pragma once

#include <compare>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jianyan/data.h"
#include "jianyan/diagnostic.h"
#include "jianyan/document.h"
#include "jianyan/export.h"
#include "jianyan/layout.h"
#include "jianyan/rule.h"
#include "jianyan/segmenter.h"
#include "jianyan/typo.h"

namespace jianyan {

struct Date {
  int year = 0, month = 0, day = 0;
  friend constexpr auto operator<=>(const Date&, const Date&) = default;
};

/// A day of the calendar as ISO 8601 writes it, "2026-01-15"; nothing for anything else.
[[nodiscard]] JIANYAN_EXPORT std::optional<Date> day_from_text(std::string_view text);

/// A phrase that shall not stand in drafts, in the notation of dictionaries/phrases/: 搞好, 大约…左右.
struct UnwantedWord {
  std::string word;
  std::string preferred;  ///< what to write instead; several are parted by "|"; empty: say it otherwise
  std::string message;    ///< why; empty: a general sentence
  Severity severity = Severity::warning;
};

struct RuleSeverity {
  RuleSelection rules;
  Severity severity;
};

struct LintOptions {
  RuleSelection selection;
  RuleSelection on_request = RuleSelection::none();  ///< run in all profiles, where RuleInfo::on_request allows it
  std::vector<RuleSeverity> severities;  ///< instead of what the rules say; the later ones win
  std::vector<UnwantedWord> unwanted;    ///< for the rule unwanted-word
  std::optional<Profile> profile;     ///< none: detect_profile() for each document
  std::vector<UserWord> user_words;   ///< names and terms of the place
  std::string region;                 ///< one of region_ids(); empty: what holds everywhere
  std::optional<Date> date;           ///< "today"; none: the date that a draft bears, if it has one
  unsigned shortest = 0;              ///< characters of a draft's text, at least and at most; 0: what the region says
  unsigned longest = 0;
  TypoLevel typo_level = TypoLevel::strict;
  LayoutStandard layout;
};

/// The regions that the data file knows, sorted. Views into the data. @throws LoadError when it has no such section.
[[nodiscard]] JIANYAN_EXPORT std::vector<std::string_view> region_ids(const Data& data);

class JIANYAN_EXPORT Linter {
 public:
  /// @throws LoadError when the data lacks a section that the rules need, or does not know the region, or when an
  /// unwanted word cannot be understood.
  explicit Linter(std::shared_ptr<const Data> data, LintOptions options = {});
  ~Linter();
  Linter(Linter&&) noexcept;
  Linter& operator=(Linter&&) noexcept;

  /// Findings sorted by span, then by rule id. Never fails.
  /// Complexity: O(n) for the text plus the work on what is found; about 50 MB/s on a core where little is found.
  [[nodiscard]] std::vector<Diagnostic> lint(const Document& document) const;

  /// What the language models make of the character at a byte offset: for explanations of category `typo`.
  [[nodiscard]] TypoExplanation explain_typo(const Document& document, std::uint32_t offset) const;

  /// The profile that lint() uses for this document.
  [[nodiscard]] Profile profile_of(const Document& document) const;

 private:
  struct Impl;
  std::unique_ptr<const Impl> impl_;
};

}  // namespace jianyan

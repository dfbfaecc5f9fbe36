// What a rule finds: where, how bad, why, and how it can be mended.
//
//   for (const jianyan::Diagnostic& d : linter.lint(document))
//     std::cout << d.rule->id << ": " << d.message.zh << '\n';
//
// Plain values. `rule` points to a constant of the library and is never null.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "jianyan/export.h"
#include "jianyan/message.h"
#include "jianyan/span.h"

namespace jianyan {

struct RuleInfo;

enum class Severity : std::uint8_t {
  info,     ///< advice, style
  warning,  ///< against a standard that knows exceptions
  error,    ///< mechanical and certain
};

/// How far a fix can be trusted.
enum class Safety : std::uint8_t {
  none,     ///< there is no fix: a person decides
  suggest,  ///< probably right, a person should look; applied on request
  safe,     ///< the meaning cannot change; applied by default
};

enum class Category : std::uint8_t {
  encoding,
  space,
  punctuation,
  number,
  typo,
  wording,
  heading,
  reference,
  title,
  structure,
  admissibility,
  privacy,
  layout,
};
inline constexpr std::size_t kCategories = 13;

[[nodiscard]] JIANYAN_EXPORT std::string_view severity_name(Severity severity) noexcept;
[[nodiscard]] JIANYAN_EXPORT std::string_view safety_name(Safety safety) noexcept;
[[nodiscard]] JIANYAN_EXPORT std::string_view category_name(Category category) noexcept;
[[nodiscard]] JIANYAN_EXPORT std::optional<Severity> severity_from_name(std::string_view name) noexcept;
[[nodiscard]] JIANYAN_EXPORT std::optional<Category> category_from_name(std::string_view name) noexcept;

struct Fix {
  Safety safety = Safety::suggest;  ///< never `none`
  std::vector<Edit> edits;          ///< at least one; sorted, disjoint; spans in the document's text
};

/// A correction that a model has weighed.
struct Candidate {
  Edit edit;
  double score = 0;  ///< confidence in 0..1
};

struct Diagnostic {
  const RuleInfo* rule = nullptr;
  Severity severity = Severity::warning;
  Span span;                    ///< what is wrong; may be empty where something is missing
  Message message;              ///< one sentence, without the clause: that is rule->clause
  std::optional<Fix> fix;
  std::optional<double> score;  ///< confidence in 0..1, where a model decided
  std::vector<Candidate> candidates = {};  ///< what it weighed, the surest first; the fix is the first of them

  [[nodiscard]] Safety safety() const noexcept { return fix ? fix->safety : Safety::none; }
};

}  // namespace jianyan

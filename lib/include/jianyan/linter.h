// Runs the rules over a document.
//
//   auto data = jianyan::Data::open(file);                      // may throw LoadError
//   jianyan::Linter linter(data);
//   std::vector<jianyan::Diagnostic> found = linter.lint(document);
//
// A Linter is immutable and may be shared by any number of threads; lint() keeps all scratch memory to itself.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "jianyan/data.h"
#include "jianyan/diagnostic.h"
#include "jianyan/document.h"
#include "jianyan/export.h"
#include "jianyan/rule.h"
#include "jianyan/segmenter.h"

namespace jianyan {

struct LintOptions {
  RuleSelection selection;
  std::optional<Profile> profile;     ///< none: detect_profile() for each document
  std::vector<UserWord> user_words;   ///< names and terms of the place
};

class JIANYAN_EXPORT Linter {
 public:
  /// @throws LoadError when the data lacks a section that the rules need.
  explicit Linter(std::shared_ptr<const Data> data, LintOptions options = {});
  ~Linter();
  Linter(Linter&&) noexcept;
  Linter& operator=(Linter&&) noexcept;

  /// Findings sorted by span, then by rule id. Never fails.
  /// Complexity: O(n) for the text plus the work on what is found; about 50 MB/s on a core where little is found.
  [[nodiscard]] std::vector<Diagnostic> lint(const Document& document) const;

  /// The profile that lint() uses for this document.
  [[nodiscard]] Profile profile_of(const Document& document) const;

 private:
  struct Impl;
  std::unique_ptr<const Impl> impl_;
};

}  // namespace jianyan

// Rounds of lint and apply. Reading the text anew in each round is what makes a fix see the structure that another fix
// has made (a heading mark put right, two lines joined); a draft without findings costs one round.
#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "fix/composition.h"
#include "jianyan/cleaner.h"

namespace jianyan {
namespace {

// As ruff does; two or three are usual. More would mean that two rules undo each other, which the tests of the rules
// exclude.
constexpr int kMaxRounds = 10;

/// Edits taken so far in a round. An insertion that touches another edit counts as overlapping: their order would be a
/// guess.
class TakenSpans {
 public:
  [[nodiscard]] bool free(Span span) const {
    auto after = spans_.lower_bound({span.begin, span.begin});
    if (after != spans_.begin() && conflict(*std::prev(after), span)) return false;
    for (; after != spans_.end() && after->begin <= span.end; ++after)
      if (conflict(*after, span)) return false;
    return true;
  }
  void take(Span span) { spans_.insert(span); }

 private:
  static bool conflict(Span a, Span b) {
    const bool touch = a.begin <= b.end && b.begin <= a.end;
    return a.overlaps(b) || (touch && (a.empty() || b.empty()));
  }
  std::set<Span> spans_;
};

std::vector<SourcedEdit> choose(const std::vector<Diagnostic>& found, Safety least, const Suppressions* suppressions) {
  std::vector<SourcedEdit> chosen;
  TakenSpans taken;
  for (const Diagnostic& diagnostic : found) {
    if (!diagnostic.fix || diagnostic.fix->safety < least) continue;
    const std::vector<Edit>& edits = diagnostic.fix->edits;
    const auto allowed = [&](const Edit& edit) {
      return taken.free(edit.span) && (suppressions == nullptr || suppressions->allows(*diagnostic.rule, edit.span));
    };
    if (!std::all_of(edits.begin(), edits.end(), allowed)) continue;
    for (const Edit& edit : edits) {
      taken.take(edit.span);
      chosen.push_back({edit, &diagnostic});
    }
  }
  std::sort(chosen.begin(), chosen.end(),
            [](const SourcedEdit& a, const SourcedEdit& b) { return a.edit.span < b.edit.span; });
  return chosen;
}

}  // namespace

std::vector<Edit> CleanResult::edits() const {
  std::vector<Edit> edits;
  edits.reserve(changes.size());
  for (const Change& change : changes) edits.push_back({change.span, change.after});
  return edits;
}

CleanResult clean(const Document& document, const Linter& linter, CleanOptions options) {
  const Safety least = options.suggest ? Safety::suggest : Safety::safe;
  Suppressions* const suppressions = options.suppressions;
  const auto lint = [&](const Document& text) {
    std::vector<Diagnostic> found = linter.lint(text);
    if (suppressions != nullptr) suppressions->take_from(found);
    return found;
  };
  std::vector<Diagnostic> remaining = lint(document);
  std::optional<Document> latest;  // none: the original one
  Composition composition;
  for (int round = 0; round < kMaxRounds; ++round) {
    const std::vector<SourcedEdit> chosen = choose(remaining, least, suppressions);
    if (chosen.empty()) break;
    composition.add_round(chosen);
    std::vector<Edit> edits;
    edits.reserve(chosen.size());
    for (const SourcedEdit& edit : chosen) edits.push_back(edit.edit);
    const Document& now = latest ? *latest : document;
    latest = now.with_edits(edits);
    if (suppressions != nullptr) suppressions->move_along(edits, *latest);
    remaining = lint(*latest);
  }
  if (!latest) return {document, {}, std::move(remaining)};
  std::vector<Change> changes = composition.changes(document.text(), latest->text());
  return {*std::move(latest), std::move(changes), std::move(remaining)};
}

}  // namespace jianyan

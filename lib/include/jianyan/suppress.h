// What is passed over: findings that a person has looked at and wants to hear no more of.
//
//   jianyan::Suppressions suppressions(document);           // with the comments of a Markdown draft
//   suppressions.ignore_text(0, rules, "小额贷款");          // an [[ignore]] of the configuration
//   suppressions.ignore_baseline(baseline.of("草稿.md"));
//   suppressions.take_from(findings);                       // findings are left that nothing silences
//   for (const jianyan::UnusedSuppression& unused : suppressions.unused()) …
//
// A suppression is a stretch of the draft in which some rules keep silent; clean() moves the stretches along with its
// edits. Comments: <!-- jianyan-ignore RULE,… -- reason --> speaks for the line it stands on, or, alone on its line,
// for the next line that is not blank; <!-- jianyan-off RULE,… --> holds up to <!-- jianyan-on RULE,… --> or to the
// end. No rule means all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "jianyan/diagnostic.h"
#include "jianyan/document.h"
#include "jianyan/export.h"
#include "jianyan/result.h"
#include "jianyan/rule.h"
#include "jianyan/span.h"

namespace jianyan {

/// What silenced a finding, or could not be understood.
enum class SuppressionKind : std::uint8_t {
  comment,    ///< in the draft
  entry,      ///< [[ignore]]
  allowed,    ///< a name or term that is right whatever rules say
  baseline,
  unchanged,  ///< the line was there before
};

struct UnusedSuppression {
  SuppressionKind kind;
  std::uint32_t line;  ///< of a comment
  std::size_t number;  ///< of an entry or allowed text, as it was given
};

/// A comment that is meant for this program and says nothing it knows.
struct SuppressionFault {
  std::uint32_t line;
  Message message;
};

/// Lines from 1, both ends included, counted by LF, as diff counts them.
struct LineRange {
  std::uint32_t first, last;
};

/// How often each sentence's findings of each rule were there when the baseline was written, by finding_key().
using BaselineCounts = std::unordered_map<std::uint64_t, std::uint32_t>;

/// Findings of many drafts as they once were.
///
/// A JSON file: {"version":1,"files":{"草稿.md":[{"rule":"doubled-mark","sentence":"…16 digits…","count":1}]}}. Paths are
/// relative to its folder.
class JIANYAN_EXPORT Baseline {
 public:
  /// Errors: bad_configuration.
  [[nodiscard]] static Result<Baseline> parse(std::string_view json);
  [[nodiscard]] std::string to_json() const;

  void add(const std::string& path, const Document& document, std::span<const Diagnostic> findings);
  /// Takes in another one, of other drafts.
  void add(const Baseline& other);
  /// Empty for a path that it does not have.
  [[nodiscard]] const BaselineCounts& of(const std::string& path) const;

 private:
  struct Entry {
    std::string rule;
    std::uint32_t count = 0;
  };
  std::map<std::string, std::map<std::uint64_t, Entry>> files_;
  std::map<std::string, BaselineCounts> counts_;
};

class JIANYAN_EXPORT Suppressions {
 public:
  /// Reads the comments of a Markdown draft. `document` must outlive this.
  explicit Suppressions(const Document& document);

  /// Silences the rules on findings that touch the text, wherever it stands; an empty text is the whole draft.
  void ignore_text(std::size_t number, const RuleSelection& rules, std::string_view text);
  /// Silences the rules on findings inside the text.
  void allow_text(std::size_t number, const RuleSelection& rules, std::string_view text);
  /// Silences as many findings of each sentence and rule as the baseline counts.
  void ignore_baseline(const BaselineCounts& counts) { baseline_ = &counts; }
  /// Silences what touches none of these lines.
  void only_lines(std::span<const LineRange> lines);

  /// Takes away what is silenced and returns how many findings that were. The findings are those of the document that
  /// this was made from, or of what after() led to. O(findings · log stretches) where stretches do not nest deeply.
  std::size_t take_from(std::vector<Diagnostic>& findings);

  /// Whether an edit may be made for a rule. Precondition: take_from() has been called.
  [[nodiscard]] bool allows(const RuleInfo& rule, Span edit) const;

  /// Moves everything to the text that the edits make: that of `next`. What was silenced stays so, although its
  /// sentence may change.
  void move_along(std::span<const Edit> edits, const Document& next);

  [[nodiscard]] std::span<const SuppressionFault> faults() const noexcept { return faults_; }
  /// Comments, entries and texts that silenced nothing so far.
  [[nodiscard]] std::vector<UnusedSuppression> unused() const;

 private:
  /// What a finding must have to do with a stretch to be silenced there.
  enum class Reach : std::uint8_t { begins, touches, inside };
  struct Stretch {
    Span span;
    Reach reach;
    std::size_t source;
    RuleSelection rules;
  };
  struct Source {
    UnusedSuppression what;
    bool used = false;
  };

  void read_comments();
  void read_comment(Span comment, std::vector<Stretch>& open);
  void ignore_line(Span comment, const RuleSelection& rules);
  void switch_on(Span comment, const RuleSelection& rules, std::vector<Stretch>& open);
  void fault(Span comment, Message message);
  void add_texts(std::size_t source, const RuleSelection& rules, std::string_view text, Reach reach);
  std::size_t add_source(SuppressionKind kind, std::uint32_t line, std::size_t number);
  void sort();
  [[nodiscard]] bool silenced(const Diagnostic& finding);
  /// Calls visit(stretch) for all that may touch the span. Precondition: sorted.
  template <class Visit>
  void visit_near(Span span, Visit visit) const;
  [[nodiscard]] std::uint32_t line_of(std::uint32_t offset) const;

  const Document* document_;
  std::uint32_t end_;  // of stretches that reach to the end of the text, and beyond it
  const BaselineCounts* baseline_ = nullptr;
  std::vector<Stretch> everywhere_;       // those of the whole draft
  std::vector<Stretch> stretches_;        // the others, sorted by begin
  std::vector<std::uint32_t> ends_;       // the greatest end of the stretches up to each
  bool sorted_ = false;
  std::vector<Source> sources_;
  std::vector<SuppressionFault> faults_;
};

}  // namespace jianyan

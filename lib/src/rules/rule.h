// What a rule is made of, and what it works with.
//
// A rule is a constant: a RuleInfo and up to three functions. The linter walks each block once and calls
//   at        on every character that is one of the rule's triggers, one by one or as ranges (and on a Han character
//             that repeats the one before it, for a rule with `repetitions`), masked characters excepted;
//   block     once for every block of a kind that the rule reads; if the rule has triggers, only where the block holds
//             one;
//   phrase    for every phrase of the rule's `list` (dictionaries/phrases/<list>.tsv), in a block of a kind that the
//             rule reads;
//   document  once; if the rule has triggers, only where the draft holds one.
// A function looks around through the context and reports; it keeps no state between calls.
//
//   const Rule doubled_mark = {
//       .info = {.id = "doubled-mark", …}, .triggers = U"，、；：。", .at = &check_doubled_mark};
//
// To add a rule: a .cc that defines it, in the folder of its category, a line in rules.def, a page <id>.md. Tests
// refuse a rule that lacks one of them, and run the examples of the page.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "jianyan/diagnostic.h"
#include "jianyan/document.h"
#include "jianyan/linter.h"
#include "jianyan/rule.h"
#include "jianyan/segmenter.h"
#include "jianyan/typo.h"
#include "privacy/private_data.h"
#include "rules/characters.h"
#include "rules/phrase_matches.h"
#include "rules/region.h"
#include "word/fonts.h"

namespace jianyan {

class RuleContext;

struct CodePointRange {
  char32_t first, last;
};

struct Rule {
  RuleInfo info;
  std::u32string_view triggers = {};
  std::span<const CodePointRange> trigger_ranges = {};
  bool repetitions = false;
  void (*at)(RuleContext& context, std::size_t index) = nullptr;
  void (*block)(RuleContext& context) = nullptr;
  void (*document)(RuleContext& context) = nullptr;
  std::string_view list = {};
  void (*phrase)(RuleContext& context, const PhraseMatch& match) = nullptr;
};

/// Bounds of a block as character indexes: of the whole, and of its content.
struct BlockRange {
  std::size_t begin, end;
  std::size_t content_begin, content_end;
};

/// What a draft is judged by, besides its text.
struct Standard {
  Profile profile;
  const Region& region;
  std::optional<Date> date;           ///< today, or the date of the draft
  unsigned shortest = 0, longest = 0;  ///< characters of a draft's text
  TypoLevel typo_level = TypoLevel::strict;
  const LayoutStandard& layout;
  const FontNames& fonts;
};

class RuleContext {
 public:
  RuleContext(const Document& document_to_read, const Characters& characters, const Segmenter& segmenter_to_ask,
              const PhraseLists& phrase_lists, const TypoFinder& typo_finder, const Standard& standard_in_force,
              std::vector<Diagnostic>& found);

  const Document& document;
  const Characters& c;         ///< short, because every line of a rule says it
  const Segmenter& segmenter;  ///< costs more than all rules together: ask only where something is in doubt
  const Standard standard;
  const Profile profile;       ///< standard.profile, for short

  /// The block being walked (in `at` and `block`), and its bounds.
  [[nodiscard]] const Block& block() const noexcept { return *block_; }
  [[nodiscard]] std::size_t begin() const noexcept { return range_.begin; }
  [[nodiscard]] std::size_t end() const noexcept { return range_.end; }
  [[nodiscard]] std::size_t content_begin() const noexcept { return range_.content_begin; }
  [[nodiscard]] std::size_t content_end() const noexcept { return range_.content_end; }
  /// Bounds of a block of the document.
  [[nodiscard]] const BlockRange& range_of(const Block& block) const noexcept {
    return ranges_[static_cast<std::size_t>(&block - document.blocks().data())];
  }

  /// Whether a character belongs to the numbering mark of a heading, list item or paragraph: those marks have rules of
  /// their own.
  [[nodiscard]] bool in_numbering(std::size_t index) const noexcept;

  /// All phrases of a list in the document, in its order: for rules that count or combine them.
  [[nodiscard]] std::span<const PhraseMatch> phrases(std::string_view list);
  /// The lists themselves: for rules that compare with their entries.
  [[nodiscard]] const PhraseLists& phrase_lists() const noexcept { return phrase_lists_; }

  /// Wrong characters by the language models; found once for all rules, when the first asks.
  [[nodiscard]] const std::vector<Typo>& typos();

  /// What identifies persons in the text; found once for all rules, when the first asks.
  [[nodiscard]] const std::vector<PrivateItem>& private_data() const;

  /// Where to speak of what has no place in the text.
  [[nodiscard]] Span first_text() const noexcept;

  /// Reports characters [first, last) of the text.
  void report(std::size_t first, std::size_t last, Message message);
  void report(Span span, Message message);
  /// Reports, and offers to put `replacement` there.
  void replace(std::size_t first, std::size_t last, Message message, Safety safety, std::string replacement);
  /// Reports with a fix of several edits, or of one elsewhere.
  void report(std::size_t first, std::size_t last, Message message, Fix fix);
  /// Reports the target of a match. Where its entry has one replacement, and nothing without width stands inside,
  /// this becomes the fix, as safe as the entry says, or else as `safety`; Safety::none offers none.
  void report(const PhraseMatch& match, Message message, Safety safety);
  void report(const Typo& typo, Message message);
  /// An edit of characters [first, last).
  [[nodiscard]] Edit edit(std::size_t first, std::size_t last, std::string replacement) const;

 private:
  friend class RuleRunner;
  const PhraseLists& phrase_lists_;
  const TypoFinder& typo_finder_;
  std::optional<std::vector<Typo>> typos_;  // found when first asked for
  std::optional<PhraseMatches> phrases_;  // found when first asked for
  std::vector<Diagnostic>& found_;
  const Rule* rule_ = nullptr;
  const Block* block_ = nullptr;
  BlockRange range_{};
  std::vector<BlockRange> ranges_;  // of all blocks, in their order
  mutable std::optional<std::vector<PrivateItem>> private_data_;
};

/// All rules, sorted by id; the position of a rule here is its number in a RuleSelection.
[[nodiscard]] std::span<const Rule* const> all_rules() noexcept;

}  // namespace jianyan

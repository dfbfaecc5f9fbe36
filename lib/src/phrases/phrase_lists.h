// Finds the phrases of all lists in a text, in one walk over it.
//
//   PhraseLists lists(data);
//   std::vector<PhraseHit> hits;
//   lists.find(U"截止目前，大约三千人左右。", hits);
//   for (const PhraseHit& hit : hits) use(lists.entry(hit.entry).replacement);
//
// Which matches are given out:
//   1. Of the matches of a phrase with gaps those in which no other match lies: 由于…原因 takes the nearest
//      原因.
//   2. Those that the guards let pass.
//   3. Of two of one list that begin together the longer (of equals the one without a gap); of two that end together,
//      or that overlap and have no gap, the one that begins first. Lists do not know of each other.
//
// Complexity: O(n) for the text plus the work on what is found; a pattern looks at most some hundred characters far.
// Any content of the section is safe to read. Immutable, thread-safe.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "jianyan/data.h"
#include "jianyan/diagnostic.h"
#include "phrases/pattern.h"
#include "phrases/phrase_format.h"

namespace jianyan {

/// Indexes are those of the characters of the text.
struct PhraseHit {
  std::uint32_t entry;
  std::uint32_t pattern;
  std::uint32_t begin, end;                                    ///< of the whole match
  std::uint32_t target_begin, target_end;                      ///< of what is reported and replaced
  std::array<std::uint32_t, kMaxPhraseElements + 1> elements;  ///< where each begins, and the end of the last
};

/// Views into the compiled lists.
struct PhraseEntry {
  std::string_view list, phrase, replacement, note, group, region;
  unsigned weight;
  std::optional<Safety> safety;

  /// The one replacement; none where there are several, or the list has none.
  [[nodiscard]] std::optional<std::string_view> only_replacement() const noexcept;
};

class PhraseLists {
 public:
  static constexpr std::string_view kSection = "phrases";

  /// @throws LoadError when the section is missing or not well-formed.
  explicit PhraseLists(const Data& data) : PhraseLists(data.section(kSection)) {}
  /// What compile_phrases() gave; it must outlive the object. @throws LoadError when it is not well-formed.
  explicit PhraseLists(std::span<const std::byte> compiled);

  /// Number of a list, as in list_of().
  [[nodiscard]] std::optional<std::uint32_t> find_list(std::string_view name) const noexcept;
  [[nodiscard]] std::uint32_t list_count() const noexcept { return static_cast<std::uint32_t>(lists_.size()); }

  /// Appends what it finds, sorted by list, then by place.
  void find(std::u32string_view text, std::vector<PhraseHit>& hits) const;

  [[nodiscard]] std::uint32_t entry_count() const noexcept { return static_cast<std::uint32_t>(entries_.size()); }
  /// Precondition: entry < entry_count(), as in every hit.
  [[nodiscard]] PhraseEntry entry(std::uint32_t entry) const noexcept;
  /// Calls visit(PhraseEntry) for each entry of a list, in the order of its rows; for none of an unknown list.
  template <class Visit>
  void for_each_entry(std::string_view list, Visit visit) const {
    const auto number = find_list(list);
    if (!number) return;
    for (std::uint32_t i = lists_[*number].first_entry; i < lists_[*number].end_entry && i < entries_.size(); ++i)
      if (entries_[i].list == *number) visit(entry(i));
  }
  [[nodiscard]] std::uint32_t list_of(std::uint32_t entry) const noexcept { return entries_[entry].list; }

  /// The stretches that gaps and numbers took, in their order, for the "…" and "<num>" of a replacement: from and to.
  struct Piece {
    PhraseElementKind kind;
    std::uint32_t begin, end;
  };
  [[nodiscard]] std::vector<Piece> pieces(const PhraseHit& hit) const;

 private:
  class Matcher;
  void look_up(std::u32string_view text, std::size_t at, std::vector<PhraseHit>& hits) const;
  void match_anchor(const PackedPhraseNode& node, std::u32string_view text, std::size_t begin, std::size_t end,
                    std::vector<PhraseHit>& hits) const;
  [[nodiscard]] const PackedPhraseNode* child(const PackedPhraseNode& node, char32_t character) const noexcept;
  [[nodiscard]] const PackedPhraseNode* pair_node(char32_t first, char32_t second, std::uint32_t hash) const noexcept;
  void keep_narrowest(std::vector<PhraseHit>& hits, std::size_t first) const;
  [[nodiscard]] bool guards_hold(std::u32string_view text, const PhraseHit& hit) const noexcept;
  [[nodiscard]] bool guard_holds(std::u32string_view text, const PackedPhraseGuard& guard,
                                 const PhraseHit& hit) const noexcept;
  void drop_overlapping(std::vector<PhraseHit>& hits, std::size_t first) const;
  [[nodiscard]] std::u32string_view characters(std::uint32_t begin, std::uint32_t length) const noexcept;
  [[nodiscard]] std::string_view string(PackedPhraseString where) const noexcept;

  std::span<const std::byte> pair_filter_, single_filter_;
  std::span<const PackedPhrasePair> pair_slots_;
  std::span<const PackedPhraseNode> nodes_;
  std::span<const PackedPhrasePattern> patterns_;
  std::span<const PackedPhraseElement> elements_;
  std::span<const PackedPhraseGuard> guards_;
  std::span<const PackedPhraseEntry> entries_;
  std::span<const PackedPhraseList> lists_;
  std::u32string_view characters_;
  std::string_view strings_;
};

}  // namespace jianyan

// At almost every place of a text a look at the next two characters tells that no anchor begins there. Elsewhere the
// trie is walked, and from each anchor the rest of its pattern is matched outwards, gaps as short as possible first.
//
// Why not Aho–Corasick: its step at every character costs more than the filter, and anchors are short, so that
// walking the trie anew at each place costs little. Why not regular expressions: thousands of them would have to run
// one by one.
#include "phrases/phrase_lists.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <tuple>

namespace jianyan {
namespace {

/// Takes the arrays of the section one after the other.
class SectionReader {
 public:
  explicit SectionReader(std::span<const std::byte> bytes) : rest_(bytes) {}

  template <class T>
  std::span<const T> take(std::size_t count) {
    if (count > rest_.size() / sizeof(T)) fail();
    const auto* first = reinterpret_cast<const T*>(rest_.data());
    rest_ = rest_.subspan(count * sizeof(T));
    return {first, count};
  }
  void finish() const {
    if (!rest_.empty()) fail();
  }
  [[noreturn]] static void fail() {
    throw LoadError({"数据文件的词语表一节已损坏：请重新安装 jianyan，或用 jianyan-lexicon build 重新生成",
                     "the phrase lists in the data file are damaged: reinstall jianyan, or build it anew with "
                     "jianyan-lexicon build"});
  }

 private:
  std::span<const std::byte> rest_;
};

/// The part of an array that a range names; empty where the range is not within.
template <class T>
std::span<const T> range(std::span<const T> all, std::size_t begin, std::size_t count) {
  return begin <= all.size() && count <= all.size() - begin ? all.subspan(begin, count) : std::span<const T>{};
}

bool bit(std::span<const std::byte> filter, std::uint32_t index) {
  return (std::to_integer<unsigned>(filter[index / 8]) >> index % 8 & 1) != 0;
}

bool blank(char32_t c) { return c == U' ' || c == U'\t' || c == U'\u00A0' || c == U'\u3000'; }

bool sentence_begins(std::u32string_view text, std::size_t at) {
  while (at > 0 && blank(text[at - 1])) --at;
  return at == 0 || std::u32string_view(U"。！？；：“\n\r").find(text[at - 1]) != std::u32string_view::npos;
}

bool mark_or_end(std::u32string_view text, std::size_t at) {
  return at == text.size() ||
         std::u32string_view(U"，。！？；：、）”》,.;:!?)\n\r").find(text[at]) != std::u32string_view::npos;
}

bool number_at(std::u32string_view text, std::size_t at) { return at < text.size() && number_character(text, at); }

}  // namespace

std::optional<std::string_view> PhraseEntry::only_replacement() const noexcept {
  if (replacement.empty() || replacement.find('|') != std::string_view::npos) return std::nullopt;
  return replacement;
}

PhraseLists::PhraseLists(std::span<const std::byte> compiled) {
  SectionReader reader(compiled);
  PhraseHeader header{};
  std::memcpy(&header, reader.take<std::byte>(sizeof header).data(), sizeof header);
  pair_filter_ = reader.take<std::byte>(kPhrasePairBytes);
  single_filter_ = reader.take<std::byte>(kPhraseSingleBytes);
  pair_slots_ = reader.take<PackedPhrasePair>(header.pair_slots);
  nodes_ = reader.take<PackedPhraseNode>(header.nodes);
  patterns_ = reader.take<PackedPhrasePattern>(header.patterns);
  elements_ = reader.take<PackedPhraseElement>(header.elements);
  guards_ = reader.take<PackedPhraseGuard>(header.guards);
  entries_ = reader.take<PackedPhraseEntry>(header.entries);
  lists_ = reader.take<PackedPhraseList>(header.lists);
  const auto characters = reader.take<char32_t>(header.characters);
  characters_ = {characters.data(), characters.size()};
  const auto strings = reader.take<char>(header.bytes);
  strings_ = {strings.data(), strings.size()};
  reader.finish();
  if (nodes_.empty() || !std::has_single_bit(pair_slots_.size())) SectionReader::fail();
}

std::u32string_view PhraseLists::characters(std::uint32_t begin, std::uint32_t length) const noexcept {
  return begin <= characters_.size() ? characters_.substr(begin, length) : std::u32string_view{};
}

std::string_view PhraseLists::string(PackedPhraseString where) const noexcept {
  return where.offset <= strings_.size() ? strings_.substr(where.offset, where.length) : std::string_view{};
}

std::optional<std::uint32_t> PhraseLists::find_list(std::string_view name) const noexcept {
  for (std::uint32_t list = 0; list < lists_.size(); ++list)
    if (string(lists_[list].name) == name) return list;
  return std::nullopt;
}

PhraseEntry PhraseLists::entry(std::uint32_t entry) const noexcept {
  const PackedPhraseEntry& packed = entries_[entry];
  const auto safety = packed.safety == 0 ? std::nullopt : std::optional(static_cast<Safety>(packed.safety - 1));
  return {.list = packed.list < lists_.size() ? string(lists_[packed.list].name) : std::string_view{},
          .phrase = string(packed.phrase),
          .replacement = string(packed.replacement),
          .note = string(packed.note),
          .group = string(packed.group),
          .region = string(packed.region),
          .weight = packed.weight,
          .safety = safety};
}

/// Matches one pattern around an anchor.
class PhraseLists::Matcher {
 public:
  Matcher(const PhraseLists& lists, const PackedPhrasePattern& pattern, std::u32string_view text)
      : lists_(lists),
        pattern_(pattern),
        elements_(range(lists.elements_, pattern.elements, pattern.element_count)),
        text_(text) {}

  /// Whether the pattern matches with its anchor at [begin, end); fills the places of its elements.
  bool match(std::size_t begin, std::size_t end) {
    const std::size_t anchor = pattern_.anchor;
    if (anchor >= elements_.size() || elements_.size() > kMaxPhraseElements) return false;
    at_[anchor] = static_cast<std::uint32_t>(begin);
    return rightwards(anchor + 1, end) && leftwards(anchor, begin);
  }

  [[nodiscard]] PhraseHit hit(std::uint32_t number) const {
    const auto place = [&](std::size_t element, std::uint32_t offset) {
      return std::clamp(at_[std::min(element, elements_.size())] + offset, at_[0], at_[elements_.size()]);
    };
    return {.entry = pattern_.entry,
            .pattern = number,
            .begin = at_[0],
            .end = at_[elements_.size()],
            .target_begin = place(pattern_.target_begin_element, pattern_.target_begin_offset),
            .target_end = place(pattern_.target_end_element, pattern_.target_end_offset),
            .elements = at_};
  }

 private:
  [[nodiscard]] std::u32string_view literal(std::size_t element) const {
    return lists_.characters(elements_[element].text, elements_[element].length);
  }

  /// Elements from `element` on, from `at` on.
  bool rightwards(std::size_t element, std::size_t at) {
    at_[element] = static_cast<std::uint32_t>(at);
    if (element == elements_.size()) return true;
    switch (static_cast<PhraseElementKind>(elements_[element].kind)) {
      case PhraseElementKind::literal: {
        const std::u32string_view wanted = literal(element);
        return text_.substr(at).starts_with(wanted) && rightwards(element + 1, at + wanted.size());
      }
      case PhraseElementKind::number: {
        if (!number_at(text_, at) || (at > 0 && number_at(text_, at - 1))) return false;
        while (number_at(text_, at)) ++at;
        return rightwards(element + 1, at);
      }
      case PhraseElementKind::gap:
        for (std::size_t length = 0; length < kMaxPhraseGap && at < text_.size() && !parts_clauses(text_, at); ++length)
          if (rightwards(element + 1, ++at)) return true;
        return false;
      case PhraseElementKind::start: break;
    }
    return false;
  }

  /// Elements before `element`, up to `at`.
  bool leftwards(std::size_t element, std::size_t at) {
    at_[element] = static_cast<std::uint32_t>(at);
    if (element == 0) return true;
    switch (static_cast<PhraseElementKind>(elements_[element - 1].kind)) {
      case PhraseElementKind::literal: {
        const std::u32string_view wanted = literal(element - 1);
        return text_.substr(0, at).ends_with(wanted) && leftwards(element - 1, at - wanted.size());
      }
      case PhraseElementKind::number: {
        if (at == 0 || !number_at(text_, at - 1) || number_at(text_, at)) return false;
        while (at > 0 && number_at(text_, at - 1)) --at;
        return leftwards(element - 1, at);
      }
      case PhraseElementKind::gap:
        for (std::size_t length = 0; length < kMaxPhraseGap && at > 0 && !parts_clauses(text_, at - 1); ++length)
          if (leftwards(element - 1, --at)) return true;
        return false;
      case PhraseElementKind::start: return sentence_begins(text_, at) && leftwards(element - 1, at);
    }
    return false;
  }

  const PhraseLists& lists_;
  const PackedPhrasePattern& pattern_;
  std::span<const PackedPhraseElement> elements_;
  std::u32string_view text_;
  std::array<std::uint32_t, kMaxPhraseElements + 1> at_{};
};

const PackedPhraseNode* PhraseLists::child(const PackedPhraseNode& node, char32_t character) const noexcept {
  const auto children = range(nodes_, node.children, node.child_count);
  const auto at = std::lower_bound(children.begin(), children.end(), character,
                                   [](const PackedPhraseNode& a, char32_t c) { return a.character < c; });
  return at != children.end() && at->character == character ? &*at : nullptr;
}

const PackedPhraseNode* PhraseLists::pair_node(char32_t first, char32_t second, std::uint32_t hash) const noexcept {
  for (std::size_t probe = 0; probe < pair_slots_.size(); ++probe) {
    const PackedPhrasePair& slot = pair_slots_[(hash + probe) & (pair_slots_.size() - 1)];
    if (slot.node == 0 || slot.node >= nodes_.size()) return nullptr;
    if (slot.first == first && slot.second == second) return &nodes_[slot.node];
  }
  return nullptr;
}

void PhraseLists::match_anchor(const PackedPhraseNode& node, std::u32string_view text, std::size_t begin,
                               std::size_t end, std::vector<PhraseHit>& hits) const {
  for (const PackedPhrasePattern& pattern : range(patterns_, node.patterns, node.pattern_count)) {
    Matcher matcher(*this, pattern, text);
    if (pattern.entry < entries_.size() && matcher.match(begin, end))
      hits.push_back(matcher.hit(static_cast<std::uint32_t>(&pattern - patterns_.data())));
  }
}

void PhraseLists::look_up(std::u32string_view text, std::size_t at, std::vector<PhraseHit>& hits) const {
  if (bit(single_filter_, phrase_single_hash(text[at]))) {
    const PackedPhraseNode* node = child(nodes_[0], text[at]);
    if (node != nullptr) match_anchor(*node, text, at, at + 1, hits);
  }
  if (at + 1 == text.size()) return;
  const std::uint32_t hash = phrase_pair_hash(text[at], text[at + 1]);
  if (!bit(pair_filter_, hash)) return;
  const PackedPhraseNode* node = pair_node(text[at], text[at + 1], hash);
  for (std::size_t end = at + 2; node != nullptr; ++end) {
    match_anchor(*node, text, at, end, hits);
    node = end < text.size() ? child(*node, text[end]) : nullptr;
  }
}

void PhraseLists::find(std::u32string_view text, std::vector<PhraseHit>& hits) const {
  const std::size_t first = hits.size();
  for (std::size_t at = 0; at < text.size(); ++at) look_up(text, at, hits);
  if (hits.size() == first) return;
  keep_narrowest(hits, first);
  const auto begin = hits.begin() + static_cast<std::ptrdiff_t>(first);
  hits.erase(std::remove_if(begin, hits.end(), [&](const PhraseHit& hit) { return !guards_hold(text, hit); }),
             hits.end());
  drop_overlapping(hits, first);
}

// Matches of an entry from right to left, of those that begin together the shorter first: one that ends no earlier
// than the earliest end so far holds the match that ends there.
void PhraseLists::keep_narrowest(std::vector<PhraseHit>& hits, std::size_t first) const {
  const auto begin = hits.begin() + static_cast<std::ptrdiff_t>(first);
  const auto gapless =
      std::partition(begin, hits.end(), [&](const PhraseHit& hit) { return patterns_[hit.pattern].has_gap == 0; });
  std::sort(gapless, hits.end(), [](const PhraseHit& a, const PhraseHit& b) {
    return std::tuple(a.entry, b.begin, a.end, a.pattern) < std::tuple(b.entry, a.begin, b.end, b.pattern);
  });
  auto kept = gapless;
  for (auto hit = gapless; hit != hits.end(); ++hit) {
    const bool holds_another = kept != gapless && (kept - 1)->entry == hit->entry && (kept - 1)->end <= hit->end;
    if (!holds_another) *kept++ = *hit;
  }
  hits.erase(kept, hits.end());
}

bool PhraseLists::guard_holds(std::u32string_view text, const PackedPhraseGuard& guard,
                              const PhraseHit& hit) const noexcept {
  const std::u32string_view wanted = characters(guard.text, guard.length);
  std::size_t at = guard.left != 0 ? hit.begin : hit.end;
  for (std::size_t skipped = 0;; ++skipped) {
    switch (static_cast<PhraseGuardKind>(guard.kind)) {
      case PhraseGuardKind::literal:
        if (guard.left != 0 ? text.substr(0, at).ends_with(wanted) : text.substr(at).starts_with(wanted)) return true;
        break;
      case PhraseGuardKind::number:
        if (guard.left != 0 ? at > 0 && number_at(text, at - 1) : number_at(text, at)) return true;
        break;
      case PhraseGuardKind::edge:
        if (guard.left != 0 ? sentence_begins(text, at) : mark_or_end(text, at)) return true;
        break;
    }
    const bool at_end = guard.left != 0 ? at == 0 : at == text.size();
    if (skipped == guard.reach || at_end || parts_clauses(text, guard.left != 0 ? at - 1 : at)) return false;
    at = guard.left != 0 ? at - 1 : at + 1;
  }
}

bool PhraseLists::guards_hold(std::u32string_view text, const PhraseHit& hit) const noexcept {
  const PackedPhraseEntry& entry = entries_[hit.entry];
  bool any_required = false, one_holds = false;
  for (const PackedPhraseGuard& guard : range(guards_, entry.guards, entry.guard_count)) {
    any_required = any_required || guard.required != 0;
    if (guard.required != 0 && one_holds) continue;
    if (!guard_holds(text, guard, hit)) continue;
    if (guard.required == 0) return false;
    one_holds = true;
  }
  return one_holds || !any_required;
}

void PhraseLists::drop_overlapping(std::vector<PhraseHit>& hits, std::size_t first) const {
  const auto begin = hits.begin() + static_cast<std::ptrdiff_t>(first);
  std::sort(begin, hits.end(), [&](const PhraseHit& a, const PhraseHit& b) {
    return std::tuple(list_of(a.entry), a.begin, b.end, patterns_[a.pattern].has_gap, a.entry, a.pattern) <
           std::tuple(list_of(b.entry), b.begin, a.end, patterns_[b.pattern].has_gap, b.entry, b.pattern);
  });
  std::vector<PhraseHit> open;  // kept ones of the list that end right of where the next begins
  auto kept = begin;
  for (auto hit = begin; hit != hits.end(); ++hit) {
    std::erase_if(open,
                  [&](const PhraseHit& o) { return list_of(o.entry) != list_of(hit->entry) || o.end <= hit->begin; });
    const auto gapless = [&](const PhraseHit& h) { return patterns_[h.pattern].has_gap == 0; };
    const bool dropped = std::any_of(open.begin(), open.end(), [&](const PhraseHit& o) {
      return o.begin == hit->begin || o.end == hit->end || (gapless(o) && gapless(*hit));
    });
    if (dropped) continue;
    open.push_back(*hit);
    *kept++ = *hit;
  }
  hits.erase(kept, hits.end());
}

std::vector<PhraseLists::Piece> PhraseLists::pieces(const PhraseHit& hit) const {
  std::vector<Piece> all;
  const PackedPhrasePattern& pattern = patterns_[hit.pattern];
  const auto elements = range(elements_, pattern.elements, pattern.element_count);
  for (std::size_t i = 0; i < elements.size() && i < kMaxPhraseElements; ++i) {
    const auto kind = static_cast<PhraseElementKind>(elements[i].kind);
    if (kind == PhraseElementKind::gap || kind == PhraseElementKind::number)
      all.push_back({kind, hit.elements[i], hit.elements[i + 1]});
  }
  return all;
}

}  // namespace jianyan

#include "rules/phrase_matches.h"

#include <algorithm>
#include <utility>

namespace jianyan {
namespace {

/// The characters of a block that have a width, as one text. Nothing is copied where all have.
class VisibleText {
 public:
  VisibleText(const Characters& c, std::size_t begin, std::size_t end) : begin_(begin), text_(c.values(begin, end)) {
    const auto without_width = [&c](std::size_t i) {
      return c.in(i, kMasked) || c.line_end(i) || c.is(i, CharacterClass::invisible);
    };
    std::size_t i = begin;
    while (i < end && !without_width(i)) ++i;
    if (i == end) return;
    for (std::size_t j = begin; j < end; ++j) {
      if (without_width(j)) continue;
      indexes_.push_back(j);
      copy_.push_back(c[j]);
    }
    text_ = copy_;
  }

  [[nodiscard]] std::u32string_view text() const noexcept { return text_; }
  /// Index in the document of a character, and one past the character before.
  [[nodiscard]] std::size_t index(std::size_t at) const noexcept {
    return indexes_.empty() ? begin_ + at : indexes_[at];
  }
  [[nodiscard]] std::size_t index_past(std::size_t at) const noexcept { return index(at - 1) + 1; }

 private:
  std::size_t begin_;
  std::vector<std::size_t> indexes_;
  std::u32string copy_;
  std::u32string_view text_;
};

PhraseMatch place(const PhraseLists& lists, const VisibleText& visible, const Block& block, const PhraseHit& hit) {
  PhraseMatch match{.block = &block,
                    .entry = lists.entry(hit.entry),
                    .begin = visible.index(hit.begin),
                    .end = visible.index_past(hit.end),
                    .target_begin = visible.index(hit.target_begin),
                    .target_end = visible.index_past(hit.target_end),
                    .unbroken = false,
                    .pieces = lists.pieces(hit)};
  match.unbroken = match.target_end - match.target_begin == hit.target_end - hit.target_begin;
  for (PhraseLists::Piece& piece : match.pieces) {
    piece.end = static_cast<std::uint32_t>(visible.index_past(piece.end));
    piece.begin = static_cast<std::uint32_t>(visible.index(piece.begin));
  }
  return match;
}

}  // namespace

PhraseMatches::PhraseMatches(const Document& document, const Characters& characters, const PhraseLists& lists)
    : lists_(lists), by_list_(lists.list_count()) {
  std::vector<PhraseHit> hits;
  for (const Block& block : document.blocks()) {
    if (!BlockKinds::prose().contains(block.kind)) continue;
    const VisibleText visible(characters, characters.index_at(block.content.begin),
                              characters.index_at(block.content.end));
    hits.clear();
    lists.find(visible.text(), hits);
    for (const PhraseHit& hit : hits) {
      if (hit.target_begin == hit.target_end || lists.list_of(hit.entry) >= by_list_.size()) continue;
      PhraseMatch match = place(lists, visible, block, hit);
      if (!characters.in(match.begin, kAddress)) by_list_[lists.list_of(hit.entry)].push_back(std::move(match));
    }
  }
}

std::span<const PhraseMatch> PhraseMatches::of(std::string_view list) const noexcept {
  const auto number = lists_.find_list(list);
  return number ? std::span<const PhraseMatch>(by_list_[*number]) : std::span<const PhraseMatch>{};
}

std::string fill_replacement(const Characters& characters, const PhraseMatch& match, std::string_view replacement) {
  constexpr std::string_view kGap = "…", kNumber = "<num>";
  std::string filled;
  std::vector<PhraseLists::Piece> pieces = match.pieces;
  while (!replacement.empty()) {
    const bool gap = replacement.starts_with(kGap), number = replacement.starts_with(kNumber);
    if (!gap && !number) {
      filled += replacement.front();
      replacement.remove_prefix(1);
      continue;
    }
    replacement.remove_prefix(gap ? kGap.size() : kNumber.size());
    const PhraseElementKind kind = gap ? PhraseElementKind::gap : PhraseElementKind::number;
    for (auto piece = pieces.begin(); piece != pieces.end(); ++piece) {
      if (piece->kind != kind) continue;
      filled += characters.text(piece->begin, piece->end);
      pieces.erase(piece);
      break;
    }
  }
  return filled;
}

std::string displayed(std::string_view phrase) {
  std::string shown;
  while (!phrase.empty()) {
    const std::string_view sign = phrase.starts_with("…")       ? "…"
                                  : phrase.starts_with("<num>") ? "<num>"
                                                                : phrase.substr(0, 1);
    phrase.remove_prefix(sign.size());
    if (sign == "…" || sign == "<num>")
      shown += "……";
    else if (sign.find_first_of("^{}") == std::string_view::npos)
      shown += sign;
  }
  return shown;
}

std::string choices(const PhraseEntry& entry, Language language) {
  const bool zh = language == Language::zh;
  std::string all;
  std::string_view rest = entry.replacement;
  while (!rest.empty()) {
    const std::string_view one = rest.substr(0, rest.find('|'));
    rest.remove_prefix(std::min(one.size() + 1, rest.size()));
    if (!all.empty()) all += zh ? "或" : " or ";
    all += (zh ? "“" : "'") + displayed(one) + (zh ? "”" : "'");
  }
  return all;
}

}  // namespace jianyan

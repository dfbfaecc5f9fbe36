// Each change is a pair of spans: in the original, and in the text of the last round. Between changes the two texts are
// equal, so an offset outside of all changes is translated by the difference of lengths before it. A round's edits are
// merged with the changes that they touch, as two sorted lists are merged. Tested by cleaner_test.cc against applying
// the rounds one by one.
#include "fix/composition.h"

#include <algorithm>
#include <cstdint>

namespace jianyan {

void Composition::add_round(const std::vector<SourcedEdit>& edits) {
  std::vector<Piece> merged;
  std::int64_t to_original = 0;  // original minus current, behind the pieces taken so far
  std::int64_t growth = 0;       // next text minus current text, behind the edits taken so far
  std::size_t p = 0, e = 0;
  const auto shift = [](std::uint32_t offset, std::int64_t by) {
    return static_cast<std::uint32_t>(static_cast<std::int64_t>(offset) + by);
  };
  while (p < pieces_.size() || e < edits.size()) {
    // The first of both lists opens a group; everything that touches the group joins it.
    const bool piece_first = e == edits.size() ||
                             (p < pieces_.size() && pieces_[p].current.begin <= edits[e].edit.span.begin);
    Span current = piece_first ? pieces_[p].current : edits[e].edit.span;
    const std::int64_t to_original_before = to_original, growth_before = growth;
    const Piece* first_piece = nullptr;
    const Diagnostic* first_edit = nullptr;
    Safety safety = Safety::safe;
    for (;;) {
      if (p < pieces_.size() && pieces_[p].current.begin <= current.end) {
        const Piece& piece = pieces_[p++];
        if (first_piece == nullptr) first_piece = &piece;
        current.end = std::max(current.end, piece.current.end);
        to_original = static_cast<std::int64_t>(piece.original.end) - piece.current.end;
        safety = std::min(safety, piece.safety);
      } else if (e < edits.size() && edits[e].edit.span.begin <= current.end) {
        const SourcedEdit& edit = edits[e++];
        if (first_edit == nullptr) first_edit = edit.diagnostic;
        current.end = std::max(current.end, edit.edit.span.end);
        growth += static_cast<std::int64_t>(edit.edit.replacement.size()) - edit.edit.span.size();
        safety = std::min(safety, edit.diagnostic->safety());
      } else {
        break;
      }
    }
    merged.push_back({.original = {shift(current.begin, to_original_before), shift(current.end, to_original)},
                      .current = {shift(current.begin, growth_before), shift(current.end, growth)},
                      .rule = first_piece ? first_piece->rule : first_edit->rule,
                      .safety = safety,
                      .message = first_piece ? first_piece->message : first_edit->message});
  }
  pieces_ = std::move(merged);
}

std::vector<Change> Composition::changes(std::string_view original, std::string_view final_text) const {
  std::vector<Change> changes;
  for (const Piece& piece : pieces_) {
    const std::string_view before = original.substr(piece.original.begin, piece.original.size());
    const std::string_view after = final_text.substr(piece.current.begin, piece.current.size());
    if (before == after) continue;
    changes.push_back({.rule = piece.rule,
                       .span = piece.original,
                       .before = std::string(before),
                       .after = std::string(after),
                       .safety = piece.safety,
                       .message = piece.message});
  }
  return changes;
}

}  // namespace jianyan

// Which tokens may begin at a place of a text: words, and what is known by its form.
#pragma once

#include <cstdint>
#include <vector>

#include "jianyan/segmenter.h"
#include "language/lexicon.h"
#include "segment/piece.h"
#include "segment/shapes.h"
#include "segment/user_words.h"

namespace jianyan {

/// A token that may begin at the place asked for.
struct Edge {
  std::uint32_t end;   ///< one past its last code point
  std::uint32_t word;  ///< its number in bigrams; 0: in none
  Cost cost;           ///< without a bigram
  Cost backoff;        ///< added to the next token's cost where the two have no bigram
  Cost best_bigram;    ///< no bigram that ends with it costs less
  TokenKind kind;
};

class EdgeFinder {
 public:
  EdgeFinder(const Lexicon& lexicon, const UserWords& user_words);

  /// Calls visit(const Edge&) for each token that may begin at `begin`; there is at least one.
  template <class Visit>
  void for_each_edge(const Piece& piece, std::uint32_t begin, Visit visit) const {
    bool covered = false;
    std::uint32_t at = Lexicon::kRoot;
    for (std::uint32_t end = begin; end < piece.size();) {
      at = lexicon_.child(at, piece.ids[end++]);
      if (at == Lexicon::kNone) break;
      const LexiconNode& node = lexicon_.node(at);
      if (node.word == 0) continue;
      covered |= end == begin + 1;
      visit(edge_of(node, end, TokenKind::word));
    }
    if (!user_words_.empty()) covered |= visit_user_words(piece, begin, visit);
    if (piece.classes[begin] == CharacterClass::han && !may_begin_number(piece.characters[begin])) {
      if (!covered) visit(Edge{begin + 1, 0, kUnknownCost, 0, kNever, TokenKind::unknown});
    } else {
      visit_shapes(piece, begin, covered, visit);
    }
  }

 private:
  /// A character that no word has. Its height matters little: no path avoids such a character.
  static constexpr Cost kUnknownCost = 7 * kCostPerDigit + kCostPerDigit / 2;
  /// Of numbers and dates in Han characters, which compete with words.
  static constexpr Cost kHanNumberCost = 3 * kCostPerDigit;
  static constexpr Cost kNever = LexiconNode::kNoBigram * kCoarseStep;

  static Edge edge_of(const LexiconNode& node, std::uint32_t end, TokenKind kind) {
    const Cost best = node.best_bigram == LexiconNode::kNoBigram ? kNever : node.best_bigram * kCoarseStep;
    return {end, node.word, node.cost, node.backoff * kCoarseStep, best, kind};
  }

  template <class Visit>
  bool visit_user_words(const Piece& piece, std::uint32_t begin, Visit visit) const {
    bool covered = false;
    std::uint32_t at = UserWords::kRoot;
    for (std::uint32_t end = begin; end < piece.size();) {
      at = user_words_.child(at, piece.characters[end++]);
      if (at == UserWords::kNone) break;
      const UserWords::Entry& entry = user_words_.entry(at);
      if (!entry.is_word) continue;
      covered |= end == begin + 1;
      Edge edge{end, 0, entry.cost, 0, kNever, TokenKind::word};
      if (entry.node != nullptr) {
        edge = edge_of(*entry.node, end, TokenKind::word);
        edge.cost = entry.cost;
      }
      visit(edge);
    }
    return covered;
  }

  template <class Visit>
  void visit_shapes(const Piece& piece, std::uint32_t begin, bool covered, Visit visit) const {
    for (const Shape& shape : find_shapes(piece, begin)) {
      covered |= shape.end == begin + 1;
      Edge edge{shape.end, 0, 0, 0, kNever, shape.kind};
      if (shape.kind == TokenKind::number) edge = edge_of(number_, shape.end, shape.kind);
      edge.best_bigram = kNever;
      edge.cost = piece.classes[begin] == CharacterClass::han ? kHanNumberCost : 0;
      visit(edge);
    }
    if (!covered && piece.classes[begin] == CharacterClass::han) {
      visit(Edge{begin + 1, 0, kUnknownCost, 0, kNever, TokenKind::unknown});
    }
  }

  const Lexicon& lexicon_;
  const UserWords& user_words_;
  LexiconNode number_{};  ///< the word that stands for all numbers in bigrams
};

}  // namespace jianyan

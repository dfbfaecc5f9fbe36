// Which tokens may begin at a place of a text: words, and what is known by its form.
#pragma once

#include <cstdint>
#include <vector>

#include "jianyan/segmenter.h"
#include "language/lexicon.h"
#include "language/names.h"
#include "segment/piece.h"
#include "segment/shapes.h"
#include "segment/user_words.h"

namespace jianyan {

/// A token that may begin at the place asked for.
struct Edge {
  std::uint32_t end;            ///< one past its last code point
  std::uint32_t first_word;     ///< its number as the second word of a bigram; 0: in none
  std::uint32_t last_word;      ///< its number as the first word of a bigram; another only for compounds
  Cost cost;                    ///< without a bigram
  Cost inner_cost;              ///< the part of it that is added to a bigram's cost too
  Cost best_bigram;             ///< no bigram that ends with the first word costs less; inner cost included
  Cost backoff;                 ///< added to the next token's cost where the two have no bigram
  TokenKind kind;
  std::uint8_t cuts = 0;        ///< bit i: it is given out as tokens of their own, cut after code point i
};

class EdgeFinder {
 public:
  EdgeFinder(const Lexicon& lexicon, const Names& names, const UserWords& user_words);

  static constexpr Cost kNever = LexiconNode::kNoBigram * kCoarseStep;  ///< best_bigram of edges without bigrams

  /// Asks for the memory that for_each_edge() will read some places after `place`: first for the second characters of
  /// words, and when these are there, for the third ones.
  [[gnu::always_inline]] void prefetch(const Piece& piece, std::uint32_t place) const {
    constexpr std::uint32_t kSecond = 8;
    constexpr std::uint32_t kThird = 4;
    if (place + kSecond + 1 >= piece.size()) return;
    const std::uint16_t* ids = piece.ids.data() + place;
    lexicon_.prefetch_child(lexicon_.child(Lexicon::kRoot, ids[kSecond]), ids[kSecond + 1]);
    const std::uint32_t second = lexicon_.child(lexicon_.child(Lexicon::kRoot, ids[kThird]), ids[kThird + 1]);
    if (second != Lexicon::kNone) lexicon_.prefetch_child(second, ids[kThird + 2]);
  }

  /// Calls visit(const Edge&) for each token that may begin at `begin`; there is at least one.
  template <class Visit>
  void for_each_edge(const Piece& piece, std::uint32_t begin, Visit visit) const {
    bool covered = false;
    std::uint32_t at = Lexicon::kRoot;
    for (std::uint32_t end = begin; end < piece.size();) {
      at = lexicon_.child(at, piece.ids[end++]);
      if (at == Lexicon::kNone) break;
      const LexiconNode& node = lexicon_.node(at);
      if (node.entry == 0) continue;
      covered |= end == begin + 1;
      if (const Compound* compound = lexicon_.compound(node)) {
        visit(compound_edge(*compound, end));
        if (compound->word == 0) continue;
        visit(word_edge(node, compound->word, end));
      } else {
        visit(word_edge(node, node.number(), end));
      }
    }
    if (const NameCosts surname = names_[piece.ids[begin]]; surname.surname != NameCosts::kNever) {
      visit_names(piece, begin, surname.surname, visit);
    }
    if (!user_words_.empty()) covered |= visit_user_words(piece, begin, visit);
    if (piece.classes[begin] == CharacterClass::han && !may_begin_number(piece.characters[begin])) {
      if (!covered) visit(plain_edge(begin + 1, kUnknownCost, TokenKind::unknown));
    } else {
      visit_shapes(piece, begin, covered, visit);
    }
  }

 private:
  /// A character that no word has. Its height matters little: no path avoids such a character.
  static constexpr Cost kUnknownCost = 7 * kCostPerDigit + kCostPerDigit / 2;
  /// Of numbers and dates in Han characters, which compete with words.
  static constexpr Cost kHanNumberCost = 3 * kCostPerDigit;

  /// That a name stands here at all.
  static constexpr Cost kNameCost = 2 * kCostPerDigit;

  static Cost bound(std::uint8_t best_bigram) {
    return best_bigram == LexiconNode::kNoBigram ? kNever : best_bigram * kCoarseStep;
  }
  static Edge word_edge(const LexiconNode& node, std::uint32_t word, std::uint32_t end) {
    return {end, word, word, node.cost, 0, bound(node.best_bigram), node.backoff * kCoarseStep,
            node.is_name() ? TokenKind::name : TokenKind::word, node.cuts()};
  }
  static Edge compound_edge(const Compound& compound, std::uint32_t end) {
    const Cost inner = compound.inner_cost;
    return {end, compound.first, compound.last, compound.first_cost + inner, inner, bound(compound.best_bigram) + inner,
            compound.backoff * kCoarseStep, TokenKind::word};
  }
  static Edge plain_edge(std::uint32_t end, Cost cost, TokenKind kind) { return {end, 0, 0, cost, 0, kNever, 0, kind}; }

  template <class Visit>
  void visit_names(const Piece& piece, std::uint32_t begin, std::uint8_t surname, Visit visit) const {
    if (begin + 1 >= piece.size()) return;
    const NameCosts next = names_[piece.ids[begin + 1]];
    const auto visit_name = [&](std::uint32_t end, int coarse_cost) {
      Edge edge = plain_edge(end, kNameCost + coarse_cost * kCoarseStep, TokenKind::name);
      edge.cuts = 1;
      visit(edge);
    };
    if (next.only != NameCosts::kNever) visit_name(begin + 2, surname + next.only);
    if (next.first == NameCosts::kNever || begin + 2 >= piece.size()) return;
    const NameCosts last = names_[piece.ids[begin + 2]];
    if (last.second != NameCosts::kNever) visit_name(begin + 3, surname + next.first + last.second);
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
      Edge edge = plain_edge(end, entry.cost, TokenKind::word);
      if (entry.node != nullptr && lexicon_.compound(*entry.node) == nullptr) {
        edge = word_edge(*entry.node, entry.node->number(), end);
        edge.cost = entry.cost;
        edge.cuts = 0;
      }
      visit(edge);
    }
    return covered;
  }

  template <class Visit>
  void visit_shapes(const Piece& piece, std::uint32_t begin, bool covered, Visit visit) const {
    for (const Shape& shape : find_shapes(piece, begin)) {
      covered |= shape.end == begin + 1;
      const bool han = piece.classes[begin] == CharacterClass::han;
      Edge edge = plain_edge(shape.end, han ? kHanNumberCost : 0, shape.kind);
      if (shape.kind == TokenKind::number) {
        edge.last_word = number_.number();
        edge.backoff = number_.backoff * kCoarseStep;
      }
      visit(edge);
    }
    if (!covered && piece.classes[begin] == CharacterClass::han) {
      visit(plain_edge(begin + 1, kUnknownCost, TokenKind::unknown));
    }
  }

  const Lexicon& lexicon_;
  const Names& names_;
  const UserWords& user_words_;
  LexiconNode number_{};  ///< the word that stands for all numbers in bigrams
};

}  // namespace jianyan

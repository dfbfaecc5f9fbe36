#include "jianyan/segmenter.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "language/bigrams.h"
#include "language/lexicon.h"
#include "language/names.h"
#include "segment/edges.h"
#include "segment/lattice.h"
#include "segment/piece.h"
#include "segment/user_words.h"

namespace jianyan {

std::string_view token_kind_name(TokenKind kind) noexcept {
  switch (kind) {
    case TokenKind::word: return "word";
    case TokenKind::unknown: return "unknown";
    case TokenKind::name: return "name";
    case TokenKind::number: return "number";
    case TokenKind::date: return "date";
    case TokenKind::latin: return "latin";
    case TokenKind::punctuation: return "punctuation";
    case TokenKind::space: return "space";
  }
  return "";
}

struct Segmenter::Impl {
  explicit Impl(std::shared_ptr<const Data> source)
      : data(std::move(source)), lexicon(*data), bigrams(*data), names(*data), edges(lexicon, names, user_words) {}

  /// Cost of the best path; the tokens too where the caller wants them.
  std::int64_t run(std::string_view text, std::vector<Token>* tokens) const {
    Piece piece;
    Lattice lattice(lexicon, bigrams, edges);
    std::int64_t cost = 0;
    for (std::size_t at = 0; at < text.size();) {
      at = piece.read(text, at, lexicon);
      cost += lattice.search(piece);
      if (tokens != nullptr) lattice.append_tokens(piece, *tokens);
    }
    return cost;
  }

  std::shared_ptr<const Data> data;
  Lexicon lexicon;
  Bigrams bigrams;
  Names names;
  UserWords user_words;
  EdgeFinder edges;
};

Segmenter::Segmenter(std::shared_ptr<const Data> data, std::span<const UserWord> user_words) {
  auto impl = std::make_unique<Impl>(std::move(data));
  // Costs of all words are settled before the first is added, so that their order does not matter.
  std::vector<Cost> costs;
  for (const UserWord& user_word : user_words) {
    // Without a weight: a hundred times as likely as the parts that the word would be cut into.
    constexpr double kAdvantage = 2.0 * kCostPerDigit;
    const double cost = user_word.weight ? -*user_word.weight * kCostPerDigit
                                         : static_cast<double>(impl->run(user_word.word, nullptr)) - kAdvantage;
    costs.push_back(static_cast<Cost>(std::lround(std::clamp(cost, 0.0, 65535.0))));
  }
  for (std::size_t i = 0; i < user_words.size(); ++i) {
    const std::string& word = user_words[i].word;
    if (!word.empty()) impl->user_words.add(word, costs[i], impl->lexicon.find(word));
  }
  impl_ = std::move(impl);
}

Segmenter::~Segmenter() = default;
Segmenter::Segmenter(Segmenter&&) noexcept = default;
Segmenter& Segmenter::operator=(Segmenter&&) noexcept = default;

std::vector<Token> Segmenter::segment(std::string_view text) const {
  std::vector<Token> tokens;
  segment(text, tokens);
  return tokens;
}

void Segmenter::segment(std::string_view text, std::vector<Token>& tokens) const {
  tokens.clear();
  impl_->run(text, &tokens);
}

double Segmenter::score(std::string_view text) const {
  return -static_cast<double>(impl_->run(text, nullptr)) / kCostPerDigit;
}

}  // namespace jianyan

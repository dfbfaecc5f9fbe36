// Chinese word segmentation: the best path over a lattice of words under a language model.
//
//   jianyan::Segmenter segmenter(jianyan::Data::open(file));
//   std::string_view text = "市发展改革委负责统筹推进";
//   for (const jianyan::Token& token : segmenter.segment(text))
//     std::cout << text.substr(token.span.begin, token.span.size()) << ' ';  // 市 发展改革委 负责 统筹 推进
//
// Tokens are disjoint, in order, and cover the text entirely, white space and invalid bytes included.
// Source of the method: Viterbi search over a word lattice with an n-gram model (Jurafsky & Martin, ch. 3 and 8).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "jianyan/data.h"
#include "jianyan/export.h"
#include "jianyan/span.h"

namespace jianyan {

enum class TokenKind : std::uint8_t {
  word,         ///< in the lexicon, or in the user dictionary
  unknown,      ///< Han characters that no lexicon word covers
  name,         ///< a person's name found by its form
  number,       ///< 1,280  3.5%  三十五  〔2025〕
  date,         ///< 2025年 3月 5日
  latin,        ///< letters, digits and marks of one foreign word, URL or code: PM2.5, GB/T, https://…
  punctuation,
  space,
};
[[nodiscard]] JIANYAN_EXPORT std::string_view token_kind_name(TokenKind kind) noexcept;

struct Token {
  Span span;
  TokenKind kind;
  friend bool operator==(const Token&, const Token&) = default;
};

/// Words of a place or an institution, added to the lexicon of one Segmenter.
struct UserWord {
  std::string word;
  std::optional<double> weight;  ///< log10 of its probability; without one, high enough to be kept whole
};

class JIANYAN_EXPORT Segmenter {
 public:
  /// @throws LoadError when the data has no lexicon or model.
  explicit Segmenter(std::shared_ptr<const Data> data, std::span<const UserWord> user_words = {});
  ~Segmenter();
  Segmenter(Segmenter&&) noexcept;
  Segmenter& operator=(Segmenter&&) noexcept;

  /// Precondition: `text` is shorter than 4 GiB. Any bytes are allowed; invalid UTF-8 becomes `unknown` tokens.
  /// Complexity: O(n) in time and, in pieces of at most a few thousand characters, in scratch memory. Thread-safe.
  [[nodiscard]] std::vector<Token> segment(std::string_view text) const;
  /// The same into a vector that the caller reuses; it is cleared first.
  void segment(std::string_view text, std::vector<Token>& tokens) const;

  /// log10 probability of the best path through `text`, a stretch of Han characters: what a rule compares to judge
  /// whether a change makes a sentence more likely. O(n). Thread-safe.
  [[nodiscard]] double score(std::string_view text) const;

 private:
  struct Impl;
  std::unique_ptr<const Impl> impl_;
};

}  // namespace jianyan

// An n-gram model on its way from the text it is trained on to the data file.
//
//   NgramModel model = train_ngrams(...);                  // ngram_training.h
//   std::string bytes = model.serialize();                 // what is kept among the sources
//   writer.add(Ngrams::kSection, NgramModel::parse(bytes).pack());
//
// Serialized, the n-grams of an order follow in the order of their characters, and each property of them makes a column
// of bytes: small, and a packer as xz finds what columns have in common.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "language/ngrams.h"

namespace jianyan {

/// The character that stands for another in an n-gram model; 0 for blanks, which are passed over.
[[nodiscard]] char32_t ngram_character(char32_t c) noexcept;

struct NgramModel {
  struct Entry {
    std::uint64_t key;         ///< of its ids: (first * ids() + second) * ids() + … last
    std::uint8_t cost;         ///< as in Ngrams
    std::uint8_t backoff;
  };

  /// [id]: the character; those of kUnknown and kBoundary are 0.
  std::u32string characters;
  /// [n - 1]: the n-grams, sorted by key. Every unigram is there, and all but the last character of every n-gram is
  /// one.
  std::array<std::vector<Entry>, Ngrams::kOrder> entries;

  [[nodiscard]] std::uint64_t ids() const { return characters.size(); }
  [[nodiscard]] std::size_t size() const;

  [[nodiscard]] std::string serialize() const;
  /// @throws std::runtime_error when the bytes are not a serialized model.
  [[nodiscard]] static NgramModel parse(std::string_view bytes);

  /// The section of the data file.
  [[nodiscard]] std::vector<std::byte> pack() const;
};

}  // namespace jianyan

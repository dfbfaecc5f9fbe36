// A language model over characters: how likely a character is behind the four before it.
//
//   Ngrams model(data);
//   Ngrams::Context context = model.begin();                     // of a paragraph
//   for (char32_t c : paragraph) total += model.cost(context, model.id(c), context);
//
// An n-gram with back-offs, smoothed after Kneser and Ney when it was built (build/ngram_training.h). All orders lie in
// one hash table; the look-ups of a character do not wait for each other. Digits are one character, so are letters, and
// blanks are none; everything else stands for itself. Costs as in lexicon.h. Any content of the section is safe to
// search. Immutable.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "jianyan/data.h"
#include "language/bucket.h"
#include "language/lexicon.h"

namespace jianyan {

class Ngrams {
 public:
  static constexpr std::string_view kSection = "ngrams";
  static constexpr std::size_t kOrder = 5;

  using Id = std::uint16_t;
  static constexpr Id kUnknown = 0;
  static constexpr Id kBoundary = 1;  ///< stands before and behind each paragraph
  static constexpr Id kBlank = 0xFFFF;  ///< of characters that are passed over

  /// A value is the cost of the last character and, in the low bits, that of backing off, both coarse: fingerprints
  /// need the bits more. For each place of a text some hundred candidates are looked up, nearly all in vain, and a
  /// stranger must not turn up among them.
  static constexpr unsigned kCostBits = 6;
  static constexpr unsigned kBackoffBits = 4;
  static constexpr Cost kCostStep = 20;
  static constexpr Cost kBackoffStep = 24;
  /// Back-off 0: no longer n-gram begins with this one. Else the cost is (back-off - kBackoffZero) steps.
  static constexpr std::uint32_t kNoBackoff = 0;
  static constexpr Cost kBackoffZero = 3;
  using Table = BucketTable<kCostBits + kBackoffBits>;

  /// What a character is seen behind: the keys and back-offs of the 1 … 4 characters before it.
  struct Context {
    std::array<std::uint64_t, kOrder> keys;       ///< [n]: of the last n characters; 0 where there are not so many
    std::array<std::uint8_t, kOrder> backoffs;    ///< [n]: as in the table; [0] is not used
  };

  /// One for each character, for the case that no longer n-gram is there.
  struct Unigram {
    std::uint8_t cost;      ///< in the same steps, but of all 8 bits
    std::uint8_t backoff;
  };

  struct Header {
    std::uint32_t ids;
    std::uint32_t reserved[15];
  };
  static_assert(sizeof(Header) == 64);
  static constexpr std::size_t kCharacters = 0x10000;

  /// @throws LoadError when the section is missing or not well-formed.
  explicit Ngrams(const Data& data) : Ngrams(data.section(kSection)) {}
  explicit Ngrams(std::span<const std::byte> section);

  [[nodiscard]] Id id(char32_t c) const noexcept { return c < kCharacters ? ids_[c] : kUnknown; }

  /// At the begin of a paragraph.
  [[nodiscard]] Context begin() const noexcept { return context_of(kBoundary); }

  struct Step {
    Cost cost;
    std::uint32_t length;  ///< characters of the longest n-gram that is known, 1 … kOrder
  };
  /// What `id`, not kBlank, costs behind `context`; `next` is the context behind it and may be `context` itself.
  [[nodiscard]] Step step(const Context& context, Id id, Context& next) const noexcept;
  [[nodiscard]] Cost cost(const Context& context, Id id, Context& next) const noexcept {
    return step(context, id, next).cost;
  }
  /// Of a character by itself.
  [[nodiscard]] Cost unigram_cost(Id id) const noexcept {
    return unigrams_[id < unigrams_.size() ? id : kUnknown].cost * kCostStep;
  }

  /// Asks for the memory that cost() will read. Always inline, as Lexicon::prefetch_child().
  [[gnu::always_inline]] void prefetch(const Context& context, Id id) const noexcept {
    for (std::size_t length = 1; length < kOrder; ++length) {
      if (context.backoffs[length] != kNoBackoff) table_.prefetch(table_.locate(extended(context.keys[length], id)));
    }
  }

  /// Asks for what step() will read for the last of the characters, whatever the look-ups before it give.
  [[gnu::always_inline]] void prefetch_last(std::span<const Id> ids) const noexcept {
    for (std::size_t length = 2; length <= kOrder && length <= ids.size(); ++length) {
      std::uint64_t key = 0;
      for (const Id id : ids.last(length)) key = extended(key, id);
      table_.prefetch(table_.locate(key));
    }
  }

  /// The key of an n-gram from that of all but its last character; 0 is the key of none.
  [[nodiscard]] static std::uint64_t extended(std::uint64_t key, Id id) noexcept {
    return (key + id + 1) * 0x9E3779B97F4A7C15;
  }

 private:
  [[nodiscard]] Context context_of(Id id) const noexcept;

  std::span<const Id> ids_;
  std::span<const Unigram> unigrams_;
  Table table_;
};

}  // namespace jianyan

// What speaks for and against a typo at a place of a paragraph.
//
//   TypoEvidence evidence(models);                        // scratch memory for one thread
//   evidence.read(paragraph);                         // characters without blanks
//   Doubt doubt = evidence.doubt(place);              // cheap: whether to look closer
//   for (Candidate& c : evidence.candidates(place, doubt_score))
//     if (promising(c.features)) evidence.read_words(c), …     // and evidence.read_network(c), where that is likely
//
// A candidate is an edit with its features: how much likelier it makes the text by characters and by words, what words
// it makes and breaks, how well these fit the words around, how alike the characters sound and look. Likelihoods of
// characters are computed once along the paragraph; an edit changes only those of the few characters behind it. The
// best path of words costs far more, and is found only for what is promising without it. Nothing is allocated per
// candidate.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "jianyan/typo.h"
#include "language/network.h"
#include "typo/models.h"
#include "typo/trees.h"
#include "typo/word_company.h"
#include "typo/word_graph.h"

namespace jianyan {

/// Puts `size` characters of `text` in the place of [begin, end).
struct TypoEdit {
  static constexpr std::size_t kMaxSize = 4;

  std::uint32_t begin = 0, end = 0;
  TypoKind kind = TypoKind::character;
  std::uint8_t size = 0;
  std::array<char32_t, kMaxSize> text{};

  [[nodiscard]] std::u32string_view with() const { return {text.data(), size}; }
};

class TypoEvidence {
 public:
  /// Longer paragraphs are read in parts.
  static constexpr std::size_t kMaxSize = 1024;
  static constexpr std::size_t kDoubtFeatures = 24;
  static constexpr std::size_t kFirstFeatures = 39;  ///< those that are there without words come first
  static constexpr std::size_t kWordFeatures = 22;   ///< of the best paths of words
  static constexpr std::size_t kCompanyFeatures = 6;  ///< of the words around
  static constexpr std::size_t kComparedFeatures = 4;  ///< with the other candidates of the place
  static constexpr std::size_t kCountedFeatures = kFirstFeatures + kWordFeatures + kCompanyFeatures + kComparedFeatures;
  static constexpr std::size_t kNetworkFeatures = 5;  ///< of the network: only for what is likely enough without them
  static constexpr std::size_t kFeatures = kCountedFeatures + kNetworkFeatures;
  static constexpr std::size_t kKept = 12;

  /// What comes to the scores of trees for what people write who know no better, 在 for 再: trees learn from errors that
  /// are planted as slips, which are rarer. Twice the odds and more to begin with; with half of what the models say, up to
  /// six times.
  static constexpr std::int32_t kOftenWritten = 220, kMostOftenWritten = 475;

  using Doubt = std::array<Feature, kDoubtFeatures>;
  struct Candidate {
    TypoEdit edit;
    Cost gain = 0;     ///< by characters
    Cost bond = 0;     ///< by the words that its characters make with their neighbours, against those that were there
    Cost rank = 0;     ///< gain and part of the bond, less what the kind of confusion costs
    SoundMatch sound = SoundMatch::none;
    std::uint8_t shape = 0;
    bool often = false;      ///< people write this for that who know no better
    std::int32_t prior = 0;  ///< what comes to each score of the trees for it
    Cost word_gain = 0;
    Cost network_gain = 0;  ///< of the characters that change, by the network
    bool breaks_name = false;  ///< what stands there is a name, or no word
    std::uint32_t made_begin = 0, made_end = 0;  ///< the word of the new text that covers the edit; may reach beyond it
    std::array<Feature, kFeatures> features{};
  };

  explicit TypoEvidence(const TypoModels& models);

  /// Precondition: no longer than kMaxSize, no blanks.
  void read(std::u32string_view paragraph);
  [[nodiscard]] std::uint32_t size() const noexcept { return static_cast<std::uint32_t>(text_.size()); }
  [[nodiscard]] bool han(std::uint32_t place) const noexcept;
  /// Of a character behind those before it.
  [[nodiscard]] Cost cost(std::uint32_t place) const noexcept { return costs_[place]; }

  [[nodiscard]] Doubt doubt(std::uint32_t place) const noexcept;
  /// What comes to the score of the doubt if there is a candidate that has such a prior.
  [[nodiscard]] std::int32_t prior(std::uint32_t place) const noexcept {
    return models_.pairs.often(text_, place) ? kOftenWritten : 0;
  }

  /// The best candidates that begin at a place with a Han character, kKept at most, with their first features. Valid
  /// until the next call.
  [[nodiscard]] std::span<Candidate> candidates(std::uint32_t place, std::int32_t doubt_score);
  /// Adds those of words to some of them.
  void read_words(std::span<Candidate* const> promising);
  /// Adds those of the network to some that were read as words.
  void read_network(std::span<Candidate* const> likely);

 private:
  /// How likely the text is with an edit, by characters.
  struct Reading {
    Cost replaced = 0, tail = 0;      ///< of the characters put in, and of those behind them that feel it
    Cost first = 0, next = 0;         ///< of the first character put in, of the one behind the edit
    std::uint32_t first_length = 0, next_length = 0;
    std::uint32_t covering = 0;       ///< longest known n-gram from the edit or before it to the right of it
    [[nodiscard]] Cost total() const { return replaced + tail; }
  };
  [[nodiscard]] Cost cost_between(std::uint32_t begin, std::uint32_t end) const { return sums_[end] - sums_[begin]; }
  [[nodiscard]] std::uint32_t tail_end(std::uint32_t end) const;
  [[nodiscard]] Cost rival_gain(std::uint32_t place) const noexcept;
  /// Asks for the n-grams that read_new() will look up first, for a character at a place.
  [[gnu::always_inline]] void prefetch_reading(std::uint32_t place, Ngrams::Id id) const noexcept {
    models_.ngrams.prefetch(contexts_[place], id);
    models_.ngrams.prefetch_last(std::array{id, ids_[place + 1]});
  }
  [[nodiscard]] Reading read_old(std::uint32_t begin, std::uint32_t end) const;
  [[nodiscard]] bool read_new(const TypoEdit& edit, Cost most, Reading& reading) const noexcept;
  void offer(const TypoEdit& edit, SoundMatch sound, std::uint8_t shape, Cost penalty);
  void offer_characters(std::uint32_t place);
  void offer_words(std::uint32_t place);
  struct Alike {
    char16_t character;
    std::uint16_t id;  ///< in the lexicon
    SoundMatch sound;
  };
  [[nodiscard]] std::span<const Alike> alike_at(std::uint32_t place);
  void walk_words(std::uint32_t depth, std::uint32_t node, SoundMatch sound, TypoEdit& edit);
  void offer_others(std::uint32_t place);
  void find_prefixes(std::uint32_t place);
  [[nodiscard]] Cost bond_of(std::u32string_view with, std::uint32_t end) const;
  void fill(Candidate& candidate, std::size_t rank, std::int32_t doubt_score) const;
  void fill_words(Candidate& candidate, const WordGraph::Path& old, const WordGraph::Path& path) const;
  void fill_company(Candidate& candidate, const WordGraph::Word& old, const WordGraph::Word& made);
  void fill_network(Candidate& candidate) const;
  static void compare(std::span<Candidate* const> promising);

  static constexpr std::uint32_t kNowhere = 0xFFFFFFFF;
  struct AlikeAt {
    std::uint32_t place = kNowhere;
    std::vector<Alike> all;
  };

  const TypoModels& models_;
  std::array<AlikeAt, TypoEdit::kMaxSize> alike_;  ///< of the last places
  WordGraph graph_;
  WordCompany company_;
  NetworkReader network_;
  bool company_read_ = false, network_read_ = false;  ///< of this paragraph: most have no place that asks
  std::vector<std::uint32_t> changed_;  ///< places that candidates change
  std::u32string made_;          ///< words with an edit
  std::u32string text_;
  std::vector<Ngrams::Id> ids_;             ///< one more, for the boundary
  std::vector<Ngrams::Context> contexts_;   ///< before each character and before the boundary
  std::vector<Cost> costs_;
  std::vector<Cost> sums_;                  ///< of the costs before
  std::vector<std::uint8_t> lengths_;       ///< of the longest known n-gram that ends at each character
  std::vector<Candidate> candidates_;
  std::vector<Cost> alone_;                 ///< of each character by itself
  /// Of the place at hand: what words may begin with the up to three characters before it, and the cost of these by
  /// themselves.
  struct Prefix {
    std::uint32_t node = 0;
    Cost alone = 0;
  };
  std::array<Prefix, 4> prefixes_{};
  std::size_t prefixes_size_ = 0;
  std::array<Cost, TypoEdit::kMaxSize + 1> old_bonds_{};  ///< of so many characters from the place on
  Cost mean_ = 0;
};

}  // namespace jianyan

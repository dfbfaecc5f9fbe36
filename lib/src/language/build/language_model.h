// A word bigram model on its way into the data file: gathered from its sources, then packed.
//
//   LanguageModel model = LanguageModel::from_kenlm(KenlmFile::open(path));
//   writer.add(Lexicon::kSection, model.pack_lexicon());
//   writer.add(Bigrams::kSection, model.pack_bigrams());
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "language/build/kenlm_file.h"
#include "language/build/name_counts.h"
#include "language/build/standard_words.h"
#include "language/lexicon.h"

namespace jianyan {

class LanguageModel {
 public:
  struct Word {
    std::string text;
    Cost cost = 0;
    Cost backoff = 0;
    std::uint8_t cuts = 0;  ///< as in LexiconNode
    bool is_name = false;
  };
  /// Indices into words().
  struct Bigram {
    std::uint32_t first;
    std::uint32_t second;
    Cost cost;
  };

  /// Words of Han characters of the first plane; bigrams that are cheaper than their words' own costs.
  [[nodiscard]] static LanguageModel from_kenlm(const KenlmFile& file);

  /// Adds a word, or makes it cheaper.
  void add_word(const std::string& text, Cost cost);
  /// Precondition: both are words, and the pair is new.
  void add_bigram(const std::string& first, const std::string& second, Cost cost);
  /// Takes a word and its bigrams out. False when it is not there.
  bool remove_word(const std::string& text);

  [[nodiscard]] const std::vector<Word>& words() const { return words_; }
  [[nodiscard]] const std::vector<Bigram>& bigrams() const { return bigrams_; }

  /// Makes the words that segmentation gives those of `standard`: others are cut into such words, and what is missing, or less
  /// likely than its parts, becomes a compound. Probabilities stay as they are.
  /// Names of persons are cut after the surname.
  void conform(const StandardWords& standard, const NameCounts& names);

  /// Sorts words by whether they begin bigrams and by their bytes, which decides their numbers. To be called before packing.
  void arrange();
  /// Fills `character_ids` for those whose sections rest on them.
  [[nodiscard]] std::vector<std::byte> pack_lexicon(std::vector<std::uint16_t>& character_ids) const;
  [[nodiscard]] std::vector<std::byte> pack_bigrams() const;

 private:
  struct PathWord {
    std::uint32_t word;
    std::size_t end;  ///< in characters
  };
  struct PackedCompound {
    std::string text;
    std::vector<std::uint32_t> path;
    Cost inner_cost;
  };
  template <class Allowed>
  std::vector<PathWord> best_path(std::u32string_view text, Allowed allowed, Cost& cost) const;
  [[nodiscard]] Cost pair_cost(std::uint32_t first, std::uint32_t second) const;
  void index_bigrams();
  void mark_names(const StandardWords& standard, const NameCounts& names);
  void cut_phrases(const StandardWords& standard);
  void add_compounds(const StandardWords& standard);
  void renumber(const std::vector<std::uint32_t>& order);

  std::vector<Word> words_;
  std::vector<Bigram> bigrams_;
  std::unordered_map<std::string, std::uint32_t> index_;
  std::unordered_map<std::uint64_t, Cost> bigram_index_;
  std::vector<PackedCompound> compounds_;
  std::uint32_t words_with_successors_ = 0;
};

}  // namespace jianyan

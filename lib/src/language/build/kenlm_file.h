// Reads the n-grams out of a KenLM binary file, for the builder of our own data.
//
//   KenlmFile model = KenlmFile::open("/usr/lib/x86_64-linux-gnu/libime/zh_CN.lm");
//   model.for_each_bigram([](const KenlmFile::Bigram& bigram) { ... });
//
// Only what libime-data-language-model ships is read: format version 5, quantised trie with array-compressed pointers, with
// its words at the end of the file. Order 2 or more; n-grams above bigrams are left alone.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace jianyan {

class KenlmFile {
 public:
  struct Unigram {
    std::string word;
    float probability;  ///< log10
    float backoff;      ///< log10
  };
  /// log10 P(second | first); the two are indices into unigrams().
  struct Bigram {
    std::uint32_t first;
    std::uint32_t second;
    float probability;
  };

  /// @throws std::runtime_error (message names the file) when it cannot be read or is of another kind.
  [[nodiscard]] static KenlmFile open(const std::filesystem::path& file);

  /// Index 0 is <unk>.
  [[nodiscard]] const std::vector<Unigram>& unigrams() const { return unigrams_; }
  /// In the order of the file: by second word, then by first.
  void for_each_bigram(const std::function<void(const Bigram&)>& visit) const;

 private:
  /// Layout of the bigram level: records of `record_bits`, from bit 0 of `records`.
  struct Level {
    std::size_t records = 0;  ///< offset in bytes
    unsigned word_bits = 0, backoff_bits = 0, probability_bits = 0, record_bits = 0;
    std::vector<float> probabilities;  ///< quantisation table
  };

  KenlmFile() = default;
  void parse(const std::filesystem::path& file);

  std::vector<unsigned char> bytes_;
  std::vector<Unigram> unigrams_;
  std::vector<std::uint64_t> first_child_;  ///< of each word, and one more: bigrams [first_child_[w], first_child_[w + 1])
  Level bigrams_;
};

}  // namespace jianyan

// The format is described by KenLM's own sources (lm/binary_format.cc, trie.cc, quantize.cc, bhiksha.cc, vocab.cc;
// K. Heafield, "KenLM: Faster and Smaller Language Model Queries", 2011). In this order, little-endian:
//
//   sanity block     magic, test numbers            88 bytes
//   parameters       order, model type, counts      20 bytes + 8 a level, padded to 8
//   vocabulary       number of words, 64-bit hashes of them in ascending order; word i + 1 has hash i, word 0 is <unk>
//   quantisation     8 bytes of parameters; for each middle level 2^p probabilities and 2^b back-offs, then 2^p for the last
//   unigrams         {float probability, float backoff, uint64 first child}, two more than there are words
//   middle levels    array of pointer prefixes; then packed records {word, backoff, probability, low bits of first child}
//   last level       packed records {word, probability}
//   words            each ended by NUL, in the order of their numbers
//
// The trie is stored in reverse: the children of word w are the words that come before it, and a child's probability is
// that of w after the child.
#include "language/build/kenlm_file.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <fstream>
#include <stdexcept>
#include <string_view>

namespace jianyan {
namespace {

static_assert(std::endian::native == std::endian::little, "the builder reads a little-endian file in place");

constexpr std::string_view kMagic{"mmap lm http://kheafield.com/code format version 5\n\0", 52};
constexpr std::size_t kSanitySize = 88;
constexpr std::uint32_t kQuantisedArrayTrie = 5;

[[noreturn]] void fail(const std::filesystem::path& file, const char* what) {
  throw std::runtime_error(file.string() + ": " + what);
}

template <class T>
T read(const std::vector<unsigned char>& bytes, std::size_t offset) {
  T value;
  if (offset + sizeof value > bytes.size()) throw std::out_of_range("truncated language model");
  std::memcpy(&value, bytes.data() + offset, sizeof value);
  return value;
}

/// `count` bits (at most 57) from bit `position` of the bytes at `base`.
std::uint64_t read_bits(const std::vector<unsigned char>& bytes, std::size_t base, std::uint64_t position, unsigned count) {
  const auto word = read<std::uint64_t>(bytes, base + position / 8);
  return (word >> (position % 8)) & ((std::uint64_t{1} << count) - 1);
}

/// KenLM chooses how many high bits of the child pointers go into a separate array, so that the sum of both is least.
unsigned chopped_bits(std::uint64_t entries, std::uint64_t next_entries, unsigned most) {
  const auto required = static_cast<unsigned>(std::bit_width(next_entries));
  unsigned best = 0;
  auto least = std::int64_t{0x7fffffffffffffff};
  for (unsigned chop = 0; chop <= std::min(required, most); ++chop) {
    const auto change = static_cast<std::int64_t>((next_entries >> (required - chop)) * 64) -
                        static_cast<std::int64_t>(entries * chop);
    if (change < least) {
      least = change;
      best = chop;
    }
  }
  return best;
}

}  // namespace

KenlmFile KenlmFile::open(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) fail(file, "cannot be opened");
  KenlmFile model;
  model.bytes_.assign(std::istreambuf_iterator<char>(in), {});
  try {
    model.parse(file);
  } catch (const std::out_of_range&) {
    fail(file, "is truncated");
  }
  return model;
}

void KenlmFile::parse(const std::filesystem::path& file) {
  if (bytes_.size() < kSanitySize || std::memcmp(bytes_.data(), kMagic.data(), kMagic.size()) != 0) {
    fail(file, "is not a KenLM binary file of version 5");
  }
  const unsigned order = bytes_[kSanitySize];
  if (order < 3 || read<std::uint32_t>(bytes_, kSanitySize + 8) != kQuantisedArrayTrie || bytes_[kSanitySize + 12] == 0) {
    fail(file, "is not a quantised array trie of order 3 or more with its words");
  }
  std::vector<std::uint64_t> counts;
  std::size_t at = kSanitySize + 20;
  for (unsigned level = 0; level < order; ++level, at += 8) counts.push_back(read<std::uint64_t>(bytes_, at));
  at = (at + 7) & ~std::size_t{7};
  if (counts[0] > bytes_.size() || counts[1] > bytes_.size()) fail(file, "is damaged");

  at += 8 * (counts[0] + 1);  // hashes of the words: not needed, the words are there

  bigrams_.probability_bits = bytes_.at(at + 1);
  bigrams_.backoff_bits = bytes_.at(at + 2);
  if (bigrams_.probability_bits > 24 || bigrams_.backoff_bits > 24) fail(file, "is damaged");
  const std::size_t probability_table = std::size_t{1} << bigrams_.probability_bits;
  const std::size_t backoff_table = std::size_t{1} << bigrams_.backoff_bits;
  for (std::size_t i = 0; i < probability_table; ++i) {
    bigrams_.probabilities.push_back(read<float>(bytes_, at + 8 + 4 * i));
  }
  at += 8 + 4 * ((order - 2) * (probability_table + backoff_table) + probability_table);

  for (std::uint64_t word = 0; word <= counts[0]; ++word, at += 16) {
    if (word < counts[0]) unigrams_.push_back({"", read<float>(bytes_, at), read<float>(bytes_, at + 4)});
    first_child_.push_back(read<std::uint64_t>(bytes_, at + 8));
  }
  at += 16;
  if (!std::is_sorted(first_child_.begin(), first_child_.end()) || first_child_.back() != counts[1]) fail(file, "is damaged");

  const unsigned most_chopped = bytes_.at(at + 1);
  const unsigned next_bits = static_cast<unsigned>(std::bit_width(counts[2]));
  const unsigned chopped = chopped_bits(counts[1] + 1, counts[2], most_chopped);
  const std::size_t prefixes = (counts[2] >> (next_bits - chopped)) + 1;
  bigrams_.records = at + 8 * (1 + prefixes) + 7;
  bigrams_.word_bits = static_cast<unsigned>(std::bit_width(counts[0]));
  bigrams_.record_bits =
      bigrams_.word_bits + bigrams_.backoff_bits + bigrams_.probability_bits + (next_bits - chopped);

  // The words close the file, and their number is known: find the start of the first from the end.
  auto from = bytes_.end();
  for (std::uint64_t word = 0; word <= counts[0]; ++word) {
    from = std::find(std::make_reverse_iterator(from), bytes_.rend(), 0).base() - 1;
    if (from == bytes_.begin()) fail(file, "is damaged");
  }
  // `from` is the NUL before the first word, or the last byte of the level before it: that one is not always NUL.
  const std::string_view first_word{"<unk>"};
  from = std::search(from, bytes_.end(), first_word.begin(), first_word.end());
  for (Unigram& unigram : unigrams_) {
    const auto end = std::find(from, bytes_.end(), 0);
    if (end == bytes_.end()) fail(file, "is truncated");
    unigram.word.assign(from, end);
    from = end + 1;
  }
}

void KenlmFile::for_each_bigram(const std::function<void(const Bigram&)>& visit) const {
  for (std::uint32_t word = 0; word < unigrams_.size(); ++word) {
    for (std::uint64_t i = first_child_[word]; i < first_child_[word + 1]; ++i) {
      const std::uint64_t bit = i * bigrams_.record_bits;
      const auto previous = static_cast<std::uint32_t>(read_bits(bytes_, bigrams_.records, bit, bigrams_.word_bits));
      const std::uint64_t bin = read_bits(bytes_, bigrams_.records, bit + bigrams_.word_bits + bigrams_.backoff_bits,
                                          bigrams_.probability_bits);
      if (previous >= unigrams_.size()) throw std::runtime_error("damaged language model: a bigram of an unknown word");
      visit({previous, word, bigrams_.probabilities[bin]});
    }
  }
}

}  // namespace jianyan

#include "language/build/language_model.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <numeric>
#include <stdexcept>

#include "language/bigrams.h"
#include "language/build/double_array.h"
#include "text/character_class.h"
#include "text/utf8.h"

namespace jianyan {
namespace {

constexpr Cost kMaxCost = std::numeric_limits<std::uint16_t>::max();
constexpr Cost kMaxCoarse = 254 * kCoarseStep;
/// Slots of a bucket that are filled on average: fuller, and too many look-ups go on to a second cache line.
constexpr std::size_t kMeanFill = 10;
/// A bigram that saves less than this (a factor of 1.26) is not worth its place.
constexpr Cost kLeastSaving = kCostPerDigit / 10;

Cost to_cost(float log10_probability) {
  return std::clamp(static_cast<Cost>(std::lround(-log10_probability * static_cast<float>(kCostPerDigit))), 0, kMaxCost);
}

std::uint8_t coarse(Cost cost) {
  return static_cast<std::uint8_t>((std::clamp(cost, 0, kMaxCoarse) + kCoarseStep / 2) / kCoarseStep);
}

bool is_han_word(const std::string& text) {
  const std::u32string characters = to_utf32(text);
  return !characters.empty() && std::all_of(characters.begin(), characters.end(), [](char32_t c) {
    return c < Lexicon::kCharacters && character_class(c) == CharacterClass::han;
  });
}

template <class T>
std::span<const std::byte> bytes_of(const std::vector<T>& values) {
  return std::as_bytes(std::span(values));
}

}  // namespace

LanguageModel LanguageModel::from_kenlm(const KenlmFile& file) {
  LanguageModel model;
  constexpr std::uint32_t kLeftOut = 0xFFFFFFFF;
  std::vector<std::uint32_t> index(file.unigrams().size(), kLeftOut);
  for (std::uint32_t i = 0; i < index.size(); ++i) {
    const KenlmFile::Unigram& unigram = file.unigrams()[i];
    if (!is_han_word(unigram.word)) continue;
    index[i] = static_cast<std::uint32_t>(model.words_.size());
    model.index_.emplace(unigram.word, index[i]);
    model.words_.push_back({unigram.word, to_cost(unigram.probability), to_cost(unigram.backoff)});
  }
  file.for_each_bigram([&](const KenlmFile::Bigram& bigram) {
    const std::uint32_t first = index[bigram.first];
    const std::uint32_t second = index[bigram.second];
    if (first == kLeftOut || second == kLeftOut) return;
    const Cost cost = to_cost(bigram.probability);
    const Cost without = model.words_[first].backoff + model.words_[second].cost;
    if (without - cost >= kLeastSaving) model.bigrams_.push_back({first, second, cost});
  });
  return model;
}

void LanguageModel::add_word(const std::string& text, Cost cost) {
  const auto [at, added] = index_.try_emplace(text, static_cast<std::uint32_t>(words_.size()));
  if (added) words_.push_back({text, kMaxCost, 0});
  words_[at->second].cost = std::min(words_[at->second].cost, cost);
}

void LanguageModel::add_bigram(const std::string& first, const std::string& second, Cost cost) {
  bigrams_.push_back({index_.at(first), index_.at(second), cost});
}

bool LanguageModel::remove_word(const std::string& text) {
  const auto at = index_.find(text);
  if (at == index_.end()) return false;
  words_[at->second].text.clear();  // arrange() drops it
  index_.erase(at);
  return true;
}

void LanguageModel::arrange() {
  std::erase_if(bigrams_, [this](const Bigram& b) { return words_[b.first].text.empty() || words_[b.second].text.empty(); });
  std::vector<bool> begins(words_.size());
  for (const Bigram& bigram : bigrams_) begins[bigram.first] = true;
  std::vector<std::uint32_t> order(words_.size());
  std::iota(order.begin(), order.end(), 0u);
  std::erase_if(order, [this](std::uint32_t word) { return words_[word].text.empty(); });
  std::sort(order.begin(), order.end(), [&](auto a, auto b) {
    return begins[a] != begins[b] ? begins[a] : words_[a].text < words_[b].text;
  });
  words_with_successors_ =
      static_cast<std::uint32_t>(std::count_if(order.begin(), order.end(), [&](auto word) { return begins[word]; }));
  renumber(order);
}

void LanguageModel::renumber(const std::vector<std::uint32_t>& order) {
  std::vector<std::uint32_t> number(words_.size());
  std::vector<Word> words;
  for (const std::uint32_t old : order) {
    number[old] = static_cast<std::uint32_t>(words.size());
    index_[words_[old].text] = number[old];
    words.push_back(std::move(words_[old]));
  }
  words_ = std::move(words);
  for (Bigram& bigram : bigrams_) bigram = {number[bigram.first], number[bigram.second], bigram.cost};
  std::sort(bigrams_.begin(), bigrams_.end(), [](const Bigram& a, const Bigram& b) {
    return a.first != b.first ? a.first < b.first : a.second < b.second;
  });
}

std::vector<std::byte> LanguageModel::pack_lexicon() const {
  std::vector<std::u32string> words;
  for (const Word& word : words_) words.push_back(to_utf32(word.text));
  DoubleArray trie = build_double_array(words);

  std::vector<std::uint8_t> best(words_.size(), LexiconNode::kNoBigram);
  for (const Bigram& bigram : bigrams_) best[bigram.second] = std::min(best[bigram.second], coarse(bigram.cost));
  for (LexiconNode& node : trie.nodes) {
    if (node.word == 0) continue;
    const Word& word = words_[node.word - 1];
    node.cost = static_cast<std::uint16_t>(word.cost);
    node.backoff = coarse(word.backoff);
    node.best_bigram = best[node.word - 1];
  }

  LexiconHeader header{};
  header.nodes = static_cast<std::uint32_t>(trie.nodes.size());
  header.words = static_cast<std::uint32_t>(words_.size());
  header.words_with_successors = words_with_successors_;
  std::vector<std::byte> section;
  for (const std::span<const std::byte> part :
       {std::as_bytes(std::span(&header, 1)), bytes_of(trie.character_ids), bytes_of(trie.nodes)}) {
    section.insert(section.end(), part.begin(), part.end());
  }
  return section;
}

std::vector<std::byte> LanguageModel::pack_bigrams() const {
  std::vector<BigramBucket> buckets(bigrams_.size() / kMeanFill + Bigrams::kMaxProbes);
  for (const Bigram& bigram : bigrams_) {
    const Bigrams::Place place = Bigrams::locate(Bigrams::left(bigram.first + 1), bigram.second + 1, buckets.size());
    std::size_t probe = 0;
    while (buckets[(place.bucket + probe) % buckets.size()].slots.back() != 0) {
      if (++probe == Bigrams::kMaxProbes) throw std::runtime_error("the table of bigrams is too full");
    }
    auto& slots = buckets[(place.bucket + probe) % buckets.size()].slots;
    *std::find(slots.begin(), slots.end(), 0u) = place.fingerprint << 8 | coarse(bigram.cost);
  }
  const std::span<const std::byte> bytes = bytes_of(buckets);
  return {bytes.begin(), bytes.end()};
}

}  // namespace jianyan

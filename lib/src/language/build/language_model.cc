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
/// Slots of a bucket that are filled on average.
constexpr std::size_t kMeanFill = 10;
/// A bigram that saves less than this (a factor of 1.26) is not worth its place.
constexpr Cost kLeastSaving = kCostPerDigit / 10;

/// A word's parts are rivals in some context where they cost at most this much more without context.
constexpr Cost kRivalMargin = 2 * kCostPerDigit;

Cost to_cost(float log10_probability) {
  return std::clamp(static_cast<Cost>(std::lround(-log10_probability * static_cast<float>(kCostPerDigit))), 0, kMaxCost);
}

std::uint8_t coarse(Cost cost) {
  return static_cast<std::uint8_t>((std::clamp(cost, 0, kMaxCoarse) + kCoarseStep / 2) / kCoarseStep);
}

/// As it will be read back: compounds must not cost more than their parts.
Cost rounded(Cost cost) { return coarse(cost) * kCoarseStep; }

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
    model.words_.push_back({unigram.word, to_cost(unigram.probability), rounded(to_cost(unigram.backoff))});
  }
  file.for_each_bigram([&](const KenlmFile::Bigram& bigram) {
    const std::uint32_t first = index[bigram.first];
    const std::uint32_t second = index[bigram.second];
    if (first == kLeftOut || second == kLeftOut) return;
    const Cost cost = rounded(to_cost(bigram.probability));
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

void LanguageModel::index_bigrams() {
  bigram_index_.clear();
  bigram_index_.reserve(bigrams_.size());
  for (const Bigram& bigram : bigrams_) bigram_index_[std::uint64_t{bigram.first} << 32 | bigram.second] = bigram.cost;
}

Cost LanguageModel::pair_cost(std::uint32_t first, std::uint32_t second) const {
  const Cost without = words_[first].backoff + words_[second].cost;
  const auto bigram = bigram_index_.find(std::uint64_t{first} << 32 | second);
  return bigram == bigram_index_.end() ? without : std::min(without, bigram->second);
}

/// The cheapest path through `text` by words for which `allowed(word, begin, end)`; empty when there is none.
template <class Allowed>
std::vector<LanguageModel::PathWord> LanguageModel::best_path(std::u32string_view text, Allowed allowed, Cost& cost) const {
  struct Node {
    PathWord word;
    std::size_t begin;
    std::size_t previous;
    Cost cost;
  };
  std::vector<Node> nodes;
  std::vector<std::vector<std::size_t>> ending(text.size() + 1);
  constexpr std::size_t kStart = static_cast<std::size_t>(-1);
  for (std::size_t begin = 0; begin < text.size(); ++begin) {
    for (std::size_t end = begin + 1; end <= text.size(); ++end) {
      const auto found = index_.find(to_utf8(text.substr(begin, end - begin)));
      if (found == index_.end() || !allowed(found->second, begin, end)) continue;
      Node node{{found->second, end}, begin, kStart, begin == 0 ? words_[found->second].cost : -1};
      for (const std::size_t at : ending[begin]) {
        const Cost with = nodes[at].cost + pair_cost(nodes[at].word.word, found->second);
        if (node.cost < 0 || with < node.cost) node = {node.word, begin, at, with};
      }
      if (node.cost < 0) continue;
      ending[end].push_back(nodes.size());
      nodes.push_back(node);
    }
  }
  std::size_t last = kStart;
  for (const std::size_t at : ending[text.size()]) {
    if (last == kStart || nodes[at].cost < nodes[last].cost) last = at;
  }
  cost = last == kStart ? kMaxCost : nodes[last].cost;
  std::vector<PathWord> path;
  for (; last != kStart; last = nodes[last].previous) path.push_back(nodes[last].word);
  std::reverse(path.begin(), path.end());
  return path;
}

void LanguageModel::conform(const StandardWords& standard, const NameCounts& names) {
  index_bigrams();
  mark_names(standard, names);
  cut_phrases(standard);
  add_compounds(standard);
}

void LanguageModel::mark_names(const StandardWords& standard, const NameCounts& names) {
  for (Word& word : words_) {
    const std::u32string text = to_utf32(word.text);
    const std::size_t surname = names.surname_length(text);
    if (surname == 0) continue;
    word.is_name = standard.is_known_name(word.text) ||
                   (standard.is_perhaps_name(word.text) && text.size() == 3 && names.has_usual_given_name(text));
    if (word.is_name) word.cuts = static_cast<std::uint8_t>(1u << (surname - 1));
  }
}

void LanguageModel::cut_phrases(const StandardWords& standard) {
  std::vector<bool> whole(words_.size());
  for (std::size_t i = 0; i < words_.size(); ++i) whole[i] = standard.contains(words_[i].text);
  for (Word& word : words_) {
    const std::u32string text = to_utf32(word.text);
    if (word.is_name || text.size() < 2 || text.size() > LexiconNode::kMaxCuts || standard.contains(word.text)) continue;
    const auto allowed = [&](std::uint32_t part, std::size_t begin, std::size_t end) {
      return end - begin == 1 || (whole[part] && end - begin < text.size());
    };
    Cost cost = 0;
    for (const PathWord& part : best_path(text, allowed, cost)) {
      if (part.end < text.size()) word.cuts = static_cast<std::uint8_t>(word.cuts | 1u << (part.end - 1));
    }
  }
}

void LanguageModel::add_compounds(const StandardWords& standard) {
  std::vector<std::string> candidates = standard.words();
  for (const Word& word : words_) {
    if (standard.contains(word.text)) candidates.push_back(word.text);
  }
  std::sort(candidates.begin(), candidates.end());
  candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
  for (const std::string& word : candidates) {
    const std::u32string text = to_utf32(word);
    const auto as_word = index_.find(word);
    if (as_word != index_.end() && words_[as_word->second].is_name) continue;
    const auto allowed = [&](std::uint32_t, std::size_t begin, std::size_t end) { return end - begin < text.size(); };
    Cost cost = 0;
    const auto path = best_path(text, allowed, cost);
    if (path.empty() || (as_word != index_.end() && cost > words_[as_word->second].cost + kRivalMargin)) continue;
    const Cost advantage = static_cast<Cost>(path.size()) - 1;
    PackedCompound compound{word, {}, std::max(0, cost - words_[path.front().word].cost - advantage)};
    for (const PathWord& part : path) compound.path.push_back(part.word);
    compounds_.push_back(std::move(compound));
  }
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
  for (PackedCompound& compound : compounds_) {
    for (std::uint32_t& word : compound.path) word = number[word];
  }
  for (Bigram& bigram : bigrams_) bigram = {number[bigram.first], number[bigram.second], bigram.cost};
  std::sort(bigrams_.begin(), bigrams_.end(), [](const Bigram& a, const Bigram& b) {
    return a.first != b.first ? a.first < b.first : a.second < b.second;
  });
}

std::vector<std::byte> LanguageModel::pack_lexicon(std::vector<std::uint16_t>& character_ids) const {
  std::vector<std::uint8_t> best(words_.size(), LexiconNode::kNoBigram);
  for (const Bigram& bigram : bigrams_) best[bigram.second] = std::min(best[bigram.second], coarse(bigram.cost));

  std::vector<std::u32string> texts;
  for (const Word& word : words_) texts.push_back(to_utf32(word.text));
  std::vector<Compound> compounds;
  std::unordered_map<std::uint32_t, std::uint32_t> compound_of;  // a word that is a compound too
  for (const PackedCompound& source : compounds_) {
    const auto number = static_cast<std::uint32_t>(words_.size() + compounds.size());
    const auto word = index_.find(source.text);
    if (word != index_.end()) compound_of[word->second] = number;
    const std::uint32_t first = source.path.front();
    const std::uint32_t last = source.path.back();
    compounds.push_back({word == index_.end() ? 0 : word->second + 1, first + 1, last + 1,
                         static_cast<std::uint16_t>(words_[first].cost),
                         static_cast<std::uint16_t>(std::min(source.inner_cost, kMaxCost)), best[first],
                         coarse(words_[last].backoff), 0});
    texts.push_back(word == index_.end() ? to_utf32(source.text) : std::u32string{});
  }
  if (texts.size() >= 1u << LexiconNode::kNumberBits) throw std::runtime_error("too many words");

  DoubleArray trie = build_double_array(texts);
  for (LexiconNode& node : trie.nodes) {
    if (node.entry == 0 || node.entry > words_.size()) continue;
    const std::uint32_t index = node.entry - 1;
    const Word& word = words_[index];
    if (const auto compound = compound_of.find(index); compound != compound_of.end()) node.entry = compound->second + 1;
    node.entry |= std::uint32_t{word.cuts} << LexiconNode::kNumberBits;
    if (word.is_name) node.entry |= LexiconNode::kName;
    node.cost = static_cast<std::uint16_t>(word.cost);
    node.backoff = coarse(word.backoff);
    node.best_bigram = best[index];
  }

  LexiconHeader header{};
  header.nodes = static_cast<std::uint32_t>(trie.nodes.size());
  header.words = static_cast<std::uint32_t>(words_.size());
  header.words_with_successors = words_with_successors_;
  header.compounds = static_cast<std::uint32_t>(compounds.size());
  std::vector<std::byte> section;
  for (const std::span<const std::byte> part :
       {std::as_bytes(std::span(&header, 1)), bytes_of(trie.character_ids), bytes_of(trie.nodes), bytes_of(compounds)}) {
    section.insert(section.end(), part.begin(), part.end());
  }
  character_ids = std::move(trie.character_ids);
  return section;
}

std::vector<std::byte> LanguageModel::pack_bigrams() const {
  BucketFiller<8> filler(bigrams_.size(), kMeanFill);
  for (const Bigram& bigram : bigrams_) {
    filler.add(Bigrams::left(bigram.first + 1) ^ (bigram.second + 1), coarse(bigram.cost));
  }
  const std::span<const std::byte> bytes = std::as_bytes(filler.buckets());
  return {bytes.begin(), bytes.end()};
}

}  // namespace jianyan

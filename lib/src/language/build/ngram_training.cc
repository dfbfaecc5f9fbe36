#include "language/build/ngram_training.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "text/utf8.h"

namespace jianyan {
namespace {

using Counted = NgramTraining::Counted;
using Order = NgramTraining::Order;

/// More ids, and the keys of the longest n-grams do not fit into 64 bits.
constexpr std::uint64_t kMaxIds = 7131;

/// What is taken off the counts 1, 2, and 3 or more, for n-grams that were not seen.
using Discounts = std::array<double, 4>;

Discounts discounts_of(const Order& order) {
  std::array<double, 5> with_count{};
  for (const Counted& entry : order) {
    if (entry.preceding < with_count.size()) ++with_count[entry.preceding];
  }
  // A text too small for the estimate.
  if (std::find(with_count.begin() + 1, with_count.end(), 0.0) != with_count.end()) return {0, 0.5, 0.75, 0.9};
  const double y = with_count[1] / (with_count[1] + 2 * with_count[2]);
  Discounts discounts{};
  for (std::size_t i = 1; i < discounts.size(); ++i) {
    const auto count = static_cast<double>(i);
    discounts[i] = std::clamp(count - (count + 1) * y * with_count[i + 1] / with_count[i], 0.0, count * 0.95);
  }
  return discounts;
}

double discounted(const Counted& entry, const Discounts& discounts) {
  return entry.preceding - discounts[std::min<std::size_t>(entry.preceding, discounts.size() - 1)];
}

/// Calls use(first, last) for each stretch of entries with the same beginning.
template <class Use>
void for_each_context(Order& order, std::uint64_t ids, Use use) {
  for (auto first = order.begin(); first != order.end();) {
    const std::uint64_t context = first->key / ids;
    const auto last = std::find_if(first, order.end(), [&](const Counted& c) { return c.key / ids != context; });
    use(first, last);
    first = last;
  }
}

template <class Entries>
auto find_key(Entries& entries, std::uint64_t key) {
  const auto found =
      std::lower_bound(entries.begin(), entries.end(), key,
                       [](const auto& entry, std::uint64_t k) { return entry.key < k; });
  return found != entries.end() && found->key == key ? &*found : nullptr;
}

/// A probability as a cost in steps, at most `most`.
std::uint8_t packed_cost(double probability, long most) {
  return static_cast<std::uint8_t>(
      std::clamp(std::lround(-std::log10(probability) * kCostPerDigit / Ngrams::kCostStep), 0L, most));
}

std::uint8_t packed_backoff(const Counted& entry) {
  if (!entry.has_longer) return Ngrams::kNoBackoff;
  const long steps = std::lround(-std::log10(entry.backoff) * kCostPerDigit / Ngrams::kBackoffStep);
  return static_cast<std::uint8_t>(std::clamp(steps + Ngrams::kBackoffZero, 1L, (1L << Ngrams::kBackoffBits) - 1));
}

}  // namespace

void NgramTraining::add(std::string_view paragraph) {
  if (text_.empty()) text_.push_back(0);
  for (std::size_t at = 0; at < paragraph.size();) {
    const CodePoint c = decode_utf8_at(paragraph, at);
    at += c.length;
    const char32_t plain = ngram_character(c.value);
    if (plain == 0) continue;
    text_.push_back(static_cast<std::uint16_t>(plain < Ngrams::kCharacters ? plain : kReplacementCharacter));
  }
  if (text_.back() != 0) text_.push_back(0);
}

/// Numbers the characters by how frequent they are and turns the text into numbers. [id]: the character.
std::u32string NgramTraining::number_characters(std::uint32_t least) {
  std::vector<std::uint64_t> counts(Ngrams::kCharacters);
  for (const std::uint16_t c : text_) ++counts[c];
  std::vector<char32_t> frequent;
  for (char32_t c = 1; c < counts.size(); ++c) {
    if (counts[c] >= least && c != kReplacementCharacter) frequent.push_back(c);
  }
  if (frequent.empty()) throw std::runtime_error("the text has no character that is frequent enough; give more text");
  std::stable_sort(frequent.begin(), frequent.end(), [&](char32_t a, char32_t b) { return counts[a] > counts[b]; });
  std::u32string characters(Ngrams::kBoundary + 1, U'\0');
  characters.append(frequent.begin(), frequent.end());
  ids_ = characters.size();
  if (ids_ > kMaxIds)
    throw std::runtime_error("the text has too many characters; raise the least count of a character");
  std::vector<Ngrams::Id> id_of(Ngrams::kCharacters, Ngrams::kUnknown);
  for (std::size_t id = Ngrams::kBoundary + 1; id < characters.size(); ++id) {
    id_of[characters[id]] = static_cast<Ngrams::Id>(id);
  }
  id_of[0] = Ngrams::kBoundary;
  for (std::uint16_t& c : text_) c = id_of[c];
  powers_[0] = 1;
  for (std::size_t i = 1; i < powers_.size(); ++i) powers_[i] = powers_[i - 1] * ids_;
  return characters;
}

/// All n-grams of a length. A boundary may be the first or the last of its characters, but not both.
Order NgramTraining::count(std::size_t length) const {
  std::vector<std::uint64_t> keys;
  keys.reserve(text_.size());
  std::uint64_t key = 0;
  std::size_t known = 0;
  for (const std::uint16_t id : text_) {
    key = (key % powers_[length - 1]) * ids_ + id;
    if (++known >= length) keys.push_back(key);
    if (id == Ngrams::kBoundary) {
      known = 1;
      key = id;
    }
  }
  std::sort(keys.begin(), keys.end());
  Order order;
  for (auto first = keys.begin(); first != keys.end();) {
    const auto last = std::find_if(first, keys.end(), [&](std::uint64_t k) { return k != *first; });
    order.push_back({*first, static_cast<std::uint32_t>(last - first), static_cast<std::uint32_t>(last - first)});
    first = last;
  }
  return order;
}

void NgramTraining::count_preceding(Order& order, const Order& longer, std::size_t length) const {
  std::vector<std::uint64_t> keys;
  keys.reserve(longer.size());
  for (const Counted& entry : longer) keys.push_back(entry.key % powers_[length]);
  std::sort(keys.begin(), keys.end());
  auto first = keys.begin();
  for (Counted& entry : order) {
    if (length > 1 && entry.key / powers_[length - 1] == Ngrams::kBoundary) continue;
    first = std::lower_bound(first, keys.end(), entry.key);
    const auto last = std::find_if(first, keys.end(), [&](std::uint64_t k) { return k != entry.key; });
    entry.preceding = static_cast<std::uint32_t>(last - first);
    first = last;
  }
}

/// The probability of the last character behind one character less than the n-gram has, times the back-off that leads
/// there.
double NgramTraining::backed_off(std::uint64_t key, std::size_t length) const {
  const Counted* const context = find_key(orders_[length - 2], key / ids_);
  return (context != nullptr ? context->backoff : 1) * probability(key % powers_[length - 1], length - 1);
}

double NgramTraining::probability(std::uint64_t key, std::size_t length) const {
  const Counted* const entry = find_key(orders_[length - 1], key);
  return entry != nullptr ? entry->probability : backed_off(key, length);
}

/// Turns the counts of an order into probabilities, from those of the order below, and leaves rare n-grams out.
void NgramTraining::smooth(std::size_t length, std::uint32_t least_count) {
  Order& order = orders_[length - 1];
  const Discounts discounts = discounts_of(order);
  Order kept;
  for_each_context(order, ids_, [&](Order::iterator first, Order::iterator last) {
    double total = 0;
    for (auto entry = first; entry != last; ++entry) total += entry->preceding;
    double given = 0;
    const std::size_t begin = kept.size();
    for (auto entry = first; entry != last; ++entry) {
      if (length > 1 && entry->count < least_count) continue;
      kept.push_back(*entry);
      kept.back().probability = total > 0 ? discounted(*entry, discounts) / total : 0;
      given += kept.back().probability;
    }
    if (length > 1) {
      Counted* const context = find_key(orders_[length - 2], first->key / ids_);
      if (context != nullptr) context->backoff = 1 - given;
    }
    for (std::size_t i = begin; i < kept.size(); ++i) {
      kept[i].probability += length > 1 ? (1 - given) * probability(kept[i].key % powers_[length - 1], length - 1)
                                        : (1 - given) / static_cast<double>(ids_);
    }
  });
  order = std::move(kept);
}

void NgramTraining::mark_contexts(std::size_t length) {
  Order& order = orders_[length - 1];
  for (Counted& entry : order) entry.has_longer = false;
  if (length == Ngrams::kOrder) return;
  auto longer = orders_[length].begin();
  for (Counted& entry : order) {
    while (longer != orders_[length].end() && longer->key / ids_ == entry.key) {
      entry.has_longer = true;
      ++longer;
    }
  }
}

/// Leaves out what gains less than asked for and what no longer n-gram rests on.
void NgramTraining::drop(std::size_t length, double least_gain) {
  mark_contexts(length);
  std::erase_if(orders_[length - 1], [&](const Counted& entry) {
    const double gain = entry.count * std::log10(entry.probability / backed_off(entry.key, length));
    return !entry.has_longer && gain < least_gain;
  });
}

/// Gives the back-offs of the contexts of an order the values with which probabilities sum up to 1.
void NgramTraining::balance(std::size_t length) {
  for (Counted& context : orders_[length - 2]) context.backoff = 1;
  for_each_context(orders_[length - 1], ids_, [&](Order::iterator first, Order::iterator last) {
    double here = 0;
    double below = 0;
    for (auto entry = first; entry != last; ++entry) {
      here += entry->probability;
      below += probability(entry->key % powers_[length - 1], length - 1);
    }
    constexpr double kLeast = 1e-6;
    find_key(orders_[length - 2], first->key / ids_)->backoff =
        std::max(1 - here, kLeast) / std::max(1 - below, kLeast);
  });
}

NgramModel NgramTraining::train(const NgramOptions& options) && {
  NgramModel model;
  model.characters = number_characters(options.least_characters);
  for (std::size_t length = Ngrams::kOrder; length > 0; --length) {
    orders_[length - 1] = count(length);
    if (length < Ngrams::kOrder) count_preceding(orders_[length - 1], orders_[length], length);
  }
  // Characters that only stand in for others, as the unknown one, may have no count.
  Order all;
  for (std::uint64_t id = 0; id < ids_; ++id) {
    const Counted* const counted = find_key(orders_[0], id);
    all.push_back(counted != nullptr ? *counted : Counted{id, 0, 0});
  }
  orders_[0] = std::move(all);
  for (std::size_t length = 1; length <= Ngrams::kOrder; ++length) smooth(length, options.least_counts[length - 1]);
  for (std::size_t length = Ngrams::kOrder; length > 1; --length) drop(length, options.least_gains[length - 2]);
  for (std::size_t length = 2; length <= Ngrams::kOrder; ++length) balance(length);
  mark_contexts(1);
  for (std::size_t order = 0; order < Ngrams::kOrder; ++order) {
    const long most = order == 0 ? 255 : (1L << Ngrams::kCostBits) - 1;
    for (const Counted& entry : orders_[order]) {
      model.entries[order].push_back({entry.key, packed_cost(entry.probability, most), packed_backoff(entry)});
    }
    Order().swap(orders_[order]);
  }
  return model;
}

}  // namespace jianyan

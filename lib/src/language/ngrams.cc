#include "language/ngrams.h"

#include <cstring>

namespace jianyan {
namespace {

constexpr std::uint32_t kBackoffMask = (1u << Ngrams::kBackoffBits) - 1;
constexpr std::uint32_t kCostMask = (1u << Ngrams::kCostBits) - 1;

Cost backoff_cost(std::uint8_t backoff) {
  return backoff == Ngrams::kNoBackoff ? 0 : (static_cast<Cost>(backoff) - Ngrams::kBackoffZero) * Ngrams::kBackoffStep;
}

}  // namespace

Ngrams::Ngrams(std::span<const std::byte> section) {
  Header header;
  const std::size_t fixed = sizeof header + kCharacters * sizeof(Id);
  if (section.size() < fixed) refuse_language_model();
  std::memcpy(&header, section.data(), sizeof header);
  const std::size_t unigrams = (header.ids * sizeof(Unigram) + sizeof(Bucket) - 1) / sizeof(Bucket) * sizeof(Bucket);
  if (header.ids <= kBoundary || header.ids > kCharacters || section.size() - fixed < unigrams) refuse_language_model();
  ids_ = {reinterpret_cast<const Id*>(section.data() + sizeof header), kCharacters};
  unigrams_ = {reinterpret_cast<const Unigram*>(section.data() + fixed), header.ids};
  table_ = Table(buckets_of(section.subspan(fixed + unigrams)));
}

Ngrams::Context Ngrams::context_of(Id id) const noexcept {
  Context context{};
  context.keys[1] = extended(0, id);
  context.backoffs[1] = unigrams_[id < unigrams_.size() ? id : kUnknown].backoff;
  return context;
}

Ngrams::Step Ngrams::step(const Context& context, Id id, Context& next) const noexcept {
  Step step{unigram_cost(id), 1};
  Context behind = context_of(id);
  for (std::size_t length = 1; length < kOrder; ++length) {
    // The context ends here: nothing begins with so many characters, and longer ones are not even there.
    if (context.keys[length] == 0) break;
    const std::uint64_t key = extended(context.keys[length], id);
    const std::uint32_t slot = context.backoffs[length] == kNoBackoff ? 0 : table_.find(table_.locate(key));
    if (slot != 0) {
      step = {static_cast<Cost>(slot >> kBackoffBits & kCostMask) * kCostStep, static_cast<std::uint32_t>(length) + 1};
    } else {
      step.cost += backoff_cost(context.backoffs[length]);
    }
    if (length + 1 < kOrder) {
      behind.keys[length + 1] = key;
      behind.backoffs[length + 1] = static_cast<std::uint8_t>(slot & kBackoffMask);
    }
  }
  next = behind;
  return step;
}

}  // namespace jianyan

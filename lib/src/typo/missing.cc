#include "typo/missing.h"

#include <algorithm>

#include "jianyan/result.h"

namespace jianyan {
namespace {

constexpr std::uint32_t kAround = 8;        // characters on either side of the gap that are read
constexpr Cost kAnyCost = 1 << 20;
constexpr Cost kLeastGain = kCostPerDigit;  // by characters, before words are asked
constexpr Cost kEven = 800;                 // gains together at which half of the findings are right

std::span<const std::byte> section_of(const Data& data) {
  for (const Data::Section& section : data.sections())
    if (section.name == MissingCharacters::kSection) return section.bytes;
  return {};
}

}  // namespace

MissingCharacters::MissingCharacters(const Data& data) : MissingCharacters(section_of(data)) {}

MissingCharacters::MissingCharacters(std::span<const std::byte> section) {
  if (section.empty()) return;
  constexpr std::size_t kBegins = kLast - kFirst + 2;
  constexpr std::size_t kFixed = kBegins * sizeof(std::uint32_t);
  if (section.size() < kFixed || (section.size() - kFixed) % sizeof(Entry) != 0) {
    throw LoadError({"数据文件的缺字一节已损坏：请重新安装 jianyan，或用 jianyan-lexicon build 重新生成",
                     "the missing characters in the data file are damaged: reinstall jianyan, or build it anew with "
                     "jianyan-lexicon build"});
  }
  begins_ = {reinterpret_cast<const std::uint32_t*>(section.data()), kBegins};
  entries_ = {reinterpret_cast<const Entry*>(section.data() + kFixed), (section.size() - kFixed) / sizeof(Entry)};
}

std::span<const MissingCharacters::Entry> MissingCharacters::between(char32_t before, char32_t after) const noexcept {
  if (begins_.empty() || before < kFirst || before > kLast) return {};
  const std::uint32_t begin = begins_[before - kFirst];
  const std::uint32_t end = begins_[before - kFirst + 1];
  if (begin > end || end > entries_.size()) return {};
  const std::span<const Entry> behind = entries_.subspan(begin, end - begin);
  const auto less = [](const Entry& entry, char32_t c) { return entry.after < c; };
  const auto first = std::lower_bound(behind.begin(), behind.end(), after, less);
  auto last = first;
  while (last != behind.end() && last->after == after) ++last;
  return {first, last};
}

std::optional<MissingSearch::Found> MissingSearch::best(std::u32string_view text, std::uint32_t place) {
  const std::span<const MissingCharacters::Entry> candidates = missing_.between(text[place], text[place + 1]);
  if (candidates.empty()) return std::nullopt;
  const std::uint32_t low = place < kAround ? 0 : place - kAround;
  const std::uint32_t gap = place + 1 - low;
  const std::u32string_view around = text.substr(low, gap + kAround);
  const Cost old = by_characters(around, kAnyCost);
  Found best;
  for (const MissingCharacters::Entry& candidate : candidates) {
    window_ = around;
    window_.insert(gap, 1, candidate.character);
    const Cost least = std::max(kLeastGain, best.gain + 1);
    const Cost gain = old - by_characters(window_, old - least);
    if (gain < least) continue;
    best.gain = gain;
    best.edit = {place, place + 1, TypoKind::missing, 2, {text[place], candidate.character}};
  }
  if (best.gain == 0) return std::nullopt;
  window_ = around;
  window_.insert(gap, 1, best.edit.text[1]);
  best.word_gain = -by_words(window_);
  best.word_gain += by_words(around);
  if (best.word_gain < 0 || !leaves_fragment(gap)) return std::nullopt;
  best.score = best.gain + best.word_gain - kEven;
  return best;
}

Cost MissingSearch::by_characters(std::u32string_view text, Cost most) const {
  Cost cost = 0;
  Ngrams::Context context = models_.ngrams.begin();
  for (std::size_t i = 0; i < text.size() && cost <= most; ++i)
    cost += models_.ngrams.cost(context, models_.ngrams.id(text[i]), context);
  return cost;
}

Cost MissingSearch::by_words(std::u32string_view text) {
  piece_.assign(text, models_.lexicon);
  return lattice_.search(piece_);
}

bool MissingSearch::leaves_fragment(std::uint32_t gap) {
  tokens_.clear();
  lattice_.append_tokens(piece_, tokens_);
  for (const Token& token : tokens_) {
    if (token.span.end < gap || token.span.begin > gap) continue;
    if (token.span.size() == 1 || token.kind != TokenKind::word) return true;
  }
  return false;
}

}  // namespace jianyan

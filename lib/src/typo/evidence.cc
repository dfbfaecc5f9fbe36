#include "typo/evidence.h"

#include <algorithm>
#include <initializer_list>

namespace jianyan {
namespace {

constexpr std::uint32_t kReach = Ngrams::kOrder - 1;  // characters behind an edit that feel it
constexpr std::uint32_t kAhead = 8;
constexpr Cost kHopeless = 3 * kCostPerDigit / 2;     // an edit that makes the text so much unlikelier is dropped

// What a kind of confusion costs, for the choice of what is looked at closely. Only their order matters: trees decide.
constexpr std::array<Cost, 5> kSoundPenalty{0, 330, 160, 40, 0};
constexpr Cost kShapePenalty = 450;
constexpr Cost kWordPenalty = 150;
constexpr Cost kExtraPenalty = 700;
constexpr Cost kDoubledPenalty = 250;
constexpr Cost kSwappedPenalty = 400;

constexpr Cost kRareWord = 6 * kCostPerDigit + kCostPerDigit / 2;

Feature clamped(std::int64_t value) {
  return static_cast<Feature>(std::clamp<std::int64_t>(value, -32000, 32000));
}

Cost penalty_of(const Confusion& confusion) {
  const Cost by_shape = kShapePenalty - 3 * confusion.shape;
  if (confusion.sound == SoundMatch::none) return by_shape;
  return std::min(kSoundPenalty[static_cast<std::size_t>(confusion.sound)], by_shape);
}

}  // namespace

TypoEvidence::TypoEvidence(const TypoModels& models)
    : models_(models), graph_(models.lexicon, models.bigrams, models.edges), company_(models.lexicon, models.vectors),
      network_(models.network) {}

bool TypoEvidence::han(std::uint32_t place) const noexcept {
  return text_[place] >= Confusions::kFirst && text_[place] <= Confusions::kLast;
}

void TypoEvidence::read(std::u32string_view paragraph) {
  text_ = paragraph;
  const std::uint32_t n = size();
  ids_.resize(n + 1);
  for (std::uint32_t i = 0; i < n; ++i) ids_[i] = models_.ngrams.id(text_[i]);
  ids_[n] = Ngrams::kBoundary;
  contexts_.resize(n + 2);
  costs_.resize(n + 1);
  lengths_.resize(n + 1);
  sums_.assign(1, 0);
  alone_.resize(n);
  for (std::uint32_t i = 0; i < n; ++i) alone_[i] = models_.ngrams.unigram_cost(ids_[i]);
  contexts_[0] = models_.ngrams.begin();
  for (std::uint32_t i = 0; i <= n; ++i) {
    if (i + kAhead <= n) models_.ngrams.prefetch_last(std::span(ids_).first(i + kAhead + 1));
    const Ngrams::Step step = models_.ngrams.step(contexts_[i], ids_[i], contexts_[i + 1]);
    costs_[i] = step.cost;
    lengths_[i] = static_cast<std::uint8_t>(step.length);
    sums_.push_back(sums_.back() + step.cost);
  }
  mean_ = n == 0 ? 0 : sums_[n] / static_cast<Cost>(n);
  graph_.read(text_);
  company_read_ = false;
  network_read_ = false;
  for (AlikeAt& kept : alike_) kept.place = kNowhere;
}

TypoEvidence::Doubt TypoEvidence::doubt(std::uint32_t place) const noexcept {
  const std::uint32_t n = size();
  const auto cost = [&](std::int64_t i) { return i < 0 || i > n ? Cost{0} : costs_[static_cast<std::size_t>(i)]; };
  const auto length = [&](std::int64_t i) { return i < 0 || i > n ? 0 : lengths_[static_cast<std::size_t>(i)]; };
  const auto word_at = [&](std::int64_t i) {
    return i < 0 || i >= n ? WordGraph::Word{0, 0} : graph_.word(static_cast<std::uint32_t>(i));
  };
  const std::int64_t k = place;
  std::int64_t covering = 1;
  for (std::int64_t j = k; j <= std::min<std::int64_t>(k + kReach, n); ++j)
    if (length(j) > j - k) covering = std::max<std::int64_t>(covering, length(j));
  const WordGraph::Word& word = graph_.word(place);
  const WordGraph::Word before = word_at(std::int64_t{word.begin} - 1);
  const WordGraph::Word behind = word_at(std::int64_t{word.begin} + word.length);
  const Cost alone = models_.ngrams.unigram_cost(ids_[place]);
  const bool repeats = (k > 0 && text_[place - 1] == text_[place]) || (k + 1 < n && text_[place + 1] == text_[place]);
  return {clamped(cost(k)),
          clamped(cost(k + 1)),
          clamped(cost(k + 2)),
          clamped(cost(k + 3)),
          clamped(cost(k - 1)),
          clamped(length(k)),
          clamped(length(k + 1)),
          clamped(length(k + 2)),
          clamped(covering),
          clamped(word.length),
          clamped(place - word.begin),
          clamped(before.length),
          clamped(behind.length),
          clamped(static_cast<int>(word.kind)),
          clamped(alone),
          clamped(mean_),
          clamped(repeats ? 1 : 0),
          clamped(cost(k) + cost(k + 1) + cost(k + 2)),
          clamped(word.cost),
          clamped(word.left),
          clamped(word.right),
          clamped(before.cost),
          clamped(behind.cost),
          clamped(rival_gain(place))};
}

/// How much likelier the text is with the best of the frequent characters that sound like a frequent one: 再 where 在
/// stands. Such a slip leaves few traces, for these characters are likely nearly anywhere.
Cost TypoEvidence::rival_gain(std::uint32_t place) const noexcept {
  constexpr Cost kFrequent = 3 * kCostPerDigit - kCostPerDigit / 8;  // some 150 characters, a third of a text
  constexpr std::size_t kRivals = 4;
  Cost best = -2 * kCostPerDigit;
  if (alone_[place] > kFrequent) return 2 * best;
  const Cost old = cost_between(place, tail_end(place + 1));
  const std::span<const Confusion> others = models_.confusions.of(text_[place]);
  std::size_t rivals = 0;
  while (rivals < std::min(kRivals, others.size()) && others[rivals].sound >= SoundMatch::tone)
    prefetch_reading(place, models_.ngrams.id(others[rivals++].character));
  TypoEdit edit{place, place + 1, TypoKind::character, 1, {}};
  for (std::size_t i = 0; i < rivals; ++i) {
    edit.text[0] = others[i].character;
    Reading reading;
    if (read_new(edit, old - best, reading)) best = std::max(best, old - reading.total());
  }
  return best;
}

std::uint32_t TypoEvidence::tail_end(std::uint32_t end) const { return std::min(end + kReach, size() + 1); }

TypoEvidence::Reading TypoEvidence::read_old(std::uint32_t begin, std::uint32_t end) const {
  Reading old;
  old.replaced = cost_between(begin, end);
  old.tail = cost_between(end, tail_end(end));
  old.first = costs_[begin];
  old.first_length = lengths_[begin];
  old.next = costs_[end];
  old.next_length = lengths_[end];
  for (std::uint32_t j = begin; j < tail_end(end); ++j)
    if (lengths_[j] > j - begin) old.covering = std::max<std::uint32_t>(old.covering, lengths_[j]);
  return old;
}

/// False when the cost exceeds `most`.
bool TypoEvidence::read_new(const TypoEdit& edit, Cost most, Reading& reading) const noexcept {
  Ngrams::Context context = contexts_[edit.begin];
  const std::uint32_t end = tail_end(edit.end);
  std::uint32_t at = 0;  // characters after the edit's begin
  for (; at < edit.size; ++at) {
    const Ngrams::Step step = models_.ngrams.step(context, models_.ngrams.id(edit.text[at]), context);
    reading.replaced += step.cost;
    if (reading.replaced > most) return false;
    if (at == 0) {
      reading.first = step.cost;
      reading.first_length = step.length;
    }
    if (step.length > at) reading.covering = std::max(reading.covering, step.length);
  }
  for (std::uint32_t j = edit.end; j < end; ++j, ++at) {
    const Ngrams::Step step = models_.ngrams.step(context, ids_[j], context);
    reading.tail += step.cost;
    if (reading.replaced + reading.tail > most) return false;
    if (j == edit.end) {
      reading.next = step.cost;
      reading.next_length = step.length;
    }
    if (step.length > at) reading.covering = std::max(reading.covering, step.length);
  }
  return true;
}

/// The lexicon's nodes of the characters before a place: what reads a word from there on.
void TypoEvidence::find_prefixes(std::uint32_t place) {
  prefixes_size_ = 0;
  for (std::uint32_t length = 0; length < prefixes_.size() && length <= place; ++length) {
    Prefix prefix{Lexicon::kRoot, 0};
    bool there = true;
    for (std::uint32_t i = place - length; i < place && there; ++i) {
      prefix.node = models_.lexicon.child(prefix.node, models_.lexicon.character_id(text_[i]));
      prefix.alone += alone_[i];
      there = prefix.node != Lexicon::kNone;
    }
    if (there) prefixes_[prefixes_size_++] = prefix;
  }
}

/// How much likelier one word makes characters than they are by themselves: the most that a word does which holds the
/// first of `with`, put at the place at hand and followed by what stands at `end`.
Cost TypoEvidence::bond_of(std::u32string_view with, std::uint32_t end) const {
  constexpr std::uint32_t kSide = 3;
  Cost best = 0;
  for (std::size_t i = 0; i < prefixes_size_; ++i) {
    auto [node, parts] = prefixes_[i];
    const std::uint32_t length = static_cast<std::uint32_t>(with.size());
    for (std::uint32_t k = 0; k < length + kSide; ++k) {
      const std::uint32_t at = end + k - length;
      if (k >= length && at >= size()) break;
      const char32_t c = k < length ? with[k] : text_[at];
      node = models_.lexicon.child(node, models_.lexicon.character_id(c));
      if (node == Lexicon::kNone) break;
      parts += k < length ? models_.ngrams.unigram_cost(models_.ngrams.id(c)) : alone_[at];
      const LexiconNode& word = models_.lexicon.node(node);
      if (word.entry != 0) best = std::max(best, parts - word.cost);
    }
  }
  return best;
}

/// Keeps an edit if it is among the best.
void TypoEvidence::offer(const TypoEdit& edit, SoundMatch sound, std::uint8_t shape, Cost penalty) {
  const Reading old = read_old(edit.begin, edit.end);
  const bool full = candidates_.size() == kKept;
  const Cost least = full ? candidates_.back().rank : -kHopeless;
  Candidate candidate;
  const Cost new_bond = bond_of(edit.with(), edit.end);
  const Cost old_bond = old_bonds_[edit.end - edit.begin];
  candidate.bond = new_bond - old_bond;
  penalty -= candidate.bond / 2;
  Reading reading;
  if (!read_new(edit, old.total() - penalty - least, reading)) return;
  candidate.edit = edit;
  candidate.gain = old.total() - reading.total();
  candidate.rank = candidate.gain - penalty;
  candidate.sound = sound;
  candidate.shape = shape;
  // What is known only here; fill() adds the rest.
  auto& f = candidate.features;
  f[0] = clamped(candidate.gain);
  f[1] = clamped(old.replaced - reading.replaced);
  f[2] = clamped(old.tail - reading.tail);
  f[3] = clamped(old.first);
  f[4] = clamped(reading.first);
  f[5] = clamped(old.next);
  f[6] = clamped(reading.next);
  f[7] = clamped(old.covering);
  f[8] = clamped(reading.covering);
  f[9] = clamped(old.first_length);
  f[10] = clamped(reading.first_length);
  f[11] = clamped(old.next_length);
  f[12] = clamped(reading.next_length);
  f[13] = clamped(old_bond);
  f[14] = clamped(new_bond);
  if (full) candidates_.pop_back();
  const auto place = std::find_if(candidates_.begin(), candidates_.end(),
                                  [&](const Candidate& other) { return other.rank < candidate.rank; });
  candidates_.insert(place, candidate);
}

void TypoEvidence::offer_characters(std::uint32_t place) {
  constexpr std::size_t kPrefetched = 8;
  const std::span<const Confusion> others = models_.confusions.of(text_[place]);
  TypoEdit edit{place, place + 1, TypoKind::character, 1, {}};
  for (std::size_t i = 0; i < others.size(); ++i) {
    if (i + kPrefetched < others.size()) {
      const char32_t next = others[i + kPrefetched].character;
      prefetch_reading(place, models_.ngrams.id(next));
      const std::uint16_t id = models_.lexicon.character_id(next);
      for (std::size_t k = 0; k < prefixes_size_; ++k) models_.lexicon.prefetch_child(prefixes_[k].node, id);
    }
    if (models_.ngrams.id(others[i].character) == Ngrams::kUnknown) continue;
    edit.text[0] = others[i].character;
    offer(edit, others[i].sound, others[i].shape, penalty_of(others[i]));
  }
}

/// Words of which two characters or more are other ones of the same sound. The first changed one stands at `place`.
void TypoEvidence::offer_words(std::uint32_t place) {
  TypoEdit edit{place, place, TypoKind::word, 0, {}};
  walk_words(0, Lexicon::kRoot, SoundMatch::none, edit);
  if (place == 0) return;
  const std::uint32_t first = models_.lexicon.child(Lexicon::kRoot, models_.lexicon.character_id(text_[place - 1]));
  if (first != Lexicon::kNone) walk_words(0, first, SoundMatch::none, edit);
}

/// `sound`: the worst match of the characters changed so far, none before the first.
void TypoEvidence::walk_words(std::uint32_t depth, std::uint32_t node, SoundMatch sound, TypoEdit& edit) {
  const std::uint32_t at = edit.begin + depth;
  if (depth == TypoEdit::kMaxSize || at >= size() || !han(at)) return;
  const auto step = [&](char32_t c, std::uint16_t id, SoundMatch match) {
    const std::uint32_t child = models_.lexicon.child(node, id);
    if (child == Lexicon::kNone) return;
    edit.text[depth] = c;
    const LexiconNode& end = models_.lexicon.node(child);
    const SoundMatch worst = sound == SoundMatch::none ? match : std::min(sound, match);
    if (match != SoundMatch::none && sound != SoundMatch::none && end.entry != 0 && end.cost < kRareWord) {
      edit.end = at + 1;
      edit.size = static_cast<std::uint8_t>(depth + 1);
      offer(edit, worst, 0, kWordPenalty);
    }
    walk_words(depth + 1, child, match == SoundMatch::none ? sound : worst, edit);
  };
  if (depth > 0) step(text_[at], models_.lexicon.character_id(text_[at]), SoundMatch::none);
  constexpr std::size_t kPrefetched = 12;
  const std::span<const Alike> alike = alike_at(at);
  for (std::size_t i = 0; i < std::min(kPrefetched, alike.size()); ++i) models_.lexicon.prefetch_child(node, alike[i].id);
  for (std::size_t i = 0; i < alike.size(); ++i) {
    if (i + kPrefetched < alike.size()) models_.lexicon.prefetch_child(node, alike[i + kPrefetched].id);
    step(alike[i].character, alike[i].id, alike[i].sound);
  }
}

/// What sounds like the character at a place: asked for by each word that is tried around it.
std::span<const TypoEvidence::Alike> TypoEvidence::alike_at(std::uint32_t place) {
  AlikeAt& kept = alike_[place % alike_.size()];
  if (kept.place == place) return kept.all;
  kept.place = place;
  kept.all.clear();
  for (const Confusion& other : models_.confusions.of(text_[place])) {
    if (other.sound < SoundMatch::near) break;
    kept.all.push_back({other.character, models_.lexicon.character_id(other.character), other.sound});
  }
  return kept.all;
}

void TypoEvidence::offer_others(std::uint32_t place) {
  const std::uint32_t n = size();
  const char32_t c = text_[place];
  const bool doubled = place > 0 && text_[place - 1] == c;
  offer({place, place + 1, doubled ? TypoKind::doubled : TypoKind::extra, 0, {}}, SoundMatch::none, 0,
        doubled ? kDoubledPenalty : kExtraPenalty);
  if (place + 1 >= n || !han(place + 1)) return;
  if (text_[place + 1] != c)
    offer({place, place + 2, TypoKind::swapped, 2, {text_[place + 1], c}}, SoundMatch::none, 0, kSwappedPenalty);
  if (place + 3 < n && c == text_[place + 2] && text_[place + 1] == text_[place + 3])
    offer({place, place + 2, TypoKind::doubled, 0, {}}, SoundMatch::none, 0, kDoubledPenalty);
}

/// The features that come without words.
void TypoEvidence::fill(Candidate& candidate, std::size_t rank, std::int32_t doubt_score) const {
  const TypoEdit& edit = candidate.edit;
  const std::uint32_t n = size();
  const auto kind_at = [&](std::int64_t i) {
    return i < 0 || i >= n ? -1 : static_cast<int>(graph_.word(static_cast<std::uint32_t>(i)).kind);
  };
  // How likely the text around is, without what the edit touches.
  const std::uint32_t before = edit.begin < 8 ? 0 : edit.begin - 8;
  const std::uint32_t tail = tail_end(edit.end);
  const std::uint32_t after = std::min(tail + 8, n);
  const std::uint32_t around = edit.begin - before + (after > tail ? after - tail : 0);
  const Cost around_cost = cost_between(before, edit.begin) + (after > tail ? cost_between(tail, after) : 0);
  const Cost best_other = candidates_.size() == 1 ? -2 * kHopeless : candidates_[rank == 0 ? 1 : 0].rank;
  std::size_t positive = 0;
  while (positive < candidates_.size() && candidates_[positive].rank > 0) ++positive;
  const bool repeats = edit.begin > 0 && text_[edit.begin - 1] == text_[edit.begin];
  const char32_t first = edit.size > 0 ? edit.text[0] : U'\0';
  const bool makes_repeat = edit.size > 0 && ((edit.begin > 0 && text_[edit.begin - 1] == first) ||
                                              (edit.end < n && text_[edit.end] == edit.text[edit.size - 1]));
  const Cost old_alone = alone_[edit.begin];
  const Cost new_alone = edit.size > 0 ? models_.ngrams.unigram_cost(models_.ngrams.id(first)) : 0;
  candidate.often = edit.kind == TypoKind::character && models_.pairs.often(text_, edit.begin, first);
  if (candidate.often) candidate.prior = kOftenWritten;
  auto& f = candidate.features;
  f[15] = clamped(candidate.bond);
  f[16] = clamped(candidate.rank);
  f[17] = clamped(static_cast<int>(edit.kind));
  f[18] = clamped(static_cast<int>(candidate.sound));
  f[19] = clamped(candidate.shape);
  f[20] = clamped(old_alone);
  f[21] = clamped(new_alone);
  f[22] = clamped(old_alone - new_alone);
  f[23] = clamped(static_cast<std::int64_t>(rank));
  f[24] = clamped(candidate.rank - best_other);
  f[25] = clamped(static_cast<std::int64_t>(positive));
  f[26] = clamped(mean_);
  f[27] = clamped(around == 0 ? mean_ : around_cost / static_cast<Cost>(around));
  f[28] = clamped(doubt_score);
  f[29] = clamped(repeats ? 1 : 0);
  f[30] = clamped(makes_repeat ? 1 : 0);
  f[31] = clamped(kind_at(std::int64_t{edit.begin} - 1));
  f[32] = clamped(kind_at(edit.end));
  f[33] = clamped(edit.end - edit.begin);
  f[34] = clamped(costs_[edit.begin > 0 ? edit.begin - 1 : 0]);
  const WordGraph::Word& word = graph_.word(edit.begin);
  f[35] = clamped(edit.begin + 1 < n ? graph_.word(edit.begin + 1).length : 0);
  f[36] = clamped(word.cost);
  f[37] = clamped(word.left);
  f[38] = clamped(word.right);
}

void TypoEvidence::read_words(std::span<Candidate* const> promising) {
  if (!company_read_ && !promising.empty()) {
    company_.read(text_, graph_);
    company_read_ = true;
  }
  for (Candidate* const candidate : promising) {
    const TypoEdit& edit = candidate->edit;
    const WordGraph::Path old = graph_.path_at(edit.begin);
    const WordGraph::Path path = graph_.path_with(edit.begin, edit.end, edit.with());
    candidate->word_gain = old.cost - path.cost;
    candidate->breaks_name = old.at.kind == TokenKind::name || old.at.kind == TokenKind::unknown;
    candidate->made_begin = path.at.begin;
    candidate->made_end = path.at.begin + path.at.length;
    fill_words(*candidate, old, path);
    fill_company(*candidate, old.at, path.at);
  }
  compare(promising);
}

void TypoEvidence::fill_words(Candidate& candidate, const WordGraph::Path& old, const WordGraph::Path& path) const {
  const TypoEdit& edit = candidate.edit;
  const bool same_place = path.at.begin == old.at.begin &&
                          path.at.length + (edit.end - edit.begin) == old.at.length + std::uint32_t{edit.size};
  const std::array<std::int64_t, kWordFeatures> values{
      candidate.word_gain,
      candidate.word_gain + candidate.gain,
      old.at.length,
      path.at.length,
      static_cast<int>(old.at.kind),
      static_cast<int>(path.at.kind),
      std::int64_t{old.singles} - path.singles,
      std::int64_t{old.words} - path.words,
      path.at.cost,
      path.at.length - old.at.length,
      path.at.cost - old.at.cost,
      std::min(candidate.word_gain, candidate.gain),
      edit.begin == 0 ? 1 : 0,
      path.at.left,
      path.at.right,
      path.at.left - old.at.left,
      path.at.right - old.at.right,
      path.at.left + path.at.right,
      old.at.left + old.at.right,
      same_place ? 1 : 0,
      old.cost / static_cast<Cost>(size()),
      edit.begin - old.at.begin,
  };
  std::transform(values.begin(), values.end(), candidate.features.begin() + kFirstFeatures, clamped);
}

/// How the words fit that the edit makes and breaks, and what is put in and taken out by itself.
void TypoEvidence::fill_company(Candidate& candidate, const WordGraph::Word& old, const WordGraph::Word& made) {
  constexpr Cost kNoVectors = -4000;
  const TypoEdit& edit = candidate.edit;
  const std::uint32_t low = std::min(old.begin, made.begin);
  const std::uint32_t high =
      std::max({old.begin + old.length, edit.end, made.begin + made.length + (edit.end - edit.begin) - edit.size});
  made_.assign(text_, low, edit.begin - low).append(edit.with()).append(text_, edit.end, high - edit.end);
  const std::u32string_view text = text_;
  const WordVectors::Context around = company_.around(low, high);
  const auto made_fit = company_.fit(around, std::u32string_view(made_).substr(made.begin - low, made.length));
  const auto old_fit = company_.fit(around, text.substr(old.begin, old.length));
  const auto put_in = company_.fit(around, edit.with());
  const auto taken_out = company_.fit(around, text.substr(edit.begin, edit.end - edit.begin));
  const auto difference = [](std::optional<Cost> then, std::optional<Cost> now) {
    return !then ? kNoVectors : !now ? -kNoVectors : *then - *now;
  };
  const std::array<std::int64_t, kCompanyFeatures> values{
      made_fit.value_or(kNoVectors),
      old_fit.value_or(kNoVectors),
      difference(made_fit, old_fit),
      put_in.value_or(kNoVectors),
      difference(put_in, taken_out),
      made_fit.value_or(0) - old_fit.value_or(0) + candidate.word_gain + candidate.gain,
  };
  std::transform(values.begin(), values.end(), candidate.features.begin() + kFirstFeatures + kWordFeatures, clamped);
}

/// How an edit stands among the others of its place.
void TypoEvidence::compare(std::span<Candidate* const> promising) {
  constexpr Cost kNoOther = -4 * kCostPerDigit;
  for (Candidate* const one : promising) {
    Cost best_total = kNoOther, best_words = kNoOther;
    std::int64_t better = 0;
    for (const Candidate* const other : promising) {
      if (other == one) continue;
      best_total = std::max(best_total, other->gain + other->word_gain);
      best_words = std::max(best_words, other->word_gain);
      better += other->word_gain > one->word_gain ? 1 : 0;
    }
    Feature* const f = &one->features[kCountedFeatures - kComparedFeatures];
    f[0] = clamped(one->gain + one->word_gain - best_total);
    f[1] = clamped(one->word_gain - best_words);
    f[2] = clamped(better);
    f[3] = clamped(static_cast<std::int64_t>(promising.size()));
  }
}

void TypoEvidence::read_network(std::span<Candidate* const> likely) {
  if (models_.network.empty() || likely.empty()) return;
  if (!network_read_) {
    network_.read(text_);
    network_read_ = true;
  }
  changed_.clear();
  for (const Candidate* const candidate : likely) {
    const TypoEdit& edit = candidate->edit;
    for (std::uint32_t place = edit.begin; place < edit.begin + edit.size; ++place)
      if (edit.text[place - edit.begin] != text_[place]) changed_.push_back(place);
  }
  network_.look(changed_);
  for (Candidate* const candidate : likely) fill_network(*candidate);
  for (Candidate* const one : likely) {
    constexpr Cost kNoOther = -4 * kCostPerDigit;
    Cost best = kNoOther, best_sum = kNoOther;
    for (const Candidate* const other : likely) {
      if (other == one) continue;
      best = std::max(best, other->network_gain);
      best_sum = std::max(best_sum, other->gain + other->word_gain + other->network_gain);
    }
    one->features[kFeatures - 2] = clamped(one->network_gain - best);
    one->features[kFeatures - 1] = clamped(one->gain + one->word_gain + one->network_gain - best_sum);
    if (one->often)
      one->prior = std::min(kOftenWritten + (one->gain + one->word_gain + one->network_gain) / 2, kMostOftenWritten);
  }
}

/// What the network makes of the characters that change; of those that go, nothing.
void TypoEvidence::fill_network(Candidate& candidate) const {
  constexpr Cost kMost = 4 * kCostPerDigit;
  const TypoEdit& edit = candidate.edit;
  Cost gain = 0, worst = kMost;
  for (std::uint32_t place = edit.begin; place < edit.begin + edit.size; ++place) {
    const char32_t with = edit.text[place - edit.begin];
    if (with == text_[place]) continue;
    const Cost one = network_.gain(place, text_[place], with);
    gain += one;
    worst = std::min(worst, one);
  }
  candidate.network_gain = gain;
  candidate.features[kCountedFeatures] = clamped(gain);
  candidate.features[kCountedFeatures + 1] = clamped(worst);
  candidate.features[kCountedFeatures + 2] = clamped(gain + candidate.gain + candidate.word_gain);
}

std::span<TypoEvidence::Candidate> TypoEvidence::candidates(std::uint32_t place, std::int32_t doubt_score) {
  candidates_.clear();
  candidates_.reserve(kKept + 1);
  find_prefixes(place);
  for (std::uint32_t length = 1; length < old_bonds_.size() && place + length <= size(); ++length)
    old_bonds_[length] = bond_of(std::u32string_view(text_).substr(place, length), place + length);
  offer_characters(place);
  offer_words(place);
  offer_others(place);
  for (std::size_t rank = 0; rank < candidates_.size(); ++rank) fill(candidates_[rank], rank, doubt_score);
  return candidates_;
}

}  // namespace jianyan

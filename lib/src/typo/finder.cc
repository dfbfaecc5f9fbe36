// Paragraph by paragraph: the characters that count are put in a row (blanks and markup left out), cut into parts where
// it is very long, and each place that the first trees doubt is looked at closely. Of edits that touch each other the
// surest is taken; the others find their place in the next round of cleaning, when the text around them is right.
#include <algorithm>
#include <cmath>
#include <utility>

#include "jianyan/typo.h"
#include "text/character_class.h"
#include "text/utf8.h"
#include "typo/decision.h"
#include "typo/evidence.h"
#include "typo/missing.h"
#include "typo/models.h"
#include "typo/row.h"
#include "typo/wording.h"

namespace jianyan {
namespace {

/// Scores from which a place is looked at, and a candidate taken.
struct Limits {
  std::int32_t doubt;
  std::int32_t exchanged;  ///< one character for another
  std::int32_t words;      ///< several at once
  std::int32_t swapped;    ///< two in another order: rare, and a false one does more harm
  std::int32_t extra;      ///< one too many: too
  std::int32_t doubled;
  std::int32_t beside;     ///< characters for others, where the sentence holds another such doubt
  Cost missing, missing_words;  ///< gains by characters and by words of one that was left out
  bool speech;                  ///< whether sentences in quotation marks are read, too
  [[nodiscard]] std::int32_t verdict(TypoKind kind) const {
    switch (kind) {
      case TypoKind::word: return words;
      case TypoKind::swapped: return swapped;
      case TypoKind::extra: return extra;
      case TypoKind::doubled: return doubled;
      default: return exchanged;
    }
  }
};
// Measured on planted errors and on clean text; the pages of the rules print what they come to. What a level tells, the
// next one tells too: its limit beside other doubts is no higher than the limit of the level before.
constexpr std::array<Limits, 3> kLimits{{{-680, 565, 800, 900, 1000, 700, 565, 1200, 600, false},
                                         {-1350, -100, 100, 350, 500, 250, 565, 900, 256, true},
                                         {-1500, -300, 0, 200, 300, 0, -300, 700, 128, true}}};

constexpr std::size_t kWeighed = 5;    // readings that an explanation shows
constexpr std::size_t kOthers = 2;     // readings that are told besides the surest one,
constexpr double kScoreDigits = 1e4;
constexpr std::int32_t kLeastOther = -500;  // if they are as sure as 1 in 8

struct Found {
  TypoEvidence::Candidate candidate;
  std::int32_t score;
  std::int32_t doubt;
  std::vector<Found> others = {};
};

bool ends_sentence(char32_t c) { return c == U'。' || c == U'！' || c == U'？'; }
bool passes(const Limits& limits, const Found& found) {
  const TypoEvidence::Candidate& candidate = found.candidate;
  if (candidate.edit.kind == TypoKind::missing)
    return candidate.gain >= limits.missing && candidate.word_gain >= limits.missing_words;
  return found.doubt >= limits.doubt && found.score >= limits.verdict(candidate.edit.kind);
}

/// Whether a candidate is taken only where it is the one doubt in its sentence.
bool is_doubt(const Limits& limits, const Found& found) {
  return found.candidate.edit.kind != TypoKind::missing && found.score < limits.beside;
}

}  // namespace

std::string_view typo_level_name(TypoLevel level) noexcept {
  constexpr std::array<std::string_view, 3> kNames{"strict", "normal", "eager"};
  return kNames[static_cast<std::size_t>(level)];
}

std::optional<TypoLevel> typo_level_from_name(std::string_view name) noexcept {
  for (const TypoLevel level : {TypoLevel::strict, TypoLevel::normal, TypoLevel::eager})
    if (name == typo_level_name(level)) return level;
  return std::nullopt;
}

struct TypoFinder::Impl {
  explicit Impl(std::shared_ptr<const Data> shared_data, std::span<const UserWord> words)
      : data(std::move(shared_data)), models(*data), decision(*data), missing(*data) {
    for (const UserWord& word : words)
      if (!word.word.empty()) known.add(word.word, 0, nullptr);
  }

  std::shared_ptr<const Data> data;
  TypoModels models;
  Decision decision;
  MissingCharacters missing;
  UserWords known;
};

namespace {

/// One search through a document.
class Search {
 public:
  Search(const Document& document, const TypoModels& models, const Decision& decision,
         const MissingCharacters& missing, const UserWords& known, const Limits& limits)
      : document_(document), models_(models), decision_(decision), limits_(limits), evidence_(models), missing_(models, missing), row_(known) {}

  std::vector<Typo> run() {
    std::size_t mask = 0;
    for (const Block& block : document_.blocks()) {
      if (!reads(block)) continue;
      row_.read(document_, block, mask, models_.ngrams);
      for (std::size_t begin = 0; begin < row_.text.size();) {
        const std::size_t end = part_end(begin);
        search_part(begin, end);
        begin = end;
      }
    }
    return take_typos();
  }

  /// Whether run() found something there that it did not tell, since its sentence holds another doubt.
  [[nodiscard]] bool crowded(Span span) const {
    return std::find(crowded_.begin(), crowded_.end(), span) != crowded_.end();
  }

  [[nodiscard]] TypoExplanation explain(std::uint32_t offset) {
    TypoExplanation told;
    told.left_alone = {"这里没有要查的文字", "there is nothing here to look for"};
    for (const Block& block : document_.blocks()) {
      if (!block.span.contains(offset)) continue;
      if (!reads(block)) return told;
      std::size_t mask = 0;
      row_.read(document_, block, mask, models_.ngrams);
      const auto at = std::find_if(row_.spans.begin(), row_.spans.end(), [&](Span s) { return s.contains(offset); });
      if (at != row_.spans.end()) explain_place(static_cast<std::size_t>(at - row_.spans.begin()), told);
    }
    return told;
  }

 private:
  struct Kept {
    Typo typo;
    std::string name;  ///< what stands there, where it is no word and perhaps a name
  };

  std::vector<Typo> take_typos() {
    std::vector<std::string> names;
    for (const Kept& kept : kept_)
      if (recurs(kept.name)) names.push_back(kept.name);
    std::vector<Typo> typos;
    for (Kept& kept : kept_)
      if (!in_one_of(names, kept.typo.span)) typos.push_back(std::move(kept.typo));
    return typos;
  }

  [[nodiscard]] bool in_one_of(const std::vector<std::string>& names, Span span) const {
    return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
      const std::size_t before = std::min<std::size_t>(span.begin, name.size());
      const std::string_view around = document_.text().substr(span.begin - before, before + name.size());
      const std::size_t at = around.find(name);
      return at != around.npos && at <= before && at + name.size() > before;
    });
  }

  /// What is no word and stands in the draft more than once is no error but a name.
  [[nodiscard]] bool recurs(const std::string& name) const {
    if (name.empty()) return false;
    const std::string_view text = document_.text();
    const std::size_t first = text.find(name);
    return first != text.npos && text.find(name, first + name.size()) != text.npos;
  }

  void explain_place(std::size_t at, TypoExplanation& told) {
    std::size_t begin = 0;
    std::size_t end = part_end(begin);
    while (end <= at) {
      begin = end;
      end = part_end(begin);
    }
    evidence_.read(std::u32string_view(row_.text).substr(begin, end - begin));
    const auto place = static_cast<std::uint32_t>(at - begin);
    if (!evidence_.han(place)) return;
    told.left_alone = is_open(at) ? Message{} : reason_for(row_.closed[at]);
    told.doubt = probability(decision_.doubt(evidence_.doubt(place)) + evidence_.prior(place));
    for (const Found& found : weighed(begin, place)) told.readings.push_back(reading(begin, found));
    if (!told.left_alone.zh.empty() || told.readings.empty() || !told.readings[0].level) return;
    const EditInContext context = in_context(begin, weighed_[0].candidate.edit);
    if (recurs(context.name())) {
      told.left_alone = {"同样的写法在文中多次出现，看作名称", "it stands in the draft more than once: a name"};
    } else {
      told.left_alone = reason_to_keep(context);
    }
  }

  /// The edits that touch a place and were weighed most closely, the surest first.
  std::span<const Found> weighed(std::size_t begin, std::uint32_t place) {
    weighed_.clear();
    if (const std::optional<Found> found = missing_behind(begin, place)) weighed_.push_back(*found);
    const std::uint32_t reach = TypoEdit::kMaxSize - 1;
    for (std::uint32_t from = place < reach ? 0 : place - reach; from <= place; ++from) {
      if (!evidence_.han(from)) continue;
      const std::int32_t doubt = decision_.doubt(evidence_.doubt(from));
      for (const auto& [score, candidate] : decision_.judge(evidence_, evidence_.candidates(from, doubt))) {
        if (candidate->edit.end > place && unbroken(begin, candidate->edit))
          weighed_.push_back({*candidate, score, doubt + candidate->prior});
      }
    }
    std::stable_sort(weighed_.begin(), weighed_.end(),
                     [](const Found& a, const Found& b) { return a.score > b.score; });
    return std::span(weighed_).first(std::min(weighed_.size(), kWeighed));
  }

  /// What others wrote is quoted as they wrote it.
  static bool reads(const Block& block) {
    return BlockKinds::prose().contains(block.kind) && block.kind != BlockKind::quotation;
  }

  [[nodiscard]] std::size_t part_end(std::size_t begin) const {
    if (row_.text.size() - begin <= TypoEvidence::kMaxSize) return row_.text.size();
    for (std::size_t end = begin + TypoEvidence::kMaxSize; end > begin + TypoEvidence::kMaxSize / 2; --end)
      if (character_class(row_.text[end - 1]) == CharacterClass::stop) return end;
    return begin + TypoEvidence::kMaxSize;
  }

  void search_part(std::size_t begin, std::size_t end) {
    evidence_.read(std::u32string_view(row_.text).substr(begin, end - begin));
    found_.clear();
    for (std::uint32_t place = 0; place < evidence_.size(); ++place) {
      if (!evidence_.han(place) || !is_open(begin + place)) continue;
      search_gap(begin, place);
      const std::int32_t doubt = decision_.doubt(evidence_.doubt(place));
      if (doubt + evidence_.prior(place) < limits_.doubt) continue;
      std::int32_t score = 0;
      const std::span<TypoEvidence::Candidate> candidates = evidence_.candidates(place, doubt);
      const TypoEvidence::Candidate* const best =
          decision_.best(evidence_, candidates, [this](TypoKind kind) { return limits_.verdict(kind); }, score);
      if (best == nullptr || doubt + best->prior < limits_.doubt || !allowed(begin, best->edit)) continue;
      found_.push_back({*best, score, doubt + best->prior});
      keep_others(begin, candidates, found_.back());
    }
    choose(begin);
  }

  /// Looks for a character that is missing behind a place.
  void search_gap(std::size_t begin, std::uint32_t place) {
    if (const std::optional<Found> found = missing_behind(begin, place); found && passes(limits_, *found))
      found_.push_back(*found);
  }

  [[nodiscard]] std::optional<Found> missing_behind(std::size_t begin, std::uint32_t place) {
    const std::uint32_t next = place + 1;
    if (next >= evidence_.size() || evidence_.cost(next) < MissingSearch::kLeastCost || !evidence_.han(next)) return {};
    if (!allowed(begin, {place, next + 1, TypoKind::missing, 0, {}})) return {};
    const std::u32string_view part = std::u32string_view(row_.text).substr(begin, evidence_.size());
    const std::optional<MissingSearch::Found> best = missing_.best(part, place);
    if (!best) return {};
    Found found{{}, best->score, 0};
    found.candidate.edit = best->edit;
    found.candidate.gain = best->gain;
    found.candidate.word_gain = best->word_gain;
    return found;
  }

  /// The other readings of a place that are likely enough to be told.
  void keep_others(std::size_t begin, std::span<TypoEvidence::Candidate> candidates, Found& found) {
    const TypoEdit best = found.candidate.edit;
    for (const Decision::Judged& other : decision_.judge(evidence_, candidates)) {
      if (other.score < kLeastOther || found.others.size() == kOthers) return;
      if (other.candidate->edit.begin == best.begin && other.candidate->edit.with() == best.with()) continue;
      if (allowed(begin, other.candidate->edit)) found.others.push_back({*other.candidate, other.score, found.doubt});
    }
  }

  [[nodiscard]] bool is_open(std::size_t at) const {
    return row_.closed[at] == Closed::open || (limits_.speech && row_.closed[at] == Closed::speech);
  }
  /// Whether an edit stays within one stretch of text, outside what is closed.
  [[nodiscard]] bool allowed(std::size_t begin, const TypoEdit& edit) const {
    for (std::size_t i = begin + edit.begin; i < begin + edit.end; ++i)
      if (!is_open(i)) return false;
    return unbroken(begin, edit);
  }
  [[nodiscard]] bool unbroken(std::size_t begin, const TypoEdit& edit) const {
    for (std::size_t i = begin + edit.begin + 1; i < begin + edit.end; ++i)
      if (row_.spans[i].begin != row_.spans[i - 1].end) return false;
    return true;
  }

  struct Chosen {
    const Found* found;
    EditInContext context;
  };

  /// The surest of edits that touch each other, without those that put in a word where either fits.
  std::vector<Chosen> surest(std::size_t begin) {
    const auto touch = [](const TypoEdit& a, const TypoEdit& b) { return a.begin <= b.end && b.begin <= a.end; };
    std::stable_sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) { return a.score > b.score; });
    std::vector<TypoEdit> surer;
    std::vector<Chosen> chosen;
    for (const Found& found : found_) {
      const TypoEdit& edit = found.candidate.edit;
      if (std::any_of(surer.begin(), surer.end(), [&](const TypoEdit& other) { return touch(edit, other); })) continue;
      surer.push_back(edit);
      Chosen one{&found, in_context(begin, edit)};
      if (reason_to_keep(one.context).zh.empty()) chosen.push_back(std::move(one));
    }
    return chosen;
  }
  [[nodiscard]] Message reason_to_keep(const EditInContext& context) const {
    const std::string written = context.written(), meant = context.meant();
    if (models_.pairs.keeps(written, meant)) return {"公文里就这样写，不改", "this is how official texts write it"};
    if (models_.pairs.either(written, meant)) return {"两个词放在这里都通，不报", "both words fit: nothing is told"};
    return {};
  }

  void choose(std::size_t begin) {
    const std::vector<Chosen> chosen = surest(begin);
    const std::size_t first = kept_.size();
    for (const Chosen& one : chosen) {
      Typo typo = this->typo(begin, *one.found, one.context);
      if (is_crowded(begin, *one.found, chosen)) crowded_.push_back(typo.span);
      else kept_.push_back({std::move(typo), one.context.name()});
    }
    std::sort(kept_.begin() + static_cast<std::ptrdiff_t>(first), kept_.end(),
              [](const Kept& a, const Kept& b) { return a.typo.span.begin < b.typo.span.begin; });
  }

  /// Several doubts in one sentence tell more of the models, which do not know such text, than of slips: these are
  /// rare, and two of them in a sentence very much so.
  [[nodiscard]] bool is_crowded(std::size_t begin, const Found& found, std::span<const Chosen> chosen) const {
    if (!is_doubt(limits_, found)) return false;
    const Span sentence = sentence_around(begin, found.candidate.edit.begin);
    return std::any_of(chosen.begin(), chosen.end(), [&](const Chosen& other) {
      return other.found != &found && is_doubt(limits_, *other.found) &&
             sentence.contains(other.found->candidate.edit.begin);
    });
  }
  /// Places of the part at hand.
  [[nodiscard]] Span sentence_around(std::size_t begin, std::uint32_t place) const {
    Span sentence{place, place};
    while (sentence.begin > 0 && !ends_sentence(row_.text[begin + sentence.begin - 1])) --sentence.begin;
    while (sentence.end < evidence_.size() && !ends_sentence(row_.text[begin + sentence.end])) ++sentence.end;
    return sentence;
  }

  [[nodiscard]] EditInContext in_context(std::size_t begin, const TypoEdit& edit) const {
    return {models_, std::u32string_view(row_.text).substr(begin, evidence_.size()), edit};
  }

  /// Of a character that stands twice, either may be called the one too many.
  [[nodiscard]] TypoKind kind_of(std::size_t begin, const TypoEdit& edit) const {
    const std::size_t next = begin + edit.end;
    const bool repeats = next < row_.text.size() && row_.text[next] == row_.text[next - 1];
    const bool twice = edit.kind == TypoKind::extra && repeats;
    return twice ? TypoKind::doubled : edit.kind;
  }

  /// The strictest level that takes a candidate.
  [[nodiscard]] std::optional<TypoLevel> level_of(std::size_t begin, const Found& found) const {
    const bool speech = row_.closed[begin + found.candidate.edit.begin] == Closed::speech;
    for (std::size_t i = 0; i < kLimits.size(); ++i)
      if (passes(kLimits[i], found) && (kLimits[i].speech || !speech)) return static_cast<TypoLevel>(i);
    return std::nullopt;
  }

  [[nodiscard]] Typo typo(std::size_t begin, const Found& found, const EditInContext& context) const {
    const TypoEvidence::Candidate& candidate = found.candidate;
    const TypoEdit& edit = candidate.edit;
    Typo typo;
    typo.span = {row_.spans[begin + edit.begin].begin, row_.spans[begin + edit.end - 1].end};
    typo.replacement = to_utf8(edit.with());
    typo.kind = kind_of(begin, edit);
    typo.score = std::round(probability(found.score) * kScoreDigits) / kScoreDigits;
    typo.level = level_of(begin, found).value_or(TypoLevel::eager);
    typo.written = context.written();
    typo.meant = context.meant();
    const std::u32string_view replaced(&row_.text[begin + edit.begin], edit.end - edit.begin);
    typo.reason = reason_of(models_, replaced, typo.kind, edit.with());
    if (edit.kind == TypoKind::character || edit.kind == TypoKind::word)
      typo.note = models_.pairs.note(typo.written, typo.meant);
    typo.gain = static_cast<double>(candidate.gain) / kCostPerDigit;
    typo.word_gain = static_cast<double>(candidate.word_gain) / kCostPerDigit;
    for (const Found& other : found.others)
      typo.others.push_back(this->typo(begin, other, in_context(begin, other.candidate.edit)));
    return typo;
  }

  [[nodiscard]] TypoReading reading(std::size_t begin, const Found& found) const {
    const TypoEdit& edit = found.candidate.edit;
    const EditInContext context = in_context(begin, edit);
    EditInContext::Reading before = context.before();
    EditInContext::Reading after = context.after();
    return {typo(begin, found, context), level_of(begin, found), before.characters,
            after.characters, before.words, after.words, std::move(before.cut), std::move(after.cut)};
  }

  const Document& document_;
  const TypoModels& models_;
  const Decision& decision_;
  const Limits limits_;
  TypoEvidence evidence_;
  MissingSearch missing_;
  Row row_;
  std::vector<Found> found_;
  std::vector<Found> weighed_;
  std::vector<Kept> kept_;
  std::vector<Span> crowded_;
};

}  // namespace

TypoFinder::TypoFinder(std::shared_ptr<const Data> data, std::span<const UserWord> known)
    : impl_(std::make_unique<const Impl>(std::move(data), known)) {}
TypoFinder::~TypoFinder() = default;
TypoFinder::TypoFinder(TypoFinder&&) noexcept = default;
TypoFinder& TypoFinder::operator=(TypoFinder&&) noexcept = default;

std::vector<Typo> TypoFinder::find(const Document& document, TypoLevel level) const {
  const Limits& limits = kLimits[static_cast<std::size_t>(level)];
  return Search(document, impl_->models, impl_->decision, impl_->missing, impl_->known, limits).run();
}

TypoExplanation TypoFinder::explain(const Document& document, std::uint32_t offset) const {
  const auto search = [&](TypoLevel level) {
    const Limits& limits = kLimits[static_cast<std::size_t>(level)];
    return Search(document, impl_->models, impl_->decision, impl_->missing, impl_->known, limits);
  };
  TypoExplanation told = search(TypoLevel::eager).explain(offset);
  if (!told.left_alone.zh.empty() || told.readings.empty() || !told.readings[0].level) return told;
  Search again = search(*told.readings[0].level);
  (void)again.run();
  if (again.crowded(told.readings[0].typo.span))
    told.left_alone = {"这一句里还有别处拿不准，只在 eager 级报告", "its sentence holds another doubt: told at eager only"};
  return told;
}

}  // namespace jianyan

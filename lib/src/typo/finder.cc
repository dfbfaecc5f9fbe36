// Paragraph by paragraph: the characters that count are put in a row (blanks and markup left out), cut into parts where
// it is very long, and each place that the first trees doubt is looked at closely. Of edits that touch each other the
// surest is taken; the others find their place in the next round of cleaning, when the text around them is right.
#include <algorithm>
#include <map>
#include <utility>

#include "jianyan/typo.h"
#include "text/character_class.h"
#include "text/utf8.h"
#include "typo/decision.h"
#include "typo/evidence.h"
#include "typo/models.h"

namespace jianyan {
namespace {

/// Scores from which a place is looked at, and a candidate taken.
struct Limits {
  std::int32_t doubt;
  std::int32_t exchanged;  ///< one character for another, or one written twice
  std::int32_t moved;      ///< one too many, or two in another order: rare, and a false one does more harm
  [[nodiscard]] std::int32_t verdict(TypoKind kind) const {
    return kind == TypoKind::extra || kind == TypoKind::swapped ? moved : exchanged;
  }
};
// Measured on planted errors and on clean text; the pages of the rules print what they come to.
constexpr std::array<Limits, 3> kLimits{{{-700, 850, 1100}, {-1200, -100, 700}, {-1300, -400, 300}}};

constexpr std::uint32_t kNearDot = 6;  // characters beside the dot of a foreign name

/// The characters of a block that count, with where they stand.
struct Row {
  std::u32string text;
  std::vector<Span> spans;
  std::vector<bool> closed;  ///< nothing is found there

  void clear() {
    text.clear();
    spans.clear();
    closed.clear();
  }
};

struct Found {
  TypoEvidence::Candidate candidate;
  std::int32_t score;
};

bool is_dot(char32_t c) { return c == U'·' || c == U'•' || c == U'・'; }

Message reason_of(const TypoEvidence::Candidate& candidate) {
  switch (candidate.edit.kind) {
    case TypoKind::extra: return {"多字", "a character too many"};
    case TypoKind::doubled: return {"重复", "written twice"};
    case TypoKind::swapped: return {"前后颠倒", "in the wrong order"};
    case TypoKind::missing: return {"漏字", "a character is missing"};
    case TypoKind::word: return {"音同音近", "sounds alike"};
    case TypoKind::character: break;
  }
  const bool alike = candidate.shape >= 50;
  switch (candidate.sound) {
    case SoundMatch::none: return {"形近", "looks alike"};
    case SoundMatch::slip: return alike ? Message{"形近", "looks alike"} : Message{"输入时易混", "easily mistyped"};
    case SoundMatch::near: return alike ? Message{"音近形近", "sounds and looks alike"} : Message{"音近", "sounds alike"};
    case SoundMatch::tone:
    case SoundMatch::same: break;
  }
  return alike ? Message{"同音形近", "sounds the same and looks alike"} : Message{"同音", "sounds the same"};
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
      : data(std::move(shared_data)), models(*data), decision(*data) {
    for (const UserWord& word : words)
      if (!word.word.empty()) known.add(word.word, 0, nullptr);
  }

  std::shared_ptr<const Data> data;
  TypoModels models;
  Decision decision;
  UserWords known;
};

namespace {

/// One search through a document.
class Search {
 public:
  Search(const Document& document, const TypoModels& models, const Decision& decision, const UserWords& known,
         const Limits& limits)
      : document_(document), models_(models), decision_(decision), known_(known), limits_(limits), evidence_(models) {}

  std::vector<Typo> run() {
    std::size_t mask = 0;
    for (const Block& block : document_.blocks()) {
      if (!BlockKinds::prose().contains(block.kind) || block.kind == BlockKind::quotation) continue;
      read(block, mask);
      close();
      for (std::size_t begin = 0; begin < row_.text.size();) {
        const std::size_t end = part_end(begin);
        search_part(begin, end);
        begin = end;
      }
    }
    return take_typos();
  }

 private:
  struct Kept {
    Typo typo;
    bool name;  ///< what stands there is no word, and perhaps a name
  };

  /// A doubt about what is no word and stands in the draft more than once is no error but a name.
  std::vector<Typo> take_typos() {
    std::map<std::pair<std::string, std::string>, std::size_t> times;
    for (const Kept& kept : kept_) ++times[{kept.typo.written, kept.typo.meant}];
    std::vector<Typo> typos;
    for (Kept& kept : kept_) {
      const bool recurs = times[{kept.typo.written, kept.typo.meant}] > 1;
      if (!kept.name || !recurs) typos.push_back(std::move(kept.typo));
    }
    return typos;
  }

  void read(const Block& block, std::size_t& mask) {
    const std::span<const Span> masked = document_.masked();
    row_.clear();
    for (std::uint32_t at = block.content.begin; at < block.content.end;) {
      while (mask < masked.size() && masked[mask].end <= at) ++mask;
      if (mask < masked.size() && masked[mask].begin <= at) {
        at = masked[mask].end;
        continue;
      }
      const CodePoint c = decode_valid_utf8_at(document_.text(), at);
      if (models_.ngrams.id(c.value) != Ngrams::kBlank) {
        row_.text.push_back(c.value);
        row_.spans.push_back({at, at + c.length});
        row_.closed.push_back(false);
      }
      at += c.length;
    }
  }

  /// Titles in 《》, the neighbourhood of the dots of foreign names, and known words.
  void close() {
    const std::u32string& text = row_.text;
    std::size_t depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == U'《') ++depth;
      if (text[i] == U'》' && depth > 0) --depth;
      if (depth > 0) row_.closed[i] = true;
      if (is_dot(text[i])) {
        const auto is_han = [&](std::size_t j) { return character_class(text[j]) == CharacterClass::han; };
        for (std::size_t j = i; j-- > 0 && i - j <= kNearDot && is_han(j);) row_.closed[j] = true;
        for (std::size_t j = i + 1; j < text.size() && j - i <= kNearDot && is_han(j); ++j) row_.closed[j] = true;
      }
      if (!known_.empty()) close_known(i);
    }
  }

  void close_known(std::size_t begin) {
    std::uint32_t at = UserWords::kRoot;
    for (std::size_t end = begin; end < row_.text.size();) {
      at = known_.child(at, row_.text[end++]);
      if (at == UserWords::kNone) return;
      if (known_.entry(at).is_word) std::fill(row_.closed.begin() + static_cast<std::ptrdiff_t>(begin),
                                              row_.closed.begin() + static_cast<std::ptrdiff_t>(end), true);
    }
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
      if (!evidence_.han(place) || row_.closed[begin + place]) continue;
      const std::int32_t doubt = decision_.doubt(evidence_.doubt(place));
      if (doubt < limits_.doubt) continue;
      std::int32_t score = 0;
      const std::int32_t least = std::min(limits_.exchanged, limits_.moved);
      const TypoEvidence::Candidate* best =
          decision_.best(evidence_, evidence_.candidates(place, doubt), least, score);
      if (best == nullptr || score < limits_.verdict(best->edit.kind) || !allowed(begin, best->edit)) continue;
      found_.push_back({*best, score});
    }
    choose(begin);
  }

  /// Whether an edit stays within one stretch of text, outside what is closed.
  [[nodiscard]] bool allowed(std::size_t begin, const TypoEdit& edit) const {
    for (std::size_t i = begin + edit.begin; i < begin + edit.end; ++i) {
      if (row_.closed[i]) return false;
      if (i > begin + edit.begin && row_.spans[i].begin != row_.spans[i - 1].end) return false;
    }
    return true;
  }

  /// The surest of edits that touch each other.
  void choose(std::size_t begin) {
    const auto touch = [](const TypoEdit& a, const TypoEdit& b) { return a.begin <= b.end && b.begin <= a.end; };
    std::stable_sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) { return a.score > b.score; });
    const std::size_t first = kept_.size();
    std::vector<const Found*> taken;
    for (const Found& found : found_) {
      if (std::any_of(taken.begin(), taken.end(),
                      [&](const Found* other) { return touch(found.candidate.edit, other->candidate.edit); })) {
        continue;
      }
      taken.push_back(&found);
      kept_.push_back({typo(begin, found), found.candidate.breaks_name});
    }
    std::sort(kept_.begin() + static_cast<std::ptrdiff_t>(first), kept_.end(),
              [](const Kept& a, const Kept& b) { return a.typo.span.begin < b.typo.span.begin; });
  }

  [[nodiscard]] Typo typo(std::size_t begin, const Found& found) const {
    const TypoEvidence::Candidate& candidate = found.candidate;
    const TypoEdit& edit = candidate.edit;
    Typo typo;
    typo.span = {row_.spans[begin + edit.begin].begin, row_.spans[begin + edit.end - 1].end};
    typo.replacement = to_utf8(edit.with());
    typo.kind = edit.kind;
    typo.score = probability(found.score);
    typo.reason = reason_of(candidate);
    typo.gain = static_cast<double>(candidate.gain) / kCostPerDigit;
    typo.word_gain = static_cast<double>(candidate.word_gain) / kCostPerDigit;
    // The word that comes out, and what stands there now.
    const std::u32string& text = row_.text;
    const std::size_t low = std::min(candidate.made_begin, edit.begin);
    const std::size_t shift = edit.end - edit.begin;
    const std::size_t made_end = candidate.made_end + shift - edit.size;
    const std::size_t high = std::max<std::size_t>(edit.end, std::min<std::size_t>(made_end, evidence_.size()));
    typo.written = to_utf8(std::u32string_view(text).substr(begin + low, high - low));
    typo.meant = to_utf8(text.substr(begin + low, edit.begin - low)) + typo.replacement +
                 to_utf8(text.substr(begin + edit.end, high - edit.end));
    return typo;
  }

  const Document& document_;
  const TypoModels& models_;
  const Decision& decision_;
  const UserWords& known_;
  const Limits limits_;
  TypoEvidence evidence_;
  Row row_;
  std::vector<Found> found_;
  std::vector<Kept> kept_;
};

}  // namespace

TypoFinder::TypoFinder(std::shared_ptr<const Data> data, std::span<const UserWord> known)
    : impl_(std::make_unique<const Impl>(std::move(data), known)) {}
TypoFinder::~TypoFinder() = default;
TypoFinder::TypoFinder(TypoFinder&&) noexcept = default;
TypoFinder& TypoFinder::operator=(TypoFinder&&) noexcept = default;

std::vector<Typo> TypoFinder::find(const Document& document, TypoLevel level) const {
  return Search(document, impl_->models, impl_->decision, impl_->known, kLimits[static_cast<std::size_t>(level)]).run();
}

}  // namespace jianyan

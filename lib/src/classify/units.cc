// Each kind of evidence for a unit is a probability that it alone speaks true; together they are right unless all are
// wrong: 1 − Π (1 − pᵢ). So a unit that is named and has the duty comes before one that is only named, and no evidence
// can lower a score. The probabilities are estimates, set by reading what came out of drafts, in steps of 0.05.
#include "classify/units.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace jianyan {
namespace {

constexpr double kNamedLead = 0.95, kNamedPartner = 0.6, kAsked = 0.6, kNamed = 0.25, kNamedElsewhere = 0.1;
constexpr double kDuty = 0.6, kTopic = 0.55, kPlace = 0.3, kModel = 0.9;
constexpr double kFewWords = 2;        // of this weight, duties count half of kDuty
constexpr double kPartnerShare = 0.5;  // of the leader's score
constexpr std::size_t kMostPartners = 5;
constexpr std::size_t kMostEvidence = 6;
constexpr std::size_t kPlacesInText = 3;  // so often a text names a district that is its subject

constexpr std::array<std::u32string_view, 5> kLeads{U"牵头", U"主办", U"负责", U"承办", U"主管"};
constexpr std::array<std::u32string_view, 5> kWith{U"会同", U"联合", U"协同", U"配合", U"商请"};
constexpr std::array<std::u32string_view, 5> kHelps{U"配合", U"协助", U"参与", U"协办", U"会办"};
constexpr std::array<std::u32string_view, 6> kAsks{U"建议", U"由", U"请", U"责成", U"恳请", U"督促"};

struct Mention {
  EvidenceKind kind;
  double weight;
};

/// Up to `reach` characters before or after a place, within the sentence.
std::u32string_view before(const std::u32string& text, std::uint32_t at, std::uint32_t reach) {
  std::uint32_t begin = at;
  while (begin > 0 && at - begin < reach &&
         std::u32string_view(U"。；！？\n").find(text[begin - 1]) == std::u32string_view::npos)
    --begin;
  return std::u32string_view(text).substr(begin, at - begin);
}
std::u32string_view after(const std::u32string& text, std::uint32_t at, std::uint32_t reach) {
  const std::u32string_view rest = std::u32string_view(text).substr(at, reach);
  return rest.substr(0, rest.find_first_of(U"。；！？\n"));
}

template <std::size_t N>
std::size_t first_of(std::u32string_view text, const std::array<std::u32string_view, N>& cues) {
  std::size_t first = std::u32string_view::npos;
  for (const std::u32string_view cue : cues) first = std::min(first, text.find(cue));
  return first;
}
/// One more than the last place where a cue begins; 0 for none.
template <std::size_t N>
std::size_t last_of(std::u32string_view text, const std::array<std::u32string_view, N>& cues) {
  std::size_t last = 0;
  for (const std::u32string_view cue : cues) last = std::max(last, text.rfind(cue) + 1);
  return last;
}

/// What a text says of a unit that it names: 由市教委牵头，会同市财政局；市科技局配合.
Mention read_mention(const FieldText& field, const SubjectMatch& match) {
  constexpr std::uint32_t kReach = 20;
  const std::u32string_view left = before(field.characters, match.begin, kReach);
  const std::u32string_view right = after(field.characters, match.end, kReach);
  const std::size_t with = last_of(left, kWith);
  if (with > last_of(left, kLeads)) return {EvidenceKind::named_partner, kNamedPartner};
  const std::size_t leads = std::min(first_of(right, kLeads), first_of(right, std::array{kWith[0], kWith[1]}));
  const std::size_t helps = first_of(right, kHelps);
  if (helps < leads) return {EvidenceKind::named_partner, kNamedPartner};
  const bool asked = last_of(left.substr(left.size() - std::min<std::size_t>(left.size(), 4)), kAsks) > 0;
  if (leads < right.size()) return {EvidenceKind::named_lead, asked ? kNamedLead : kAsked};
  // 某区教委, 省教育厅: somebody else's, unless the name itself says whose it is.
  const bool elsewhere =
      !left.empty() && std::u32string_view(U"区县镇省").find(left.back()) != std::u32string_view::npos;
  if (elsewhere) return {EvidenceKind::named, kNamedElsewhere};
  return {EvidenceKind::named, asked ? kAsked : kNamed};
}

/// What speaks for one unit. Evidence of a kind counts once, with its strongest.
struct Candidate {
  std::array<double, kEvidenceKinds> strength{};
  std::vector<Evidence> evidence;
  bool leads = false, helps = false;

  void add(Evidence item) {
    double& strength_of_kind = strength[static_cast<std::size_t>(item.kind)];
    strength_of_kind = std::max(strength_of_kind, item.weight);
    leads = leads || item.kind == EvidenceKind::named_lead;
    helps = helps || item.kind == EvidenceKind::named_partner;
    evidence.push_back(std::move(item));
  }
  [[nodiscard]] double score() const {
    double wrong = 1;
    for (const double probability : strength) wrong *= 1 - probability;
    return 1 - wrong;
  }
};

class UnitSearch {
 public:
  UnitSearch(const Subjects& units, const RecordText& record, const RecordMatches& matches)
      : units_(units), record_(record), matches_(matches) {}

  UnitsFound run(std::span<const TopicEvidence> topics, std::span<const ModelEvidence> model) {
    read_names();
    read_duties();
    read_topics(topics);
    read_model(model);
    return {ranked(), level_};
  }

 private:
  [[nodiscard]] Evidence evidence(EvidenceKind kind, RecordField field, std::uint32_t begin, std::uint32_t end,
                                  double weight) const {
    const FieldText& text = record_[static_cast<std::size_t>(field)];
    const Span span = text.span(begin, end);
    return {kind, field, span, std::string(text.text(span)), weight};
  }

  void read_names() {
    std::map<std::uint32_t, std::size_t> places;  // in the text
    for (std::size_t i = 0; i < record_.size(); ++i) {
      const auto field = static_cast<RecordField>(i);
      for (const SubjectMatch& match : matches_[i]) {
        if (!match.is_name) continue;
        for (const std::uint32_t owner : units_.owners(match)) {
          switch (units_[owner].kind) {
            case SubjectKind::level: level_ = Level::country; break;
            case SubjectKind::place:
              if (field == RecordField::title || ++places[owner] == kPlacesInText) add_place(owner, field, match);
              break;
            default: {
              const Mention mention = read_mention(record_[i], match);
              candidates_[owner].add(evidence(mention.kind, field, match.begin, match.end, mention.weight));
            }
          }
        }
      }
    }
  }

  void add_place(std::uint32_t place, RecordField field, const SubjectMatch& match) {
    if (level_ == Level::city) level_ = Level::district;
    candidates_[place].add(evidence(EvidenceKind::place, field, match.begin, match.end, kPlace));
  }

  void read_duties() {
    const std::vector<WordFound> words = weigh_words(units_, record_, matches_);
    const std::vector<double> sums = sum_by_owner(units_, words);
    const double greatest = sums.empty() ? 0 : *std::max_element(sums.begin(), sums.end());
    for (const WordFound& word : words) {
      for (const std::uint32_t owner : word.owners) {
        Candidate& candidate = candidates_[owner];
        candidate.evidence.push_back(evidence(EvidenceKind::duty, word.field, word.begin, word.end,
                                              kDuty * word.weight / (greatest + kFewWords)));
        candidate.strength[static_cast<std::size_t>(EvidenceKind::duty)] = kDuty * sums[owner] / (greatest + kFewWords);
      }
    }
  }

  void read_topics(std::span<const TopicEvidence> topics) {
    for (std::uint32_t unit = 0; unit < units_.size(); ++unit) {
      for (const Subjects::Link& link : units_[unit].links) {
        const auto topic =
            std::find_if(topics.begin(), topics.end(), [&](const TopicEvidence& t) { return t.id == link.topic; });
        if (topic != topics.end()) add_topic(unit, *topic, link.rank);
      }
    }
  }

  void add_topic(std::uint32_t unit, const TopicEvidence& topic, unsigned rank) {
    double sum = 0;
    for (const WordFound* word : topic.words) sum += word->weight;
    const double strength = kTopic * topic.score / std::sqrt(std::max(rank, 1u));
    double& greatest = candidates_[unit].strength[static_cast<std::size_t>(EvidenceKind::topic)];
    if (topic.words.empty() || strength <= greatest) return;
    greatest = strength;
    std::vector<Evidence>& found = candidates_[unit].evidence;
    std::erase_if(found, [](const Evidence& item) { return item.kind == EvidenceKind::topic; });
    for (const WordFound* word : topic.words) {
      found.push_back(
          evidence(EvidenceKind::topic, word->field, word->begin, word->end, strength * word->weight / sum));
    }
  }

  void read_model(std::span<const ModelEvidence> model) {
    for (const ModelEvidence& label : model) {
      if (const auto unit = units_.find_id(label.label)) {
        candidates_[*unit].add(
            {EvidenceKind::model, RecordField::text, {}, std::string(label.label), kModel * label.score});
      }
    }
  }

  [[nodiscard]] std::vector<UnitScore> ranked() {
    struct Ranked {
      std::uint32_t unit;
      double score;
      Candidate* candidate;
    };
    std::vector<Ranked> order;
    for (auto& [unit, candidate] : candidates_) {
      if (const double score = candidate.score(); score > 0) order.push_back({unit, score, &candidate});
    }
    // A unit that is only to help, or a place, leads where there is nobody else.
    const auto grade = [this](const Ranked& item) {
      if (item.candidate->leads) return 2;
      return item.candidate->helps || units_[item.unit].kind == SubjectKind::place ? 0 : 1;
    };
    std::sort(order.begin(), order.end(), [&](const Ranked& a, const Ranked& b) {
      return a.score != b.score ? a.score > b.score : a.unit < b.unit;
    });
    const auto lead = std::max_element(order.begin(), order.end(), [&](const Ranked& a, const Ranked& b) {
      return grade(a) < grade(b);  // of equals the first
    });
    if (lead != order.end()) std::rotate(order.begin(), lead, lead + 1);
    std::vector<UnitScore> units;
    for (const Ranked& item : order) {
      const bool first = units.empty();
      const bool named = item.candidate->leads || item.candidate->helps || units_[item.unit].kind == SubjectKind::place;
      if (!first && !named && item.score < order.front().score * kPartnerShare) continue;
      if (units.size() > kMostPartners) break;
      units.push_back({name_of(item.unit), first ? UnitRole::lead : UnitRole::partner, item.score,
                       weightiest(std::move(item.candidate->evidence))});
    }
    return units;
  }

  [[nodiscard]] std::string name_of(std::uint32_t unit) const { return std::string(units_[unit].name); }

  /// Each word once, with all that it says for the unit.
  static std::vector<Evidence> weightiest(std::vector<Evidence> evidence) {
    std::stable_sort(evidence.begin(), evidence.end(),
                     [](const Evidence& a, const Evidence& b) { return a.weight > b.weight; });
    std::vector<Evidence> kept;
    for (Evidence& item : evidence) {
      const bool seen = std::any_of(kept.begin(), kept.end(), [&](const Evidence& other) {
        return other.word == item.word && other.kind == item.kind;
      });
      if (!seen && kept.size() < kMostEvidence) kept.push_back(std::move(item));
    }
    return kept;
  }

  const Subjects& units_;
  const RecordText& record_;
  const RecordMatches& matches_;
  std::map<std::uint32_t, Candidate> candidates_;
  Level level_ = Level::city;
};

}  // namespace

UnitsFound find_units(const Subjects& units, const RecordText& record, const RecordMatches& matches,
                      std::span<const TopicEvidence> topics, std::span<const ModelEvidence> model) {
  return UnitSearch(units, record, matches).run(topics, model);
}

}  // namespace jianyan

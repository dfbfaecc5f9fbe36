#include "typo/build/confusion_builder.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <set>
#include <span>
#include <tuple>

namespace jianyan {
namespace {

struct Pair {
  std::string_view first, second;
  SoundMatch match;
};
constexpr SoundMatch kNear = SoundMatch::near;
constexpr SoundMatch kSlip = SoundMatch::slip;

// Sounds that dialects do not part; either may stand for the other. Those that half of the country mixes up are near.
constexpr std::array<Pair, 16> kInitials{
    {{"z", "zh", kNear}, {"c", "ch", kNear}, {"s", "sh", kNear}, {"n", "l", kNear}, {"f", "h", kNear},
     {"r", "l", kNear},  {"g", "k", kSlip},  {"b", "p", kSlip},  {"d", "t", kSlip}, {"j", "q", kSlip},
     {"z", "c", kSlip},  {"zh", "ch", kSlip}, {"j", "zh", kSlip}, {"q", "ch", kSlip}, {"x", "sh", kSlip},
     {"h", "", kSlip}}};
constexpr std::array<Pair, 20> kFinals{
    {{"an", "ang", kNear},   {"en", "eng", kNear},  {"in", "ing", kNear}, {"ian", "iang", kNear},
     {"uan", "uang", kNear}, {"un", "ong", kSlip},  {"en", "in", kSlip},  {"eng", "ing", kSlip},
     {"eng", "ong", kNear},  {"ian", "uan", kSlip},
     {"i", "u", kSlip},      {"v", "u", kNear},     {"v", "i", kSlip},    {"e", "uo", kSlip},     {"o", "uo", kNear},
     {"ui", "ei", kSlip},    {"ie", "ue", kSlip},   {"ou", "u", kSlip},   {"ai", "ei", kSlip},    {"ao", "ou", kSlip}}};
/// Syllables of which initial and final both differ: f and hu, which the south-west does not part.
constexpr std::array<Pair, 7> kSyllables{
    {{"fa", "hua", kNear}, {"fan", "huan", kNear}, {"fang", "huang", kNear}, {"fei", "hui", kNear},
     {"fen", "hun", kNear}, {"fo", "huo", kNear}, {"feng", "hong", kNear}}};
/// The keys beside a … z.
constexpr std::array<std::string_view, 26> kKeys{"qsz", "vgn", "xdv",  "sefc", "wrd", "drgv", "fthb", "gyjn", "uok",
                                                 "hukm", "jil", "kop", "njk",  "bhm", "ipl",  "ol",   "wa",   "etf",
                                                 "awdx", "ryg", "yij", "cfb",  "qes", "zsc",  "tuh",  "asx"};

constexpr int kUsualShare = 4;      // rarer readings are near at best: few think of them
constexpr std::size_t kMaxSame = 60, kMaxNear = 40, kMaxSlip = 24;
constexpr std::size_t kMaxAlike = 30;
constexpr int kLeastAlike = 25;
constexpr std::size_t kLeastKeys = 3;  // shorter codes are one key from too many

/// Initial and final; y and w count as initials, as they are typed.
std::pair<std::string, std::string> split(const std::string& syllable) {
  const std::string_view text = syllable;
  if (text.starts_with("zh") || text.starts_with("ch") || text.starts_with("sh"))
    return {syllable.substr(0, 2), syllable.substr(2)};
  if (std::string_view("bpmfdtnlgkhjqxrzcsyw").find(text[0]) != std::string_view::npos)
    return {syllable.substr(0, 1), syllable.substr(1)};
  return {"", syllable};
}

std::set<std::string> one_key_away(const std::string& keys) {
  std::set<std::string> found{keys};
  for (std::size_t i = 0; i <= keys.size(); ++i) {
    const std::string before = keys.substr(0, i), behind = keys.substr(i);
    for (char key = 'a'; key <= 'z'; ++key) {
      found.insert(before + key + behind);
      if (i < keys.size()) found.insert(before + key + behind.substr(1));
    }
    if (i < keys.size()) found.insert(before + behind.substr(1));
    if (i + 1 < keys.size()) found.insert(before + behind[1] + behind[0] + behind.substr(2));
  }
  return found;
}

}  // namespace

ConfusionBuilder::ConfusionBuilder(std::u32string_view characters) {
  for (const char32_t c : characters)
    if (c >= Confusions::kFirst && c <= Confusions::kLast) number(c);
  given_ = characters_.size();
}

std::size_t ConfusionBuilder::number(char32_t c) {
  const auto [found, fresh] = index_.emplace(c, characters_.size());
  if (fresh) {
    characters_.push_back(c);
    readings_.emplace_back();
    has_code_.emplace_back();
    features_.emplace_back();
    keys_.emplace_back();
    in_print_.emplace_back();
  }
  return found->second;
}

void ConfusionBuilder::add_reading(char32_t c, CharacterReading reading) {
  if (c < Confusions::kFirst || c > Confusions::kLast) return;
  if (reading.syllable.empty()) return;
  const std::size_t character = number(c);
  auto& others = of_syllable_[reading.syllable];
  const Reader entry{character, reading.tone, reading.share < kUsualShare};
  if (character < given_) others.insert(std::lower_bound(others.begin(), others.end(), entry), entry);
  readings_[character].push_back(std::move(reading));
}

void ConfusionBuilder::add_feature(std::size_t character, const std::string& name, float weight) {
  const std::size_t feature = feature_names_.emplace(name, feature_names_.size()).first->second;
  features_[character][feature] += weight;
}

void ConfusionBuilder::add_code(Code kind, char32_t c, std::string_view code) {
  const auto found = index_.find(c);
  if (found == index_.end()) return;
  if (kind == kWubi) {
    if (code.size() > keys_[found->second].size()) keys_[found->second] = code;
  } else if (!has_code_[found->second][kind]) {
    has_code_[found->second][kind] = true;
    add_features(kind, found->second, code);
  }
}

void ConfusionBuilder::add_features(Code kind, std::size_t character, std::string_view code) {
  // Strokes are many and say little each; parts are few.
  const std::size_t longest = kind == kStrokes ? 6 : 3;
  const float weight = kind == kStrokes ? 1.0F : 1.6F;
  const std::string mark = kind == kStrokes ? "s" : "p";
  const std::string whole = "^" + std::string(code) + "$";
  for (std::size_t n = 1; n <= longest; ++n)
    for (std::size_t i = 0; i + n <= whole.size(); ++i) add_feature(character, mark + whole.substr(i, n), weight);
  for (std::size_t n = longest + 1; n < whole.size(); ++n) {
    add_feature(character, mark + whole.substr(0, n), weight);
    add_feature(character, mark + whole.substr(whole.size() - n), weight);
  }
}

void ConfusionBuilder::add_alike(char32_t c, char32_t other, int percent) {
  const auto found = index_.find(other);
  if (found == index_.end() || found->second >= given_) return;
  if (c < Confusions::kFirst || c > Confusions::kLast) return;
  in_print_[number(c)].push_back({found->second, percent});
}

std::map<std::string, SoundMatch> ConfusionBuilder::near_syllables(const std::string& syllable) const {
  std::map<std::string, SoundMatch> found;
  const auto offer = [&](const std::string& other, SoundMatch match) {
    if (other != syllable && of_syllable_.contains(other)) found[other] = std::max(found[other], match);
  };
  const auto [initial, final] = split(syllable);
  for (const Pair& pair : kInitials) {
    if (initial == pair.first) offer(std::string(pair.second) + final, pair.match);
    if (initial == pair.second) offer(std::string(pair.first) + final, pair.match);
  }
  for (const Pair& pair : kFinals) {
    if (final == pair.first) offer(initial + std::string(pair.second), pair.match);
    if (final == pair.second) offer(initial + std::string(pair.first), pair.match);
  }
  for (const Pair& pair : kSyllables) {
    if (syllable == pair.first) offer(std::string(pair.second), pair.match);
    if (syllable == pair.second) offer(std::string(pair.first), pair.match);
  }
  for (std::size_t i = 0; i < syllable.size(); ++i) {
    std::string typed = syllable;
    for (const char key : kKeys[static_cast<std::size_t>(syllable[i] - 'a')]) {
      typed[i] = key;
      offer(typed, kSlip);
    }
    offer(syllable.substr(0, i) + syllable.substr(i + 1), kSlip);
    if (i == 0) continue;
    typed = syllable;
    std::swap(typed[i - 1], typed[i]);
    offer(typed, kSlip);
  }
  return found;
}

std::map<std::size_t, SoundMatch> ConfusionBuilder::find_sounds(std::size_t character) const {
  std::map<std::size_t, SoundMatch> found;
  std::array<std::vector<std::size_t>, 3> levels;  // same, near, slip
  const auto offer = [&](std::size_t other, SoundMatch match) {
    if (other == character) return;
    SoundMatch& best = found[other];
    if (best == SoundMatch::none) levels[match >= SoundMatch::tone ? 0 : match == kNear ? 1 : 2].push_back(other);
    best = std::max(best, match);
  };
  const auto same_sound = [](const CharacterReading& reading, const Reader& other) {
    if (other.rare || reading.share < kUsualShare) return kNear;
    return other.tone == reading.tone ? SoundMatch::same : SoundMatch::tone;
  };
  std::map<std::string, SoundMatch> near;
  for (const CharacterReading& reading : readings_[character]) {
    for (const Reader& other : of_syllable_.at(reading.syllable)) offer(other.character, same_sound(reading, other));
    if (reading.share < kUsualShare) continue;
    for (const auto& [syllable, match] : near_syllables(reading.syllable)) near[syllable] = std::max(near[syllable], match);
  }
  for (const SoundMatch level : {kNear, kSlip}) {
    for (const auto& [syllable, match] : near) {
      if (match != level) continue;
      for (const Reader& other : of_syllable_.at(syllable))
        if (!other.rare) offer(other.character, match);
    }
  }
  // Characters are numbered by frequency: what exceeds the number is rare.
  constexpr std::array<std::size_t, 3> kMost{kMaxSame, kMaxNear, kMaxSlip};
  for (std::size_t level = 0; level < levels.size(); ++level) {
    std::sort(levels[level].begin(), levels[level].end());
    for (std::size_t i = kMost[level]; i < levels[level].size(); ++i) found.erase(levels[level][i]);
  }
  return found;
}

/// Of each character the given ones whose keys are the same, or the same but for one that is another, missing, too many
/// or swapped with its neighbour.
std::vector<std::vector<std::size_t>> ConfusionBuilder::find_mistyped() const {
  std::map<std::string, std::vector<std::size_t>> having;
  for (std::size_t i = 0; i < given_; ++i)
    if (keys_[i].size() >= kLeastKeys) having[keys_[i]].push_back(i);
  std::vector<std::vector<std::size_t>> mistyped(keys_.size());
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    if (keys_[i].size() < kLeastKeys) continue;
    for (const std::string& keys : one_key_away(keys_[i])) {
      const auto found = having.find(keys);
      if (found == having.end()) continue;
      for (const std::size_t other : found->second)
        if (other != i) mistyped[i].push_back(other);
    }
  }
  return mistyped;
}

/// Unit vectors; a feature counts for more the fewer characters have it.
std::vector<ConfusionBuilder::Features> ConfusionBuilder::weighted_features() const {
  std::vector<std::size_t> having(feature_names_.size());
  for (const auto& row : features_)
    for (const auto& [feature, weight] : row) ++having[feature];
  std::vector<Features> weighted;
  for (const auto& row : features_) {
    Features& out = weighted.emplace_back();
    double square = 0;
    for (const auto& [feature, weight] : row) {
      if (having[feature] < 2) continue;
      const double rarity = std::log(static_cast<double>(characters_.size()) / static_cast<double>(having[feature]));
      const double value = std::sqrt(weight) * rarity;
      out.emplace_back(feature, static_cast<float>(value));
      square += value * value;
    }
    for (auto& [feature, weight] : out) weight /= static_cast<float>(std::sqrt(std::max(square, 1e-12)));
  }
  return weighted;
}

std::vector<std::vector<ConfusionBuilder::Alike>> ConfusionBuilder::find_alike() const {
  const std::vector<Features> features = weighted_features();
  std::vector<Features> having(feature_names_.size());  // the other way round
  for (std::size_t i = 0; i < given_; ++i)
    for (const auto& [feature, weight] : features[i]) having[feature].emplace_back(i, weight);
  std::vector<std::vector<Alike>> alike;
  std::vector<float> cosine;
  for (std::size_t i = 0; i < features.size(); ++i) {
    cosine.assign(given_, 0);
    for (const auto& [feature, weight] : features[i])
      for (const auto& [other, other_weight] : having[feature]) cosine[other] += weight * other_weight;
    std::vector<Alike>& best = alike.emplace_back();
    for (std::size_t other = 0; other < cosine.size(); ++other) {
      const int percent = static_cast<int>(std::lround(100 * cosine[other]));
      if (other != i && percent >= kLeastAlike) best.push_back({other, percent});
    }
    std::sort(best.begin(), best.end(), [](const Alike& a, const Alike& b) {
      return std::tuple(-a.percent, a.other) < std::tuple(-b.percent, b.other);
    });
    if (best.size() > kMaxAlike) best.resize(kMaxAlike);
    best.insert(best.end(), in_print_[i].begin(), in_print_[i].end());
  }
  return alike;
}

std::vector<std::byte> ConfusionBuilder::pack() const {
  const std::vector<std::vector<Alike>> alike = find_alike();
  const std::vector<std::vector<std::size_t>> mistyped = find_mistyped();
  std::vector<std::uint32_t> begins;
  std::vector<Confusion> entries;
  for (char32_t c = Confusions::kFirst; c <= Confusions::kLast; ++c) {
    begins.push_back(static_cast<std::uint32_t>(entries.size()));
    const auto found = index_.find(c);
    if (found == index_.end()) continue;
    std::map<std::size_t, Confusion> others;
    for (const auto& [other, match] : find_sounds(found->second))
      others[other] = {static_cast<std::uint16_t>(characters_[other]), match, 0};
    for (const std::size_t other : mistyped[found->second]) {
      Confusion& entry = others[other];
      entry.character = static_cast<std::uint16_t>(characters_[other]);
      entry.sound = std::max(entry.sound, kSlip);
    }
    for (const Alike& other : alike[found->second]) {
      Confusion& entry = others[other.other];
      entry.character = static_cast<std::uint16_t>(characters_[other.other]);
      entry.shape = std::max(entry.shape, static_cast<std::uint8_t>(std::min(other.percent, 100)));
    }
    const auto first = static_cast<std::ptrdiff_t>(entries.size());
    for (const auto& [other, entry] : others) entries.push_back(entry);
    std::stable_sort(entries.begin() + first, entries.end(),
                     [](const Confusion& a, const Confusion& b) { return a.sound > b.sound; });
  }
  begins.push_back(static_cast<std::uint32_t>(entries.size()));
  std::vector<std::byte> out(begins.size() * sizeof(std::uint32_t) + entries.size() * sizeof(Confusion));
  std::memcpy(out.data(), begins.data(), begins.size() * sizeof(std::uint32_t));
  std::memcpy(out.data() + begins.size() * sizeof(std::uint32_t), entries.data(), entries.size() * sizeof(Confusion));
  return out;
}

}  // namespace jianyan

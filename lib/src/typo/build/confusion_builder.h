// Which characters sound and look alike: the section that Confusions reads.
//
//   ConfusionBuilder builder(model.characters);               // characters that are worth offering, frequent ones
//   first builder.add_reading(U'行', {"xing", 2, 77});
//   builder.add_code(ConfusionBuilder::kStrokes, U'行', "pphhhs");
//   builder.add_code(ConfusionBuilder::kWubi, U'行', "tfhh");
//   writer.add(Confusions::kSection, builder.pack());
//
// Sounds: the same syllable, or one that people mix up with it: dialects that do not part n and l or z and zh, and
// slips on the keyboard, with letters or with the keys of five-stroke. Looks: the cosine of two characters' runs of
// strokes and of parts, rare runs counting more; long runs count at the beginning and the end. Besides, what is given as
// alike in print.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "typo/confusions.h"

namespace jianyan {

struct CharacterReading {
  std::string syllable;  ///< without its tone: lü is lv
  int tone = 0;          ///< 1 to 4; 5 for the neutral one
  int share = 0;         ///< how often the character is read so, of 100
};

class ConfusionBuilder {
 public:
  enum Code { kStrokes, kParts, kWubi };

  explicit ConfusionBuilder(std::u32string_view characters);

  /// Other characters are never offered, but stand in drafts by mistake: those with a reading are looked up too.
  void add_reading(char32_t c, CharacterReading reading);
  /// Characters that are neither given nor have a reading are passed over. Of several codes of strokes or parts the first
  /// counts, of keys the longest.
  void add_code(Code kind, char32_t c, std::string_view code);
  /// How alike two characters are in print, 0 … 100. Others than the given characters are never offered.
  void add_alike(char32_t c, char32_t other, int percent);

  [[nodiscard]] std::vector<std::byte> pack() const;

  /// Syllables that are taken for this one, with the kind of match. For tests too.
  [[nodiscard]] std::map<std::string, SoundMatch> near_syllables(const std::string& syllable) const;

 private:
  using Features = std::vector<std::pair<std::size_t, float>>;  ///< number of the feature, weight; sorted
  struct Reader {
    std::size_t character;
    int tone;
    bool rare;  ///< whether the character is mostly read otherwise
    auto operator<=>(const Reader&) const = default;
  };
  struct Alike {
    std::size_t other;
    int percent;
  };

  void add_features(Code kind, std::size_t character, std::string_view code);
  void add_feature(std::size_t character, const std::string& name, float weight);
  std::size_t number(char32_t c);
  [[nodiscard]] std::vector<Features> weighted_features() const;
  [[nodiscard]] std::vector<std::vector<Alike>> find_alike() const;
  [[nodiscard]] std::vector<std::vector<std::size_t>> find_mistyped() const;
  [[nodiscard]] std::map<std::size_t, SoundMatch> find_sounds(std::size_t character) const;

  std::u32string characters_;  ///< the given ones first
  std::size_t given_ = 0;
  std::map<char32_t, std::size_t> index_;
  std::vector<std::vector<CharacterReading>> readings_;
  std::map<std::string, std::vector<Reader>> of_syllable_;  ///< frequent ones first
  std::vector<std::array<bool, 2>> has_code_;
  std::map<std::string, std::size_t> feature_names_;
  std::vector<std::map<std::size_t, float>> features_;
  std::vector<std::string> keys_;
  std::vector<std::vector<Alike>> in_print_;
};

}  // namespace jianyan

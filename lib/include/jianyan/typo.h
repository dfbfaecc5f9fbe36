// Finds wrong, missing, extra, doubled and swapped characters.
//
//   auto data = jianyan::Data::open(file);                      // may throw LoadError
//   jianyan::TypoFinder finder(data);
//   for (const jianyan::Typo& typo : finder.find(document, jianyan::TypoLevel::normal))
//     std::cout << document.text(typo.span) << " -> " << typo.replacement << '\n';
//
// A linter runs it for the rules of category `typo`; most programs need no more than that. Every place of the text is
// judged by how likely its characters are where they stand; where that is little, other characters are tried that sound
// or look alike, and trees weigh the evidence. What stands in 《》, words and phrases in quotation marks, foreign names,
// numbers and letters are left alone, at strict also quoted sentences (of 12 characters or more, or with a ，。！？； in
// it); what recurs in a document and is no word is a name.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "jianyan/data.h"
#include "jianyan/document.h"
#include "jianyan/export.h"
#include "jianyan/message.h"
#include "jianyan/segmenter.h"
#include "jianyan/span.h"

namespace jianyan {

/// How sure a finding must be.
enum class TypoLevel : std::uint8_t {
  strict,  ///< hardly a false alarm
  normal,  ///< most errors, some false alarms
  eager,   ///< for proofreading by a person
};
[[nodiscard]] JIANYAN_EXPORT std::string_view typo_level_name(TypoLevel level) noexcept;
[[nodiscard]] JIANYAN_EXPORT std::optional<TypoLevel> typo_level_from_name(std::string_view name) noexcept;

enum class TypoKind : std::uint8_t {
  character,  ///< one character for another
  word,       ///< a word of two to four characters for another of the same sound
  extra,      ///< one too many
  doubled,    ///< one or two characters written twice
  swapped,    ///< two neighbours in the wrong order
  missing,    ///< one too few
};

struct Typo {
  Span span;                ///< what is replaced; where something is missing, the character before it
  std::string replacement;
  TypoKind kind = TypoKind::character;
  double score = 0;         ///< how sure it is, 0 … 1
  TypoLevel level = TypoLevel::eager;  ///< the strictest at which it is found if its sentence holds no other doubt
  std::string written;      ///< the word around it as it stands, and as it should: 协条, 协调
  std::string meant;
  Message reason;           ///< 音近; sounds nearly alike
  Message note;             ///< what two words are for that are taken for each other; mostly empty
  double gain = 0;          ///< how much likelier the text becomes, in decimal digits: by characters, and by words
  double word_gain = 0;
  std::vector<Typo> others;  ///< other readings of the place that may be meant, the surest first
};

/// A correction that was weighed, and what the models made of the text around it without and with it: how unlikely it
/// is by characters and by words, in decimal digits, and how it is cut into words.
struct TypoReading {
  Typo typo;
  std::optional<TypoLevel> level;  ///< the strictest at which the limits let it pass; none: at no level
  double characters_before = 0, characters_after = 0;
  double words_before = 0, words_after = 0;
  std::vector<std::string> cut_before, cut_after;
};

/// What is known of a place, whether something is found there or not.
struct TypoExplanation {
  Message left_alone;                 ///< why nothing is looked for, or what was found is not told; mostly empty
  double doubt = 0;                   ///< how doubtful the place is by itself, 0 … 1
  std::vector<TypoReading> readings;  ///< what was weighed most closely, the surest first
};

class JIANYAN_EXPORT TypoFinder {
 public:
  /// Inside `known` words nothing is found. @throws LoadError when the data lacks a model.
  explicit TypoFinder(std::shared_ptr<const Data> data, std::span<const UserWord> known = {});
  ~TypoFinder();
  TypoFinder(TypoFinder&&) noexcept;
  TypoFinder& operator=(TypoFinder&&) noexcept;

  /// Sorted, disjoint. What one level finds, the next finds too. Not told: of words that both fit (今日, 近日) one for
  /// the other; at normal, what is not quite sure in a sentence that holds another such finding. Complexity: O(n), about a million characters a second where there is nothing to find.
  /// Thread-safe.
  [[nodiscard]] std::vector<Typo> find(const Document& document, TypoLevel level) const;

  /// What speaks for and against corrections of the character at a byte offset. Thread-safe.
  [[nodiscard]] TypoExplanation explain(const Document& document, std::uint32_t offset) const;

 private:
  struct Impl;
  std::unique_ptr<const Impl> impl_;
};

}  // namespace jianyan

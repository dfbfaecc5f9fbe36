// The notation in which phrase lists are written, and what a line of a list holds.
//
//   phrase        大约…左右    约<num>多    ^通过…，使    (积极|大力){的}
//   guards        前接:统|同；后接:例    仅后接:<num>|…6法律
//
// In a phrase "…" is a gap of 1 to 20 characters without a mark of the sentence, "<num>" a whole number in Arabic or
// Han digits, "^" the beginning of a sentence, "(a|b)" one of several texts, and "{…}" the part that is reported and
// replaced (without braces: all of it). Everything else stands for itself. Guards look at what stands left and right
// of the whole phrase; dictionaries/README.md tells how.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "jianyan/diagnostic.h"

namespace jianyan {

/// A line of a phrase list. All texts are UTF-8; those that a list does not use are empty.
struct PhraseRow {
  std::string list;
  std::string phrase;
  std::string replacement;  ///< several are parted by "|"; "…" and "<num>" stand for what these match in the phrase
  std::string guards;
  std::string note;
  std::string group;
  std::string region;
  unsigned weight = 0;                ///< 0 … 255
  std::optional<Safety> safety = {};  ///< of the replacement; without one, what the rule says
};

/// A row that cannot be compiled. what() says what is wrong and what to do, without the row's place.
class PhraseError : public std::runtime_error {
 public:
  PhraseError(std::size_t row, const std::string& what) : std::runtime_error(what), row_(row) {}
  [[nodiscard]] std::size_t row() const noexcept { return row_; }  ///< its index

 private:
  std::size_t row_;
};

inline constexpr std::size_t kMaxPhraseElements = 8;
inline constexpr std::size_t kMaxPhraseGap = 20;

enum class PhraseElementKind : std::uint8_t { literal, gap, number, start };

struct PatternElement {
  PhraseElementKind kind;
  std::u32string text;  ///< of a literal
};

/// A place in a match: `offset` characters from where an element begins; the element past the last begins at the end.
struct PatternPlace {
  std::uint8_t element = 0;
  std::uint8_t offset = 0;
};

struct Pattern {
  std::vector<PatternElement> elements;
  PatternPlace target_begin, target_end;
};

enum class PhraseGuardKind : std::uint8_t {
  literal,
  number,
  edge,  ///< left: the beginning of a sentence; right: a mark, or the end
};

struct PatternGuard {
  PhraseGuardKind kind = PhraseGuardKind::literal;
  bool left = false;
  bool required = false;   ///< one of the required ones must hold; of the others none may
  std::uint8_t reach = 0;  ///< so many characters may stand between, none of them a mark of the sentence
  std::u32string text;     ///< of a literal
};

/// The patterns of a phrase: one, or one for each combination of its alternatives. @throws std::invalid_argument
[[nodiscard]] std::vector<Pattern> parse_phrase(std::string_view phrase);
/// @throws std::invalid_argument
[[nodiscard]] std::vector<PatternGuard> parse_guards(std::string_view guards);

/// Whether a number may have this character: a digit, or a point or comma between digits.
[[nodiscard]] bool number_character(std::u32string_view text, std::size_t index) noexcept;
/// Whether a character parts clauses, so that no gap reaches across it: ，。！？；：, quotes, line ends.
[[nodiscard]] bool parts_clauses(std::u32string_view text, std::size_t index) noexcept;

}  // namespace jianyan

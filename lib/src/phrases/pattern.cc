#include "phrases/pattern.h"

#include <algorithm>
#include <utility>

#include "text/utf8.h"

namespace jianyan {
namespace {

constexpr std::size_t kMaxAlternatives = 512;  // of one phrase, so that a slip does not fill the data file
constexpr std::size_t kMaxLiteral = 200;
constexpr std::u32string_view kHanNumerals = U"〇零一二两三四五六七八九十百千万亿";

[[noreturn]] void refuse(const std::string& what) { throw std::invalid_argument(what); }

bool digit(char32_t c) { return (c >= U'0' && c <= U'9') || (c >= U'０' && c <= U'９'); }
bool han_numeral(char32_t c) { return kHanNumerals.find(c) != std::u32string_view::npos; }

/// The parts of `text` between separators; one empty part for an empty text.
std::vector<std::u32string_view> split(std::u32string_view text, char32_t separator) {
  std::vector<std::u32string_view> parts;
  for (;;) {
    const std::size_t end = std::min(text.find(separator), text.size());
    parts.push_back(text.substr(0, end));
    if (end == text.size()) return parts;
    text.remove_prefix(end + 1);
  }
}

/// Writes out (a|b) into one text for each alternative.
std::vector<std::u32string> write_out(const std::u32string& phrase) {
  const std::size_t open = phrase.find(U'(');
  const std::size_t close = phrase.find(U')');
  if (open == std::u32string::npos && close == std::u32string::npos) return {phrase};
  if (open > close || close == std::u32string::npos) refuse("has an unpaired bracket; write alternatives as (a|b)");
  const std::vector<std::u32string> tails = write_out(phrase.substr(close + 1));
  std::vector<std::u32string> all;
  for (const std::u32string_view alternative :
       split(std::u32string_view(phrase).substr(open + 1, close - open - 1), U'|'))
    for (const std::u32string& tail : tails) all.push_back(phrase.substr(0, open).append(alternative) + tail);
  if (all.size() > kMaxAlternatives) refuse("has too many alternatives; write it as several lines");
  return all;
}

/// Reads a phrase without alternatives, an element after the other.
class PatternReader {
 public:
  explicit PatternReader(std::u32string_view phrase) : rest_(phrase) {}

  Pattern read() {
    while (!rest_.empty()) read_one();
    if (target_opened_ != target_closed_) refuse("has an unpaired brace; mark what is replaced as {…}");
    if (!target_opened_) pattern_.target_end = place();
    check();
    return std::move(pattern_);
  }

 private:
  void read_one() {
    if (take(U"^")) {
      add(PhraseElementKind::start);
    } else if (take(U"…")) {
      add(PhraseElementKind::gap);
    } else if (take(U"<num>")) {
      add(PhraseElementKind::number);
    } else if (take(U"{")) {
      if (std::exchange(target_opened_, true)) refuse("has two targets; mark one part as {…}");
      pattern_.target_begin = place();
    } else if (take(U"}")) {
      if (!target_opened_ || std::exchange(target_closed_, true))
        refuse("has an unpaired brace; mark what is replaced as {…}");
      pattern_.target_end = place();
    } else {
      add_character(rest_.front());
      rest_.remove_prefix(1);
    }
  }

  bool take(std::u32string_view sign) {
    if (!rest_.starts_with(sign)) return false;
    rest_.remove_prefix(sign.size());
    return true;
  }

  bool in_literal() const {
    return !pattern_.elements.empty() && pattern_.elements.back().kind == PhraseElementKind::literal;
  }

  PatternPlace place() const {
    const auto count = static_cast<std::uint8_t>(pattern_.elements.size());
    if (!in_literal()) return {count, 0};
    return {static_cast<std::uint8_t>(count - 1), static_cast<std::uint8_t>(pattern_.elements.back().text.size())};
  }

  void add(PhraseElementKind kind) {
    if (pattern_.elements.size() == kMaxPhraseElements) refuse("has too many gaps and numbers; write a shorter phrase");
    pattern_.elements.push_back({kind, {}});
  }

  void add_character(char32_t c) {
    if (std::u32string_view(U"|<>").find(c) != std::u32string_view::npos)
      refuse("has a sign of the notation where none belongs; \"|\" stands in (a|b), \"<\" in <num> only");
    if (!in_literal()) add(PhraseElementKind::literal);
    std::u32string& text = pattern_.elements.back().text;
    if (text.size() == kMaxLiteral) refuse("is too long; write a shorter phrase");
    text.push_back(c);
  }

  void check() const {
    const std::vector<PatternElement>& all = pattern_.elements;
    const auto is = [&](std::size_t i, PhraseElementKind kind) { return i < all.size() && all[i].kind == kind; };
    bool has_literal = false;
    for (std::size_t i = 0; i < all.size(); ++i) {
      has_literal = has_literal || is(i, PhraseElementKind::literal);
      if (is(i, PhraseElementKind::start) && i > 0) refuse("has \"^\" inside; it belongs at the beginning");
      if (is(i, PhraseElementKind::gap) && (i == 0 || i + 1 == all.size() || is(i + 1, PhraseElementKind::gap)))
        refuse("has a gap at an end, or two together; a gap stands between texts");
      if (is(i, PhraseElementKind::gap) && is(i - 1, PhraseElementKind::start))
        refuse("has a gap at an end, or two together; a gap stands between texts");
      if (is(i, PhraseElementKind::number) && is(i + 1, PhraseElementKind::number))
        refuse("has two numbers together; they are one");
      const bool number_before = i > 0 && is(i - 1, PhraseElementKind::number);
      const bool number_after = is(i + 1, PhraseElementKind::number);
      if (!is(i, PhraseElementKind::literal)) continue;
      if ((number_before && (digit(all[i].text.front()) || han_numeral(all[i].text.front()))) ||
          (number_after && (digit(all[i].text.back()) || han_numeral(all[i].text.back()))))
        refuse("has a digit beside <num>, which takes in all digits");
    }
    if (!has_literal) refuse("has no text of its own; a phrase needs one");
  }

  std::u32string_view rest_;
  Pattern pattern_;
  bool target_opened_ = false;
  bool target_closed_ = false;
};

PatternGuard parse_guard(std::u32string_view term, bool left, bool required) {
  PatternGuard guard{.left = left, .required = required, .text = {}};
  if (term.starts_with(U'…')) {
    std::size_t digits = 1;
    unsigned reach = 0;
    for (; digits < term.size() && digits <= 2 && term[digits] >= U'0' && term[digits] <= U'9'; ++digits)
      reach = reach * 10 + static_cast<unsigned>(term[digits] - U'0');
    if (reach == 0 || reach > kMaxPhraseGap) refuse("has a guard with \"…\" but no number from 1 to 20 after it");
    guard.reach = static_cast<std::uint8_t>(reach);
    term.remove_prefix(digits);
  }
  if (term.empty()) refuse("has an empty guard; remove it");
  if (term == (left ? U"^" : U"$")) {
    guard.kind = PhraseGuardKind::edge;
  } else if (term == U"<num>") {
    guard.kind = PhraseGuardKind::number;
  } else {
    guard.text = term;
  }
  return guard;
}

}  // namespace

bool number_character(std::u32string_view text, std::size_t index) noexcept {
  const char32_t c = text[index];
  if (digit(c) || han_numeral(c)) return true;
  return (c == U'.' || c == U',') && index > 0 && index + 1 < text.size() && digit(text[index - 1]) &&
         digit(text[index + 1]);
}

bool parts_clauses(std::u32string_view text, std::size_t index) noexcept {
  if (text[index] >= U'\u3400' && text[index] <= U'\u9FFF') return false;  // an ideograph, as nearly always
  if (number_character(text, index)) return false;
  return std::u32string_view(U"，。！？；：“”‘’「」『』,;:!?\"\n\r\f\v\u0085\u2028\u2029").find(text[index]) !=
         std::u32string_view::npos;
}

std::vector<Pattern> parse_phrase(std::string_view phrase) {
  std::vector<Pattern> patterns;
  for (const std::u32string& text : write_out(to_utf32(phrase))) patterns.push_back(PatternReader(text).read());
  return patterns;
}

std::vector<PatternGuard> parse_guards(std::string_view guards) {
  struct Kind {
    std::u32string_view name;
    bool left, required;
  };
  constexpr Kind kKinds[] = {
      {U"前接:", true, false}, {U"后接:", false, false}, {U"仅前接:", true, true}, {U"仅后接:", false, true}};
  std::vector<PatternGuard> parsed;
  if (guards.empty()) return parsed;
  const std::u32string text = to_utf32(guards);
  for (const std::u32string_view part : split(text, U'；')) {
    const Kind* kind =
        std::find_if(std::begin(kKinds), std::end(kKinds), [&](const Kind& k) { return part.starts_with(k.name); });
    if (kind == std::end(kKinds)) refuse("has an unknown guard; write 前接: 后接: 仅前接: or 仅后接:, parted by ；");
    for (const std::u32string_view term : split(part.substr(kind->name.size()), U'|'))
      parsed.push_back(parse_guard(term, kind->left, kind->required));
  }
  return parsed;
}

}  // namespace jianyan

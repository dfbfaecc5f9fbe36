// numbering.xml has two layers: abstract lists, which say how levels look, and lists, which are made of one and may
// begin anew or override levels. Counters belong to the abstract list, as in Word: two lists made of one go on
// counting, unless the second has a start of its own.
#include "word/numbering.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "text/han_number.h"
#include "text/utf8.h"
#include "word/xml.h"

namespace jianyan {
namespace {

std::string roman(std::int32_t number, bool upper) {
  static constexpr std::pair<std::int32_t, std::string_view> kSteps[] = {
      {1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"},
      {40, "xl"},  {10, "x"},   {9, "ix"},  {5, "v"},    {4, "iv"},  {1, "i"}};
  std::string out;
  for (const auto& [value, letters] : kSteps)
    for (; number >= value; number -= value) out += letters;
  const auto capital = [](char c) { return static_cast<char>(c - 'a' + 'A'); };
  if (upper) std::transform(out.begin(), out.end(), out.begin(), capital);
  return out;
}

/// a … z, aa, bb …
std::string letters(std::int32_t number, char first) {
  const auto letter = static_cast<char>(first + (number - 1) % 26);
  return std::string(static_cast<std::size_t>((number - 1) / 26 + 1), letter);
}

/// The number's sign in a row of signs; empty behind its end.
std::string sign(std::int32_t number, char32_t first, std::int32_t count) {
  std::string out;
  if (number <= count) append_utf8(out, first + static_cast<char32_t>(number) - 1);
  return out;
}

std::string from_list(std::int32_t number, std::u32string_view list) {
  std::string out;
  append_utf8(out, list[static_cast<std::size_t>(number - 1) % list.size()]);
  return out;
}

std::string circled(std::int32_t number) {
  if (number <= 20) return sign(number, U'①', 20);
  if (number <= 35) return sign(number - 20, 0x3251, 15);
  return sign(number - 35, 0x32B1, 15);
}

/// 壹 贰 拾: numbers as cheques have them.
std::string legal_number(std::int32_t number) {
  static constexpr std::pair<std::string_view, std::string_view> kSigns[] = {
      {"一", "壹"}, {"二", "贰"}, {"三", "叁"}, {"四", "肆"}, {"五", "伍"}, {"六", "陆"},
      {"七", "柒"}, {"八", "捌"}, {"九", "玖"}, {"十", "拾"}, {"百", "佰"}, {"千", "仟"}};
  std::string out = han_number(static_cast<std::uint32_t>(number));
  if (out.starts_with("十")) out = "一" + out;
  for (const auto& [plain, legal] : kSigns)
    for (std::size_t at = 0; (at = out.find(plain, at)) != std::string::npos; at += legal.size())
      out.replace(at, plain.size(), legal);
  return out;
}

std::string full_width(std::int32_t number) {
  std::string out;
  for (const char digit : std::to_string(number)) append_utf8(out, U'０' + static_cast<char32_t>(digit - '0'));
  return out;
}

std::string ordinal(std::int32_t number) {
  const std::int32_t last = number % 10;
  const bool teen = number % 100 / 10 == 1;
  return std::to_string(number) + (teen ? "th" : last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th");
}

/// One, Twenty-one, Nine Hundred; First, Twenty-first. Word knows no others in lists of numbers as words.
std::string in_words(std::int32_t number, bool ordinal) {
  static constexpr std::array<std::string_view, 20> kOnes = {
      "zero", "one", "two",    "three",    "four",     "five",    "six",     "seven",     "eight",    "nine",
      "ten",  "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
  static constexpr std::array<std::string_view, 10> kTens = {"",      "",      "twenty",  "thirty", "forty",
                                                             "fifty", "sixty", "seventy", "eighty", "ninety"};
  static constexpr std::pair<std::string_view, std::string_view> kOrdinals[] = {
      {"one", "first"}, {"two", "second"}, {"three", "third"}, {"five", "fifth"}, {"eight", "eighth"},
      {"nine", "ninth"}, {"twelve", "twelfth"}};
  const auto one = [](std::int32_t value) { return std::string(kOnes[static_cast<std::size_t>(value)]); };
  std::string out;
  if (number >= 1000) out += one(number / 1000) + " thousand ";
  if (number % 1000 >= 100) out += one(number % 1000 / 100) + " hundred ";
  const std::int32_t rest = number % 100;
  if (rest >= 20) out += kTens[static_cast<std::size_t>(rest / 10)];
  if (rest >= 20 && rest % 10 != 0) out += "-" + one(rest % 10);
  if (rest > 0 && rest < 20) out += one(rest);
  while (out.ends_with(' ')) out.pop_back();
  if (ordinal) {
    const std::size_t word = out.find_last_of(" -") + 1;
    const std::string_view last = std::string_view(out).substr(word);
    const auto irregular = std::find_if(std::begin(kOrdinals), std::end(kOrdinals),
                                        [last](const auto& pair) { return pair.first == last; });
    if (irregular != std::end(kOrdinals)) out.replace(word, out.npos, irregular->second);
    else if (out.ends_with('y')) out.replace(out.size() - 1, 1, "ieth");
    else out += "th";
  }
  out[0] = static_cast<char>(out[0] - 'a' + 'A');
  return out;
}

bool is_han(std::string_view format) {
  return format == "chineseCounting" || format == "chineseCountingThousand" || format == "taiwaneseCounting" ||
         format == "taiwaneseCountingThousand" || format == "japaneseCounting" || format == "ideographDigital" ||
         format == "taiwaneseDigital";
}

}  // namespace

std::string formatted_number(std::int32_t number, std::string_view format) {
  constexpr std::int32_t kLargest = 9999;
  if (format == "none" || format == "bullet") return {};
  if (number <= 0 || number > kLargest) return std::to_string(number);
  std::string out;
  if (is_han(format)) out = han_number(static_cast<std::uint32_t>(number));
  else if (format == "chineseLegalSimplified") out = legal_number(number);
  else if (format == "upperRoman" || format == "lowerRoman") out = roman(number, format[0] == 'u');
  else if (format == "upperLetter") out = letters(number, 'A');
  else if (format == "lowerLetter") out = letters(number, 'a');
  else if (format == "decimalZero") out = (number < 10 ? "0" : "") + std::to_string(number);
  else if (format == "decimalFullWidth" || format == "decimalFullWidth2") out = full_width(number);
  else if (format == "decimalEnclosedCircle" || format == "decimalEnclosedCircleChinese") out = circled(number);
  else if (format == "decimalEnclosedParen") out = sign(number, U'⑴', 20);
  else if (format == "decimalEnclosedFullstop") out = sign(number, U'⒈', 20);
  else if (format == "ideographEnclosedCircle") out = sign(number, U'㊀', 10);
  else if (format == "ideographTraditional") out = from_list(number, U"甲乙丙丁戊己庚辛壬癸");
  else if (format == "ideographZodiac") out = from_list(number, U"子丑寅卯辰巳午未申酉戌亥");
  else if (format == "numberInDash") out = "- " + std::to_string(number) + " -";
  else if (format == "ordinal") out = ordinal(number);
  else if (format == "ordinalText" || format == "cardinalText") out = in_words(number, format[0] == 'o');
  return out.empty() ? std::to_string(number) : out;
}

class NumberingReader final : public XmlHandler {
 public:
  explicit NumberingReader(Numbering& numbering) : numbering_(numbering) {}

  void start(XmlName name, const XmlAttributes& attributes, Span) override {
    if (name.space != Namespace::word) return;
    if (name.local == "abstractNum") {
      abstract_ = &numbering_.abstracts_[attributes.number("abstractNumId").value_or(-1)];
    } else if (name.local == "num") {
      list_ = &numbering_.lists_[attributes.number("numId").value_or(-1)];
    } else if (name.local == "lvlOverride") {
      override_ = place(attributes);
    } else if (name.local == "lvl") {
      if (const auto number = place(attributes)) level_ = level_at(*number);
    } else if (list_ != nullptr && name.local == "abstractNumId") {
      list_->abstract = attributes.number("val").value_or(-1);
    } else if (list_ != nullptr && override_ && name.local == "startOverride") {
      list_->starts[*override_] = attributes.number("val").value_or(0);
    } else if (abstract_ != nullptr && name.local == "numStyleLink") {
      abstract_->num_style_link = attributes.word("val").value_or("");
    } else if (abstract_ != nullptr && name.local == "styleLink") {
      abstract_->style_link = attributes.word("val").value_or("");
    } else if (level_ != nullptr) {
      read_level(name.local, attributes);
    }
  }

  void end(XmlName name, std::uint32_t) override {
    if (name.space != Namespace::word) return;
    if (name.local == "abstractNum") abstract_ = nullptr;
    else if (name.local == "num") list_ = nullptr;
    else if (name.local == "lvlOverride") override_.reset();
    else if (name.local == "lvl") level_ = nullptr;
  }

 private:
  static std::optional<std::size_t> place(const XmlAttributes& attributes) {
    const auto number = attributes.number("ilvl");
    if (!number || *number < 0 || *number >= static_cast<std::int32_t>(Numbering::kLevels)) return std::nullopt;
    return static_cast<std::size_t>(*number);
  }

  Numbering::Level* level_at(std::size_t number) {
    if (list_ != nullptr) return &list_->overrides[number];
    return abstract_ != nullptr ? &abstract_->levels[number] : nullptr;
  }

  void read_level(std::string_view element, const XmlAttributes& attributes) {
    if (element == "start") level_->start = attributes.number("val").value_or(0);
    else if (element == "numFmt") level_->format = attributes.word("val").value_or("decimal");
    else if (element == "lvlText") level_->text = attributes.word("val").value_or("");
    else if (element == "isLgl") level_->decimal = attributes.on();
    else if (element == "lvlRestart") level_->restart = attributes.number("val").value_or(-1);
  }

  Numbering& numbering_;
  Numbering::Abstract* abstract_ = nullptr;
  Numbering::List* list_ = nullptr;
  Numbering::Level* level_ = nullptr;
  std::optional<std::size_t> override_;
};

Result<Numbering> Numbering::read(std::string_view bytes) {
  Numbering numbering;
  NumberingReader reader(numbering);
  if (auto error = parse_xml(bytes, reader)) return *error;
  return numbering;
}

/// A list may be no more than a reference to the list that a style is.
std::int32_t Numbering::follow_link(std::int32_t abstract) const {
  const auto found = abstracts_.find(abstract);
  if (found == abstracts_.end() || found->second.num_style_link.empty()) return abstract;
  for (const auto& [id, other] : abstracts_)
    if (other.style_link == found->second.num_style_link) return id;
  return abstract;
}

const Numbering::Level& Numbering::level(const List& list, std::int32_t abstract, std::size_t number) const {
  const auto overridden = list.overrides.find(number);
  return overridden != list.overrides.end() ? overridden->second : abstracts_.at(abstract).levels[number];
}

std::string Numbering::next_label(const NumberingReference& reference) {
  const auto found = lists_.find(reference.number.value_or(0));
  if (reference.number.value_or(0) == 0 || found == lists_.end()) return {};
  List& list = found->second;
  const std::int32_t abstract = follow_link(list.abstract);
  if (!abstracts_.contains(abstract)) return {};
  const auto at = static_cast<std::size_t>(
      std::clamp<std::int32_t>(reference.level.value_or(0), 0, static_cast<std::int32_t>(kLevels) - 1));
  Counters& counters = counters_[abstract];
  if (!list.begun) {
    for (const auto& [number, start] : list.starts) {
      counters.values[number] = start;
      counters.begun[number] = false;
    }
  }
  // The levels above count as begun once something stands below them.
  for (std::size_t i = 0; i <= at; ++i) {
    const bool forced = !list.begun && list.starts.contains(i);
    if (i == at && counters.begun[i]) ++counters.values[i];
    else if (!counters.begun[i] && !forced) counters.values[i] = level(list, abstract, i).start;
    counters.begun[i] = true;
  }
  list.begun = true;
  for (std::size_t i = at + 1; i < kLevels; ++i) {
    const std::int32_t restart = level(list, abstract, i).restart;
    if (restart < 0 || (restart > 0 && static_cast<std::int32_t>(at) < restart)) counters.begun[i] = false;
  }

  const Level& own = level(list, abstract, at);
  std::string label;
  for (std::size_t i = 0; i < own.text.size(); ++i) {
    const char digit = i + 1 < own.text.size() ? own.text[i + 1] : '\0';
    if (own.text[i] != '%' || digit < '1' || digit > '9') {
      label += own.text[i];
      continue;
    }
    const auto number = static_cast<std::size_t>(digit - '1');
    const Level& shown = level(list, abstract, number);
    label += formatted_number(counters.values[number], own.decimal ? "decimal" : std::string_view(shown.format));
    ++i;
  }
  return label;
}

}  // namespace jianyan

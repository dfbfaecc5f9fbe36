#include "word/properties.h"

#include <cstdlib>

namespace jianyan {
namespace {

template <class T>
void replace(std::optional<T>& weaker, const std::optional<T>& stronger) {
  if (stronger) weaker = stronger;
}

std::optional<Alignment> alignment_of(std::string_view value) {
  if (value == "left" || value == "start") return Alignment::left;
  if (value == "center") return Alignment::centre;
  if (value == "right" || value == "end") return Alignment::right;
  if (value == "both") return Alignment::justified;
  if (value == "distribute") return Alignment::distributed;
  return std::nullopt;
}

bool is_true(std::string_view value) { return value == "1" || value == "true" || value == "on"; }

std::optional<FontReference> font_of(const XmlAttributes& attributes, std::string_view name, std::string_view theme) {
  if (const auto reference = attributes.word(theme)) return FontReference{std::string(*reference), true};
  // Some programs name others behind it: 仿宋_GB2312;仿宋.
  const auto fonts = attributes.word(name);
  if (fonts) return FontReference{std::string(fonts->substr(0, fonts->find(';'))), false};
  return std::nullopt;
}

/// The transitional name of an attribute, or the strict one.
std::optional<std::int32_t> either(const XmlAttributes& attributes, std::string_view name, std::string_view strict) {
  const auto number = attributes.number(name);
  return number ? number : attributes.number(strict);
}

}  // namespace

void ParagraphFormat::read(std::string_view element, const XmlAttributes& attributes) {
  if (element == "jc") {
    alignment = alignment_of(attributes.word("val").value_or(""));
  } else if (element == "ind") {
    replace(left, either(attributes, "left", "start"));
    replace(right, either(attributes, "right", "end"));
    replace(left_characters, either(attributes, "leftChars", "startChars"));
    replace(right_characters, either(attributes, "rightChars", "endChars"));
    replace(first_line, attributes.number("firstLine"));
    replace(first_line_characters, attributes.number("firstLineChars"));
    if (const auto hanging = attributes.number("hanging")) first_line = -std::abs(*hanging);
    if (const auto hanging = attributes.number("hangingChars")) first_line_characters = -std::abs(*hanging);
  } else if (element == "spacing") {
    replace(before, attributes.number("before"));
    replace(after, attributes.number("after"));
    replace(before_lines, attributes.number("beforeLines"));
    replace(after_lines, attributes.number("afterLines"));
    if (const auto value = attributes.word("beforeAutospacing")) before_automatic = is_true(*value);
    if (const auto value = attributes.word("afterAutospacing")) after_automatic = is_true(*value);
    replace(line, attributes.number("line"));
    if (const auto rule = attributes.word("lineRule")) {
      line_rule = *rule == "exact" ? LineRule::exact : *rule == "atLeast" ? LineRule::at_least : LineRule::multiple;
    }
  } else if (element == "snapToGrid") {
    on_grid = attributes.on();
  }
}

void ParagraphFormat::add(const ParagraphFormat& stronger) {
  replace(alignment, stronger.alignment);
  replace(left, stronger.left);
  replace(right, stronger.right);
  replace(left_characters, stronger.left_characters);
  replace(right_characters, stronger.right_characters);
  replace(first_line, stronger.first_line);
  replace(first_line_characters, stronger.first_line_characters);
  replace(before, stronger.before);
  replace(after, stronger.after);
  replace(before_lines, stronger.before_lines);
  replace(after_lines, stronger.after_lines);
  replace(before_automatic, stronger.before_automatic);
  replace(after_automatic, stronger.after_automatic);
  replace(line, stronger.line);
  replace(line_rule, stronger.line_rule);
  replace(on_grid, stronger.on_grid);
}

void RunFormat::read(std::string_view element, const XmlAttributes& attributes) {
  if (element == "rFonts") {
    replace(font, font_of(attributes, "eastAsia", "eastAsiaTheme"));
    replace(latin_font, font_of(attributes, "ascii", "asciiTheme"));
  } else if (element == "sz") {
    replace(half_points, attributes.number("val"));
  } else if (element == "b") {
    bold = attributes.on();
  } else if (element == "rStyle") {
    style = attributes.word("val").value_or("");
  }
}

void RunFormat::add(const RunFormat& stronger) {
  replace(font, stronger.font);
  replace(latin_font, stronger.latin_font);
  replace(half_points, stronger.half_points);
  replace(bold, stronger.bold);
}

}  // namespace jianyan

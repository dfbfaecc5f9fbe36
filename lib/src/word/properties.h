// What a paragraph or a run says of how it is set, as it stands in w:pPr and w:rPr: each value may be left to the style
// below it. Lengths as in jianyan/layout.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "jianyan/layout.h"
#include "word/xml.h"

namespace jianyan {

struct ParagraphFormat {
  std::optional<Alignment> alignment;
  std::optional<std::int32_t> left, right, left_characters, right_characters, first_line, first_line_characters;
  std::optional<std::int32_t> before, after, before_lines, after_lines;
  std::optional<bool> before_automatic, after_automatic;
  std::optional<std::int32_t> line;
  std::optional<LineRule> line_rule;
  std::optional<bool> on_grid;

  /// Reads an element inside w:pPr.
  void read(std::string_view element, const XmlAttributes& attributes);
  /// Takes what a stronger layer says.
  void add(const ParagraphFormat& stronger);
};

/// A font by name, or by its place in the theme ("minorEastAsia").
struct FontReference {
  std::string name;
  bool in_theme = false;
};

struct RunFormat {
  std::optional<FontReference> font, latin_font;
  std::optional<std::int32_t> half_points;
  std::optional<bool> bold;
  std::string style;  ///< id of a character style

  /// Reads an element inside w:rPr.
  void read(std::string_view element, const XmlAttributes& attributes);
  void add(const RunFormat& stronger);
};

}  // namespace jianyan

// Paragraph styles, as far as they say what a paragraph is: its place in the outline, its numbering.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "jianyan/result.h"
#include "word/xml.h"

namespace jianyan {

/// A list and a level of it. What is not said comes from the style, or is level 0.
struct NumberingReference {
  std::optional<std::int32_t> number;  ///< of the list; 0: none
  std::optional<std::int32_t> level;
};

/// What a paragraph or its style says; each field may be left to the style below.
struct ParagraphProperties {
  std::string style;                    ///< id
  NumberingReference numbering;
  std::optional<std::int32_t> outline;  ///< 0 to 8: a heading; 9: text

  /// Reads an element inside w:pPr.
  void read(std::string_view element, const XmlAttributes& attributes);
};

/// What holds for a paragraph once its styles are asked.
struct ResolvedProperties {
  NumberingReference numbering;
  std::uint8_t outline = 0;  ///< 1 to 9; 0: text
  bool title = false;
  bool contents = false;     ///< a line of a table of contents
};

class Styles {
 public:
  /// Of a file without styles.
  Styles() = default;
  /// Errors: damaged.
  [[nodiscard]] static Result<Styles> read(std::string_view bytes);

  /// Where styles are based on each other in a circle, the circle is walked once.
  [[nodiscard]] ResolvedProperties resolve(const ParagraphProperties& own) const;

 private:
  friend class StylesReader;
  struct Style {
    std::string name;  // lower case
    std::string based_on;
    ParagraphProperties properties;
  };
  std::unordered_map<std::string, Style> styles_;
  std::string default_;
};

}  // namespace jianyan

// Styles: what a paragraph is (its place in the outline, its numbering), and how paragraphs and characters are set.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "jianyan/result.h"
#include "word/properties.h"
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

  /// What the defaults and a paragraph style with those that it is based on say; of an unknown id, the defaults.
  /// Empty: the style of paragraphs that name none.
  [[nodiscard]] ParagraphFormat paragraph_format(const std::string& id) const;
  [[nodiscard]] RunFormat run_format(const std::string& id) const;
  /// What a character style says, without the defaults.
  [[nodiscard]] RunFormat character_format(const std::string& id) const;
  /// The name that people see, in the file's own writing; empty where there is no such style.
  [[nodiscard]] std::string shown_name(const std::string& id) const;

 private:
  friend class StylesReader;
  struct Style {
    std::string name;  // lower case
    std::string shown_name;
    std::string based_on;
    ParagraphProperties properties;
    ParagraphFormat paragraph;
    RunFormat run;
  };
  using Map = std::unordered_map<std::string, Style>;
  /// The style and those that it is based on, the strongest first.
  [[nodiscard]] static std::vector<const Style*> chain(const Map& styles, const std::string& id);

  Map styles_;      // of paragraphs
  Map characters_;  // of characters
  std::string default_;
  ParagraphFormat default_paragraph_;
  RunFormat default_run_;
};

}  // namespace jianyan

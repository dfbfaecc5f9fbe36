// How the paper looks: what a Word file says of its pages, paragraphs and characters, and what a standard wants of
// them.
//
//   for (const jianyan::Block& block : document.blocks())
//     if (const jianyan::ParagraphLayout* layout = document.layout_of(block))
//       if (layout->alignment == jianyan::Alignment::centre) …
//
//   jianyan::LayoutStandard standard;                                   // GB/T 9704—2012
//   auto fault = jianyan::set_layout_value(standard, "title", "宋体 小二");   // as in [layout] of jianyan.toml
//
// Units: twips (1/20 point, 1/1440 inch; 1 mm is 56.7) for lengths, half points for sizes of type (三号, 16 points, is
// 32), hundredths of a character or of a line where Word counts in these. What is shown here holds: defaults, styles,
// themes and the paragraph's own properties are put together.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jianyan/export.h"
#include "jianyan/message.h"

namespace jianyan {

enum class Alignment : std::uint8_t { left, centre, right, justified, distributed };

/// What Word's line spacing means.
enum class LineRule : std::uint8_t {
  multiple,  ///< of a single line, in 240ths
  at_least,
  exact,
};

/// How characters are set.
struct TextStyle {
  std::string font;        ///< for Chinese; empty: the file does not say
  std::string latin_font;  ///< for letters and digits; likewise
  int half_points = 20;
  bool bold = false;
  friend bool operator==(const TextStyle&, const TextStyle&) = default;
};

/// A style, and how many characters of a paragraph are set in it.
struct StyledText {
  TextStyle style;
  std::uint32_t han = 0;    ///< ideographs
  std::uint32_t other = 0;  ///< but blanks
};

struct ParagraphLayout {
  std::string style;                    ///< name of the paragraph style; empty: none
  std::vector<StyledText> text;         ///< by style, in the order in which they first occur
  Alignment alignment = Alignment::left;
  int left = 0, right = 0;              ///< indents, in twips
  int left_characters = 0;              ///< hundredths of a character; where not 0, instead of the twips
  int right_characters = 0;
  int first_line = 0;                   ///< of the first line only; below 0, it hangs out
  int first_line_characters = 0;        ///< hundredths; where not 0, instead of the twips
  int before = 0, after = 0;            ///< space between paragraphs, in twips
  int line = 240;                       ///< twips, or 240ths of a line
  LineRule line_rule = LineRule::multiple;
  bool on_grid = true;                  ///< lines stand on the grid of the section, if it has one
  bool numbered = false;                ///< an automatic number: its indents come from the list
  bool in_table = false;
  std::uint32_t section = 0;            ///< index into Document::sections()

  /// The style of the most ideographs, or of the most characters where there are none; nullptr where there is no text.
  [[nodiscard]] JIANYAN_EXPORT const TextStyle* main_style() const noexcept;
};

/// The page number in a footer.
struct PageNumberLayout {
  bool present = false;
  bool dashes = false;                  ///< — 1 —, with whatever dash
  bool other_text = false;              ///< beside the number: 第 页 and the like, or anything else
  bool foreign_text = false;            ///< text of another kind in that header or footer, be there a number or not
  TextStyle style;                      ///< of the number
  /// Of its paragraph or frame; none where it floats and cannot be told.
  std::optional<Alignment> alignment;
  bool in_header = false;
  bool outside = false;                 ///< in a frame that stands at the outer edge: odd pages right, even pages left
};

struct SectionLayout {
  int width = 12240, height = 15840;    ///< Word's defaults where nothing is said: US Letter
  int top = 1440, bottom = 1440, left = 1800, right = 1800, gutter = 0;
  bool landscape = false;
  int grid_pitch = 0;                   ///< twips between lines of the grid; 0: no grid
  bool odd_and_even = false;            ///< even pages have a footer of their own
  PageNumberLayout odd, even;           ///< of the default footer and that of even pages
};

// ---- what a standard wants

/// A kind of type: the first font is what is written, all are accepted, with their other names.
struct TypeStyle {
  std::vector<std::string> fonts;
  int half_points = 0;
};

/// The defaults are those of GB/T 9704—2012, with what follows from them (right and bottom margin) and the tolerances
/// that its type area has.
struct LayoutStandard {
  int width = 11906, height = 16838;                          ///< A4
  int top = 2098, bottom = 1984, left = 1588, right = 1474;   ///< 37, 35, 28, 26 mm
  int tolerance = 57;                                         ///< 1 mm
  TypeStyle title{{"方正小标宋简体"}, 44};
  TypeStyle body{{"仿宋_GB2312"}, 32};
  std::array<TypeStyle, 4> headings{TypeStyle{{"黑体"}, 32}, TypeStyle{{"楷体_GB2312"}, 32},
                                    TypeStyle{{"仿宋_GB2312"}, 32}, TypeStyle{{"仿宋_GB2312"}, 32}};
  TypeStyle page_number{{"宋体"}, 28};
  int line_least = 560, line_most = 600;                      ///< 28 to 30 points
  int indent = 200;                                           ///< hundredths of a character

  /// What is written where the line pitch is not right: 22 lines on a page of the standard, if that is allowed.
  [[nodiscard]] JIANYAN_EXPORT int line_pitch() const noexcept;
};

/// Sets a value as it stands in the table [layout] of jianyan.toml: "title", "方正小标宋简体|宋体 二号"; "top", "37".
/// What is wrong with it, else nothing. Precondition: `key` is one of layout_keys().
[[nodiscard]] JIANYAN_EXPORT std::optional<Message> set_layout_value(LayoutStandard& standard, std::string_view key,
                                                                     std::string_view value);

/// 三号, 小二, 10.5磅: how people call a size.
[[nodiscard]] JIANYAN_EXPORT std::string size_name(int half_points);

}  // namespace jianyan

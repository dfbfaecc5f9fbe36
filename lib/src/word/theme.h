// Fonts by their place in the theme, and the styles of runs with all layers put together.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "jianyan/layout.h"
#include "word/styles.h"

namespace jianyan {

/// From the names that runs use ("minorEastAsia", "majorHAnsi") to fonts.
using Theme = std::map<std::string, std::string, std::less<>>;
/// Empty where the part is, or cannot be read.
[[nodiscard]] Theme read_theme(std::string_view bytes);

/// Puts layers together, and keeps what came of them under a number.
class RunStyles {
 public:
  RunStyles(Styles sheet, Theme theme) : sheet_(std::move(sheet)), theme_(std::move(theme)) {}

  [[nodiscard]] const Styles& styles() const { return sheet_; }
  [[nodiscard]] const ParagraphFormat& paragraph(const std::string& style);
  /// Of a run that says `own`, in a paragraph of that style.
  [[nodiscard]] std::size_t number_of(const std::string& paragraph_style, const RunFormat& own);
  [[nodiscard]] const TextStyle& style(std::size_t number) const { return styles_[number]; }
  [[nodiscard]] const std::vector<TextStyle>& all() const { return styles_; }

 private:
  [[nodiscard]] std::string font_name(const std::optional<FontReference>& font) const;

  Styles sheet_;
  Theme theme_;
  std::unordered_map<std::string, ParagraphFormat> paragraphs_;
  std::unordered_map<std::string, RunFormat> runs_;
  std::unordered_map<std::string, RunFormat> characters_;
  std::vector<TextStyle> styles_;
};

}  // namespace jianyan

#include "word/theme.h"

#include <algorithm>
#include <utility>

namespace jianyan {
namespace {

/// a:majorFont and a:minorFont, each with a:latin, a:ea, and a:font for scripts. Where a:ea names no font, Word takes
/// that of simplified Chinese.
class ThemeReader final : public XmlHandler {
 public:
  explicit ThemeReader(Theme& theme) : theme_(theme) {}

  void start(XmlName name, const XmlAttributes& attributes, Span) override {
    if (name.space != Namespace::main) return;
    if (name.local == "majorFont" || name.local == "minorFont") {
      group_ = name.local.substr(0, 5);
      return;
    }
    const std::string font(attributes.find(Namespace::none, "typeface").value_or(""));
    if (group_.empty() || font.empty()) return;
    if (name.local == "latin") {
      theme_[group_ + "HAnsi"] = theme_[group_ + "Ascii"] = font;
    } else if (name.local == "ea") {
      theme_[group_ + "EastAsia"] = font;
    } else if (name.local == "font" && attributes.find(Namespace::none, "script") == "Hans") {
      theme_.try_emplace(group_ + "EastAsia", font);
    }
  }
  void end(XmlName name, std::uint32_t) override {
    if (name.space == Namespace::main && (name.local == "majorFont" || name.local == "minorFont")) group_.clear();
  }

 private:
  Theme& theme_;
  std::string group_;
};

}  // namespace

Theme read_theme(std::string_view bytes) {
  Theme theme;
  ThemeReader reader(theme);
  if (bytes.empty() || parse_xml(bytes, reader)) return {};
  return theme;
}

const ParagraphFormat& RunStyles::paragraph(const std::string& style) {
  const auto [known, fresh] = paragraphs_.try_emplace(style);
  if (fresh) known->second = sheet_.paragraph_format(style);
  return known->second;
}

std::string RunStyles::font_name(const std::optional<FontReference>& font) const {
  if (!font) return {};
  if (!font->in_theme) return font->name;
  const auto found = theme_.find(font->name);
  return found == theme_.end() ? std::string() : found->second;
}

std::size_t RunStyles::number_of(const std::string& paragraph_style, const RunFormat& own) {
  const auto [base, fresh] = runs_.try_emplace(paragraph_style);
  if (fresh) base->second = sheet_.run_format(paragraph_style);
  RunFormat format = base->second;
  if (!own.style.empty()) {
    const auto [character, new_style] = characters_.try_emplace(own.style);
    if (new_style) character->second = sheet_.character_format(own.style);
    format.add(character->second);
  }
  format.add(own);
  TextStyle style;
  style.font = font_name(format.font);
  style.latin_font = font_name(format.latin_font);
  style.half_points = format.half_points.value_or(style.half_points);
  style.bold = format.bold.value_or(false);
  // Files have few; the last one is the likeliest.
  const auto known = std::find(styles_.rbegin(), styles_.rend(), style);
  if (known != styles_.rend()) return static_cast<std::size_t>(styles_.rend() - known) - 1;
  styles_.push_back(std::move(style));
  return styles_.size() - 1;
}

}  // namespace jianyan

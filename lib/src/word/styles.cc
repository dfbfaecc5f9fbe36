#include "word/styles.h"

#include <algorithm>
#include <utility>

namespace jianyan {
namespace {

/// Longer chains than this no program makes; it ends circles too.
constexpr int kLongestChain = 32;
constexpr std::int32_t kBodyText = 9;

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

/// "heading 2" → 1: the built-in names are English in every language of Word; WPS writes 标题 2 too.
std::optional<std::int32_t> outline_of_name(std::string_view name) {
  for (const std::string_view prefix : {std::string_view("heading "), std::string_view("标题 ")}) {
    if (name.size() != prefix.size() + 1 || !name.starts_with(prefix)) continue;
    if (name.back() >= '1' && name.back() <= '9') return name.back() - '1';
  }
  return std::nullopt;
}

}  // namespace

void ParagraphProperties::read(std::string_view element, const XmlAttributes& attributes) {
  if (element == "pStyle") style = attributes.word("val").value_or("");
  else if (element == "outlineLvl") outline = attributes.number("val");
  else if (element == "numId") numbering.number = attributes.number("val");
  else if (element == "ilvl") numbering.level = attributes.number("val");
}

class StylesReader final : public XmlHandler {
 public:
  explicit StylesReader(Styles& styles) : styles_(styles) {}

  void start(XmlName name, const XmlAttributes& attributes, Span) override {
    if (name.space != Namespace::word) return;
    if (name.local == "style") {
      in_style_ = attributes.word("type").value_or("paragraph") == "paragraph";
      if (!in_style_) return;
      id_ = attributes.word("styleId").value_or("");
      style_ = {};
      const auto standard = attributes.word("default");
      if (standard && *standard != "0" && *standard != "false") styles_.default_ = id_;
    } else if (in_style_ && name.local == "name") {
      style_.name = lower(attributes.word("val").value_or(""));
    } else if (in_style_ && name.local == "basedOn") {
      style_.based_on = attributes.word("val").value_or("");
    } else if (in_style_ && name.local != "pStyle") {
      style_.properties.read(name.local, attributes);
    }
  }

  void end(XmlName name, std::uint32_t) override {
    if (name.space != Namespace::word || name.local != "style" || !in_style_) return;
    styles_.styles_.insert_or_assign(id_, std::move(style_));
    in_style_ = false;
  }

 private:
  Styles& styles_;
  Styles::Style style_;
  std::string id_;
  bool in_style_ = false;
};

Result<Styles> Styles::read(std::string_view bytes) {
  Styles styles;
  StylesReader reader(styles);
  if (auto error = parse_xml(bytes, reader)) return *error;
  return styles;
}

ResolvedProperties Styles::resolve(const ParagraphProperties& own) const {
  ResolvedProperties resolved;
  std::optional<std::int32_t> outline;
  const auto take = [&](const ParagraphProperties& properties) {
    if (!outline) outline = properties.outline;
    if (!resolved.numbering.number) resolved.numbering.number = properties.numbering.number;
    if (!resolved.numbering.level) resolved.numbering.level = properties.numbering.level;
  };
  take(own);
  const std::string* id = own.style.empty() ? &default_ : &own.style;
  for (int step = 0; step < kLongestChain; ++step) {
    const auto found = styles_.find(*id);
    if (found == styles_.end()) break;
    const Style& style = found->second;
    take(style.properties);
    if (!outline) outline = outline_of_name(style.name);
    resolved.title = resolved.title || style.name == "title";
    resolved.contents = resolved.contents || style.name.starts_with("toc ") || style.name.starts_with("目录");
    id = &style.based_on;
  }
  if (outline && *outline >= 0 && *outline < kBodyText) resolved.outline = static_cast<std::uint8_t>(*outline + 1);
  return resolved;
}

}  // namespace jianyan

#include "word/styles.h"

#include <algorithm>
#include <utility>

namespace jianyan {
namespace {

/// Longer chains than this no program makes; it ends circles too.
constexpr std::size_t kLongestChain = 32;
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
    ++depth_;
    if (name.space != Namespace::word || skipped_from_ != 0) return;
    if (name.local == "style") return open_style(attributes);
    // In a table's style, what holds for some of its cells; in a tracked change, what was.
    if (name.local == "tblStylePr" || name.local.ends_with("PrChange")) {
      skipped_from_ = depth_;
    } else if (name.local == "pPr") {
      in_paragraph_ = depth_;
    } else if (name.local == "rPr") {
      in_run_ = depth_;
    } else if (in_run_ != 0) {
      run().read(name.local, attributes);
    } else if (in_paragraph_ != 0) {
      if (name.local != "pStyle") style_.properties.read(name.local, attributes);
      paragraph().read(name.local, attributes);
    } else if (in_style_ && name.local == "name") {
      style_.shown_name = attributes.word("val").value_or("");
      style_.name = lower(style_.shown_name);
    } else if (in_style_ && name.local == "basedOn") {
      style_.based_on = attributes.word("val").value_or("");
    }
  }

  void end(XmlName name, std::uint32_t) override {
    if (skipped_from_ == depth_) skipped_from_ = 0;
    if (in_paragraph_ == depth_) in_paragraph_ = 0;
    if (in_run_ == depth_) in_run_ = 0;
    --depth_;
    if (!in_style_ || name.space != Namespace::word || name.local != "style") return;
    in_style_ = false;
    if (map_ != nullptr) map_->insert_or_assign(id_, std::move(style_));
  }

 private:
  void open_style(const XmlAttributes& attributes) {
    const std::string_view type = attributes.word("type").value_or("paragraph");
    map_ = type == "paragraph" ? &styles_.styles_ : type == "character" ? &styles_.characters_ : nullptr;
    in_style_ = true;
    style_ = {};
    id_ = attributes.word("styleId").value_or("");
    const auto standard = attributes.word("default");
    if (standard && *standard != "0" && *standard != "false" && type == "paragraph") styles_.default_ = id_;
  }
  // Outside of styles stand the defaults.
  RunFormat& run() { return in_style_ ? style_.run : styles_.default_run_; }
  ParagraphFormat& paragraph() { return in_style_ ? style_.paragraph : styles_.default_paragraph_; }

  Styles& styles_;
  Styles::Map* map_ = nullptr;
  Styles::Style style_;
  std::string id_;
  bool in_style_ = false;
  // At which depth each begins; 0: not inside.
  unsigned depth_ = 0, in_paragraph_ = 0, in_run_ = 0, skipped_from_ = 0;
};

Result<Styles> Styles::read(std::string_view bytes) {
  Styles styles;
  StylesReader reader(styles);
  if (auto error = parse_xml(bytes, reader)) return *error;
  return styles;
}

std::vector<const Styles::Style*> Styles::chain(const Map& styles, const std::string& id) {
  std::vector<const Style*> chain;
  const std::string* next = &id;
  while (chain.size() < kLongestChain) {
    const auto found = styles.find(*next);
    if (found == styles.end()) break;
    chain.push_back(&found->second);
    next = &found->second.based_on;
  }
  return chain;
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
  for (const Style* style : chain(styles_, own.style.empty() ? default_ : own.style)) {
    take(style->properties);
    if (!outline) outline = outline_of_name(style->name);
    resolved.title = resolved.title || style->name == "title";
    resolved.contents = resolved.contents || style->name.starts_with("toc ") || style->name.starts_with("目录");
  }
  if (outline && *outline >= 0 && *outline < kBodyText) resolved.outline = static_cast<std::uint8_t>(*outline + 1);
  return resolved;
}

ParagraphFormat Styles::paragraph_format(const std::string& id) const {
  ParagraphFormat format = default_paragraph_;
  const std::vector<const Style*> styles = chain(styles_, id.empty() ? default_ : id);
  for (auto style = styles.rbegin(); style != styles.rend(); ++style) format.add((*style)->paragraph);
  return format;
}

RunFormat Styles::run_format(const std::string& id) const {
  RunFormat format = default_run_;
  const std::vector<const Style*> styles = chain(styles_, id.empty() ? default_ : id);
  for (auto style = styles.rbegin(); style != styles.rend(); ++style) format.add((*style)->run);
  return format;
}

RunFormat Styles::character_format(const std::string& id) const {
  RunFormat format;
  const std::vector<const Style*> styles = chain(characters_, id);
  for (auto style = styles.rbegin(); style != styles.rend(); ++style) format.add((*style)->run);
  return format;
}

std::string Styles::shown_name(const std::string& id) const {
  const auto found = styles_.find(id.empty() ? default_ : id);
  return found == styles_.end() ? std::string() : found->second.shown_name;
}

}  // namespace jianyan

#include "rules/layout/paragraphs.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "text/utf8.h"

namespace jianyan {
namespace {

std::optional<Element> element_of(const Block& block) {
  switch (block.kind) {
    case BlockKind::title: return Element::title;
    case BlockKind::heading: return Element::heading;
    case BlockKind::paragraph:
    case BlockKind::list_item: return Element::body;
    case BlockKind::salutation:
    case BlockKind::attachment:
    case BlockKind::signature:
    case BlockKind::date: return Element::frame;
    default: return std::nullopt;
  }
}

/// Lines of Chinese fonts, set single, are about this much higher than their size.
constexpr double kNaturalHeight = 1.3;

/// In twips; 0 where it depends on the font.
double line_pitch(const ParagraphLayout& layout, const SectionLayout& section, const TextStyle& style) {
  const double natural = style.half_points * 10 * kNaturalHeight;
  switch (layout.line_rule) {
    case LineRule::exact: return layout.line;
    case LineRule::at_least: return layout.line >= natural ? layout.line : 0;
    case LineRule::multiple: break;
  }
  if (!layout.on_grid || section.grid_pitch <= 0) return 0;
  return std::ceil(natural / section.grid_pitch) * section.grid_pitch * layout.line / 240;
}

/// The standard speaks of Chinese.
bool is_chinese(const ParagraphLayout& layout) {
  return std::any_of(layout.text.begin(), layout.text.end(), [](const StyledText& text) { return text.han > 0; });
}

/// Centred or to the right, by alignment, a large indent or blanks.
bool is_set_apart(const Document& document, const JudgedParagraph& paragraph) {
  constexpr int kLarge = 500;  // five characters: no indent of a first line
  const Alignment alignment = paragraph.layout->alignment;
  if (alignment == Alignment::centre || alignment == Alignment::right) return true;
  const Indent indent = indent_of(document, paragraph);
  return indent.typed + indent.set >= kLarge;
}

/// The standard has 一、（一）1.（1）, and no chapters.
bool is_chapter(const Document& document, const Block& block) {
  return block.kind == BlockKind::heading && document.text(block.mark).starts_with("第");
}

}  // namespace

std::vector<JudgedParagraph> judged_paragraphs(const Document& document) {
  std::vector<JudgedParagraph> judged;
  const ParagraphLayout* before = nullptr;
  for (const Block& block : document.blocks()) {
    const std::optional<Element> element = element_of(block);
    const ParagraphLayout* layout = element ? document.layout_of(block) : nullptr;
    if (layout == nullptr || layout == before || layout->in_table) continue;
    before = layout;
    const TextStyle* style = layout->main_style();
    if (style == nullptr || !is_chinese(*layout) || is_chapter(document, block)) continue;
    const JudgedParagraph paragraph{&block, layout, style, *element};
    const bool apart = (*element == Element::body || *element == Element::heading) && is_set_apart(document, paragraph);
    if (!apart) judged.push_back(paragraph);
  }
  return judged;
}

const TypeStyle* wanted_type(const JudgedParagraph& paragraph, const LayoutStandard& standard) {
  const std::size_t level = paragraph.block->level;
  switch (paragraph.element) {
    case Element::title: return &standard.title;
    case Element::heading:
      return level >= 1 && level <= standard.headings.size() ? &standard.headings[level - 1] : nullptr;
    case Element::body:
    case Element::frame: return &standard.body;
  }
  return nullptr;
}

bool conforms(const TextStyle& style, const TypeStyle& wanted, const FontNames& fonts) {
  return style.half_points == wanted.half_points && fonts.among(style.font, wanted.fonts);
}

Indent indent_of(const Document& document, const JudgedParagraph& paragraph) {
  constexpr int kHalf = 50, kFull = 100, kTab = 200;
  const Block& block = *paragraph.block;
  const std::uint32_t text = block.mark.empty() ? block.content.begin : std::min(block.mark.begin, block.content.begin);
  Indent indent{0, 0};
  for (const char32_t c : to_utf32(document.text({block.span.begin, text})))
    indent.typed += c == U'\t' ? kTab : c == U'\u3000' ? kFull : kHalf;
  const ParagraphLayout& layout = *paragraph.layout;
  const auto either = [&](int characters, int twips) {
    return characters != 0 ? characters : twips * 10 / std::max(paragraph.style->half_points, 1);
  };
  indent.set = either(layout.left_characters, layout.left) + either(layout.first_line_characters, layout.first_line);
  return indent;
}

// Typed blanks are taken for an indent. Half a character more or less does not show.
bool indent_conforms(const Document& document, const JudgedParagraph& paragraph, const LayoutStandard& standard) {
  constexpr int kTolerance = 50;
  if (paragraph.element != Element::body || paragraph.layout->numbered) return true;
  const Indent indent = indent_of(document, paragraph);
  if (std::abs(indent.typed + indent.set - standard.indent) <= kTolerance) return true;
  return indent.typed >= standard.indent - kTolerance && indent.set == 0;
}

bool line_pitch_conforms(const Document& document, const JudgedParagraph& paragraph, const LayoutStandard& standard) {
  if (paragraph.element != Element::body && paragraph.element != Element::heading) return true;
  const ParagraphLayout& layout = *paragraph.layout;
  const double pitch = line_pitch(layout, document.sections()[layout.section], *paragraph.style);
  return pitch >= standard.line_least && pitch <= standard.line_most;
}

bool spacing_conforms(const JudgedParagraph& paragraph) {
  if (paragraph.element != Element::body && paragraph.element != Element::heading) return true;
  return paragraph.layout->before == 0 && paragraph.layout->after == 0;
}

bool paper_conforms(const SectionLayout& section, const LayoutStandard& standard) {
  constexpr int kTolerance = 57;  // a millimetre: programs round
  const bool across = section.landscape != (standard.width > standard.height);
  return near(section.width, across ? standard.height : standard.width, kTolerance) &&
         near(section.height, across ? standard.width : standard.height, kTolerance);
}

bool margins_conform(const SectionLayout& section, const LayoutStandard& standard) {
  if (section.landscape) return true;
  // Below 0, Word takes the upper and lower margin as exact.
  return near(std::abs(section.top), standard.top, standard.tolerance) &&
         near(std::abs(section.bottom), standard.bottom, standard.tolerance) &&
         near(section.left + section.gutter, standard.left, standard.tolerance) &&
         near(section.right, standard.right, standard.tolerance);
}

PageNumberFaults page_number_faults(const SectionLayout& section, const LayoutStandard& standard,
                                    const FontNames& fonts) {
  const PageNumberLayout& number = section.odd.present ? section.odd : section.even;
  if (number.in_header) return {};
  PageNumberFaults faults;
  // Digits are set in the font for letters; where a file names none, that is not told.
  const TextStyle& style = number.style;
  faults.type = style.half_points != standard.page_number.half_points ||
                (!style.latin_font.empty() && !fonts.among(style.latin_font, standard.page_number.fonts));
  faults.form = !number.dashes || number.other_text;
  const auto left = [](std::optional<Alignment> alignment) {
    return alignment == Alignment::left || alignment == Alignment::justified;
  };
  const bool known = number.alignment.has_value() && (!section.odd_and_even || section.even.alignment.has_value());
  const bool outer = number.outside || (section.odd_and_even && section.even.present && left(section.even.alignment) &&
                                        section.odd.alignment == Alignment::right);
  faults.place = !outer && (known || (section.odd_and_even && !section.even.present));
  return faults;
}

void Deviations::add(const JudgedParagraph& paragraph, Message found, Message wanted) {
  const std::string& style = paragraph.layout->style;
  auto group = std::find_if(groups_.begin(), groups_.end(), [&](const Group& other) {
    return other.found.zh == found.zh && other.wanted.zh == wanted.zh;
  });
  if (group == groups_.end()) {
    groups_.push_back({std::move(found), std::move(wanted), paragraph.block->content, 0, style, true});
    group = std::prev(groups_.end());
  }
  ++group->count;
  group->one_style = group->one_style && group->style == style;
}

void Deviations::report(RuleContext& context, const Message& subject) const {
  for (const Group& group : groups_) {
    Message tail;
    if (group.count > 1) tail = {fmt::format("共 {} 段", group.count), fmt::format("{} paragraphs", group.count)};
    if (group.count > 1 && group.one_style && !group.style.empty()) {
      tail.zh += fmt::format("，样式“{}”", group.style);
      tail.en += fmt::format(", style \"{}\"", group.style);
    }
    const auto bracketed = [](const std::string& text, const char* open, const char* close) {
      return text.empty() ? std::string() : open + text + close;
    };
    context.report(group.first, {fmt::format("{}{}，应为{}{}", subject.zh, group.found.zh, group.wanted.zh,
                                             bracketed(tail.zh, "（", "）")),
                                 fmt::format("{} {}, not {}{}", subject.en, group.found.en, group.wanted.en,
                                             bracketed(tail.en, " (", ")"))});
  }
}

std::string millimetres(int twips) {
  constexpr double kPerTwip = 25.4 / 1440;
  return fmt::format("{:g}", std::round(twips * kPerTwip * 10) / 10);
}

}  // namespace jianyan

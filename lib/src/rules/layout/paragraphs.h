// What the rules of layout have in common, and what applies the layout asks too: which paragraphs of a Word file are
// judged, and as what; whether they are set as they should be; and one finding for all that deviate alike.
//
// Not judged: tables, forms, text boxes, notes, headers and footers; paragraphs without a Chinese character; text that
// is centred or set to the right, by a large indent too, and is no title (subtitles, numbers of documents); chapters.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "rules/rule.h"

namespace jianyan {

enum class Element : std::uint8_t {
  title,
  heading,
  body,   ///< paragraphs and items
  frame,  ///< salutation, attachment note, signature, date: set as the body, with places of their own
};

struct JudgedParagraph {
  const Block* block;
  const ParagraphLayout* layout;
  const TextStyle* style;  ///< of most of its characters
  Element element;
};

/// The first line of each paragraph that is judged. Empty for what is no Word file.
[[nodiscard]] std::vector<JudgedParagraph> judged_paragraphs(const Document& document);

/// The font and size that it should have; nullptr where the standard has none for it.
[[nodiscard]] const TypeStyle* wanted_type(const JudgedParagraph& paragraph, const LayoutStandard& standard);
[[nodiscard]] bool conforms(const TextStyle& style, const TypeStyle& wanted, const FontNames& fonts);

/// The indent of the first line in hundredths of a character; blanks typed before the text count.
struct Indent {
  int typed, set;
};
[[nodiscard]] Indent indent_of(const Document& document, const JudgedParagraph& paragraph);
/// Whether the indent is right, or nobody can say, or none is wanted.
[[nodiscard]] bool indent_conforms(const Document& document, const JudgedParagraph& paragraph,
                                   const LayoutStandard& standard);

/// Whether its lines stand at the right distance, and it has nothing before and behind it.
[[nodiscard]] bool line_pitch_conforms(const Document& document, const JudgedParagraph& paragraph,
                                       const LayoutStandard& standard);
[[nodiscard]] bool spacing_conforms(const JudgedParagraph& paragraph);

[[nodiscard]] inline bool near(int found, int wanted, int tolerance) {
  return found >= wanted - tolerance && found <= wanted + tolerance;
}
/// Whether paper and margins of a section are right. Of pages that lie across, the margins are not judged.
[[nodiscard]] bool paper_conforms(const SectionLayout& section, const LayoutStandard& standard);
[[nodiscard]] bool margins_conform(const SectionLayout& section, const LayoutStandard& standard);

/// What is wrong with the page number of a section that has one.
struct PageNumberFaults {
  bool type = false, form = false, place = false;
  [[nodiscard]] bool any() const { return type || form || place; }
};
[[nodiscard]] PageNumberFaults page_number_faults(const SectionLayout& section, const LayoutStandard& standard,
                                                  const FontNames& fonts);

/// Collects deviations; equal ones become one finding, at the first paragraph.
class Deviations {
 public:
  /// `found` is how the paragraph is set ("宋体小四"), `wanted` how it should be.
  void add(const JudgedParagraph& paragraph, Message found, Message wanted);
  /// Reports "<subject>是<found>，应为<wanted>（共 n 段，样式“x”）".
  void report(RuleContext& context, const Message& subject) const;

 private:
  struct Group {
    Message found, wanted;
    Span first;
    std::size_t count = 0;
    std::string style;
    bool one_style = true;
  };
  std::vector<Group> groups_;
};

/// 25.4
[[nodiscard]] std::string millimetres(int twips);

}  // namespace jianyan

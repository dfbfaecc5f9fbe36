// Word files: paragraphs are lines of the text already, and styles say of some of them what they are. The rest is told
// by words and place, as in plain text: most drafts are typed without styles.
//
// Forms are tables: a cell with a label and the one beside it are a field. Some hold the whole draft in one cell: a
// cell with several paragraphs, not all of them short, is read like the body; the others are cells.
#include <algorithm>

#include "document/cues.h"
#include "document/line.h"
#include "document/marks.h"
#include "document/readers.h"
#include "document/structure.h"

namespace jianyan {
namespace {

/// Cells of forms hold words, and places for signatures and dates; with so many lines, one of them as long as running
/// text (forty characters), it is text.
constexpr std::size_t kTextLines = 3;
constexpr std::uint32_t kTextLine = 120;
/// U+FFFC: a picture or formula.
constexpr std::string_view kObject = "\xEF\xBF\xBC";

class WordReader {
 public:
  WordReader(std::string_view text, const WordLayout& layout)
      : text_(text), paragraphs_(layout.paragraphs), structure_(text) {}

  Reading read() {
    std::size_t i = 0;
    while (i < paragraphs_.size() && paragraphs_[i].place == Place::body) {
      if (paragraphs_[i].cell == 0) add_paragraph(paragraphs_[i++]);
      else if (const std::size_t next = add_form_field(i); next != i) i = next;
      else i = add_cell(i);
    }
    std::vector<Block> blocks = structure_.finish();
    for (; i < paragraphs_.size(); ++i) {
      const BlockKind kind = paragraphs_[i].place == Place::note     ? BlockKind::note
                             : paragraphs_[i].place == Place::margin ? BlockKind::margin
                                                                     : BlockKind::text_box;
      for_each_line(paragraphs_[i], [&](Block block) {
        block.kind = kind;
        blocks.push_back(block);
      });
    }
    return {std::move(blocks), {}};
  }

 private:
  /// Calls take(block) for each stretch between line breaks that has text.
  template <class Take>
  void for_each_line(const WordParagraph& paragraph, Take take) const {
    const Span span = paragraph.span;
    for (std::uint32_t begin = span.begin; begin <= span.end;) {
      const std::uint32_t end = std::min(line_end(text_, begin), span.end);
      const Span line{begin, end};
      const Block block{BlockKind::paragraph, 0, line, {}, trim(text_, line)};
      if (has_text(block.content)) take(block);
      begin = end + 1;
    }
  }

  [[nodiscard]] bool has_text(Span content) const {
    std::string_view text = text_.substr(content.begin, content.size());
    while (text.starts_with(kObject)) text.remove_prefix(kObject.size());
    return !text.empty();
  }

  void add_paragraph(const WordParagraph& paragraph) {
    for_each_line(paragraph, [&](Block block) {
      if (paragraph.contents) {
        block.kind = BlockKind::front_matter;
        structure_.add(block);
      } else if (paragraph.title) {
        block.kind = BlockKind::title;
        structure_.add(block);
      } else if (paragraph.outline > 0 && can_be_heading(block)) {
        const auto mark = parse_mark(text_, block.content);
        block.level = mark ? mark_level(mark->style) : std::uint8_t{0};
        if (block.level == 0) block.level = paragraph.outline;
        structure_.add_heading(block);
      } else {
        structure_.add_text(block);
      }
    });
  }

  /// Styles of headings are put on running text too.
  [[nodiscard]] bool can_be_heading(const Block& block) const {
    const std::string_view content = text_.substr(block.content.begin, block.content.size());
    if (content.size() > kShortLine || form_label(text_, block.content)) return false;
    const LineShape shape = shape_of(content);
    return !shape.inner_sentence_end && !shape.ends_sentence();
  }

  [[nodiscard]] std::size_t end_of_cell(std::size_t first) const {
    std::size_t last = first;
    while (last < paragraphs_.size() && paragraphs_[last].cell == paragraphs_[first].cell) ++last;
    return last;
  }

  [[nodiscard]] std::vector<Block> lines_of_cell(std::size_t first, std::size_t last) const {
    std::vector<Block> lines;
    const auto add = [&lines](const Block& block) { lines.push_back(block); };
    for (std::size_t i = first; i < last; ++i) for_each_line(paragraphs_[i], add);
    return lines;
  }

  /// A cell that holds the label of a form, with the cell beside it: 案由 | 关于……的建议. The field has the first line
  /// of that cell; what follows are cells. Returns where the next cell begins, or `first` where this is none.
  std::size_t add_form_field(std::size_t first) {
    const std::size_t value = end_of_cell(first);
    if (value == paragraphs_.size() || paragraphs_[value].cell == 0 || paragraphs_[value].row != paragraphs_[first].row)
      return first;
    const std::vector<Block> label = lines_of_cell(first, value);
    if (label.size() != 1 || !is_form_label(content(label.front()))) return first;
    const std::size_t last = end_of_cell(value);
    std::vector<Block> lines = lines_of_cell(value, last);
    // A row of labels is the head of a table; a whole draft in a cell is read like the body.
    if (lines.size() >= kTextLines || (!lines.empty() && is_form_label(content(lines.front())))) return first;
    Block field = label.front();
    field.kind = BlockKind::form_field;
    field.mark = field.content;
    field.content = {field.mark.end, field.mark.end};
    if (!lines.empty()) {
      field.content = lines.front().content;
      field.span.end = lines.front().span.end;
    }
    structure_.add(field);
    for (std::size_t i = 1; i < lines.size(); ++i) {
      lines[i].kind = BlockKind::table_cell;
      structure_.add(lines[i]);
    }
    return last;
  }

  [[nodiscard]] std::string_view content(const Block& block) const {
    return text_.substr(block.content.begin, block.content.size());
  }

  std::size_t add_cell(std::size_t first) {
    std::size_t last = first;
    std::size_t lines = 0;
    std::uint32_t longest = 0;
    while (last < paragraphs_.size() && paragraphs_[last].cell == paragraphs_[first].cell) {
      for_each_line(paragraphs_[last++], [&](const Block& block) {
        ++lines;
        longest = std::max(longest, block.content.size());
      });
    }
    const bool text = lines >= kTextLines && longest >= kTextLine;
    for (std::size_t i = first; i < last; ++i) {
      if (text) {
        add_paragraph(paragraphs_[i]);
        continue;
      }
      for_each_line(paragraphs_[i], [this](Block block) {
        block.kind = BlockKind::table_cell;
        structure_.add(block);
      });
    }
    return last;
  }

  std::string_view text_;
  std::span<const WordParagraph> paragraphs_;
  Structure structure_;
};

}  // namespace

Reading read_word(std::string_view text, const WordLayout& layout) { return WordReader(text, layout).read(); }

}  // namespace jianyan

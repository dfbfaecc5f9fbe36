// Plain text: a line is a block. Text pasted with hard line breaks inside its paragraphs is not joined here; a rule
// finds the breaks, and it needs them to be visible.
#include <algorithm>

#include "document/cues.h"
#include "document/line.h"
#include "document/marks.h"
#include "document/readers.h"
#include "document/structure.h"

namespace jianyan {
namespace {

/// Finds line ends: LF, CR LF, or a CR alone. Looks at every byte once, however the three are mixed.
class Lines {
 public:
  explicit Lines(std::string_view text) : text_(text), lf_(find('\n', 0)), cr_(find('\r', 0)) {}

  /// The next line without its line end; false at the end of the text.
  bool next(Span& line) {
    if (next_ >= text_.size()) return false;
    const std::size_t end = std::min({lf_, cr_, text_.size()});
    line = {static_cast<std::uint32_t>(next_), static_cast<std::uint32_t>(end)};
    next_ = end + (end + 1 == lf_ ? 2 : 1);
    if (lf_ < next_) lf_ = find('\n', next_);
    if (cr_ < next_) cr_ = find('\r', next_);
    return true;
  }

 private:
  [[nodiscard]] std::size_t find(char wanted, std::size_t from) const {
    return std::min(text_.find(wanted, from), text_.size());
  }

  std::string_view text_;
  std::size_t next_ = 0;
  std::size_t lf_;
  std::size_t cr_;
};

/// Tables: two or more lines that follow each other and have tabs inside. One such line alone is a slip of the finger.
class TextReader {
 public:
  explicit TextReader(std::string_view text) : text_(text), structure_(text) {}

  Reading read() {
    Lines lines(text_);
    for (Span line; lines.next(line);) read_line(line);
    end_row(false);
    return {structure_.finish(), {}};
  }

 private:
  void read_line(Span line) {
    const Block block{BlockKind::paragraph, 0, line, {}, trim(text_, line)};
    const bool row = has_tab_between_cells(block.content);
    end_row(row);
    if (row) row_ = block;
    else if (!block.content.empty()) structure_.add_text(block);
    has_row_ = row;
  }

  /// A tab after a mark or a form label parts no cells.
  [[nodiscard]] bool has_tab_between_cells(Span content) const {
    const std::string_view line = text_.substr(0, content.end);
    if (line.find('\t', content.begin) == line.npos || form_label(text_, content)) return false;
    const auto mark = parse_mark(text_, content);
    return line.find('\t', mark ? trim(text_, {mark->span.end, content.end}).begin : content.begin) != line.npos;
  }

  /// Adds the line that waited to see whether the one after it has tabs too.
  void end_row(bool another) {
    if (!has_row_) return;
    if (another || in_table_) add_cells();
    else structure_.add_text(row_);
    in_table_ = another;
  }

  void add_cells() {
    for (std::uint32_t begin = row_.span.begin; begin <= row_.span.end;) {
      const auto tab = static_cast<std::uint32_t>(std::min<std::size_t>(text_.find('\t', begin), row_.span.end));
      const Span cell{begin, tab};
      const Span content = trim(text_, cell);
      if (!content.empty()) structure_.add({BlockKind::table_cell, 0, cell, {}, content});
      begin = tab + 1;
    }
  }

  std::string_view text_;
  Structure structure_;
  Block row_;
  bool has_row_ = false;   // row_ waits
  bool in_table_ = false;  // the line before row_ was a row too
};

}  // namespace

Reading read_text(std::string_view text) { return TextReader(text).read(); }

}  // namespace jianyan

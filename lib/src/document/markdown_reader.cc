// Markdown, parsed by md4c (CommonMark with the tables, strike-through and task lists of GitHub).
//
// md4c reports structure and hands out text as pointers into the source. That is enough to know markup exactly
// without knowing its syntax: within a block, whatever is not handed out as text is markup, and is masked. Only what
// stands before the text of a block (indent, "> ", "- ", "## ") is read again here, to become its mark.
//
// md4c says nothing of the definitions of link targets, so they are looked for between the blocks. Front matter is not
// Markdown, and is taken off before.
#include <md4c.h>

#include <algorithm>
#include <functional>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "document/line.h"
#include "document/readers.h"
#include "document/structure.h"

namespace jianyan {
namespace {

std::uint32_t offset32(std::size_t offset) { return static_cast<std::uint32_t>(offset); }

bool is_line_end(char c) { return c == '\n' || c == '\r'; }

/// Offset of the first byte after the line that holds `offset`.
std::uint32_t next_line(std::string_view text, std::uint32_t offset) {
  offset = line_end(text, offset);
  if (offset < text.size()) offset += text.substr(offset).starts_with("\r\n") ? 2 : 1;
  return offset;
}

/// --- on the very first line, up to the next line --- or ...; empty where there is none.
Span front_matter(std::string_view text) {
  const auto line_at = [text](std::uint32_t begin) {
    return text.substr(begin, trim(text, {begin, line_end(text, begin)}).end - begin);
  };
  if (!text.starts_with("---") || line_at(0) != "---") return {};
  for (std::uint32_t begin = next_line(text, 0); begin < text.size(); begin = next_line(text, begin))
    if (const std::string_view line = line_at(begin); line == "---" || line == "...")
      return {0, begin + offset32(line.size())};
  return {};
}

/// Past "- ", "* ", "+ ", "1. " or "1) " at `at`; `at` where there is none.
std::uint32_t skip_list_mark(std::string_view text, std::uint32_t at) {
  std::size_t end = at;
  if (text[end] == '-' || text[end] == '*' || text[end] == '+') {
    ++end;
  } else {
    while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
    if (end == at || end == text.size() || (text[end] != '.' && text[end] != ')')) return at;
    ++end;
  }
  return end == text.size() || text[end] == ' ' || text[end] == '\t' || is_line_end(text[end]) ? offset32(end) : at;
}

bool is_escaped(std::string_view text, std::size_t offset, std::size_t begin) {
  std::size_t backslashes = 0;
  while (offset - backslashes > begin && text[offset - backslashes - 1] == '\\') ++backslashes;
  return backslashes % 2 == 1;
}

/// A link whose text is its target: <https://……>, <a@b.c>. Addresses without <> are text, as in plain text.
bool is_bare_link(std::string_view text, std::string_view target) {
  return target == text || (target.starts_with("mailto:") && target.substr(7) == text);
}

/// Tags and comments of a block of HTML, which md4c hands out whole.
std::vector<Span> html_markup(std::string_view text, Span block) {
  std::vector<Span> markup;
  const std::string_view html = text.substr(0, block.end);
  for (std::size_t at = block.begin; (at = html.find('<', at)) != html.npos;) {
    const bool comment = html.substr(at).starts_with("<!--");
    const std::string_view close = comment ? "-->" : ">";
    const std::size_t found = html.find(close, at + 1);
    const std::size_t end = found == html.npos ? html.size() : found + close.size();
    markup.push_back({offset32(at), offset32(end)});
    at = end;
  }
  return markup;
}

class MarkdownReader {
 public:
  explicit MarkdownReader(std::string_view text) : text_(text), structure_(text) {}

  /// Nothing, where md4c is led to make much more of the text than there is in it.
  std::optional<Reading> read();

 private:
  int enter_block(MD_BLOCKTYPE type, void* detail);
  int leave_block(MD_BLOCKTYPE type);
  int add_piece(MD_TEXTTYPE type, const char* text, std::size_t size);
  int count_call();

  void open(std::uint32_t first_piece);
  void close(bool at_hard_break);
  void add_block(Block block);
  void add_html(Block block);
  void add_link_targets(std::uint32_t end);
  [[nodiscard]] bool in_cell() const { return leaf_ == MD_BLOCK_TH || leaf_ == MD_BLOCK_TD; }
  [[nodiscard]] bool in_inlines() const { return leaf_ != MD_BLOCK_CODE && leaf_ != MD_BLOCK_HTML; }
  [[nodiscard]] std::uint32_t cell_begin(std::uint32_t piece) const;
  [[nodiscard]] std::uint32_t cell_end(std::uint32_t piece) const;
  [[nodiscard]] std::uint32_t skip_block_marks(std::uint32_t begin, std::uint32_t piece) const;
  void mask(Span span);
  void mask_markup(Span gap);

  std::string_view text_;
  Structure structure_;
  std::vector<Span> masked_;
  std::size_t calls_ = 0;

  // Where md4c is.
  std::uint32_t body_ = 0;             // past the front matter
  int quotes_ = 0;
  int lists_ = 0;
  int items_begun_ = 0;                // list items entered since the last text: their marks stand before the next
  std::optional<std::uint32_t> task_;  // offset of the x in "[x]" of such an item
  MD_BLOCKTYPE leaf_ = MD_BLOCK_DOC;
  unsigned heading_level_ = 0;
  int links_ = 0;
  std::string target_;  // of the innermost link

  // The block that the pieces of text since open() make up.
  bool open_ = false;
  std::uint32_t begin_ = 0;        // of its first line, or of the cell
  std::uint32_t inlines_ = 0;      // past the marks of the block
  std::uint32_t last_piece_ = 0;   // end of the last piece of text
  std::uint32_t last_block_ = 0;   // end of the block before
};

std::optional<Reading> MarkdownReader::read() {
  const Span front = front_matter(text_);
  if (!front.empty()) structure_.add({BlockKind::front_matter, 0, front, {}, front});
  body_ = last_block_ = front.empty() ? 0 : next_line(text_, front.end);

  MD_PARSER parser{};
  parser.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS;
  parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* reader) {
    return static_cast<MarkdownReader*>(reader)->enter_block(type, detail);
  };
  parser.leave_block = [](MD_BLOCKTYPE type, void*, void* reader) {
    return static_cast<MarkdownReader*>(reader)->leave_block(type);
  };
  parser.enter_span = [](MD_SPANTYPE type, void* detail, void* reader) {
    auto* self = static_cast<MarkdownReader*>(reader);
    if (type == MD_SPAN_A) {
      const MD_ATTRIBUTE& href = static_cast<const MD_SPAN_A_DETAIL*>(detail)->href;
      self->target_.assign(href.text, href.size);
      ++self->links_;
    }
    return self->count_call();
  };
  parser.leave_span = [](MD_SPANTYPE type, void*, void* reader) {
    auto* self = static_cast<MarkdownReader*>(reader);
    if (type == MD_SPAN_A) --self->links_;
    return self->count_call();
  };
  parser.text = [](MD_TEXTTYPE type, const MD_CHAR* piece, MD_SIZE size, void* reader) {
    return static_cast<MarkdownReader*>(reader)->add_piece(type, piece, size);
  };
  const std::string_view body = text_.substr(body_);
  const int status = md_parse(body.data(), static_cast<MD_SIZE>(body.size()), &parser, this);
  if (status < 0) throw std::bad_alloc();
  if (status > 0) return std::nullopt;
  add_link_targets(offset32(text_.size()));
  return Reading{structure_.finish(), std::move(masked_)};
}

/// Rows of a table are filled up to the width of its head, so n bytes can make n²/4 cells. Other text makes a few
/// calls a byte.
int MarkdownReader::count_call() { return ++calls_ > 64 * text_.size() + 4096 ? 1 : 0; }

int MarkdownReader::enter_block(MD_BLOCKTYPE type, void* detail) {
  close(false);
  leaf_ = type;
  if (type == MD_BLOCK_QUOTE) ++quotes_;
  if (type == MD_BLOCK_UL || type == MD_BLOCK_OL) ++lists_;
  if (type == MD_BLOCK_H) heading_level_ = static_cast<const MD_BLOCK_H_DETAIL*>(detail)->level;
  if (type == MD_BLOCK_LI) {
    ++items_begun_;
    const auto* item = static_cast<const MD_BLOCK_LI_DETAIL*>(detail);
    task_.reset();
    if (item->is_task != 0) task_ = body_ + item->task_mark_offset;
  }
  return count_call();
}

int MarkdownReader::leave_block(MD_BLOCKTYPE type) {
  close(false);
  leaf_ = MD_BLOCK_DOC;
  if (type == MD_BLOCK_QUOTE) --quotes_;
  if (type == MD_BLOCK_UL || type == MD_BLOCK_OL) --lists_;
  if (type == MD_BLOCK_LI) items_begun_ = 0;
  return count_call();
}

int MarkdownReader::add_piece(MD_TEXTTYPE type, const char* text, std::size_t size) {
  if (type == MD_TEXT_BR) {
    close(true);
    return count_call();
  }
  // Line breaks, and what stands for NUL and tabs, are strings of md4c's own.
  const bool from_source = std::less_equal<>()(text_.data(), text) && std::less<>()(text, text_.data() + text_.size());
  if (!from_source || size == 0) return count_call();
  const auto begin = static_cast<std::size_t>(text - text_.data());
  const Span piece{offset32(begin), offset32(begin + size)};
  if (piece.begin < (open_ ? last_piece_ : last_block_)) return count_call();
  if (!open_) open(piece.begin);
  if (in_inlines()) {
    mask_markup({last_piece_, piece.begin});
    if (type != MD_TEXT_NORMAL || (links_ > 0 && is_bare_link(text_.substr(piece.begin, size), target_))) mask(piece);
  }
  last_piece_ = piece.end;
  return count_call();
}

void MarkdownReader::open(std::uint32_t first_piece) {
  open_ = true;
  begin_ = in_cell() ? cell_begin(first_piece) : std::max(line_begin(text_, first_piece), last_block_);
  inlines_ = in_inlines() ? skip_block_marks(begin_, first_piece) : begin_;
  last_piece_ = inlines_;
}

/// Cells are parted by | without a backslash; within a cell there is none.
std::uint32_t MarkdownReader::cell_begin(std::uint32_t piece) const {
  std::uint32_t begin = piece;
  while (begin > last_block_ && !is_line_end(text_[begin - 1]) &&
         (text_[begin - 1] != '|' || is_escaped(text_, begin - 1, last_block_)))
    --begin;
  return begin;
}

std::uint32_t MarkdownReader::cell_end(std::uint32_t piece) const {
  std::uint32_t end = piece;
  while (end < text_.size() && !is_line_end(text_[end]) && (text_[end] != '|' || is_escaped(text_, end, begin_))) ++end;
  return end;
}

std::uint32_t MarkdownReader::skip_block_marks(std::uint32_t begin, std::uint32_t piece) const {
  const std::string_view line = text_.substr(0, piece);
  const auto skip_blanks = [line](std::uint32_t at) {
    while (at < line.size() && (line[at] == ' ' || line[at] == '\t')) ++at;
    return at;
  };
  int quotes = quotes_;
  int items = items_begun_;
  std::uint32_t at = skip_blanks(begin);
  for (; at < piece; at = skip_blanks(at)) {
    if (quotes > 0 && line[at] == '>') {
      --quotes;
      ++at;
    } else if (const std::uint32_t end = items > 0 ? skip_list_mark(line, at) : at; end > at) {
      --items;
      at = end;
    } else {
      break;
    }
  }
  if (items_begun_ > 0 && task_ && at < *task_ && *task_ + 2 <= piece) at = skip_blanks(*task_ + 2);
  if (leaf_ == MD_BLOCK_H) {
    while (at < piece && line[at] == '#') ++at;
  }
  return skip_blanks(at);
}

void MarkdownReader::close(bool at_hard_break) {
  if (!open_) return;
  open_ = false;
  Block block;
  block.span = {begin_, in_cell() ? cell_end(last_piece_) : line_end(text_, last_piece_)};
  block.content = trim(text_, {inlines_, block.span.end});
  if (block.content.empty()) {  // blanks that are none for Markdown: U+0085, a blank line of code
    while (!masked_.empty() && masked_.back().begin >= begin_) masked_.pop_back();
    return;
  }
  if (leaf_ == MD_BLOCK_H) {  // ## …… ##
    std::uint32_t end = block.content.end;
    while (end > last_piece_ && text_[end - 1] == '#') --end;
    block.content = trim(text_, {block.content.begin, end});
  }
  if (in_inlines()) mask_markup({last_piece_, std::max(last_piece_, block.content.end)});
  if (at_hard_break) mask({std::max(last_piece_, block.content.end), block.span.end});
  const Span before = trim(text_, {begin_, inlines_});
  if (!before.empty()) block.mark = {before.begin, block.content.begin};
  add_link_targets(block.span.begin);
  last_block_ = block.span.end;
  add_block(block);
  items_begun_ = 0;
}

void MarkdownReader::add_block(Block block) {
  if (leaf_ == MD_BLOCK_HTML) return add_html(block);
  if (leaf_ == MD_BLOCK_CODE) {
    block.kind = BlockKind::code;
  } else if (in_cell()) {
    block.kind = BlockKind::table_cell;
    block.mark = {};
  } else if (quotes_ > 0) {
    block.kind = BlockKind::quotation;
  } else if (leaf_ == MD_BLOCK_H) {
    block.level = static_cast<std::uint8_t>(heading_level_);
    return structure_.add_heading(block);
  } else if (items_begun_ > 0) {
    block.kind = BlockKind::list_item;
    block.level = static_cast<std::uint8_t>(std::min(lists_, 255));
  } else {
    return structure_.add_text(block);
  }
  structure_.add(block);
}

void MarkdownReader::add_html(Block block) {
  const std::string_view html = text_.substr(block.content.begin, block.content.size());
  const std::vector<Span> markup = html_markup(text_, block.content);
  std::uint32_t end = block.content.begin;
  bool has_text = false;
  for (const Span tag : markup) {
    has_text = has_text || !trim(text_, {end, tag.begin}).empty();
    end = tag.end;
  }
  has_text = has_text || !trim(text_, {end, block.content.end}).empty();
  if (has_text && !html.starts_with("<script") && !html.starts_with("<style")) {
    for (const Span tag : markup) mask(tag);
    return structure_.add_text(block);
  }
  block.kind = html.starts_with("<!--") ? BlockKind::comment : BlockKind::code;
  structure_.add(block);
}

/// [甲]: https://……
void MarkdownReader::add_link_targets(std::uint32_t end) {
  const std::string_view between = text_.substr(0, end);
  for (std::uint32_t begin = last_block_; begin < end; begin = next_line(between, begin)) {
    const Span line{begin, line_end(between, begin)};
    Span content = trim(text_, line);
    while (!content.empty() && text_[content.begin] == '>') content = trim(text_, {content.begin + 1, content.end});
    const std::string_view definition = text_.substr(content.begin, content.size());
    if (definition.starts_with('[') && definition.find("]:") != definition.npos)
      structure_.add({BlockKind::link_target, 0, line, {}, content});
  }
}

void MarkdownReader::mask(Span span) {
  if (span.empty()) return;
  if (!masked_.empty() && masked_.back().end == span.begin) masked_.back().end = span.end;
  else masked_.push_back(span);
}

/// Masks what lies between two pieces of text: all but line ends and the blanks before them.
void MarkdownReader::mask_markup(Span gap) {
  while (!gap.empty()) {
    const std::uint32_t end = line_end(text_.substr(0, gap.end), gap.begin);
    const Span trimmed = trim(text_, {gap.begin, end});
    mask({gap.begin, end == gap.end ? end : trimmed.empty() ? gap.begin : trimmed.end});
    gap.begin = end;
    while (!gap.empty() && is_line_end(text_[gap.begin])) ++gap.begin;
  }
}

}  // namespace

Reading read_markdown(std::string_view text) {
  if (std::optional<Reading> reading = MarkdownReader(text).read()) return std::move(*reading);
  return read_text(text);
}

}  // namespace jianyan

// Two passes. The first sees a block and those before it, and decides by words: mark, form label, attachment note.
// The second sees all blocks and decides what only the place can tell: the same short line is a title at the head and
// a signature at the foot. Where a line could be two things, it stays a paragraph: a rule that looks for titles or
// headings then says nothing, which is better than a wrong finding.
#include "document/structure.h"

#include <algorithm>

#include "document/cues.h"
#include "document/line.h"
#include "document/marks.h"

namespace jianyan {
namespace {

/// A page holds 28 characters a line (GB/T 9704—2012 5.2.2); a heading that goes on for half a line more is still one.
constexpr std::size_t kLongestHeading = 42;
/// A title in size 2 takes about 20 characters a line, and at most three lines.
constexpr std::size_t kLongestTitle = 60;
/// Without 关于 and ……的建议, only a short line can be told from running text.
constexpr std::size_t kLongestPlainTitle = 30;
/// Two ideographs: a line that begins so begins a paragraph, and is no title.
constexpr std::size_t kParagraphIndent = 4;
/// How many blocks from the top a title may stand: below the name of the form, its number and fields.
constexpr std::size_t kHeadBlocks = 12;
constexpr std::size_t kTitleLines = 3;
/// How many blocks from the end signature and date may stand, and how many of them signatures may take.
constexpr std::size_t kFootBlocks = 10;
constexpr std::size_t kSignatureLines = 4;
/// Eight ideographs: a line so far to the right is set as a signature.
constexpr std::size_t kSignatureIndent = 16;
/// Ten ideographs: shorter lines are no running text.
constexpr std::uint32_t kRunningText = 30;

/// A line that could be a title or a heading by its length and punctuation.
bool can_be_title(const LineShape& shape) {
  return shape.code_points > 1 && shape.code_points <= kLongestTitle && !shape.inner_sentence_end &&
         std::u32string_view(U"：:，,").find(shape.last) == std::u32string_view::npos;
}

bool is_heading_style(MarkStyle style) {
  switch (style) {
    case MarkStyle::han:
    case MarkStyle::han_bracketed:
    case MarkStyle::digit:
    case MarkStyle::digit_bracketed:
    case MarkStyle::chapter:
    case MarkStyle::section: return true;
    default: return false;
  }
}

bool reads_like_heading(const LineShape& shape) {
  return shape.code_points > 0 && shape.code_points <= kLongestHeading && !shape.inner_sentence_end &&
         !shape.ends_sentence() && shape.last != U'，' && shape.last != U',' && shape.last != U'、';
}

/// Text whose kind only its place can tell.
bool is_plain(const Block& block) { return block.kind == BlockKind::paragraph && block.mark.empty(); }

/// "# ……" or an underlined line, without 一、 or another mark of its own.
bool is_top_markdown_heading(std::string_view text, const Block& block) {
  const std::string_view mark = text.substr(block.mark.begin, block.mark.size());
  return block.kind == BlockKind::heading && block.level == 1 && mark.find_first_not_of("# \t") == mark.npos;
}

void make_title(Block& block) {
  block.kind = BlockKind::title;
  block.level = 0;
}

bool is_running_text(const Block& block) {
  return block.kind == BlockKind::paragraph && block.content.size() >= kRunningText;
}

}  // namespace

void Structure::add_text(Block block) {
  const std::vector<Block> foot = cut_foot(block);
  classify(block);
  blocks_.insert(blocks_.end(), foot.begin(), foot.end());
}

void Structure::add(Block block) {
  const std::vector<Block> foot = block.kind == BlockKind::list_item ? cut_foot(block) : std::vector<Block>();
  blocks_.push_back(block);
  blocks_.insert(blocks_.end(), foot.begin(), foot.end());
}

/// In Markdown, lines without a blank line between are one paragraph, and people write names and date so, below the
/// last paragraph or by themselves. They are taken off where the last line is a date, and a sentence ends before them.
std::vector<Block> Structure::cut_foot(Block& block) const {
  const std::uint32_t first = block.content.begin;
  const auto line_before = [&](std::uint32_t end) {
    const std::uint32_t begin = std::max(line_begin(text_, end), first);
    return Block{BlockKind::paragraph, 0, {begin, line_end(text_, end)}, {}, trim(text_, {begin, end})};
  };
  std::vector<Block> foot;
  Block line = line_before(block.content.end);
  if (line.span.begin == first || line.content.size() > kShortLine || !is_date(content(line))) return {};
  LineShape shape;
  do {
    foot.insert(foot.begin(), line);
    line = line_before(trim(text_, {first, line.span.begin}).end);
    shape = shape_of(content(line));
  } while (foot.size() <= kSignatureLines && line.span.begin > first && can_be_signature(shape, content(line)));
  if (!shape.ends_sentence() && !can_be_signature(shape, content(line))) return {};
  block.content.end = line.content.end;
  block.span.end = line.span.end;
  return foot;
}

void Structure::classify(const Block& block) {
  if (add_form_fields(block) || add_attachment(block) || add_marked(block)) return;
  blocks_.push_back(block);
  blocks_.back().kind = BlockKind::paragraph;
  blocks_.back().level = 0;
}

void Structure::add_heading(Block block) {
  block.kind = BlockKind::heading;
  if (const auto mark = parse_mark(text_, block.content); mark && is_heading_style(mark->style)) {
    block.content = trim(text_, {mark->span.end, block.content.end});
    block.mark = {block.mark.empty() ? mark->span.begin : block.mark.begin, block.content.begin};
  }
  blocks_.push_back(block);
}

bool Structure::add_form_fields(const Block& block) {
  auto label = form_label(text_, block.content);
  if (!label) return false;
  Block field = block;
  field.kind = BlockKind::form_field;
  while (label) {
    field.mark = *label;
    // The next label may stand wherever a blank, a line end or a stop comes before it.
    std::optional<Span> next;
    bool may_begin = false;
    Cursor at(text_, {label->end, block.content.end});
    for (; !at.at_end() && !next; at.advance()) {
      const char32_t c = at.peek();
      const bool separates = is_blank(c) || c == U'。' || c == U'；';
      if (may_begin && !separates) next = form_label(text_, {at.offset(), block.content.end});
      may_begin = separates;
    }
    const std::uint32_t end = next ? next->begin : block.content.end;
    field.content = trim(text_, {label->end, end});
    field.mark.end = field.content.begin;
    field.span.end = next ? next->begin : block.span.end;
    blocks_.push_back(field);
    field.span.begin = field.span.end;
    label = next;
  }
  return true;
}

bool Structure::add_attachment(const Block& block) {
  Block note = block;
  note.kind = BlockKind::attachment;
  if (const auto label = attachment_label(text_, block.content)) {
    note.content = trim(text_, {label->end, block.content.end});
    note.mark = {label->begin, note.content.begin};
  } else {
    // 附件：1.……, and below it 2.……; a number left out or repeated is for a rule to find
    if (blocks_.empty() || blocks_.back().kind != BlockKind::attachment) return false;
    const auto before = parse_mark(text_, blocks_.back().content);
    const auto here = parse_mark(text_, block.content);
    if (!before || !here || before->style != here->style || here->number < before->number) return false;
  }
  blocks_.push_back(note);
  return true;
}

/// 1.甲 and 2.乙 on lines that follow each other are a list, not two headings without text.
bool Structure::continues_list(const Block& block) const {
  if (blocks_.empty()) return false;
  const Block& before = blocks_.back();
  return (before.kind == BlockKind::heading || before.kind == BlockKind::list_item) && before.level == block.level &&
         before.level > 2 && !text_.substr(before.mark.begin).starts_with('#');
}

bool Structure::add_marked(const Block& block) {
  const auto mark = parse_mark(text_, block.content);
  if (!mark || mark->style == MarkStyle::clause) return false;
  Block marked = block;
  marked.level = mark_level(mark->style);
  marked.content = trim(text_, {mark->span.end, block.content.end});
  marked.mark = {mark->span.begin, marked.content.begin};
  LineShape shape;
  if (marked.content.size() <= kShortLine) shape = shape_of(content(marked));
  else shape.inner_sentence_end = true;
  if (mark->style == MarkStyle::article || (shape.inner_sentence_end && mark->style != MarkStyle::bullet)) {
    marked.kind = BlockKind::paragraph;
  } else if (is_heading_style(mark->style) && reads_like_heading(shape) && !continues_list(marked)) {
    marked.kind = BlockKind::heading;
  } else {
    if (continues_list(marked)) blocks_.back().kind = BlockKind::list_item;
    marked.kind = BlockKind::list_item;
  }
  blocks_.push_back(marked);
  return true;
}

std::vector<Block> Structure::finish() {
  find_title();
  find_salutation();
  find_signature();
  return std::move(blocks_);
}

std::size_t Structure::title_lines(std::size_t first) const {
  std::size_t characters = 0;
  for (std::size_t i = first; i < blocks_.size() && i < first + kTitleLines; ++i) {
    if (!(is_plain(blocks_[i]) || i == first) || blocks_[i].content.size() > kShortLine) break;
    const LineShape shape = shape_of(content(blocks_[i]));
    characters += shape.code_points;
    if (!can_be_title(shape) || characters > kLongestTitle) break;
    if (ends_with_genre(content(blocks_[i]))) return i - first + 1;
  }
  const LineShape shape = shape_of(content(blocks_[first]));
  return shape.ends_sentence() || shape.comma ? 0 : 1;
}

bool Structure::can_be_plain_title(const Block& block) const {
  if (!is_plain(block)) return true;  // # …… in Markdown
  const LineShape shape = shape_of(content(block));
  if (is_date(content(block))) return false;
  if (ends_with_genre(content(block))) return true;
  const std::string_view indent = text_.substr(block.span.begin, block.content.begin - block.span.begin);
  return shape.code_points <= kLongestPlainTitle && !shape.comma && blank_columns(indent) != kParagraphIndent;
}

void Structure::find_title() {
  const auto is_title = [](const Block& block) { return block.kind == BlockKind::title; };
  if (std::any_of(blocks_.begin(), blocks_.end(), is_title)) return;  // the format says which it is
  std::size_t plain = blocks_.size();  // a first line that could be a title, though it does not say 关于
  bool title_field = false;
  for (std::size_t i = 0; i < std::min(blocks_.size(), kHeadBlocks); ++i) {
    const Block& block = blocks_[i];
    if (block.kind == BlockKind::form_field)
      title_field = title_field || is_title_label(text_.substr(block.mark.begin, block.mark.size()));
    if (block.kind == BlockKind::form_field || block.kind > BlockKind::attachment) continue;
    if (!is_plain(block) && !is_top_markdown_heading(text_, block)) break;
    if (block.content.size() > kShortLine || !can_be_title(shape_of(content(block)))) break;
    if (content(block).starts_with("关于")) {
      const std::size_t lines = title_lines(i);
      for (std::size_t line = i; line < i + lines; ++line) make_title(blocks_[line]);
      if (lines > 0) return;
      break;
    }
    if (shape_of(content(block)).ends_sentence()) break;  // running text has begun
    if (plain == blocks_.size() && can_be_plain_title(block)) plain = i;
  }
  const auto is_body = [](const Block& block) { return is_running_text(block) || block.kind == BlockKind::heading; };
  if (!title_field && plain < blocks_.size() &&
      std::any_of(blocks_.begin() + static_cast<std::ptrdiff_t>(plain) + 1, blocks_.end(), is_body))
    make_title(blocks_[plain]);
}

void Structure::find_salutation() {
  std::size_t seen = 0;
  for (Block& block : blocks_) {
    if (block.kind == BlockKind::title || block.kind == BlockKind::form_field) continue;
    if (++seen > 2 || is_running_text(block)) return;
    const bool short_line = is_plain(block) && block.content.size() <= kShortLine;
    if (short_line && is_salutation(content(block), shape_of(content(block)))) {
      block.kind = BlockKind::salutation;
      return;
    }
  }
}

void Structure::find_signature() {
  const std::size_t foot = blocks_.size() - std::min(blocks_.size(), kFootBlocks);
  std::size_t signatures = 0;
  bool dated = false;
  for (std::size_t i = blocks_.size(); i-- > std::max<std::size_t>(foot, 1) && signatures < kSignatureLines;) {
    Block& block = blocks_[i];
    if (block.kind >= BlockKind::attachment || block.kind == BlockKind::form_field) continue;
    if (!is_plain(block) || block.content.size() > kShortLine) return;
    if (!dated && signatures == 0 && is_date(content(block))) {
      block.kind = BlockKind::date;
      dated = true;
      continue;
    }
    const LineShape shape = shape_of(content(block));
    const std::string_view indent = text_.substr(block.span.begin, block.content.begin - block.span.begin);
    if (!can_be_signature(shape, content(block))) return;
    if (!dated && !names_signer(content(block)) && blank_columns(indent) < kSignatureIndent) return;
    block.kind = BlockKind::signature;
    ++signatures;
  }
}

Scope scope_of(std::span<const Block> blocks) noexcept {
  std::size_t paragraphs = 0;
  bool frame = false;  // what only whole drafts have
  for (const Block& block : blocks) {
    if (block.kind == BlockKind::form_field) return Scope::draft;
    frame = frame || block.kind == BlockKind::title || block.kind == BlockKind::salutation ||
            block.kind == BlockKind::signature || block.kind == BlockKind::date;
    if (is_running_text(block)) ++paragraphs;
  }
  return paragraphs >= 2 || (frame && blocks.size() > 1) ? Scope::draft : Scope::fragment;
}

}  // namespace jianyan

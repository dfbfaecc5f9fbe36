#include "report/place.h"

#include "jianyan/masked_text.h"
#include "jianyan/report.h"
#include "report/visible.h"

namespace jianyan {
namespace {

// Parts of a draft that have a name; nullptr for those that are counted.
const Message* name_of(BlockKind kind) {
  static const Message title{"标题", "title"}, salutation{"称谓", "salutation"}, signature{"落款", "signature"},
      date{"日期", "date"}, attachment{"附件", "attachment"}, text_box{"文本框", "text box"},
      note{"脚注尾注", "note"}, margin{"页眉页脚", "page margin"};
  switch (kind) {
    case BlockKind::title: return &title;
    case BlockKind::salutation: return &salutation;
    case BlockKind::signature: return &signature;
    case BlockKind::date: return &date;
    case BlockKind::attachment: return &attachment;
    case BlockKind::text_box: return &text_box;
    case BlockKind::note: return &note;
    case BlockKind::margin: return &margin;
    default: return nullptr;
  }
}

// "## 一、" → "一、", "案由：" → "案由"
std::string_view without(std::string_view text, std::string_view leading, std::string_view trailing) {
  const std::size_t begin = text.find_first_not_of(leading);
  if (begin == std::string_view::npos) return {};
  text.remove_prefix(begin);
  if (!trailing.empty() && text.ends_with(trailing)) text.remove_suffix(trailing.size());
  return text;
}

std::string_view field_name(std::string_view mark) {
  mark = without(mark, " \t", "：");
  return without(mark, " \t", ":");
}

}  // namespace

void PlaceFinder::enter(const Block& block) {
  if (block.kind == BlockKind::heading) {
    while (!headings_.empty() && headings_.back().level >= block.level) headings_.pop_back();
    std::string label(without(text(block.mark), "# \t", ""));
    if (label.empty()) append_quoted(label, text(block.content));
    while (label.ends_with(' ')) label.pop_back();
    headings_.push_back({block.level, std::move(label)});
    paragraph_ = 0;
  } else if (name_of(block.kind) == nullptr && block.kind != BlockKind::form_field) {
    ++paragraph_;
  }
}

std::string PlaceFinder::path() const {
  std::string path;
  for (const Heading& heading : headings_) path += heading.label;
  return path;
}

std::string PlaceFinder::at(std::uint32_t offset) {
  const std::span<const Block> blocks = document_.blocks();
  if (entered_ > 0 && offset < blocks[entered_ - 1].span.begin) {
    entered_ = 0;
    headings_.clear();
    paragraph_ = 0;
  }
  while (entered_ < blocks.size() && blocks[entered_].span.begin <= offset) enter(blocks[entered_++]);

  const bool chinese = language_ == Language::zh;
  if (entered_ == 0) return chinese ? "开头" : "beginning";
  const Block& block = blocks[entered_ - 1];
  if (const Message* name = name_of(block.kind)) return name->in(language_);
  if (block.kind == BlockKind::form_field) return std::string(field_name(text(block.mark)));
  if (block.kind == BlockKind::heading) return path() + (chinese ? "小标题" : " heading");
  if (chinese) return path() + "第" + std::to_string(paragraph_) + "段";
  return (headings_.empty() ? "" : path() + ", ") + "paragraph " + std::to_string(paragraph_);
}

std::string place_of(const Document& document, std::uint32_t offset, Language language) {
  const MaskedText shown(document);
  return PlaceFinder(document, shown.text(), language).at(offset);
}

}  // namespace jianyan

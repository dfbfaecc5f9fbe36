#include "rules/leftovers.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace jianyan {
namespace {

const WordOrigin& origin_of(const Document& document) { return std::get<WordOrigin>(document.origin()); }

/// The content of the block there; what has no text is told at the begin of the draft.
Span content_at(const RuleContext& context, Span paragraph) {
  const Block* block = paragraph.empty() ? nullptr : context.document.block_at(paragraph.end - 1);
  return block == nullptr || block->span.end < paragraph.begin ? context.first_text() : block->content;
}

}  // namespace

const WordLeftovers* leftovers_of(const Document& document) {
  const auto* word = std::get_if<WordOrigin>(&document.origin());
  return word == nullptr ? nullptr : &word->file->leftovers();
}

void report_stretches(RuleContext& context, const std::vector<Span>& stretches, Message message) {
  if (stretches.empty()) return;
  if (stretches.size() > 1) {
    message.zh += fmt::format("（共{}处）", stretches.size());
    message.en += fmt::format(" ({} places)", stretches.size());
  }
  const WordOrigin& word = origin_of(context.document);
  context.report(word.layout->place_of(stretches.front(), *word.file->layout()), std::move(message));
}

void report_annotations(RuleContext& context, const Annotations& annotations, const Message& what,
                        const Message& advice) {
  if (annotations.count == 0) return;
  const auto& paragraphs = origin_of(context.document).layout->paragraphs;
  const Span paragraph = annotations.paragraph < paragraphs.size() ? paragraphs[annotations.paragraph].span : Span{};
  context.report(content_at(context, paragraph),
                 {fmt::format("文件里有{}{}（作者：{}），{}", annotations.count, what.zh,
                              fmt::join(annotations.authors, "、"), advice.zh),
                  fmt::format("the file has {} {} (by {}); {}", annotations.count, what.en,
                              fmt::join(annotations.authors, ", "), advice.en)});
}

}  // namespace jianyan

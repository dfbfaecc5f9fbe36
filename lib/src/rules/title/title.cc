// The title of a draft: 关于……的建议 for a congress, 关于……的提案 for a consultative conference, without a stop at its end.
#include <array>

#include <fmt/format.h>

#include "rules/rule.h"

namespace jianyan {
namespace {

bool ends_with(std::string_view text, std::string_view ending) {
  return text.size() >= ending.size() && text.substr(text.size() - ending.size()) == ending;
}

/// What a draft of the profile calls itself at the end of its title; the first is the one to propose.
std::span<const std::string_view> genres(Profile profile) {
  static constexpr std::array<std::string_view, 3> kNpc = {"建议", "意见", "批评"};
  static constexpr std::array<std::string_view, 2> kCppcc = {"提案", "建议"};
  if (profile == Profile::cppcc) return kCppcc;
  return kNpc;
}

/// The title's blocks read as one: a long title is broken into two lines.
std::string title_text(const RuleContext& context, std::size_t& first, std::size_t& last) {
  std::string title;
  for (const Block& block : context.document.blocks()) {
    if (block.kind != BlockKind::title) continue;
    if (title.empty()) first = context.range_of(block).content_begin;
    last = context.range_of(block).content_end;
    title += context.document.text(block.content);
  }
  return title;
}

std::string_view without_stop(std::string_view title) {
  for (const std::string_view stop : {"。", "！", "，", "；", "."})
    if (ends_with(title, stop)) return title.substr(0, title.size() - stop.size());
  return title;
}

void check_form(RuleContext& context) {
  std::size_t first = 0, last = 0;
  const std::string whole = title_text(context, first, last);
  if (whole.empty()) return;
  const std::string_view title = without_stop(whole);
  const auto names = genres(context.profile);
  const bool begins = title.starts_with("关于");
  bool ends = false;
  for (const std::string_view name : names) ends = ends || ends_with(title, "的" + std::string(name));
  if (begins && ends) return;
  context.report(first, last, {fmt::format("标题应写成“关于……的{}”", names.front()),
                               fmt::format("the title should read 关于……的{}", names.front())});
}

void check_end(RuleContext& context) {
  const Characters& c = context.c;
  const std::size_t last = context.content_end() - 1;
  constexpr std::u32string_view kStops = U"。，、；：.,;:";
  if (context.block().content.empty() || kStops.find(c[last]) == std::u32string_view::npos) return;
  // A title broken into two lines may end its first line with a pause.
  const Block* next = &context.block() + 1;
  const auto blocks = context.document.blocks();
  if (next != blocks.data() + blocks.size() && next->kind == BlockKind::title) return;
  std::size_t begin = last;
  while (begin > context.content_begin() && kStops.find(c[begin - 1]) != std::u32string_view::npos) --begin;
  context.replace(begin, last + 1, {"标题末尾不用标点", "no punctuation at the end of a title"}, Safety::safe, "");
}

}  // namespace

extern const Rule title_form = {
    .info = {.id = "title-form",
             .category = Category::title,
             .severity = Severity::warning,
             .safety = Safety::none,
             .summary_zh = "标题不是“关于……的建议（提案）”的形式",
             .summary_en = "title not in the form 关于……的建议 or 关于……的提案",
             .clause = "GB/T 9704—2012 7.3.1",
             .blocks = BlockKinds(BlockKind::title),
             .profiles = Profiles(Profile::npc, Profile::cppcc),
             .whole_draft = true},
    .document = &check_form};

extern const Rule title_end_mark = {
    .info = {.id = "title-end-mark",
             .category = Category::title,
             .severity = Severity::error,
             .safety = Safety::safe,
             .summary_zh = "标题末尾有标点",
             .summary_en = "punctuation at the end of the title",
             .clause = "GB/T 15834—2011 附录B.4",
             .blocks = BlockKinds(BlockKind::title),
             .profiles = Profiles::drafts()},
    .block = &check_end};

}  // namespace jianyan

// Half-width marks in Chinese text: , . ; : ? !
//
// A mark belongs to Chinese text when what stands left of it is Chinese, or when a word or number stands left and
// Chinese right. Marks inside numbers, Latin words and sentences and addresses are in zones (Characters) and are left
// alone, as are the numbering marks of headings and lists, which the heading rules judge.
#include <fmt/format.h>

#include <algorithm>

#include "rules/punctuation/foreign_names.h"
#include "rules/rule.h"
#include "text/utf8.h"

namespace jianyan {
namespace {

/// A mark that is talked about: “,” ( : )
bool stands_alone_in_marks(const Characters& c, std::size_t i) {
  constexpr std::u32string_view kOpening = U"“‘\"'(（《", kClosing = U"”’\"')）》";
  const std::size_t opening = kOpening.find(c[i - 1]);
  return opening != std::u32string_view::npos && kClosing.find(c[i + 1]) != std::u32string_view::npos;
}

/// Whether the sentence around the mark at `i` is Chinese: text left of it is, or a word or number is and text right of
/// it is Chinese.
bool in_chinese(const RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  if (c.protected_at(i) || context.in_numbering(i) || stands_alone_in_marks(c, i)) return false;
  const std::size_t left = c.text_before(i);
  return c.han(left) || (c.word_character(left) && c.han(c.text_after(i)));
}

Message message_for(char32_t half, std::string_view full) {
  return {fmt::format("中文里用了半角标点“{}”，应为“{}”", to_utf8({&half, 1}), full),
          fmt::format("half-width '{}' in Chinese text; write '{}'", to_utf8({&half, 1}), full)};
}

void check_comma(RuleContext& context, std::size_t i) {
  if (in_chinese(context, i)) context.replace(i, i + 1, message_for(U',', "，"), Safety::safe, "，");
}

std::string_view full_width(char32_t mark) {
  switch (mark) {
    case U';': return "；";
    case U':': return "：";
    case U'?': return "？";
    default: return "！";
  }
}

void check_mark(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  if (!in_chinese(context, i)) return;
  // A ratio or a time written with spaces: 1 : 2
  if (c[i] == U':' && c.digit(c.before_spaces(i)) && c.digit(c.after_spaces(i + 1))) return;
  if (c[i] == U'!' && c[i + 1] == U'[') return;  // a picture of Markdown, in plain text
  const std::string_view full = full_width(c[i]);
  context.replace(i, i + 1, message_for(c[i], full), Safety::safe, std::string(full));
}

/// Two sentences without a space look like a foreign name with a dot (列夫.托尔斯泰), which is interpunct-form's where its
/// characters show what it is.
Safety stop_safety(const RuleContext& context, std::size_t i) {
  return context.c.han(i + 1) ? Safety::suggest : Safety::safe;
}

std::size_t after_line_end(const Characters& c, std::size_t i) {
  return c.after_spaces(c[i] == U'\r' && c[i + 1] == U'\n' ? i + 2 : i + 1);
}

/// Behind a quotation or bracket: whether the sentence is Chinese, even where the last quoted word is not.
bool closes_chinese(const RuleContext& context, std::size_t i) {
  constexpr std::size_t kReach = 60;
  const Characters& c = context.c;
  if (!c.is(i - 1, CharacterClass::close_mark)) return false;
  const std::size_t least = std::max(context.content_begin(), i < kReach ? 0 : i - kReach);
  for (std::size_t at = i; at > least; --at)
    if (c.han(at - 1)) return true;
  return false;
}

void check_stop(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  if (c.protected_at(i) || context.in_numbering(i) || c[i - 1] == U'.' || c[i + 1] == U'.' || c.digit(i + 1)) return;
  if (separates_foreign_name(c, i)) return;
  const bool ends_text = c.after_spaces(i + 1) >= context.content_end();
  const bool chinese_left = c.han(i - 1) || closes_chinese(context, i);
  // A decimal point at the end of a line may have been cut from its decimals by a line end.
  const bool cut_number = c.digit(i - 1) && c.line_end(i + 1) && c.digit(after_line_end(c, i + 1));
  const bool number_left = (c.digit(i - 1) || c[i - 1] == U'%') && !cut_number;
  const bool chinese_right = c.chinese(c.after_spaces(i + 1)) && !c.is(i + 1, CharacterClass::stop);
  const bool sentence = context.block().kind == BlockKind::paragraph && c.chinese(context.content_begin());
  if (!(chinese_left && (ends_text || chinese_right)) && !(number_left && ends_text && sentence)) return;
  context.replace(i, i + 1, message_for(U'.', "。"), stop_safety(context, i), "。");
}

}  // namespace

extern const Rule halfwidth_comma = {
    .info = {.id = "halfwidth-comma",
             .category = Category::punctuation,
             .severity = Severity::error,
             .safety = Safety::safe,
             .summary_zh = "中文里用了半角逗号",
             .summary_en = "half-width comma in Chinese text",
             .clause = "GB/T 15834—2011 5.1.1",
             .profiles = Profiles::all()},
    .triggers = U",",
    .at = &check_comma};

extern const Rule halfwidth_stop = {
    .info = {.id = "halfwidth-stop",
             .category = Category::punctuation,
             .severity = Severity::error,
             .safety = Safety::safe,
             .summary_zh = "中文句末用了半角句点",
             .summary_en = "half-width full stop after a Chinese sentence",
             .clause = "GB/T 15834—2011 5.1.1",
             .profiles = Profiles::all()},
    .triggers = U".",
    .at = &check_stop};

extern const Rule halfwidth_mark = {
    .info = {.id = "halfwidth-mark",
             .category = Category::punctuation,
             .severity = Severity::error,
             .safety = Safety::safe,
             .summary_zh = "中文里用了半角的分号、冒号、问号或叹号",
             .summary_en = "half-width semicolon, colon, question or exclamation mark in Chinese text",
             .clause = "GB/T 15834—2011 5.1.1",
             .profiles = Profiles::all()},
    .triggers = U";:?!",
    .at = &check_mark};

}  // namespace jianyan

// Round brackets that should be full-width: around Chinese, beside Chinese, or paired with a full-width one.
#include <fmt/format.h>

#include "rules/punctuation/brackets.h"
#include "rules/punctuation/document_numbers.h"

namespace jianyan {
namespace {

bool contains_han(const Characters& c, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i)
    if (c.han(i)) return true;
  return false;
}

/// f(x): the name of a function or unit stands against the bracket. Or min (a, b): arguments show that it is a call.
/// [text](address) is a link of Markdown, also in plain text.
bool belongs_to_latin(const Characters& c, BracketPair pair) {
  if (c.word_character(pair.open - 1) || (c[pair.open - 1] == U']' && c.in(pair.open + 1, kAddress))) return true;
  bool arguments = false;
  for (std::size_t i = pair.open + 1; i < pair.close; ++i) arguments = arguments || c[i] == U',';
  return arguments && c.latin(c.before_spaces(pair.open));
}

void widen(RuleContext& context, BracketPair pair, std::string_view zh, std::string_view en) {
  Fix fix{Safety::safe, {}};
  if (context.c[pair.open] == U'(') fix.edits.push_back(context.edit(pair.open, pair.open + 1, "（"));
  if (context.c[pair.close] == U')') fix.edits.push_back(context.edit(pair.close, pair.close + 1, "）"));
  context.report(pair.open, pair.close + 1, {std::string(zh), std::string(en)}, std::move(fix));
}

void check_halfwidth(RuleContext& context) {
  const Characters& c = context.c;
  for (const BracketPair pair : analyse_brackets(context).pairs) {
    if (c[pair.open] != U'(' || c[pair.close] != U')' || context.in_numbering(pair.open)) continue;
    if (encloses_document_year(c, pair.open, pair.close)) continue;  // 〔〕: document-number-form
    const bool han_beside = c.han(c.text_before(pair.open)) || c.han(c.text_after(pair.close + 1));
    if (contains_han(c, pair.open + 1, pair.close) || (han_beside && !belongs_to_latin(c, pair)))
      widen(context, pair, "中文里用了半角括号，应为“（）”", "half-width brackets in Chinese text; write '（）'");
  }
}

void check_mixed(RuleContext& context) {
  const Characters& c = context.c;
  for (const BracketPair pair : analyse_brackets(context).pairs)
    if ((c[pair.open] == U'(') != (c[pair.close] == U')') && !context.in_numbering(pair.open) &&
        !encloses_document_year(c, pair.open, pair.close))
      widen(context, pair, "一对括号一半全角、一半半角，应统一为“（）”", "one bracket of the pair is half-width; write '（）'");
}

}  // namespace

extern const Rule halfwidth_bracket = {
    .info = {.id = "halfwidth-bracket",
             .category = Category::punctuation,
             .severity = Severity::error,
             .safety = Safety::safe,
             .summary_zh = "中文里用了半角括号",
             .summary_en = "half-width brackets in Chinese text",
             .clause = "GB/T 15834—2011 4.9",
             .profiles = Profiles::all()},
    .triggers = U"(",
    .block = &check_halfwidth};

extern const Rule mixed_width_bracket = {
    .info = {.id = "mixed-width-bracket",
             .category = Category::punctuation,
             .severity = Severity::error,
             .safety = Safety::safe,
             .summary_zh = "一对括号全角半角混用",
             .summary_en = "bracket pair of mixed width",
             .clause = "GB/T 15834—2011 4.9",
             .profiles = Profiles::all()},
    .triggers = U"()",
    .block = &check_mixed};

}  // namespace jianyan

// The number of an official document: an abbreviated name, the year in 〔〕, a number without 第 and zeros before it,
// 号 (GB/T 9704—2012 7.2.5). The rules about half-width brackets leave its brackets to the rule here: they would write
// （2025）.
#include "rules/punctuation/document_numbers.h"

#include <fmt/format.h>

namespace jianyan {
namespace {

constexpr std::u32string_view kOpening = U"([（［【〔", kClosing = U")]）］】〕";

struct DocumentNumber {
  std::size_t open, close;
  std::size_t number_begin, number_end;  ///< the digits before 号
};

bool year_between(const Characters& c, std::size_t open, std::size_t close) {
  if (close - open != 5 || !(c.reads(open + 1, U"20") || c.reads(open + 1, U"19"))) return false;
  return c.digit(open + 3) && c.digit(open + 4);
}

std::optional<DocumentNumber> document_number_at(const Characters& c, std::size_t open, std::size_t close) {
  if (!c.han(open - 1) || !year_between(c, open, close) || c.in(open, kAddress)) return std::nullopt;
  std::size_t begin = c.after_spaces(close + 1);
  if (c[begin] == U'第') ++begin;
  begin = c.after_spaces(begin);
  std::size_t end = begin;
  while (end - begin < 5 && c.digit(end)) ++end;
  if (end == begin || c[end] != U'号') return std::nullopt;
  return DocumentNumber{open, close, begin, end};
}

/// 国发 渝府发 国办函 教基字: the last character of an abbreviated name.
bool names_issuer(char32_t c) { return is_one_of(c, U"发函办字规令告复议报通知文政改建财教卫人民环农水安监管法司审"); }

void check_form(RuleContext& context, std::size_t open) {
  const Characters& c = context.c;
  const std::size_t close = open + 5;
  if (!is_one_of(c[close], kClosing)) return;
  const auto number = document_number_at(c, open, close);
  if (!number) return;
  std::size_t digits = number->number_begin;
  while (c[digits] == U'0' && digits + 1 < number->number_end) ++digits;
  Fix fix{names_issuer(c[open - 1]) && digits == number->number_begin ? Safety::safe : Safety::suggest, {}};
  if (c[open] != U'〔') fix.edits.push_back(context.edit(open, open + 1, "〔"));
  if (digits != close + 1) {
    fix.edits.push_back(context.edit(close, digits, "〕"));
    if (c[close + 1] == U'第') fix.safety = Safety::suggest;
  } else if (c[close] != U'〕') {
    fix.edits.push_back(context.edit(close, close + 1, "〕"));
  }
  if (fix.edits.empty()) return;
  const std::string right = fmt::format("〔{}〕{}号", c.text(open + 1, close), c.text(digits, number->number_end));
  context.report(open, number->number_end + 1,
                 {fmt::format("发文字号应写成“{}”", right), fmt::format("the number of a document reads {}", right)},
                 std::move(fix));
}

// ---- 国发〔2025〕5号《关于……的意见》

bool part_of_issuer(const Characters& c, std::size_t i) {
  return c.han(i) && !is_one_of(c[i], U"据照按和与及见以由在从对将把经根合第的") && !is_one_of(c[i], U"《》");
}

void check_order(RuleContext& context, std::size_t open) {
  constexpr std::size_t kLongestTitle = 60, kLongestIssuer = 8;
  const Characters& c = context.c;
  const auto number = document_number_at(c, open, open + 5);
  if (!number || c[number->number_end + 1] != U'《') return;
  std::size_t issuer = open;
  while (open - issuer < kLongestIssuer && part_of_issuer(c, issuer - 1)) --issuer;
  std::size_t close = number->number_end + 2;
  while (close - number->number_end < kLongestTitle && c[close] != U'》' && !c.line_end(close)) ++close;
  if (c[close] != U'》' || is_one_of(c[close + 1], U"（(")) return;
  Message message{"引用公文先写标题，后写发文字号：《……》（……〔2025〕5号）",
                  "cite the title first, then the number in brackets"};
  context.report(issuer, close + 1, std::move(message));
}

}  // namespace

bool encloses_document_year(const Characters& c, std::size_t open, std::size_t close) {
  return close == open + 5 && document_number_at(c, open, close).has_value();
}

extern const Rule document_number_form = {
    .info = {.id = "document-number-form",
             .category = Category::punctuation,
             .severity = Severity::error,
             .safety = Safety::safe,
             .summary_zh = "发文字号不规范",
             .summary_en = "number of an official document in a wrong form",
             .clause = "GB/T 9704—2012 7.2.5"},
    .triggers = kOpening,
    .at = &check_form};

extern const Rule citation_order = {
    .info = {.id = "citation-order",
             .category = Category::punctuation,
             .severity = Severity::info,
             .safety = Safety::none,
             .summary_zh = "发文字号写在标题前",
             .summary_en = "number of a document before its title",
             .clause = "党政机关公文处理工作条例",
             .profiles = Profiles::drafts()},
    .triggers = U"〔",
    .at = &check_order};

}  // namespace jianyan

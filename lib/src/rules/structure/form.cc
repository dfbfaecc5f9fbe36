// The head of the form: fields that are missing or empty, the unit that is to handle the draft, the co-signers. A draft
// without any field has been taken out of its form, and nothing is asked of it.
#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "rules/rule.h"

namespace jianyan {
namespace {

using std::string_view;

/// The label without blanks, colon and brackets: 附　议　代表（3人）： is 附议代表.
std::string label_of(const RuleContext& context, const Block& block) {
  std::string label;
  const Characters& c = context.c;
  for (std::size_t i = c.index_at(block.mark.begin); c.offset(i) < block.mark.end; ++i) {
    if (std::u32string_view(U"：:（(").find(c[i]) != std::u32string_view::npos) break;
    if (!c.space(i)) label += c.text(i, i + 1);
  }
  return label;
}

/// The number in the brackets of a label: 附议代表（3人）：; 0 where there is none.
unsigned number_in_label(const RuleContext& context, const Block& block) {
  const Characters& c = context.c;
  unsigned number = 0;
  bool bracket = false;
  for (std::size_t i = c.index_at(block.mark.begin); c.offset(i) < block.mark.end; ++i) {
    bracket = bracket || c[i] == U'（' || c[i] == U'(';
    if (bracket && c.digit(i) && number < 1000) number = number * 10 + static_cast<unsigned>(c[i] - U'0');
  }
  return number;
}

std::vector<string_view> split(string_view text, std::initializer_list<string_view> separators) {
  std::vector<string_view> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    std::size_t end = text.size(), next = text.size() + 1;
    for (const string_view separator : separators) {
      const std::size_t at = text.find(separator, begin);
      if (at >= end) continue;
      end = at;
      next = at + separator.size();
    }
    if (end > begin) parts.push_back(text.substr(begin, end - begin));
    begin = next;
  }
  return parts;
}

/// Names are parted by 、 and the like; blanks part them where nothing else does (張　一 has one inside).
std::vector<string_view> names_of(string_view text) {
  const auto marked = split(text, {"、", "，", ",", "；", ";"});
  return marked.size() > 1 ? marked : split(text, {"　", " ", "\t"});
}

constexpr auto kUnitLabels = std::to_array<string_view>({
    "承办单位", "建议承办单位", "主办单位", "会办单位", "协办单位", "分办单位", "建议主办单位", "建议会办单位", "建议协办单位",
    "意向主办单位", "意向会办单位", "主办", "会办", "协办",
});

bool is_unit_label(string_view label) {
  return std::find(kUnitLabels.begin(), kUnitLabels.end(), label) != kUnitLabels.end();
}

void check_missing_field(RuleContext& context) {
  std::set<std::string> labels;
  const Block* first = nullptr;
  for (const Block& block : context.document.blocks()) {
    if (block.kind != BlockKind::form_field) continue;
    if (first == nullptr) first = &block;
    labels.insert(label_of(context, block));
  }
  // A field or two are no form: 联系人 alone stands under letters, 题目 before texts of any kind.
  constexpr std::size_t kForm = 3;
  if (labels.size() < kForm) return;
  const string_view fields = context.standard.region.value(fmt::format("{}.fields", profile_name(context.profile)));
  for (const string_view names : split(fields, {";"})) {
    const auto alternatives = split(names, {"|"});
    const bool found = std::any_of(alternatives.begin(), alternatives.end(), [&labels](string_view name) {
      return labels.count(std::string(name)) > 0;
    });
    if (found) continue;
    context.report(Span{first->span.begin, first->span.begin},
                   {fmt::format("表头缺“{}”一项", alternatives.front()),
                    fmt::format("the form lacks the field {}", alternatives.front())});
  }
}

void check_empty_field(RuleContext& context) {
  constexpr auto kMayBeEmpty = std::to_array<string_view>({
      "内容", "正文", "建议内容", "提案内容", "议案内容", "备注", "办理情况", "审查意见", "编号", "提案编号", "建议编号", "流水号",
      "提案序号", "附议代表", "附议人", "附议委员", "附议", "联名代表", "联名委员", "联名人", "联名提案人",
  });
  if (!context.block().content.empty()) return;
  const std::string label = label_of(context, context.block());
  if (std::find(kMayBeEmpty.begin(), kMayBeEmpty.end(), label) != kMayBeEmpty.end()) return;
  // A label whose text stands on the line below is not empty.
  const Block* next = &context.block() + 1;
  const auto blocks = context.document.blocks();
  if (next == blocks.data() + blocks.size() || next->kind != BlockKind::form_field) return;
  context.report(context.begin(), context.end(), {fmt::format("表头“{}”没有填写", label),
                                                  fmt::format("the field {} is empty", label)});
}

/// 市城市管理局（主办） → 市城市管理局
string_view bare_unit(string_view unit) {
  for (const string_view bracket : {"（", "("}) unit = unit.substr(0, unit.find(bracket));
  while (unit.starts_with(" ") || unit.starts_with("　")) unit.remove_prefix(unit.starts_with(" ") ? 1 : 3);
  while (unit.ends_with(" ") || unit.ends_with("　")) unit.remove_suffix(unit.ends_with(" ") ? 1 : 3);
  return unit;
}

void check_unit(RuleContext& context) {
  const Region& region = context.standard.region;
  if (!region.knows_units() || !is_unit_label(label_of(context, context.block()))) return;
  const Span content = context.block().content;
  const string_view text = context.document.text(content);
  for (const string_view part : split(text, {"、", "，", ",", "；", ";", "。"})) {
    const string_view unit = bare_unit(part);
    const bool full_name = unit.starts_with(region.value("name"));
    if (!unit.starts_with("市") && !full_name) continue;  // districts and others are not in the table
    const string_view known = region.value(fmt::format("unit.{}", unit));
    if (known == unit || (full_name && !known.empty())) continue;
    const auto begin = content.begin + static_cast<std::uint32_t>(unit.data() - text.data());
    const Span span{begin, begin + static_cast<std::uint32_t>(unit.size())};
    const std::size_t first = context.c.index_at(span.begin), last = context.c.index_at(span.end);
    if (known.empty()) {
      context.report(first, last, {fmt::format("“{}”不在{}的单位名录里，请核对名称", unit, region.value("name")),
                                   fmt::format("{} is not in the table of units; check its name", unit)});
    } else {
      context.replace(first, last,
                      {fmt::format("“{}”的规范简称是“{}”", unit, known), fmt::format("{} is called {}", unit, known)},
                      Safety::suggest, std::string(known));
    }
  }
}

bool is_cosigner_label(string_view label) {
  return label.starts_with("附议") || label.starts_with("联名");
}

void check_cosigners(RuleContext& context) {
  const std::string label = label_of(context, context.block());
  if (!is_cosigner_label(label) || context.block().content.empty()) return;
  const unsigned stated = number_in_label(context, context.block());
  const auto names = names_of(context.document.text(context.block().content));
  std::set<string_view> different(names.begin(), names.end());
  if (different.size() != names.size()) {
    context.report(context.content_begin(), context.content_end(),
                   {fmt::format("“{}”里有重复的姓名", label), "a name stands twice among the co-signers"});
  } else if (stated != 0 && stated != names.size()) {
    context.report(context.content_begin(), context.content_end(),
                   {fmt::format("“{}”写明{}人，列出的是{}人，请核对", label, stated, names.size()),
                    fmt::format("{} co-signers are stated, {} listed", stated, names.size())});
  }
}

constexpr RuleInfo info_of(string_view id, Severity severity, Safety safety, string_view summary_zh,
                           string_view summary_en, string_view clause) {
  return {.id = id,
          .category = Category::structure,
          .severity = severity,
          .safety = safety,
          .summary_zh = summary_zh,
          .summary_en = summary_en,
          .clause = clause,
          .blocks = BlockKinds(BlockKind::form_field),
          .profiles = Profiles(Profile::npc, Profile::cppcc),
          .whole_draft = true};
}

}  // namespace

extern const Rule missing_form_field = {
    .info = info_of("missing-form-field", Severity::info, Safety::none, "表头缺项", "a field missing in the form",
                    "《北京市人民代表大会代表建议、批评和意见办理条例》第九条"),
    .document = &check_missing_field};
extern const Rule empty_form_field = {
    .info = info_of("empty-form-field", Severity::info, Safety::none, "表头有空项", "an empty field in the form", ""),
    .block = &check_empty_field};
extern const Rule unknown_handling_unit = {
    .info = info_of("unknown-handling-unit", Severity::info, Safety::suggest, "承办单位不在名录里",
                    "a handling unit that is not in the table", ""),
    .block = &check_unit};
extern const Rule cosigner_count = {
    .info = info_of("cosigner-count", Severity::warning, Safety::none, "附议、联名人数与名单不符",
                    "co-signers stated and listed differ", ""),
    .block = &check_cosigners};

}  // namespace jianyan

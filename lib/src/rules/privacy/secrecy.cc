// Marks of state secrets (绝密、机密、秘密), of work secrets and of internal papers; sources that are secret; secrets of
// firms. A mark is certain in its own form (机密★10年) and as a line of its own; the words alone mean nothing: drafts may
// well deal with secrecy.
#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

#include "rules/rule.h"

namespace jianyan {
namespace {

constexpr auto kGrades = std::to_array<std::string_view>({"绝密", "机密", "秘密"});
constexpr auto kInternalMarks = std::to_array<std::string_view>({"工作秘密", "内部", "敏感信息", "商业秘密"});
constexpr auto kInternalLines = std::to_array<std::string_view>({
    "内部资料", "内部文件", "内部材料", "内部使用", "内部资料注意保存", "不得外传", "仅供内部参考", "内参", "工作秘密",
});

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// The longest of the words that ends before `end`, as the index of its first character; `end` where there is none.
template <std::size_t N>
std::size_t word_before(const Characters& c, std::size_t end, const std::array<std::string_view, N>& words) {
  for (const std::string_view word : words) {
    const std::size_t length = word.size() / 3;  // ideographs
    if (end >= length && c.text(end - length, end) == word) return end - length;
  }
  return end;
}

void report_grade(RuleContext& context, std::size_t first, std::size_t last) {
  context.report(first, last, {"有国家秘密标志，涉密内容不得在此处理，请转保密渠道；不涉密的应删去标志",
                               "the mark of a state secret: stop here and use the channel for secrets; a draft that is "
                               "no secret must not bear it"});
}

void report_internal(RuleContext& context, std::size_t first, std::size_t last) {
  context.report(first, last, {"有内部材料标志，建议和提案一般公开，请核对能否提交",
                               "the mark of an internal paper; suggestions are published: check whether this may be"});
}

/// 机密★10年. The star stands between grade and term.
void check_grade_star(RuleContext& context, std::size_t star) {
  const std::size_t end = context.c.before_spaces(star) + 1;
  const std::size_t begin = word_before(context.c, end, kGrades);
  const bool other = word_before(context.c, end, kInternalMarks) != end;  // 工作秘密★
  if (begin != end && !other) report_grade(context, begin, star + 1);
}

void check_internal_star(RuleContext& context, std::size_t star) {
  const std::size_t end = context.c.before_spaces(star) + 1;
  const std::size_t begin = word_before(context.c, end, kInternalMarks);
  if (begin != end) report_internal(context, begin, star + 1);
}

/// The block's text without blanks and without the label 密级：.
std::string bare_line(const RuleContext& context) {
  constexpr std::size_t kLongest = 16;
  std::string line;
  if (context.end() - context.begin() > kLongest) return line;
  for (std::size_t i = context.begin(); i < context.end(); ++i)
    if (!context.c.space(i)) line += context.c.text(i, i + 1);
  for (const std::string_view label : {"密级：", "密级:"})
    if (line.starts_with(label)) line.erase(0, label.size());
  return line;
}

void check_grade_line(RuleContext& context) {
  if (contains(kGrades, bare_line(context))) report_grade(context, context.content_begin(), context.content_end());
}

void check_internal_line(RuleContext& context) {
  if (contains(kInternalLines, bare_line(context)))
    report_internal(context, context.content_begin(), context.content_end());
}

/// 根据涉密文件, 依据机密文件: 件 and 料 end the name of the source.
void check_source(RuleContext& context, std::size_t i) {
  constexpr auto kSources = std::to_array<std::string_view>({
      "涉密文件", "涉密资料", "涉密材料", "密级文件", "绝密文件", "机密文件", "秘密文件", "内部文件", "内部资料",
  });
  constexpr auto kCues = std::to_array<std::string_view>({"根据", "依据", "按照", "据", "见", "引自", "摘自"});
  constexpr std::size_t kReach = 10;
  const std::size_t begin = word_before(context.c, i + 1, kSources);
  if (begin == i + 1) return;
  for (std::size_t end = begin; end > context.begin() && begin - end < kReach; --end) {
    if (context.c.is(end - 1, CharacterClass::stop)) return;
    if (word_before(context.c, end, kCues) == end) continue;
    context.report(begin, i + 1, {"引用了不公开的材料，请核对能否引用，不能的应删去或改引公开来源",
                                  "a source that is not public; check whether it may be cited, or cite a public one"});
    return;
  }
}

/// 核心配方, 标底为: not where the draft is about the protection of such secrets.
void check_trade_secret(RuleContext& context, const PhraseMatch& match) {
  const std::string_view text = context.c.text(match.target_begin, match.target_end);
  context.report(match.target_begin, match.target_end,
                 {fmt::format("“{}”可能涉及商业秘密，请核对能否公开", text),
                  fmt::format("{} may be a business secret; check whether it may be published", text)});
}

}  // namespace

extern const Rule secrecy_mark = {
    .info = {.id = "secrecy-mark",
             .category = Category::privacy,
             .severity = Severity::error,
             .safety = Safety::none,
             .summary_zh = "有国家秘密标志（绝密、机密、秘密）",
             .summary_en = "the mark of a state secret",
             .clause = "《保守国家秘密法》第二十二条",
             .blocks = BlockKinds::prose()},
    .triggers = U"★",
    .at = &check_grade_star};

extern const Rule secrecy_line = {
    .info = {.id = "secrecy-line",
             .category = Category::privacy,
             .severity = Severity::error,
             .safety = Safety::none,
             .summary_zh = "密级单独成行",
             .summary_en = "a grade of secrecy on a line of its own",
             .clause = "《保守国家秘密法》第二十二条",
             .blocks = BlockKinds(BlockKind::paragraph, BlockKind::title, BlockKind::form_field, BlockKind::signature),
             .profiles = Profiles::drafts()},
    .block = &check_grade_line};

extern const Rule internal_mark = {
    .info = {.id = "internal-mark",
             .category = Category::privacy,
             .severity = Severity::warning,
             .safety = Safety::none,
             .summary_zh = "有工作秘密、内部材料的标志",
             .summary_en = "the mark of an internal paper",
             .clause = "《保守国家秘密法》第六十四条"},
    .triggers = U"★",
    .at = &check_internal_star};

extern const Rule internal_line = {
    .info = {.id = "internal-line",
             .category = Category::privacy,
             .severity = Severity::warning,
             .safety = Safety::none,
             .summary_zh = "“内部资料”等单独成行",
             .summary_en = "“internal” on a line of its own",
             .clause = "《保守国家秘密法》第六十四条",
             .blocks = BlockKinds(BlockKind::paragraph, BlockKind::title, BlockKind::form_field, BlockKind::signature),
             .profiles = Profiles::drafts()},
    .block = &check_internal_line};

extern const Rule secret_source = {
    .info = {.id = "secret-source",
             .category = Category::privacy,
             .severity = Severity::warning,
             .safety = Safety::none,
             .summary_zh = "引用涉密、内部材料",
             .summary_en = "a source that is secret or internal",
             .clause = "《保守国家秘密法》第二十八条",
             .profiles = Profiles::drafts()},
    .triggers = U"件料",
    .at = &check_source};

extern const Rule trade_secret = {
    .info = {.id = "trade-secret",
             .category = Category::privacy,
             .severity = Severity::info,
             .safety = Safety::none,
             .summary_zh = "可能涉及商业秘密",
             .summary_en = "what may be a business secret",
             .clause = "《反不正当竞争法》",
             .profiles = Profiles::drafts()},
    .list = "trade-secret",
    .phrase = &check_trade_secret};

}  // namespace jianyan

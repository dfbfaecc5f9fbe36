// The lists hold what forms and drafts of congresses and committees print; they are closed sets of short words, so
// they are here and not in dictionaries/. Labels that also begin ordinary sentences or captions (单位： 时间： 问题：) are
// left out.

#include "document/cues.h"

#include <algorithm>
#include <array>
#include <string>

namespace jianyan {
namespace {

using std::string_view;

constexpr auto kTitleLabels = std::to_array<string_view>({
    "案由", "题目", "标题", "提案题目", "提案标题", "提案名称", "建议题目", "建议标题", "建议名称", "建议案由", "提案案由",
    "议案题目", "议案标题", "名称",
});

constexpr auto kLabels = std::to_array<string_view>({
    // what it says
    "事由", "内容", "正文", "建议内容", "提案内容", "议案内容", "建议事由", "主题词",
    // who
    "提案人", "提案者", "第一提案人", "联名提案人", "联名人", "联名代表", "联名委员", "建议人", "提出人", "提交人", "领衔代表",
    "领衔人", "领衔委员", "附议代表", "附议人", "附议委员", "附议", "代表姓名", "委员姓名", "姓名", "撰写人", "执笔人", "联系人",
    // where to reach them
    "联系电话", "联系手机", "联系方式", "手机", "手机号", "手机号码", "电话", "电话号码", "电子邮箱", "电子邮件", "邮箱",
    "通讯地址", "通信地址", "联系地址", "邮编", "邮政编码", "工作单位", "单位及职务", "工作单位及职务", "职务",
    // numbers
    "代表证号", "委员证号", "代表编号", "委员编号", "编号", "提案编号", "建议编号", "提案序号", "流水号",
    // groups and sessions
    "代表团", "所属代表团", "代表团名称", "选举单位", "界别", "所属界别", "专委会", "所属专委会", "党派", "届次", "会次",
    // who is to handle it
    "承办单位", "建议承办单位", "主办单位", "主办", "会办单位", "会办", "协办单位", "协办", "分办单位", "建议主办单位",
    "建议会办单位", "建议协办单位", "意向主办单位", "意向会办单位",
    // classes and openness
    "类别", "分类", "提案分类", "提案类别", "提案类型", "提案性质", "提案形式", "建议类别", "建议类型", "建议分类", "提案者性质",
    "是否同意公开", "是否公开", "同意公开", "公开属性", "是否同意联名", "是否调研",
    // dates and the rest
    "提交日期", "提交时间", "提出时间", "提出日期", "日期", "备注", "办理情况", "审查意见",
});

constexpr auto kGenres = std::to_array<string_view>({
    "建议", "提案", "意见", "批评", "议案", "请示", "报告", "请求", "申请", "反映", "汇报", "思考", "探讨", "研究", "刍议", "浅析",
    "函", "信", "通知", "方案", "对策",
});

constexpr auto kSignerEndings = std::to_array<string_view>({
    "代表团", "委员会", "常委会", "人民政府", "政府", "小组", "支部", "总支", "支社", "分会", "工作委员会", "工委", "党组", "党委",
    "办公室", "联络站", "代表之家", "工商联", "总工会", "妇联", "团委", "政协", "人大", "人大代表", "政协委员", "代表小组", "界",
});
constexpr auto kSignerWords = std::to_array<string_view>({"人大代表", "政协委员", "界别"});

constexpr auto kSalutationBeginnings = std::to_array<string_view>({"各位", "尊敬的", "敬爱的", "亲爱的"});
constexpr auto kSalutationEndings = std::to_array<string_view>({
    "代表", "委员", "同志", "领导", "常委会", "委员会", "主席团", "政府", "大会", "办公室", "政协", "人大", "局",
});

/// The longest label has 8 characters; 16 leave room for a bracket: 附议代表（12人）.
constexpr int kLabelCharacters = 16;
/// Blanks that spread a label over its cell: 题　　　　目.
constexpr int kLabelBlanks = 16;
/// A signature or a salutation is one line; this is the longest name of an organ with its delegation, doubled.
constexpr std::size_t kShortLineCharacters = 40;

template <std::size_t N>
bool contains(const std::array<string_view, N>& words, string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

template <std::size_t N>
bool ends_with_any(string_view line, const std::array<string_view, N>& endings) {
  return std::any_of(endings.begin(), endings.end(), [&](string_view ending) { return line.ends_with(ending); });
}

Span whole(string_view line) { return {0, static_cast<std::uint32_t>(line.size())}; }

/// Skips （3人） after a label.
void skip_bracket(Cursor& at) {
  Cursor inside = at;
  if (!inside.take_any(U"（(")) return;
  for (int i = 0; i < kLabelCharacters && !inside.at_end(); ++i) {
    if (inside.take_any(U"）)")) {
      at = inside;
      return;
    }
    inside.advance();
  }
}

bool is_colon(char32_t c) { return c == U'：' || c == U':'; }

}  // namespace

std::optional<Span> form_label(string_view text, Span line) {
  Cursor at(text, line);
  at.skip_blanks();
  const std::uint32_t begin = at.offset();
  std::string label;
  for (int characters = 0, blanks = 0; characters <= kLabelCharacters && blanks <= kLabelBlanks; at.advance()) {
    skip_bracket(at);
    if (at.at_end()) return std::nullopt;
    if (is_colon(at.peek())) {
      at.advance();
      if (!contains(kTitleLabels, label) && !contains(kLabels, label)) return std::nullopt;
      return Span{begin, at.offset()};
    }
    if (is_blank(at.peek())) {
      ++blanks;
    } else {
      // Labels are written in ideographs; everything else ends the search early, for nearly every line.
      if (at.peek() < 0x4E00 || at.peek() > 0x9FFF) return std::nullopt;
      append_utf8(label, at.peek());
      ++characters;
    }
  }
  return std::nullopt;
}

bool is_form_label(string_view cell) {
  constexpr std::size_t kLongest = 96;  // bytes: a label with a bracket, spread over its cell
  if (cell.empty() || cell.size() > kLongest) return false;
  const std::string text = std::string(cell) + "：";
  const auto label = form_label(text, whole(text));
  return label && label->end >= cell.size();
}

bool is_title_label(string_view label) {
  std::string bare;
  for (Cursor at(label, whole(label)); !at.at_end(); at.advance())
    if (!is_blank(at.peek()) && !is_colon(at.peek())) append_utf8(bare, at.peek());
  return contains(kTitleLabels, bare);
}

std::optional<Span> attachment_label(string_view text, Span line) noexcept {
  Cursor at(text, line);
  at.skip_blanks();
  const std::uint32_t begin = at.offset();
  if (!at.take(U'附')) return std::nullopt;
  const bool named = at.take_any(U"件表图");
  if (named) {
    at.skip_blanks();
    while (at.take_any(U"0123456789０１２３４５６７８９一二三四五六七八九十")) {}
  }
  const std::uint32_t end = at.offset();
  if (named && at.at_end()) return Span{begin, end};
  at.skip_blanks();
  if (is_colon(at.peek())) {
    at.advance();
    return Span{begin, at.offset()};
  }
  const bool number_then_blank = named && at.offset() > end && end > begin + 6;  // 附件1　情况表; 附件 is 6 bytes
  if (number_then_blank) return Span{begin, end};
  return std::nullopt;
}

bool is_date(string_view line) {
  // Reduced to its shape: 9 for a run of digits or placeholders, 年月日 and separators as they are; blanks and brackets
  // drop out.
  constexpr std::u32string_view kDigits = U"0123456789０１２３４５６７８９〇○零一二三四五六七八九十×xXＸ_＿";
  constexpr int kLongestDate = 24;
  constexpr int kLongestYear = 4;  // 三十一 has three digits
  std::u32string shape;
  int characters = 0;
  int run = 0;  // digits in a row
  for (Cursor at(line, whole(line)); !at.at_end(); at.advance()) {
    const char32_t c = at.peek();
    if (++characters > kLongestDate) return false;
    if (kDigits.find(c) != kDigits.npos) {
      if (shape.empty() || shape.back() != U'9') {
        run = 0;
        shape.push_back(U'9');
      }
      if (++run > (shape.size() == 1 ? kLongestYear : kLongestYear - 1)) return false;
    } else if (c == U'.' || c == U'．' || c == U'-' || c == U'/' || c == U'—') {
      shape.push_back(U'.');
    } else if (c == U'年' || c == U'月') {
      shape.push_back(c);
    } else if (c == U'日' || c == U'号') {
      shape.push_back(U'日');
    } else if (!is_blank(c) && std::u32string_view(U"（）()。").find(c) == std::u32string_view::npos) {
      return false;
    }
  }
  constexpr auto kShapes = std::to_array<std::u32string_view>({
      U"9年9月9日", U"9年9月", U"9月9日", U"9.9.9", U"9年月日", U"年月日", U"9年9月日", U"9年月9日", U"9.9月9日",
  });
  return std::find(kShapes.begin(), kShapes.end(), shape) != kShapes.end();
}

bool is_salutation(string_view line, const LineShape& shape) noexcept {
  if (!is_colon(shape.last) || shape.code_points > kShortLineCharacters || shape.inner_sentence_end || shape.comma)
    return false;
  const string_view name = line.substr(0, line.size() - (line.ends_with(':') ? 1 : 3));
  if (name.starts_with("建议")) return false;
  return ends_with_any(name, kSalutationEndings) ||
         std::any_of(kSalutationBeginnings.begin(), kSalutationBeginnings.end(),
                     [&](string_view beginning) { return name.starts_with(beginning); });
}

bool can_be_signature(const LineShape& shape, string_view line) noexcept {
  if (shape.code_points > kShortLineCharacters || shape.comma || shape.ends_sentence() || shape.inner_sentence_end)
    return false;
  return !is_colon(shape.last) && line.find("此致") == line.npos && line.find("敬礼") == line.npos;
}

bool names_signer(string_view line) noexcept {
  return ends_with_any(line, kSignerEndings) ||
         std::any_of(kSignerWords.begin(), kSignerWords.end(),
                     [line](string_view word) { return line.find(word) != line.npos; });
}

bool ends_with_genre(string_view line) noexcept {
  for (const string_view stop : {"。", "．", ".", "！", "》", "”", "，", "、", "；"})
    if (line.ends_with(stop)) line.remove_suffix(stop.size());
  return ends_with_any(line, kGenres);
}

}  // namespace jianyan

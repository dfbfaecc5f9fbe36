// The title of a draft: 关于……的建议 for a congress, 关于……的提案 for a consultative conference, one matter, no stop at its
// end. A title has one of these faults of form at most reported: the most telling one.
#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "rules/rule.h"
#include "text/utf8.h"

namespace jianyan {
namespace {

using std::string_view;

constexpr auto kWrongKinds = std::to_array<string_view>({
    "请求", "请示", "报告", "情况反映", "通知", "议案", "申请", "汇报", "思考", "探讨", "研究", "刍议", "浅析", "公开信",
});
/// So short that they are kinds behind 的 only.
constexpr auto kWrongKindsAfterDe = std::to_array<string_view>({"信", "函", "反映"});
constexpr auto kDoubled = std::to_array<string_view>({
    "建议的建议", "建议的提案", "建议的意见", "提案的建议", "提案的提案", "提案的意见", "意见的建议", "意见的提案",
});

template <std::size_t N>
string_view ending_of(string_view text, const std::array<string_view, N>& endings) {
  for (const string_view ending : endings)
    if (text.ends_with(ending)) return ending;
  return {};
}

/// What a draft of the profile calls itself at the end of its title; the first is the one to propose.
std::span<const string_view> genres(Profile profile) {
  static constexpr std::array<string_view, 3> kNpc = {"建议", "意见", "批评"};
  static constexpr std::array<string_view, 2> kCppcc = {"提案", "建议"};
  if (profile == Profile::cppcc) return kCppcc;
  return kNpc;
}

bool is_title_field(const RuleContext& context, const Block& block) {
  if (block.kind != BlockKind::form_field) return false;
  const string_view label = context.document.text(block.mark);
  // 案　　由 is spread over its cell.
  const auto has = [label](string_view part) { return label.find(part) != label.npos; };
  return has("题") || has("名称") || (has("案") && has("由"));
}

/// The title's blocks read as one: a long title is broken into two lines. A form has it in a field.
struct Title {
  std::string whole;
  std::size_t first = 0, last = 0;  // characters of the document
};

/// Without a stop at its end and 《》 around it.
string_view stripped(string_view title) {
  for (const string_view mark : {"。", "！", "，", "；", ".", "》", "”"})
    if (title.ends_with(mark)) title.remove_suffix(mark.size());
  for (const string_view mark : {"《", "“"})
    if (title.starts_with(mark)) title.remove_prefix(mark.size());
  return title;
}

std::optional<Title> read_title(const RuleContext& context) {
  Title title;
  const auto add = [&](const Block& block) {
    if (title.whole.empty()) title.first = context.range_of(block).content_begin;
    title.last = context.range_of(block).content_end;
    title.whole += context.document.text(block.content);
  };
  for (const Block& block : context.document.blocks())
    if (block.kind == BlockKind::title) add(block);
  for (const Block& block : context.document.blocks())
    if (title.whole.empty() && is_title_field(context, block)) add(block);
  if (title.whole.empty()) return std::nullopt;
  return title;
}

/// Calls check(title text) with the title, if there is one, and reports the message it gives.
template <class Check>
void with_title(RuleContext& context, Check check) {
  const auto title = read_title(context);
  if (!title) return;
  if (std::optional<Message> message = check(stripped(title->whole)))
    context.report(title->first, title->last, *std::move(message));
}

string_view wrong_kind(string_view title) {
  const string_view kind = ending_of(title, kWrongKinds);
  if (!kind.empty()) return kind;
  const string_view short_kind = ending_of(title, kWrongKindsAfterDe);
  const bool after_de = !short_kind.empty() && title.substr(0, title.size() - short_kind.size()).ends_with("的");
  return after_de ? short_kind : string_view();
}

bool is_doubled(string_view title) { return !ending_of(title, kDoubled).empty(); }

bool is_proposal_in_congress(string_view title, Profile profile) {
  return profile == Profile::npc && title.ends_with("的提案");
}

/// What stands between 关于 and 的建议.
string_view topic_of(string_view title) {
  if (!title.starts_with("关于")) return {};
  title.remove_prefix(string_view("关于").size());
  const std::size_t de = title.rfind("的");
  return de == title.npos ? string_view() : title.substr(0, de);
}

void check_missing(RuleContext& context) {
  const auto blocks = context.document.blocks();
  if (read_title(context) || context.document.title_apart()) return;
  const auto shows_draft = [&context](const Block& block) {
    const string_view text = context.document.text(block.content);
    return block.kind == BlockKind::form_field || block.kind == BlockKind::salutation ||
           block.kind == BlockKind::signature || text.starts_with("建议") || text.starts_with("为此，建议");
  };
  // Text of any kind may be passed through: without a sign that it is a draft nothing is missing.
  if (!std::any_of(blocks.begin(), blocks.end(), shows_draft)) return;
  const Span start{blocks.front().content.begin, blocks.front().content.begin};
  context.report(start, {fmt::format("没有标题，应写明“关于……的{}”", genres(context.profile).front()),
                         fmt::format("no title; begin with 关于……的{}", genres(context.profile).front())});
}

void check_form(RuleContext& context) {
  with_title(context, [profile = context.profile](string_view title) -> std::optional<Message> {
    if (!wrong_kind(title).empty() || is_doubled(title) || is_proposal_in_congress(title, profile)) return std::nullopt;
    const auto names = genres(profile);
    const bool ends = std::any_of(names.begin(), names.end(), [title](string_view name) {
      return title.ends_with("的" + std::string(name));
    });
    if (title.starts_with("关于") && ends) return std::nullopt;
    return Message{fmt::format("标题应写成“关于……的{}”", names.front()),
                   fmt::format("the title should read 关于……的{}", names.front())};
  });
}

void check_wrong_kind(RuleContext& context) {
  with_title(context, [profile = context.profile](string_view title) -> std::optional<Message> {
    const string_view kind = wrong_kind(title);
    if (kind.empty()) return std::nullopt;
    const string_view right = genres(profile).front();
    return Message{fmt::format("标题以“{}”结尾，不是{}的文种，应改为“……的{}”", kind, right, right),
                   fmt::format("the title ends with {}, another kind of paper; write ……的{}", kind, right)};
  });
}

void check_mismatch(RuleContext& context) {
  with_title(context, [profile = context.profile](string_view title) -> std::optional<Message> {
    if (!is_proposal_in_congress(title, profile)) return std::nullopt;
    return Message{"人大代表提出的是“建议”，“提案”是政协的文种，标题应改为“……的建议”",
                   "deputies make suggestions (建议); proposals (提案) are those of the consultative conference"};
  });
}

void check_doubled(RuleContext& context) {
  with_title(context, [](string_view title) -> std::optional<Message> {
    if (!is_doubled(title)) return std::nullopt;
    return Message{"标题末尾文种重复，只留一个", "the kind of paper stands twice at the end of the title; keep one"};
  });
}

void check_preposition(RuleContext& context) {
  with_title(context, [](string_view title) -> std::optional<Message> {
    struct Preposition {
      string_view word;
      std::u32string_view not_before;  // with these it is another word: 关于对外开放, 关于就业
    };
    static constexpr std::array<Preposition, 4> kPrepositions{{
        {"关于对", U"外口接台标照等策流比称"}, {"关于就", U"业医学近读地诊餐"}, {"关于针对", U"性"}, {"关于有关", U""}}};
    for (const auto& [word, not_before] : kPrepositions) {
      if (!title.starts_with(word) || title.size() == word.size()) continue;
      if (not_before.find(decode_utf8_at(title, word.size()).value) != not_before.npos) continue;
      const string_view second = word.substr(string_view("关于").size());
      return Message{fmt::format("标题里“关于”与“{}”重复，可删去“{}”", second, second),
                     fmt::format("关于 and {} say the same; leave out {}", second, second)};
    }
    return std::nullopt;
  });
}

void check_length(RuleContext& context) {
  with_title(context, [](string_view title) -> std::optional<Message> {
    // Two lines of 20 characters in size 2; names in 《》 are as long as they are.
    constexpr std::size_t kLongest = 40;
    std::size_t characters = 0;
    bool name = false;
    for (const char32_t c : to_utf32(title)) {
      if (c == U'《') name = true;
      if (!name) ++characters;
      if (c == U'》') name = false;
    }
    if (characters <= kLongest) return std::nullopt;
    return Message{fmt::format("标题有{}字，宜在{}字以内", characters, kLongest),
                   fmt::format("the title has {} characters; {} are enough", characters, kLongest)};
  });
}

void check_vague(RuleContext& context) {
  with_title(context, [](string_view title) -> std::optional<Message> {
    constexpr auto kFields = std::to_array<string_view>({
        "民生", "教育", "交通", "医疗", "养老", "环保", "农业", "经济", "城市", "农村", "乡村", "卫生", "文化", "旅游", "住房",
        "就业", "生态", "环境", "社会", "科技", "产业",
    });
    constexpr auto kFrames = std::to_array<string_view>({"工作", "问题", "方面", "发展", "建设", "领域", "事业", "情况"});
    constexpr auto kVerbs = std::to_array<string_view>({"加强", "做好", "推进", "关注", "重视", "促进", "解决"});
    string_view topic = topic_of(title);
    if (topic.empty()) return std::nullopt;
    for (const string_view verb : kVerbs)
      if (topic.starts_with(verb)) topic.remove_prefix(verb.size());
    string_view rest = topic;
    for (string_view frame = ending_of(rest, kFrames); !frame.empty(); frame = ending_of(rest, kFrames))
      rest.remove_suffix(frame.size());
    const bool bare_field = std::find(kFields.begin(), kFields.end(), rest) != kFields.end();
    if (!bare_field && !rest.empty()) return std::nullopt;
    return Message{"标题太笼统，应写明要办的具体事项", "the title is vague; name the matter"};
  });
}

void check_several(RuleContext& context) {
  with_title(context, [](string_view title) -> std::optional<Message> {
    constexpr auto kJoints = std::to_array<string_view>({"以及", "；", "，", "暨"});
    constexpr auto kVerbs = std::to_array<string_view>({
        "加快", "加强", "推进", "推动", "完善", "提高", "提升", "修建", "建设", "建立", "解决", "支持", "规范", "增设", "优化",
        "改善", "改造", "扩大", "发展", "促进", "实施", "开通", "设立", "治理", "延长", "取消", "降低", "强化", "健全", "构建",
        "打造", "出台", "制定", "修订",
    });
    constexpr std::size_t kShortest = 18;  // six characters; less is no matter of its own
    const string_view topic = topic_of(title);
    const auto begins_with_verb = [&](string_view text) {
      return std::any_of(kVerbs.begin(), kVerbs.end(), [text](string_view verb) { return text.starts_with(verb); });
    };
    for (const string_view joint : kJoints) {
      const std::size_t at = topic.find(joint);
      if (at == topic.npos || at < kShortest) continue;
      const string_view second = topic.substr(at + joint.size());
      if (second.size() < kShortest || !begins_with_verb(topic) || !begins_with_verb(second)) continue;
      return Message{"标题像是写了两件事，请核对是否一事一议，两件事分两件提",
                     "the title seems to name two matters; check, and file two drafts for two matters"};
    }
    return std::nullopt;
  });
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

constexpr RuleInfo info_of(string_view id, Severity severity, string_view summary_zh, string_view summary_en,
                           string_view clause) {
  return {.id = id,
          .category = Category::title,
          .severity = severity,
          .safety = Safety::none,
          .summary_zh = summary_zh,
          .summary_en = summary_en,
          .clause = clause,
          .blocks = BlockKinds(BlockKind::title, BlockKind::form_field),
          .profiles = Profiles(Profile::npc, Profile::cppcc),
          .whole_draft = true};
}

}  // namespace

extern const Rule title_missing = {
    .info = info_of("title-missing", Severity::warning, "没有标题", "no title", "GB/T 9704—2012 7.3.1"),
    .document = &check_missing};
extern const Rule title_form = {
    .info = info_of("title-form", Severity::warning, "标题不是“关于……的建议（提案）”的形式",
                    "title not in the form 关于……的建议 or 关于……的提案", "GB/T 9704—2012 7.3.1"),
    .document = &check_form};
extern const Rule title_wrong_kind = {
    .info = info_of("title-wrong-kind", Severity::warning, "标题写成了请示、报告、议案等别的文种",
                    "title of another kind of paper", "《代表法》第二十四条"),
    .document = &check_wrong_kind};
extern const Rule title_proposal_in_congress = {
    .info = info_of("title-proposal-in-congress", Severity::warning, "人大代表建议的标题写成“提案”",
                    "a deputy's suggestion called 提案", "《代表法》第二十四条"),
    .document = &check_mismatch};
extern const Rule title_doubled_kind = {
    .info = info_of("title-doubled-kind", Severity::warning, "标题末尾文种重复", "kind of paper twice in the title", ""),
    .document = &check_doubled};
extern const Rule title_redundant_preposition = {
    .info = info_of("title-redundant-preposition", Severity::info, "标题里“关于”后又用“对”“就”", "关于 and 对 or 就 in the title",
                    ""),
    .document = &check_preposition};
extern const Rule title_too_long = {
    .info = info_of("title-too-long", Severity::info, "标题过长", "long title", "GB/T 9704—2012 7.3.1"),
    .document = &check_length};
extern const Rule title_vague = {
    .info = info_of("title-vague", Severity::info, "标题笼统", "vague title", ""), .document = &check_vague};
extern const Rule title_several_matters = {
    .info = info_of("title-several-matters", Severity::info, "标题像是写了几件事", "title of several matters",
                    "各地代表建议条例：一事一议"),
    .document = &check_several};

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

// Grounds on which a suggestion or proposal is not filed: the author's own matters, cases before courts, letters of
// others, denunciations and so on. What is found is a place to look at, never a verdict; the message names the article
// of the region. Phrases with several cues each (who asks, for whom, for what) are in dictionaries/phrases/, a list a
// ground: a single word (举报, 判决) says nothing, for drafts deal with all of these as matters of policy.
#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "rules/rule.h"
#include "rules/structure/parts.h"

namespace jianyan {
namespace {

struct Ground {
  std::string_view id;  // of the rule, of its list, and of the region's key
  std::string_view zh, en;
};

constexpr Ground kPersonal{"personal-matter", "像是要求解决本人或亲属的个人问题",
                           "seems to ask for something for the author or relatives"};
constexpr Ground kEmployer{"own-employer", "像是为本人所在的单位提要求", "seems to ask for something for the author's own unit"};
constexpr Ground kCase{"court-case", "像是涉及具体的司法、仲裁案件", "seems to concern a case before a court"};
constexpr Ground kLetter{"forwarded-letter", "像是转交他人的来信、材料", "seems to pass on a letter of somebody else"};
constexpr Ground kDenunciation{"denunciation", "像是检举、控告或者申诉", "seems to denounce or accuse somebody"};
constexpr Ground kAcademic{"academic-paper", "像是学术论文", "reads like a learned paper"};
constexpr Ground kPromotion{"product-promotion", "像是推介具体的产品或企业", "seems to promote a product or a firm"};
constexpr Ground kTender{"tender-winner", "像是指定招标投标的中标人", "seems to name who is to win a tender"};
constexpr Ground kEnquiry{"legal-enquiry", "像是法律或政策咨询，没有提出建议", "reads like an enquiry about law or policy"};
constexpr Ground kPersonnel{"personnel-matter", "像是干部人事安排方面的意见", "seems to concern the appointment of officials"};
constexpr Ground kPowers{"beyond-powers", "像是要求上级机关办理的事项", "seems to ask for what is decided at a higher level"};
constexpr Ground kUnlawful{"unlawful-demand", "像是要求法律、政策不允许的事项", "seems to ask for what the law forbids"};
constexpr Ground kUnequal{"unequal-demand", "像是要求对外地企业、人员差别对待", "seems to ask that outsiders be treated unequally"};

/// Phrases of this weight count among the proposals only: 由……公司承建 is elsewhere a fact.
constexpr unsigned kAmongProposals = 1;

/// Two phrases of a list may overlap where one has a gap: one place is one finding.
bool overlaps_an_earlier_one(RuleContext& context, const PhraseMatch& match, std::string_view list) {
  const auto matches = context.phrases(list);
  return std::any_of(matches.begin(), matches.end(), [&match](const PhraseMatch& other) {
    const bool earlier = other.begin < match.begin || (other.begin == match.begin && other.end > match.end);
    return earlier && other.end > match.begin;
  });
}

template <const Ground& ground>
void check(RuleContext& context, const PhraseMatch& match) {
  if (overlaps_an_earlier_one(context, match, ground.id)) return;
  const bool proposal = context.profile == Profile::cppcc;
  const std::string key = fmt::format("{}.{}", profile_name(context.profile), ground.id);
  const std::string_view article = context.standard.region.value(key);
  if (article.empty() || article == "-") return;
  if (match.entry.weight == kAmongProposals && match.begin < proposals_begin(context)) return;
  context.report(match.target_begin, match.target_end,
                 {fmt::format("{}，请核对能否作为{}提出（{}）", ground.zh, proposal ? "提案" : "建议", article),
                  fmt::format("{}; check whether it may be filed ({})", ground.en, article)});
}

template <const Ground& ground>
constexpr Rule rule_of(Severity severity, std::string_view summary_zh, std::string_view summary_en) {
  return {.info = {.id = ground.id,
                   .category = Category::admissibility,
                   .severity = severity,
                   .safety = Safety::none,
                   .summary_zh = summary_zh,
                   .summary_en = summary_en,
                   .clause = "各地代表建议条例、政协提案工作条例",
                   .profiles = Profiles(Profile::npc, Profile::cppcc),
                   .whole_draft = true},
          .list = ground.id,
          .phrase = &check<ground>};
}

}  // namespace

extern const Rule personal_matter =
    rule_of<kPersonal>(Severity::warning, "疑似本人或亲属的个人问题", "perhaps a personal matter");
extern const Rule own_employer =
    rule_of<kEmployer>(Severity::warning, "疑似为本人所在单位提要求", "perhaps a matter of the author's unit");
extern const Rule court_case =
    rule_of<kCase>(Severity::warning, "疑似涉及具体案件", "perhaps a case before a court");
extern const Rule forwarded_letter =
    rule_of<kLetter>(Severity::warning, "疑似代转来信、材料", "perhaps a letter passed on");
extern const Rule denunciation =
    rule_of<kDenunciation>(Severity::warning, "疑似检举、控告、申诉", "perhaps a denunciation");
extern const Rule academic_paper =
    rule_of<kAcademic>(Severity::warning, "疑似学术论文", "perhaps a learned paper");
extern const Rule product_promotion =
    rule_of<kPromotion>(Severity::warning, "疑似推介产品、企业", "perhaps a promotion");
extern const Rule tender_winner =
    rule_of<kTender>(Severity::warning, "疑似指定中标人", "perhaps a tender's winner named");
extern const Rule legal_enquiry =
    rule_of<kEnquiry>(Severity::info, "疑似法律、政策咨询", "perhaps an enquiry");
extern const Rule personnel_matter =
    rule_of<kPersonnel>(Severity::warning, "疑似干部人事安排", "perhaps a matter of personnel");
extern const Rule beyond_powers =
    rule_of<kPowers>(Severity::info, "疑似超出本级职权", "perhaps beyond the powers of the level");
extern const Rule unlawful_demand =
    rule_of<kUnlawful>(Severity::warning, "疑似要求法律不允许的事项", "perhaps an unlawful demand");
extern const Rule unequal_demand =
    rule_of<kUnequal>(Severity::info, "疑似要求差别对待外地企业、人员", "perhaps unequal treatment of outsiders");

}  // namespace jianyan

// Personal data in a draft that is going to be published. What it looks like is known to privacy/private_data.h; here
// it is told apart by where it stands: the form, the signature and a line of contact data at the end carry the author's
// own telephone, as the rules of submission ask; running text carries somebody's.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "privacy/private_data.h"
#include "rules/rule.h"

namespace jianyan {
namespace {

constexpr auto kContactLabels = std::to_array<std::string_view>({
    "联系人", "联系电话", "联系方式", "联系地址", "通讯地址", "电话", "手机", "办公电话", "传真", "邮箱", "电子邮箱", "电子邮件",
});

bool is_contact_kind(PrivateKind kind) {
  return kind == PrivateKind::mobile_number || kind == PrivateKind::landline_number ||
         kind == PrivateKind::email_address || kind == PrivateKind::chat_account;
}

bool begins_with_contact_label(std::string_view text) {
  for (const std::string_view bracket : {"（", "("})
    if (text.starts_with(bracket)) text.remove_prefix(bracket.size());
  return std::any_of(kContactLabels.begin(), kContactLabels.end(),
                     [text](std::string_view label) { return text.starts_with(label); });
}

/// Where the author's contact data belong.
bool is_contact_place(const RuleContext& context, const Block& block) {
  if (block.kind == BlockKind::form_field || block.kind == BlockKind::signature) return true;
  const Block* labelled = &block;  // in a table the label stands in the cell before
  if (block.kind == BlockKind::table_cell && labelled != context.document.blocks().data()) --labelled;
  return begins_with_contact_label(context.document.text(labelled->content)) ||
         begins_with_contact_label(context.document.text(block.content));
}

/// Calls report(item, contact) for the items that stand in text that people read.
template <class Report>
void for_each_item(const RuleContext& context, Report report) {
  for (const PrivateItem& item : context.private_data()) {
    const Block* block = context.document.block_at(item.span.begin);
    const bool read = block != nullptr && BlockKinds::prose().contains(block->kind) &&
                      !context.c.in(context.c.index_at(item.span.begin), kMasked);
    if (read) report(item, is_contact_kind(item.kind) && is_contact_place(context, *block));
  }
}

Message message_of(PrivateKind kind, const std::string& shown) {
  struct Names {
    const char* zh;
    const char* en;
  };
  static constexpr Names kNames[] = {{"电子邮箱", "an e-mail address"},
                                     {"车牌号", "a vehicle's plate"},
                                     {"身份证号码", "a resident's identity number"},
                                     {"银行卡号", "a bank card's number"},
                                     {"护照或通行证号码", "a passport's number"},
                                     {"手机号码", "a mobile number"},
                                     {"固定电话号码", "a telephone number"},
                                     {"银行账号", "a bank account"},
                                     {"微信号或QQ号", "a chat account"},
                                     {"统一社会信用代码", "a firm's credit code"},
                                     {"个人的详细住址", "somebody's home address"},
                                     {"具名个人的性别和年龄", "the sex and age of a named person"}};
  const Names& name = kNames[static_cast<std::size_t>(kind)];
  if (kind == PrivateKind::credit_code)
    return {fmt::format("正文里有{}“{}”，如无必要可略去", name.zh, shown),
            fmt::format("{} in the text ({}); leave it out unless it is needed", name.en, shown)};
  return {fmt::format("正文里有{}“{}”，应隐去", name.zh, shown),
          fmt::format("{} in the text ({}); take it out", name.en, shown)};
}

template <PrivateKind kind>
void check(RuleContext& context) {
  for_each_item(context, [&context](const PrivateItem& item, bool contact) {
    if (item.kind != kind || contact) return;
    context.report(item.span, message_of(kind, masked(context.document.text(), item)));
  });
}

void check_contact(RuleContext& context) {
  for_each_item(context, [&context](const PrivateItem& item, bool contact) {
    if (!contact) return;
    const std::string shown = masked(context.document.text(), item);
    context.report(item.span, {fmt::format("联系方式“{}”供办理时联系，公开发布的版本应隐去", shown),
                               fmt::format("contact data ({}) are for the office; take them out of what is published",
                                           shown)});
  });
}

constexpr RuleInfo info_of(std::string_view id, Severity severity, std::string_view summary_zh,
                           std::string_view summary_en, std::string_view clause, Profiles profiles) {
  return {.id = id,
          .category = Category::privacy,
          .severity = severity,
          .safety = Safety::none,
          .summary_zh = summary_zh,
          .summary_en = summary_en,
          .clause = clause,
          .profiles = profiles};
}

constexpr std::string_view kPublishing = "《个人信息保护法》第二十五条";
constexpr std::string_view kSensitive = "《个人信息保护法》第二十八条";

}  // namespace

extern const Rule resident_id = {
    .info = info_of("resident-id", Severity::error, "有身份证号码", "a resident's identity number", kPublishing,
                    Profiles::usual()),
    .document = &check<PrivateKind::resident_id>};
extern const Rule bank_card = {
    .info = info_of("bank-card", Severity::error, "有银行卡号", "a bank card's number", kSensitive, Profiles::usual()),
    .document = &check<PrivateKind::bank_card>};
extern const Rule bank_account = {
    .info = info_of("bank-account", Severity::warning, "有银行账号", "a bank account", kSensitive, Profiles::drafts()),
    .document = &check<PrivateKind::bank_account>};
extern const Rule mobile_number = {
    .info = info_of("mobile-number", Severity::error, "正文里有手机号码", "a mobile number in running text", kPublishing,
                    Profiles::drafts()),
    .document = &check<PrivateKind::mobile_number>};
extern const Rule landline_number = {
    .info = info_of("landline-number", Severity::info, "正文里有固定电话号码", "a telephone number in running text",
                    kPublishing, Profiles::drafts()),
    .document = &check<PrivateKind::landline_number>};
extern const Rule email_address = {
    .info = info_of("email-address", Severity::info, "正文里有电子邮箱", "an e-mail address in running text", kPublishing,
                    Profiles::drafts()),
    .document = &check<PrivateKind::email_address>};
extern const Rule chat_account = {
    .info = info_of("chat-account", Severity::info, "正文里有微信号或QQ号", "a chat account in running text", kPublishing,
                    Profiles::drafts()),
    .document = &check<PrivateKind::chat_account>};
extern const Rule vehicle_plate = {
    .info = info_of("vehicle-plate", Severity::warning, "有车牌号", "a vehicle's plate", kPublishing, Profiles::drafts()),
    .document = &check<PrivateKind::vehicle_plate>};
extern const Rule passport_number = {
    .info = info_of("passport-number", Severity::error, "有护照或通行证号码", "a passport's number", kPublishing,
                    Profiles::usual()),
    .document = &check<PrivateKind::passport_number>};
extern const Rule credit_code = {
    .info = info_of("credit-code", Severity::info, "有统一社会信用代码", "a firm's credit code", "GB 32100—2015",
                    Profiles::drafts()),
    .document = &check<PrivateKind::credit_code>};
extern const Rule home_address = {
    .info = info_of("home-address", Severity::warning, "有个人的详细住址", "somebody's home address", kSensitive,
                    Profiles::drafts()),
    .document = &check<PrivateKind::home_address>};
extern const Rule person_with_trait = {
    .info = info_of("person-with-trait", Severity::warning, "有具名个人的性别和年龄", "the sex and age of a named person",
                    kSensitive, Profiles::drafts()),
    .document = &check<PrivateKind::person_with_trait>};
extern const Rule contact_in_form = {
    .info = info_of("contact-in-form", Severity::info, "表头、落款有联系方式，公开版本应隐去",
                    "contact data in form or signature, not for publication", kPublishing, Profiles::drafts()),
    .document = &check_contact};

}  // namespace jianyan

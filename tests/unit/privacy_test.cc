// Check digits, what is found and what is hidden; and that no report shows what is hidden, whatever rules are run.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "jianyan/cleaner.h"
#include "jianyan/linter.h"
#include "jianyan/masked_text.h"
#include "jianyan/report.h"
#include "privacy/numbers.h"
#include "privacy/private_data.h"
#include "test_data.h"

namespace jianyan {
namespace {

/// Personal data in a draft that has many other faults beside them, so that every rule quotes their lines.
constexpr std::string_view kDraft =
    "关于规范停车管理的建议。\n"
    "联系人:张小红，女，13岁,手机１３８００００００００,身份证999999199001010024。。\n"
    "一.存在问题\n"
    "　　卡号6222 0200 0000 0000 000,账号：123456789012,家住滨江路12号3栋2单元501室,渝A·12345挡道。\n"
    "　　护照E12345678，微信号zhang_12345，邮箱zhang.san@example.com，电话023-60000000、（0571）6000 0000,请请处理。。\n";

const std::vector<std::string> kRaw = {
    "１３８００００００００", "13800000000",  "999999199001010024", "6222 0200 0000 0000 000", "6222020000000000000",
    "123456789012",           "501室",        "12345",              "E12345678",               "zhang_12345",
    "zhang.san",              "023-60000000", "60000000",           "6000 0000",               "张小红",
};

void check_hidden(const std::string& report) {
  for (const std::string& raw : kRaw) {
    INFO("report: " << report);
    CHECK_MESSAGE(report.find(raw) == std::string::npos, raw);
  }
}

std::string shown(std::string_view text) {
  std::string result(text);
  for (const PrivateItem& item : find_private_data(text)) put_stars(result, item.hidden);
  return result;
}

LintOptions only(std::vector<std::string> rules) {
  SelectionRequest request;
  request.select = std::move(rules);
  LintOptions options;
  options.selection = RuleSelection::parse(request).value();
  return options;
}

void check_reports(const Document& document, const Linter& linter) {
  const std::vector<Diagnostic> found = linter.lint(document);
  REQUIRE_FALSE(found.empty());
  ReportFile file;
  file.path = "a.txt";
  file.document = &document;
  file.findings = found;
  for (const Language language : {Language::zh, Language::en}) {
    std::string report;
    append_full(report, file, language, true);
    append_concise(report, file, language);
    append_json_file(report, file, language);
    check_hidden(report);
  }
  const CleanResult cleaned = clean(document, linter, {.suggest = true});
  const ReportChanges changes{&document, cleaned.changes, {}};
  std::string report;
  append_changes(report, "a.txt", changes, Language::zh);
  append_json_changes(report, {&changes, 1});
  check_hidden(report);
}

}  // namespace

TEST_CASE("privacy: check digits") {
  CHECK(is_resident_id_shape("999999199001010024"));
  CHECK(resident_id_checks("999999199001010024"));
  CHECK_FALSE(resident_id_checks("999999199001010025"));
  CHECK_FALSE(is_resident_id_shape("999999199002300024"));
  CHECK_FALSE(is_resident_id_shape("99999919900101002"));
  CHECK(is_old_resident_id("500101900307123"));
  CHECK_FALSE(is_old_resident_id("990101900307123"));
  CHECK(is_unionpay_card("6222020000000000000"));
  CHECK_FALSE(is_unionpay_card("6222020000000000001"));
  CHECK_FALSE(is_unionpay_card("622202000000000"));
  CHECK(is_other_card("4111111111111111"));
  CHECK_FALSE(is_other_card("7111111111111111"));
  CHECK(is_mobile_number("13800000000"));
  CHECK_FALSE(is_mobile_number("12800000000"));
  CHECK(is_landline_number("02360000000"));
  CHECK(is_landline_number("05716000000"));
  CHECK_FALSE(is_landline_number("02310000000"));
  CHECK(is_credit_code("91500000MA5U00000W"));
  CHECK_FALSE(is_credit_code("91500000MA5U000000"));
}

TEST_CASE("privacy: a number belongs to the first kind that it fits") {
  const auto kinds = [](std::string_view text) {
    std::vector<PrivateKind> found;
    for (const PrivateItem& item : find_private_data(text)) found.push_back(item.kind);
    return found;
  };
  using Kinds = std::vector<PrivateKind>;
  CHECK(kinds("账号999999199001010024") == Kinds{PrivateKind::resident_id});
  CHECK(kinds("账号6222020000000000000") == Kinds{PrivateKind::bank_card});
  CHECK(kinds("账号13800000000") == Kinds{PrivateKind::mobile_number});
  CHECK(kinds("13800000000@example.com") == Kinds{PrivateKind::email_address});
  CHECK(kinds("2024 13800000000") == Kinds{PrivateKind::mobile_number});
  CHECK(kinds("截至2024年12月，共有1380000户，占13.8%。GB/T 15834—2011") == Kinds{});
}

TEST_CASE("privacy: what is hidden, and what stays") {
  CHECK(shown("号码999999199001010024。") == "号码999***********0024。");
  CHECK(shown("138 0000 0000") == "138 **** 0000");
  CHECK(shown("１３８００００００００") == "１３８＊＊＊＊００００");
  CHECK(shown("023-60000000") == "023-******00");
  CHECK(shown("zhang@example.com") == "z****@example.com");
  CHECK(shown("渝A·12345") == "渝A·****5");
  CHECK(shown("张小红，女，13岁") == "张＊＊，女，13岁");
  CHECK(shown("代码91500000MA5U00000W") == "代码91500000MA5U00000W");
}

TEST_CASE("privacy: masked text has the offsets of the text") {
  const Document document = Document::from_text(std::string(kDraft));
  const MaskedText masked(document);
  CHECK(masked.text().size() == document.text().size());
  check_hidden(std::string(masked.text()));
  const auto begin = static_cast<std::uint32_t>(document.text().find("999999199001010024"));
  const Span number{begin, begin + 18};
  CHECK(masked.text(number) == "999***********0024");
  CHECK(masked.hides(number));
  CHECK_FALSE(masked.hides({begin, begin + 3}));
  CHECK(masked.replacement(number, "A1") == "**");
  CHECK(masked.replacement({0, 6}, "A1") == "A1");
}

TEST_CASE("privacy: no report shows what is hidden") {
  const Document document = Document::from_text(std::string(kDraft));
  check_reports(document, Linter(testing::test_data()));
  check_reports(document, Linter(testing::test_data(), only({"privacy"})));
  check_reports(document, Linter(testing::test_data(), only({"punctuation", "number", "typo", "space"})));
}

}  // namespace jianyan

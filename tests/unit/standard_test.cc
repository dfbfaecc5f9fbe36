// By what a draft is judged: profile, region, date.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "jianyan/linter.h"
#include "rules/dates.h"
#include "rules/region.h"
#include "test_data.h"

namespace jianyan {
namespace {

const std::string kBody = "\n近年来，我县农村公路里程增长较快，养护经费不足，群众出行不便。建议提高养护补助标准。\n";

Profile profile_of(const std::string& text) { return detect_profile(Document::from_text(text)); }

}  // namespace

TEST_CASE("profile: the form speaks first, then the title, then the frame of official papers") {
  CHECK(profile_of("关于修桥的建议" + kBody) == Profile::npc);
  CHECK(profile_of("关于修桥的提案" + kBody) == Profile::cppcc);
  CHECK(profile_of("界别：经济\n关于修桥的建议" + kBody) == Profile::cppcc);
  CHECK(profile_of("领衔代表：张某\n关于修桥的提案" + kBody) == Profile::npc);
  CHECK(profile_of("关于修桥的请示\n县人民政府：" + kBody) == Profile::official);
  CHECK(profile_of("青交发〔2025〕8号\n关于修桥的通知" + kBody) == Profile::official);
}

TEST_CASE("profile: a draft that has mistaken its kind is no official paper") {
  CHECK(profile_of("关于修桥的请示" + kBody) == Profile::npc);
  CHECK(profile_of("关于修桥的请示\n尊敬的县人民政府：" + kBody) == Profile::npc);
  CHECK(profile_of("关于修桥的建议\n县人民政府：" + kBody) == Profile::npc);
  CHECK(profile_of(kBody) == Profile::npc);
}

TEST_CASE("date: as drafts write it") {
  CHECK(parse_date("2025年3月5日") == Date{2025, 3, 5});
  CHECK(parse_date("二〇二五年十二月三十一日") == Date{2025, 12, 31});
  CHECK(parse_date("二〇二五年十月二十日") == Date{2025, 10, 20});
  CHECK(parse_date("（2025.3.5）") == Date{2025, 3, 5});
  CHECK(parse_date("2025年3月") == Date{2025, 3, 0});
  CHECK_FALSE(parse_date("2025年13月1日"));
  CHECK_FALSE(parse_date("××年×月×日"));
  CHECK_FALSE(parse_date(""));
}

TEST_CASE("date: that of the draft is the last one it bears") {
  CHECK(date_of(Document::from_text("关于修桥的建议" + kBody + "\n张某\n2026年1月5日")) == Date{2026, 1, 5});
  CHECK(date_of(Document::from_text("提交日期：2026年1月5日\n题目：关于修桥的建议" + kBody)) == Date{2026, 1, 5});
  CHECK_FALSE(date_of(Document::from_text("关于修桥的建议" + kBody)));
}

TEST_CASE("region: a region's own value, else the national one") {
  const auto& data = testing::test_data();
  const Region chongqing(*data, "chongqing"), shandong(*data, "shandong"), national(*data, "");
  CHECK(chongqing.value("co-handler") == "协办");
  CHECK(shandong.value("co-handler") == national.value("co-handler"));
  CHECK(shandong.value("npc.denunciation") == "-");
  CHECK(chongqing.value("npc.court-case").find("第九条") != std::string_view::npos);
  CHECK(chongqing.value("unit.市环保局") == "市生态环境局");
  CHECK(chongqing.knows_units());
  CHECK_FALSE(national.knows_units());
  CHECK(national.value("no such key").empty());
  CHECK(national.number("length.most") == 1500);
  CHECK_THROWS_AS(Region(*data, "atlantis"), LoadError);
}

TEST_CASE("region: every region names itself, and every ground is one of the national table") {
  const auto& data = testing::test_data();
  const auto ids = region_ids(*data);
  CHECK(ids.size() >= 9);
  CHECK(std::is_sorted(ids.begin(), ids.end()));
  for (const std::string_view id : ids) CHECK_FALSE(Region(*data, id).value("name").empty());
  for (const RuleInfo* rule : rules()) {
    if (rule->category != Category::admissibility) continue;
    for (const char* profile : {"npc.", "cppcc."})
      CHECK_MESSAGE(!Region(*data, "").value(profile + std::string(rule->id)).empty(), profile << rule->id);
  }
}

}  // namespace jianyan

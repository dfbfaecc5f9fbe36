#include "document/marks.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace jianyan {
namespace {

std::optional<Mark> parse(std::string_view line) {
  return parse_mark(line, {0, static_cast<std::uint32_t>(line.size())});
}

TEST_CASE("parse_mark: right and wrong forms") {
  using enum MarkStyle;
  struct Case {
    std::string_view line;
    MarkStyle style;
    std::uint32_t number;
    std::string_view mark;
  };
  const Case cases[] = {
      {"一、基本情况", han, 1, "一、"},
      {"　　十二、其他", han, 12, "十二、"},
      {"二十、结语", han, 20, "二十、"},
      {"一.基本情况", han, 1, "一."},
      {"一．基本情况", han, 1, "一．"},
      {"一，基本情况", han, 1, "一，"},
      {"三：建议", han, 3, "三："},
      {"五、强化五保供养", han, 5, "五、"},
      {"一、二手房交易乱象", han, 1, "一、"},
      {"二、三个突出问题", han, 2, "二、"},
      {"（一）加强管理", han_bracketed, 1, "（一）"},
      {"（十一）加强管理", han_bracketed, 11, "（十一）"},
      {"(一)加强管理", han_bracketed, 1, "(一)"},
      {"（一)加强管理", han_bracketed, 1, "（一)"},
      {"（ 一 ）加强管理", han_bracketed, 1, "（ 一 ）"},
      {"（一）、加强管理", han_bracketed, 1, "（一）、"},
      {"（一）.加强管理", han_bracketed, 1, "（一）."},
      {"（一）……", han_bracketed, 1, "（一）"},
      {"（1）...待定", digit_bracketed, 1, "（1）"},
      {"一）加强管理", han_bracketed, 1, "一）"},
      {"㈡加强管理", han_bracketed, 2, "㈡"},
      {"1.加强管理", digit, 1, "1."},
      {"1. 加强管理", digit, 1, "1."},
      {"12．加强管理", digit, 12, "12．"},
      {"１．加强管理", digit, 1, "１．"},
      {"1、加强管理", digit, 1, "1、"},
      {"1，加强管理", digit, 1, "1，"},
      {"1.2025年以来", digit, 1, "1."},
      {"3、5个村未通公路", digit, 3, "3、"},
      {"⒈加强管理", digit, 1, "⒈"},
      {"（1）加强管理", digit_bracketed, 1, "（1）"},
      {"(12) 加强管理", digit_bracketed, 12, "(12)"},
      {"1）加强管理", digit_bracketed, 1, "1）"},
      {"1)加强管理", digit_bracketed, 1, "1)"},
      {"⑶加强管理", digit_bracketed, 3, "⑶"},
      {"①加强管理", circled, 1, "①"},
      {"⑳、加强管理", circled, 20, "⑳、"},
      {"㉑加强管理", circled, 21, "㉑"},
      {"第一，加强管理", ordinal, 1, "第一，"},
      {"第二、加强管理", ordinal, 2, "第二、"},
      {"第3,加强管理", ordinal, 3, "第3,"},
      {"一是加强管理", clause, 1, "一是"},
      {"三要加强管理", clause, 3, "三要"},
      {"第一章　总则", chapter, 1, "第一章"},
      {"第二部分：对策", chapter, 2, "第二部分"},
      {"第三节 管理", section, 3, "第三节"},
      {"第一百二十条　本条例自公布之日起施行。", article, 120, "第一百二十条"},
      {"- 加强管理", bullet, 0, "-"},
      {"● 加强管理", bullet, 0, "●"},
      {"•加强管理", bullet, 0, "•"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.line);
    const auto mark = parse(c.line);
    REQUIRE(mark);
    CHECK(mark->style == c.style);
    CHECK(mark->number == c.number);
    CHECK(c.line.substr(mark->span.begin, mark->span.size()) == c.mark);
  }
}

TEST_CASE("parse_mark: numbers that are no marks") {
  for (const std::string_view line : {
           "", "　", "一", "一个村", "一二、", "万一、", "百、", "〇、", "0.", "1.5公里", "1：30开始", "12:30", "1,200人", "2025年",
           "2025.3.5", "120、", "（2025）12号", "（2025年）", "（一", "（甲）", "一、二年级学生接送难", "3、4号楼无电梯", "二、三产业",
           "第一条路线", "第一节课", "第二产业", "第、", "-5", "*", "○○县", "□□", "——", "十里铺", "一般来说，", "三农问题", "附件：1.表",
       }) {
    CAPTURE(line);
    CHECK_FALSE(parse(line));
  }
}

TEST_CASE("parse_mark: stays inside its span") {
  const std::string_view text = "一、甲";
  CHECK_FALSE(parse_mark(text, {0, 3}));  // 一
  CHECK(parse_mark(text, {0, 6}));
  CHECK_FALSE(parse_mark(text, {3, 9}));
}

TEST_CASE("parse_han_number") {
  struct Case {
    std::string_view written;
    std::uint32_t value;  // 0: no number
  };
  const Case cases[] = {
      {"一", 1}, {"两", 2}, {"十", 10}, {"十九", 19}, {"二十", 20}, {"九十九", 99}, {"一百", 100}, {"一百零五", 105},
      {"一百一十", 110}, {"两千零二十五", 2025}, {"三千五百", 3500}, {"一万", 10000}, {"三十二万零四百", 320400}, {"", 0},
      {"百", 0}, {"一百五", 0}, {"一二", 0}, {"十百", 0}, {"二〇二五", 0}, {"一十百", 0}, {"甲", 0}, {"一万万", 0}, {"零", 0},
  };
  for (const Case& c : cases) {
    CAPTURE(c.written);
    CHECK(parse_han_number(c.written).value_or(0) == c.value);
  }
}

TEST_CASE("han_number and parse_han_number undo each other") {
  for (std::uint32_t number = 1; number < 10000; ++number) REQUIRE(parse_han_number(han_number(number)) == number);
  CHECK(han_number(12) == "十二");
  CHECK(han_number(110) == "一百一十");
  CHECK(han_number(1005) == "一千零五");
}

TEST_CASE("standard_mark: parses as itself") {
  using enum MarkStyle;
  for (const MarkStyle style : {han, han_bracketed, digit, digit_bracketed, ordinal, clause, circled}) {
    for (std::uint32_t number = 1; number <= 50; ++number) {
      const std::string line = standard_mark(style, number) + "甲";
      CAPTURE(line);
      const auto mark = parse(line);
      REQUIRE(mark);
      CHECK(mark->style == style);
      CHECK(mark->number == number);
      CHECK(mark->span.end == line.size() - 3);
    }
  }
  CHECK(standard_mark(bullet, 0).empty());
}

}  // namespace
}  // namespace jianyan

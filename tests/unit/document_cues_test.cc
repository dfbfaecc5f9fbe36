#include "document/cues.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <string_view>

namespace jianyan {
namespace {

using std::string_view;

template <class Parse>
string_view parsed(string_view line, Parse parse) {
  const auto span = parse(line, Span{0, static_cast<std::uint32_t>(line.size())});
  return span ? line.substr(span->begin, span->size()) : string_view{};
}

struct Parsed {
  string_view line;
  string_view expected;  // empty: none
};

TEST_CASE("form_label") {
  const Parsed cases[] = {
      {"案由：关于修桥的建议", "案由："},
      {"案　由:关于修桥的建议", "案　由:"},
      {"题        目：关于修桥的建议", "题        目："},
      {"附议代表（3人）：张某、李某、王某", "附议代表（3人）："},
      {"提案人 (签名)：", "提案人 (签名)："},
      {"联系电话：", "联系电话："},
      {"是否同意公开：是", "是否同意公开："},
      {"建议：尽快修桥。", ""},
      {"单位：万元", ""},
      {"案由", ""},
      {"本案由：", ""},
      {"一、内容：", ""},
      {"内容丰富：", ""},
      {"：", ""},
      {"", ""},
  };
  for (const Parsed& c : cases) {
    CAPTURE(c.line);
    CHECK(parsed(c.line, form_label) == c.expected);
  }
  CHECK(is_title_label("题　目："));
  CHECK_FALSE(is_title_label("内容："));
}

TEST_CASE("attachment_label") {
  const Parsed cases[] = {
      {"附件：1.调查表", "附件："},  {"附件:调查表", "附件:"},         {"附件1：调查表", "附件1："}, {"附 件：调查表", ""},
      {"附件", "附件"},              {"附件2", "附件2"},               {"附件1 调查表", "附件1"},    {"附表：经费测算", "附表："},
      {"附：调查表", "附："},        {"附件1所列路段", ""},            {"附件所列路段", ""},         {"附近居民：", ""},
      {"附件 调查表", ""},           {"附件一　调查表", "附件一"},
  };
  for (const Parsed& c : cases) {
    CAPTURE(c.line);
    CHECK(parsed(c.line, attachment_label) == c.expected);
  }
}

TEST_CASE("is_date") {
  for (const string_view line : {"2025年3月5日", "2025 年 3 月 5 日", "二〇二五年三月五日", "二○二五年十二月三十一日", "２０２５年３月５日",
                                 "2025.3.5", "2025-03-05", "2025/3/5", "2025年3月", "3月5日", "（2025年3月5日）", "2025年　月　日",
                                 "××××年×月×日", "2025年3月5日。", "2025年3月5号"}) {
    CAPTURE(line);
    CHECK(is_date(line));
  }
  for (const string_view line : {"", "2025", "2025年", "三月", "2025年3月5日印发", "2025年3月5日至7日", "12.5", "一、",
                                 "023-123-4567", "年"}) {
    CAPTURE(line);
    CHECK_FALSE(is_date(line));
  }
}

TEST_CASE("is_salutation, signatures, genres") {
  const auto salutes = [](string_view line) { return is_salutation(line, shape_of(line)); };
  for (const string_view line : {"各位代表：", "尊敬的区领导:", "市人大常委会：", "市人民政府：", "青石镇党委、政府："}) CHECK(salutes(line));
  for (const string_view line : {"为此，建议：", "建议市人民政府：", "各位代表", "主要问题：", "尊敬师长，团结同学："}) CHECK_FALSE(salutes(line));

  for (const string_view line : {"青石镇代表团", "市人大代表　张某", "农业农村界别活动小组"}) CHECK(names_signer(line));
  for (const string_view line : {"希望尽快解决", "此致", "以上建议"}) CHECK_FALSE(names_signer(line));
  const auto signs = [](string_view line) { return can_be_signature(shape_of(line), line); };
  for (const string_view line : {"张某　李某", "张某、李某", "青石镇代表团"}) CHECK(signs(line));
  for (const string_view line : {"此致", "敬礼！", "以上意见请研究。", "请研究，请答复", "建议："}) CHECK_FALSE(signs(line));

  for (const string_view line : {"关于修桥的建议", "关于修桥的建议。", "《关于修桥的提案》", "修桥的请示"}) CHECK(ends_with_genre(line));
  for (const string_view line : {"关于修桥", "建议修桥", "关于修桥的建议如下"}) CHECK_FALSE(ends_with_genre(line));
}

}  // namespace
}  // namespace jianyan

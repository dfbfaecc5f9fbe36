#include "config/keys.h"

#include <vector>

namespace jianyan {

// In the order of the example.
std::span<const ConfigKey> config_keys() {
  using enum ConfigValue;
  static const std::vector<ConfigKey> keys = {
      {"extends", texts, false, "", "\"../jianyan.toml\"",
       {"先读这些文件，本文件的设置优先", "files to read first; this one is stronger"}},
      {"profile", text, true, "auto|npc|cppcc|official|web|minimal", "\"npc\"",
       {"文种：npc 人大建议、cppcc 政协提案、official 公文、web 网文、minimal 只查硬伤；auto 自动判断",
        "kind of draft; auto: told by the draft itself"}},
      {"region", text, true, "", "\"chongqing\"", {"地区：按当地的条例核对", "place whose rules of filing hold"}},
      {"date", text, true, "", "\"2026-01-15\"",
       {"按这一天判断期限是否已过；不写则按落款日期", "the day by which deadlines have passed; without it, the draft's own"}},
      {"fail-on", text, false, "error|warning|info|never", "\"warning\"",
       {"有这一级或更重的问题时，退出码为 1", "exit with 1 on findings of this level or above"}},
      {"typo-level", text, true, "strict|normal|eager", "\"normal\"",
       {"查错别字：strict 几乎不误报（默认）、normal 较全、eager 最全", "how sure a wrong character must be; default: strict"}},
      {"select", texts, true, "", "[\"punctuation\", \"number\"]",
       {"只用这些规则或类别", "only these rules or categories"}},
      {"extend-select", texts, true, "", "[\"space\"]", {"另加这些规则或类别", "these rules or categories besides"}},
      {"baseline", text, false, "", "\"基线.json\"",
       {"基线文件：里面记下的旧问题不再报告", "findings recorded in this file are passed over"}},
      {"length.least", count, true, "", "300", {"正文至少多少字", "characters of a draft, at least"}},
      {"length.most", count, true, "", "3000", {"正文至多多少字", "characters of a draft, at most"}},
      {"layout.paper", text, true, "", "\"A4\"",
       {"纸张：A3、A4、A5，或毫米数 \"210x297\"；写了 [layout] 中任何一项，就在各文种中检查 Word 文件的版式",
        "paper, or millimetres; any key of [layout] makes the layout of Word files checked for all kinds of draft"}},
      {"layout.top", number, true, "", "37", {"上边距（毫米）", "top margin in millimetres"}},
      {"layout.bottom", number, true, "", "35", {"下边距", "bottom margin"}},
      {"layout.left", number, true, "", "28", {"左边距", "left margin"}},
      {"layout.right", number, true, "", "26", {"右边距", "right margin"}},
      {"layout.tolerance", number, true, "", "1", {"边距允许相差的毫米数", "by how much margins may differ"}},
      {"layout.title", text, true, "", "\"方正小标宋简体 二号\"",
       {"标题的字体和字号；可用的几种字体以 | 分隔，字号也可写磅数", "font and size of the title; several fonts with |"}},
      {"layout.body", text, true, "", "\"仿宋_GB2312 三号\"", {"正文的字体和字号", "of the text"}},
      {"layout.heading-1", text, true, "", "\"黑体 三号\"", {"一、", "of headings 一、"}},
      {"layout.heading-2", text, true, "", "\"楷体_GB2312 三号\"", {"（一）", "of headings （一）"}},
      {"layout.heading-3", text, true, "", "\"仿宋_GB2312 三号\"", {"1.", "of headings 1."}},
      {"layout.heading-4", text, true, "", "\"仿宋_GB2312 三号\"", {"（1）", "of headings （1）"}},
      {"layout.page-number", text, true, "", "\"宋体 四号\"", {"页码", "of the page number"}},
      {"layout.line-pitch", text, true, "", "\"28-30\"", {"行距（磅）", "distance of lines in points"}},
      {"layout.indent", number, true, "", "2", {"首行缩进几字", "characters by which first lines are indented"}},
      {"rules", rules, true, "", "",
       {"规则或类别 = \"off\"（不用）、\"on\"、\"info\"、\"warning\"、\"error\"（改级别），或 { severity = \"info\", allowed = [\"词\"] }",
        "rule or category = \"off\", \"on\", a severity, or { severity = \"info\", allowed = [\"word\"] }"}},
      {"words.allowed", texts, true, "", "[\"云溪通\", \"龙洞河\"]",
       {"名称和术语：其中的写法一律不报，分词时也不拆开", "names and terms: nothing inside them is reported"}},
      {"words.allowed-files", texts, true, "", "[\"词表.txt\"]",
       {"一行一个名称或术语的文件", "files with a name or term a line"}},
      {"words.unwanted-files", texts, true, "", "[\"禁用词.tsv\"]",
       {"一行一个不用的词语：词语、改用、说明、级别，以制表符分隔",
        "files with an unwanted word a line: word, preferred, message, severity, with tabs"}},
      {"words.unwanted", tables, true, "", "", {"不用的词语", "a word that shall not be used"}},
      {"words.unwanted.word", text, true, "", "\"搞好\"", {"词语；… 代表中间隔开的字", "the word; … stands for a gap"}},
      {"words.unwanted.preferred", text, true, "", "\"做好\"", {"改用；几种改法以 | 分隔", "what to write instead"}},
      {"words.unwanted.message", text, true, "", "\"公文不用口语\"", {"说明", "why"}},
      {"words.unwanted.severity", text, true, "info|warning|error", "\"info\"", {"级别", "severity"}},
      {"ignore", tables, false, "", "", {"看过以后不再报告的问题", "findings that somebody has looked at, to be passed over"}},
      {"ignore.file", texts, false, "", "\"2026/道路.txt\"",
       {"哪些文稿（写法同 .gitignore）；不写则为全部", "in which drafts, in the grammar of .gitignore; without it, in all"}},
      {"ignore.rule", text, false, "", "\"repeated-word\"", {"规则或类别；不写则为全部", "rule or category; without it, all"}},
      {"ignore.text", text, false, "", "\"好好学习\"", {"文中的原话；不写则为全文", "the words of the draft; without it, all of it"}},
      {"ignore.reason", text, false, "", "\"校训原文\"", {"理由，必须写", "why; required"}},
      {"path", tables, false, "", "", {"只对一部分文稿的设置", "settings for some of the drafts"}},
      {"path.files", texts, false, "", "[\"旧稿/**\", \"*.md\"]",
       {"哪些文稿，写法同 .gitignore", "which drafts, in the grammar of .gitignore"}},
  };
  return keys;
}

}  // namespace jianyan

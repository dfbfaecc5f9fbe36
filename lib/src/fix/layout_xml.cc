#include "fix/layout_xml.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/xml.h"

namespace jianyan {

std::string page_size(const LayoutStandard& standard) {
  return fmt::format(R"(<w:pgSz w:w="{}" w:h="{}"/>)", standard.width, standard.height);
}

std::string page_margins(const LayoutStandard& standard) {
  constexpr int kBelow = 397;  // 7 mm, GB/T 9704—2012 7.5
  const int line = standard.page_number.half_points * 13;  // its natural height in twips
  const int footer = std::max(standard.bottom - kBelow - line, 0);
  return fmt::format(R"(<w:pgMar w:top="{}" w:right="{}" w:bottom="{}" w:left="{}" w:header="851" w:footer="{}" )"
                     R"(w:gutter="0"/>)",
                     standard.top, standard.right, standard.bottom, standard.left, footer);
}

std::string page_number_footer(const LayoutStandard& standard, bool even, std::string_view word_namespace) {
  const TypeStyle& type = standard.page_number;
  const std::string run_properties =
      fmt::format(R"(<w:rPr><w:rFonts w:ascii="{0}" w:eastAsia="{0}" w:hAnsi="{0}" w:cs="{0}"/><w:sz w:val="{1}"/>)"
                  R"(<w:szCs w:val="{1}"/></w:rPr>)",
                  xml(type.fonts.front()), type.half_points);
  const auto run = [&](std::string_view content) {
    return "<w:r>" + run_properties + std::string(content) + "</w:r>";
  };
  const int character = type.half_points * 10;
  const std::string indent =
      even ? fmt::format(R"(<w:ind w:left="{}" w:leftChars="100" w:right="0" w:rightChars="0" w:firstLine="0" )"
                         R"(w:firstLineChars="0"/><w:jc w:val="left"/>)",
                         character)
           : fmt::format(R"(<w:ind w:left="0" w:leftChars="0" w:right="{}" w:rightChars="100" w:firstLine="0" )"
                         R"(w:firstLineChars="0"/><w:jc w:val="right"/>)",
                         character);
  return fmt::format(R"({}<w:ftr xmlns:w="{}"><w:p><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:before="0" )"
                     R"(w:after="0" w:line="240" w:lineRule="auto"/>{}</w:pPr>{}{}{}{}{}</w:p></w:ftr>)",
                     kXmlHead, word_namespace, indent, run("<w:t xml:space=\"preserve\">— </w:t>"),
                     run("<w:fldChar w:fldCharType=\"begin\"/>"),
                     run("<w:instrText xml:space=\"preserve\"> PAGE </w:instrText>"),
                     run("<w:fldChar w:fldCharType=\"separate\"/>") + run("<w:t>1</w:t>") +
                         run("<w:fldChar w:fldCharType=\"end\"/>"),
                     run("<w:t xml:space=\"preserve\"> —</w:t>"));
}

}  // namespace jianyan

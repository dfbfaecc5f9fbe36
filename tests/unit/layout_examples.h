// Examples of the rules of layout. They are written as text; each line is a paragraph of a Word file that make_word()
// makes, set by the standard but for what stands in 〔〕 before it:
//
//   〔边距 25.4 25.4 31.8 31.8〕          a line of its own, for the pages: 纸张 210x297, 边距 上 下 左 右 in millimetres
//   〔页码 居中〕                          无, 居中, 第页 (without dashes), or a size
//   〔宋体 小四 左对齐 缩进0 行距1.5倍 行距25 段前12〕正文……      lines and spaces in points
//   〔隐藏〕〔突出〕〔红色〕〔白色〕〔控件〕正文……    〔批注 张三〕〔修订 张三〕正文……   a comment on the line, a change at its end
//   〔作者 张三〕                          in the properties of the file
//
// A line 〔Word〕 before them says that an example of a rule of another category is such a text, too.
#pragma once

#include <string>
#include <string_view>

namespace jianyan::testing {

inline constexpr std::string_view kWordExample = "〔Word〕\n";

/// The bytes of the Word file.
[[nodiscard]] std::string layout_example(std::string_view text);

}  // namespace jianyan::testing

// Examples of the rules of layout. They are written as text; each line is a paragraph of a Word file that make_word()
// makes, set by the standard but for what stands in 〔〕 before it:
//
//   〔边距 25.4 25.4 31.8 31.8〕          a line of its own, for the pages: 纸张 210x297, 边距 上 下 左 右 in millimetres
//   〔页码 居中〕                          无, 居中, 第页 (without dashes), or a size
//   〔宋体 小四 左对齐 缩进0 行距1.5倍 行距25 段前12〕正文……      lines and spaces in points
#pragma once

#include <string>
#include <string_view>

namespace jianyan::testing {

/// The bytes of the Word file.
[[nodiscard]] std::string layout_example(std::string_view text);

}  // namespace jianyan::testing

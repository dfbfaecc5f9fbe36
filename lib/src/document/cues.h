// Words and shapes by which a line shows what it is in a draft: labels of forms, titles, salutations, signatures,
// dates, attachment notes. Each function judges one line for itself; structure.cc knows where in the draft the line
// stands.
//
// Lines are passed as trimmed spans of the text.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "document/line.h"
#include "jianyan/span.h"

namespace jianyan {

/// The label of a form that `line` begins with, colon included: "案由：", "题　　目:", "附议代表（3人）：". O(1).
[[nodiscard]] std::optional<Span> form_label(std::string_view text, Span line);

/// A cell of a form that holds such a label and nothing else, with or without its colon.
[[nodiscard]] bool is_form_label(std::string_view cell);

/// True for labels whose field is the draft's title: 案由 题目 标题 and the like.
[[nodiscard]] bool is_title_label(std::string_view label);

/// "附件：", "附件1：", "附：" at the beginning of a line, or a line that is 附件 or 附件1 alone. O(1).
[[nodiscard]] std::optional<Span> attachment_label(std::string_view text, Span line) noexcept;

/// 2025年3月5日, 二〇二五年三月五日, 2025.3.5, （2025年3月）, 2025年　月　日: a line that is a date and nothing else.
[[nodiscard]] bool is_date(std::string_view line);

/// 各位代表： 尊敬的领导： 县人大常委会：
[[nodiscard]] bool is_salutation(std::string_view line, const LineShape& shape) noexcept;

/// Names or an organ without any stop: what stands over a date.
[[nodiscard]] bool can_be_signature(const LineShape& shape, std::string_view line) noexcept;

/// The same where no date follows: it must name an organ or an office (……代表团, 市政协委员　张某).
[[nodiscard]] bool names_signer(std::string_view line) noexcept;

/// Ends, a wrong final stop aside, with the name of a kind of document: ……的建议 ……的提案 ……的请示
[[nodiscard]] bool ends_with_genre(std::string_view line) noexcept;

}  // namespace jianyan

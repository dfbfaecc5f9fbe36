// Dates in drafts.
#pragma once

#include <optional>
#include <string_view>

#include "jianyan/document.h"
#include "jianyan/linter.h"

namespace jianyan {

/// 2025年3月5日, 2025.3.5, 二〇二五年三月五日, with or without a day. What is missing is 0.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);

/// The date that the draft bears: at its end, or in a field of its form.
[[nodiscard]] std::optional<Date> date_of(const Document& document);

}  // namespace jianyan

// The rules' pages (the .md files of this folder), compiled into the library by lib/cmake/embed_pages.cmake.
#pragma once

#include <string_view>

namespace jianyan {

/// The page of a rule id, or an empty view.
[[nodiscard]] std::string_view page_of(std::string_view rule_id) noexcept;

}  // namespace jianyan

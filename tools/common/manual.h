// The manual page of a tool, for man(1), made from its table of options.
#pragma once

#include <string>

#include "common/tool_info.h"

namespace jianyan::tools {

/// A page of section 1, in the macros of man(7).
[[nodiscard]] std::string manual_page(const ToolDescription& tool, Language language);

}  // namespace jianyan::tools

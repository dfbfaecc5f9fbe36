// What the two text forms of a report share.
#pragma once

#include <string>
#include <string_view>

#include "jianyan/diagnostic.h"
#include "jianyan/message.h"
#include "report/locations.h"

namespace jianyan {

/// "path:line:column: "
void append_head(std::string& out, std::string_view path, const Location& location);
/// 警告, or the English name.
[[nodiscard]] std::string_view severity_word(Severity severity, Language language);
/// “before”改为“after”, 删去“before”, 加上“after”.
void append_replacement(std::string& out, std::string_view before, std::string_view after, Language language);

}  // namespace jianyan

// The one place where text becomes XML or HTML.
#pragma once

#include <string>
#include <string_view>

namespace jianyan {

/// Appends `text` so that it may stand between tags and in attributes between double quotes. What XML 1.0 cannot hold
/// (control characters, invalid bytes) becomes U+FFFD; line ends and tabs become references, since attributes lose
/// them.
void append_xml(std::string& out, std::string_view text);
[[nodiscard]] std::string xml(std::string_view text);

}  // namespace jianyan

// JSON trees of the reports that other programs read.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace jianyan {

/// Members keep their order, so that equal reports are equal bytes.
using Json = nlohmann::ordered_json;

/// On one line; invalid UTF-8 (in a path) becomes U+FFFD.
[[nodiscard]] inline std::string to_text(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace jianyan

#include <algorithm>
#include <array>

#include "jianyan/diagnostic.h"

namespace jianyan {
namespace {

constexpr std::array<std::string_view, 3> kSeverityNames = {"info", "warning", "error"};
constexpr std::array<std::string_view, 3> kSafetyNames = {"none", "suggest", "safe"};
constexpr std::array<std::string_view, kCategories> kCategoryNames = {
    "encoding",  "space", "punctuation", "number",        "typo",    "wording", "heading",
    "reference", "title", "structure",   "admissibility", "privacy", "layout"};

template <class Enum, std::size_t n>
std::optional<Enum> find_name(const std::array<std::string_view, n>& names, std::string_view name) noexcept {
  const auto at = std::find(names.begin(), names.end(), name);
  if (at == names.end()) return std::nullopt;
  return static_cast<Enum>(at - names.begin());
}

}  // namespace

std::string_view severity_name(Severity severity) noexcept {
  return kSeverityNames[static_cast<std::size_t>(severity)];
}
std::string_view safety_name(Safety safety) noexcept { return kSafetyNames[static_cast<std::size_t>(safety)]; }
std::string_view category_name(Category category) noexcept {
  return kCategoryNames[static_cast<std::size_t>(category)];
}

std::optional<Severity> severity_from_name(std::string_view name) noexcept {
  return find_name<Severity>(kSeverityNames, name);
}

std::optional<Category> category_from_name(std::string_view name) noexcept {
  return find_name<Category>(kCategoryNames, name);
}

}  // namespace jianyan

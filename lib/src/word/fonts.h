// Names of fonts: one typeface has many, by maker and by language. The table is dictionaries/fonts/fonts.tsv.
//
// Immutable. Values are views into the data, which must outlive the object.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "jianyan/data.h"

namespace jianyan {

class FontNames {
 public:
  static constexpr std::string_view kSection = "fonts";

  /// @throws LoadError when the section is missing.
  explicit FontNames(const Data& data);

  /// Whether both names are of one typeface. Names that the table does not have are compared as they stand.
  [[nodiscard]] bool same(std::string_view a, std::string_view b) const;
  /// Whether `font` is one of the list.
  [[nodiscard]] bool among(std::string_view font, const std::vector<std::string>& fonts) const;
  /// The typeface, as people call it ("仿宋"); the name itself where the table does not have it.
  [[nodiscard]] std::string typeface(std::string_view font) const;

 private:
  std::unordered_map<std::string, std::string_view> typefaces_;  // by name in lower case
};

}  // namespace jianyan

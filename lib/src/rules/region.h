// What differs from place to place: the articles on what may not be filed, the names of roles and units, the fields of
// the form. The table of a region is dictionaries/regions/<id>.tsv; what it does not say, national.tsv says.
//
//   Region region(data, "chongqing");
//   region.value("npc.court-case");   // 《……条例》第九条第二款第二项; "-" where the region's own list leaves it out
//   region.value("unit.市环保局");     // 市生态环境局; empty where it is not known
//
// Immutable. Values are views into the data, which must outlive the object.
#pragma once

#include <map>
#include <string_view>
#include <vector>

#include "jianyan/data.h"

namespace jianyan {

class Region {
 public:
  static constexpr std::string_view kSection = "regions";
  static constexpr std::string_view kNational = "national";

  /// Empty: national. @throws LoadError when the section is missing or has no such region.
  Region(const Data& data, std::string_view id);

  /// The region's value for the key, or the national one; empty where there is none.
  [[nodiscard]] std::string_view value(std::string_view key) const noexcept;
  /// The same as a number; 0 where it is none.
  [[nodiscard]] unsigned number(std::string_view key) const noexcept;
  /// Whether the region has a table of units.
  [[nodiscard]] bool knows_units() const noexcept;

 private:
  std::map<std::string_view, std::string_view> values_;
};

}  // namespace jianyan

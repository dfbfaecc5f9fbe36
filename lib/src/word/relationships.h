// Which part of a package refers to which, and how: the .rels files.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "jianyan/result.h"

namespace jianyan {

struct Relationship {
  std::string id;
  std::string type;    ///< the last step of its URI: "header", "styles"
  std::string target;  ///< the name of the part, from the top of the package; of external ones, as it stands
  bool external = false;
};

/// word/document.xml → word/_rels/document.xml.rels; "" → _rels/.rels
[[nodiscard]] std::string relationships_name(std::string_view part);

/// Reads the relationships of `part` from the bytes of its .rels file. Errors: damaged.
[[nodiscard]] Result<std::vector<Relationship>> read_relationships(std::string_view bytes, std::string_view part);

/// The first of a type that is not external; nullptr: none.
[[nodiscard]] const Relationship* find_relationship(const std::vector<Relationship>& list, std::string_view type);

}  // namespace jianyan

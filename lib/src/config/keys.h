// The keys of jianyan.toml: one table for the reader's "did you mean", the schema and the commented example.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "jianyan/message.h"

namespace jianyan {

enum class ConfigValue : std::uint8_t {
  text,
  texts,  ///< a list, or a single text
  count,
  number,  ///< of 0 or more, perhaps with a fraction
  rules,  ///< a table of rules
  tables  ///< an array of tables, whose keys follow as "name.key"
};

struct ConfigKey {
  std::string_view name;  ///< with the table it stands in: "words.allowed"
  ConfigValue value;
  bool in_paths;                 ///< may stand in [[path]] too
  std::string_view choices;      ///< words between "|"; empty: any
  std::string_view example;      ///< the value in the commented example; empty: not shown alone
  Message help;
};

[[nodiscard]] std::span<const ConfigKey> config_keys();

}  // namespace jianyan

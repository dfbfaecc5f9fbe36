// Finds and opens the compiled data.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "jianyan/data.h"

namespace jianyan::tools {

/// --data, else JIANYAN_DATA, else ../share/jianyan/jianyan.data beside the folder of the executable, which holds for
/// the build tree and for any prefix of an installation.
[[nodiscard]] std::string data_path(const std::optional<std::string>& option);

/// @throws LoadError
[[nodiscard]] std::shared_ptr<const Data> open_data(const std::optional<std::string>& option);

/// Folder of the running executable.
[[nodiscard]] std::string executable_folder();

}  // namespace jianyan::tools

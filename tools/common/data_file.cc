#include "common/data_file.h"

#include <cstdlib>
#include <filesystem>

namespace jianyan::tools {

std::string executable_folder() {
  std::error_code error;
  return std::filesystem::read_symlink("/proc/self/exe", error).parent_path().string();
}

std::string data_path(const std::optional<std::string>& option) {
  if (option) return *option;
  const char* variable = std::getenv("JIANYAN_DATA");
  if (variable != nullptr && *variable != '\0') return variable;
  const std::filesystem::path prefix = std::filesystem::path(executable_folder()).parent_path();
  return (prefix / "share/jianyan/jianyan.data").string();
}

std::shared_ptr<const Data> open_data(const std::optional<std::string>& option) { return Data::open(data_path(option)); }

}  // namespace jianyan::tools

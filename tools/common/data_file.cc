#include "common/data_file.h"

#include <fmt/format.h>

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

std::shared_ptr<const Data> open_data(const std::optional<std::string>& option) {
  const std::string path = data_path(option);
  std::error_code error;
  if (std::filesystem::exists(path, error)) return Data::open(path);
  throw LoadError({fmt::format("找不到数据文件 {}；用 --data 或 JIANYAN_DATA 指定，或重新安装 jianyan", path),
                   fmt::format("no data file {}; name one with --data or JIANYAN_DATA, or reinstall jianyan", path)});
}

}  // namespace jianyan::tools

#include "common/errors.h"

#include <cerrno>
#include <system_error>

namespace jianyan::tools {

Message system_message(int error) {
  const auto chinese = [error]() -> const char* {
    switch (error) {
      case ENOENT: return "找不到这个文件或文件夹";
      case EACCES:
      case EPERM: return "没有权限";
      case EISDIR: return "这是文件夹";
      case ENOTDIR: return "路径中有一段不是文件夹";
      case ENOSPC:
      case EDQUOT: return "磁盘已满";
      case EFBIG: return "超出文件大小的限制";
      case EROFS: return "文件系统只读";
      case ELOOP: return "符号链接成环";
      case ENAMETOOLONG: return "文件名太长";
      case EIO: return "读写出错";
      default: return nullptr;
    }
  }();
  const std::string english = std::generic_category().message(error);
  return {chinese != nullptr ? chinese : english, english};
}

}  // namespace jianyan::tools

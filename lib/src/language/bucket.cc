#include "language/bucket.h"

#include <limits>

#include "jianyan/result.h"

namespace jianyan {

void refuse_language_model() {
  throw LoadError({"数据文件的语言模型一节已损坏：请重新安装 jianyan，或用 jianyan-lexicon build 重新生成",
                   "the language model in the data file is damaged: reinstall jianyan, or build it anew with "
                   "jianyan-lexicon build"});
}

std::span<const Bucket> buckets_of(std::span<const std::byte> bytes) {
  if (bytes.empty() || bytes.size() % sizeof(Bucket) != 0 ||
      bytes.size() / sizeof(Bucket) > std::numeric_limits<std::uint32_t>::max()) {
    refuse_language_model();
  }
  return {reinterpret_cast<const Bucket*>(bytes.data()), bytes.size() / sizeof(Bucket)};
}

}  // namespace jianyan

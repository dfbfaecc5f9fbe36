#include "language/bigrams.h"

namespace jianyan {

Bigrams::Bigrams(const Data& data) {
  const std::span<const std::byte> section = data.section(kSection);
  if (section.empty() || section.size() % sizeof(BigramBucket) != 0 ||
      section.size() / sizeof(BigramBucket) > std::numeric_limits<std::uint32_t>::max()) {
    throw LoadError({"数据文件的语言模型一节已损坏：请重新安装 jianyan，或用 jianyan-lexicon build 重新生成",
                     "the language model in the data file is damaged: reinstall jianyan, or build it anew with "
                     "jianyan-lexicon build"});
  }
  buckets_ = {reinterpret_cast<const BigramBucket*>(section.data()), section.size() / sizeof(BigramBucket)};
}

}  // namespace jianyan

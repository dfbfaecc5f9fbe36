#include "language/names.h"

namespace jianyan {

Names::Names(const Data& data) {
  const std::span<const std::byte> section = data.section(kSection);
  if (section.size() % sizeof(NameCosts) != 0) {
    throw LoadError({"数据文件的人名一节已损坏：请重新安装 jianyan，或用 jianyan-lexicon build 重新生成",
                     "the names in the data file are damaged: reinstall jianyan, or build it anew with jianyan-lexicon build"});
  }
  costs_ = {reinterpret_cast<const NameCosts*>(section.data()), section.size() / sizeof(NameCosts)};
}

}  // namespace jianyan

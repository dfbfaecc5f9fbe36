#include "typo/confusions.h"

#include "jianyan/result.h"

namespace jianyan {

Confusions::Confusions(std::span<const std::byte> section) {
  constexpr std::size_t kBegins = kLast - kFirst + 2;
  constexpr std::size_t kFixed = kBegins * sizeof(std::uint32_t);
  if (section.size() < kFixed || (section.size() - kFixed) % sizeof(Confusion) != 0) {
    throw LoadError({"数据文件的形近音近字一节已损坏：请重新安装 jianyan，或用 jianyan-lexicon build 重新生成",
                     "the confusable characters in the data file are damaged: reinstall jianyan, or build it anew with "
                     "jianyan-lexicon build"});
  }
  begins_ = {reinterpret_cast<const std::uint32_t*>(section.data()), kBegins};
  const auto* entries = reinterpret_cast<const Confusion*>(section.data() + kFixed);
  entries_ = {entries, (section.size() - kFixed) / sizeof(Confusion)};
}

Confusion Confusions::find(char32_t written, char32_t meant) const noexcept {
  for (const Confusion& other : of(written)) {
    if (other.character == meant) return other;
  }
  return {static_cast<std::uint16_t>(meant), SoundMatch::none, 0};
}

}  // namespace jianyan

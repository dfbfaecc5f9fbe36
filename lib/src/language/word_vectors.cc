#include "language/word_vectors.h"

#include "jianyan/result.h"

namespace jianyan {
namespace {

std::span<const std::byte> section_of(const Data& data) {
  for (const Data::Section& section : data.sections())
    if (section.name == WordVectors::kSection) return section.bytes;
  return {};
}

}  // namespace

WordVectors::WordVectors(const Data& data) : WordVectors(section_of(data)) {}

WordVectors::WordVectors(std::span<const std::byte> section) {
  if (section.empty()) return;
  constexpr std::size_t kFixed = sizeof(Header) + kPositions * sizeof(Weights);
  const auto* header = reinterpret_cast<const Header*>(section.data());
  if (section.size() < kFixed || header->rows == 0 ||
      section.size() - kFixed !=
          std::uint64_t{header->numbers} * sizeof(Row) + 2 * std::uint64_t{header->rows} * kSize) {
    throw LoadError({"数据文件的词向量一节已损坏：请重新安装 jianyan，或用 jianyan-lexicon build 重新生成",
                     "the word vectors in the data file are damaged: reinstall jianyan, or build it anew with "
                     "jianyan-lexicon build"});
  }
  weights_ = {reinterpret_cast<const Weights*>(section.data() + sizeof(Header)), kPositions};
  rows_of_ = {reinterpret_cast<const Row*>(section.data() + kFixed), header->numbers};
  const auto* vectors = reinterpret_cast<const Vector*>(section.data() + kFixed + rows_of_.size_bytes());
  neighbours_ = {vectors, header->rows};
  own_ = {vectors + header->rows, header->rows};
  multiplier_ = header->multiplier;
}

}  // namespace jianyan

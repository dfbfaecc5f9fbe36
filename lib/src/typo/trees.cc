#include "typo/trees.h"

#include <algorithm>
#include <cstring>

#include "jianyan/result.h"

namespace jianyan {
namespace {

[[noreturn]] void refuse() {
  throw LoadError({"数据文件的错字判断模型已损坏：请重新安装 jianyan，或用 jianyan-lexicon build 重新生成",
                   "the model for wrong characters in the data file is damaged: reinstall jianyan, or build it anew with "
                   "jianyan-lexicon build"});
}

template <class T>
std::span<const T> take(std::span<const std::byte>& bytes, std::size_t count) {
  const std::size_t size = count * sizeof(T);
  if (bytes.size() < size) refuse();
  const std::span<const T> taken{reinterpret_cast<const T*>(bytes.data()), count};
  bytes = bytes.subspan(size);
  return taken;
}

}  // namespace

Trees::Trees(std::span<const std::byte>& bytes, std::size_t features) {
  const TreesHeader header = take<TreesHeader>(bytes, 1)[0];
  if (header.features != features || header.depth == 0 || header.depth > kMaxDepth || header.trees > 1u << 16) refuse();
  depth_ = header.depth;
  base_ = header.base;
  const std::size_t leaves = std::size_t{header.trees} << depth_;
  nodes_ = take<TreeNode>(bytes, leaves - header.trees);
  leaves_ = take<std::int16_t>(bytes, leaves);
  // Leaves take a multiple of four bytes, since a tree has at least two.
  if (std::any_of(nodes_.begin(), nodes_.end(), [&](const TreeNode& node) { return node.feature >= features; })) refuse();
}

std::int32_t Trees::score(std::span<const Feature> features) const noexcept {
  std::int32_t score = base_;
  const std::size_t leaves = std::size_t{1} << depth_;
  const std::int16_t* leaf = leaves_.data();
  for (const TreeNode* tree = nodes_.data(); tree != nodes_.data() + nodes_.size(); tree += leaves - 1, leaf += leaves) {
    std::size_t at = 0;
    for (std::uint32_t level = 0; level < depth_; ++level) {
      at = 2 * at + 1 + (features[tree[at].feature] > tree[at].threshold ? 1 : 0);
    }
    score += leaf[at - (leaves - 1)];
  }
  return score;
}

}  // namespace jianyan

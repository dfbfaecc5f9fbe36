// Characters are renumbered by how often words have them, which keeps the children of a node close together. The section:
// LexiconHeader, 65,536 character numbers of 16 bits, the nodes, the compounds.
#include "language/lexicon.h"

#include <algorithm>
#include <cstring>
#include <utility>
#include <vector>

#include "text/utf8.h"

namespace jianyan {
namespace {

/// Longer words do not exist; a path that is longer shows a damaged trie.
constexpr std::size_t kMaxDepth = 255;

}  // namespace

Lexicon::Lexicon(const Data& data) {
  const std::span<const std::byte> section = data.section(kSection);
  constexpr std::size_t kNodesAt = sizeof(LexiconHeader) + kCharacters * sizeof(std::uint16_t);
  if (section.size() >= kNodesAt) std::memcpy(&header_, section.data(), sizeof header_);
  if (section.size() < kNodesAt || header_.nodes == 0 ||
      section.size() - kNodesAt != std::uint64_t{header_.nodes} * sizeof(LexiconNode) +
                                       std::uint64_t{header_.compounds} * sizeof(Compound)) {
    throw LoadError({"数据文件的词典一节已损坏：请重新安装 jianyan，或用 jianyan-lexicon build 重新生成",
                     "the lexicon in the data file is damaged: reinstall jianyan, or build it anew with jianyan-lexicon build"});
  }
  character_ids_ = {reinterpret_cast<const std::uint16_t*>(section.data() + sizeof(LexiconHeader)), kCharacters};
  nodes_ = {reinterpret_cast<const LexiconNode*>(section.data() + kNodesAt), header_.nodes};
  compounds_ = {reinterpret_cast<const Compound*>(nodes_.data() + nodes_.size()), header_.compounds};
}

const LexiconNode* Lexicon::find(std::string_view word) const noexcept {
  std::uint32_t at = kRoot;
  for (std::size_t i = 0; i < word.size();) {
    const CodePoint c = decode_utf8_at(word, i);
    at = child(at, character_id(c.value));
    if (at == kNone) return nullptr;
    i += c.length;
  }
  return nodes_[at].entry != 0 ? &nodes_[at] : nullptr;
}

std::uint32_t Lexicon::number(std::u32string_view word) const noexcept {
  std::uint32_t at = kRoot;
  for (const char32_t c : word) {
    at = child(at, character_id(c));
    if (at == kNone) return 0;
  }
  return nodes_[at].entry != 0 ? nodes_[at].number() : 0;
}

void Lexicon::for_each_word(const std::function<void(const std::string&, const LexiconNode&)>& visit) const {
  std::vector<char32_t> characters(kCharacters);
  for (char32_t c = kCharacters; c-- > 0;) characters[character_ids_[c]] = c;

  std::vector<std::pair<std::string, const LexiconNode*>> words;
  for (const LexiconNode& end : nodes_) {
    if (end.entry == 0) continue;
    std::u32string reversed;
    for (const LexiconNode* at = &end; at != nodes_.data() && reversed.size() <= kMaxDepth; at = &nodes_[at->parent]) {
      const auto index = static_cast<std::uint64_t>(at - nodes_.data());
      if (at->parent >= nodes_.size() || index - nodes_[at->parent].base >= kCharacters) break;
      reversed.push_back(characters[index - nodes_[at->parent].base]);
    }
    std::reverse(reversed.begin(), reversed.end());
    words.emplace_back(to_utf8(reversed), &end);
  }
  std::sort(words.begin(), words.end());
  for (const auto& [word, node] : words) visit(word, *node);
}

}  // namespace jianyan

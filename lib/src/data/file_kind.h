// Files of named sections come in kinds: the compiled data, and trained models. They share layout, checks and writer, and
// differ in the magic that opens them, in their version, and in what helps when one cannot be used.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

#include "jianyan/data.h"
#include "jianyan/message.h"

namespace jianyan {

struct FileKind {
  std::array<char, 8> magic;  ///< not text in any encoding, and changed by whatever "repairs" line ends
  std::uint32_t version;
  const char *noun_zh, *noun_en;
  const char *remedy_zh, *remedy_en;
};

inline constexpr FileKind kCompiledData{{'\x89', 'J', 'Y', 'D', '\r', '\n', '\x1a', '\n'},
                                        Data::kFormatVersion,
                                        "数据文件",
                                        "data file",
                                        "请重新安装 jianyan，或用 jianyan-lexicon build 重新生成",
                                        "reinstall jianyan, or build it anew with jianyan-lexicon build"};

/// Data::open() and Data::from_bytes() for any kind. @throws LoadError
[[nodiscard]] std::shared_ptr<const Data> open_file(const std::filesystem::path& file, const FileKind& kind);
[[nodiscard]] std::shared_ptr<const Data> open_bytes(std::span<const std::byte> bytes, std::shared_ptr<const void> owner,
                                                     const FileKind& kind);

}  // namespace jianyan

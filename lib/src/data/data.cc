// The file is mapped, not read: pages come in when a look-up first touches them, and all processes share them. Only the
// head is checked on opening; views into sections check their own structure when they are made (lexicon.h), so that a
// damaged file may give wrong words but never reads outside the mapping. The checksum over everything is for verify().
#include "jianyan/data.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

#include "data/data_format.h"
#include "data/file_kind.h"

namespace jianyan {
namespace {

[[noreturn]] void fail(const FileKind& kind, std::string zh, std::string en) {
  throw LoadError({fmt::format("{}：{}", zh, kind.remedy_zh), fmt::format("{}: {}", en, kind.remedy_en)});
}

/// A mapping of a whole file, read-only.
class Mapping {
 public:
  Mapping(const std::filesystem::path& file, const FileKind& kind) {
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) refuse(file, kind, errno);
    struct ::stat status{};
    const bool known = ::fstat(descriptor, &status) == 0;
    const bool regular = known && S_ISREG(status.st_mode);
    int error = known ? EINVAL : errno;
    if (regular && status.st_size > 0) {
      size_ = static_cast<std::size_t>(status.st_size);
      address_ = ::mmap(nullptr, size_, PROT_READ, MAP_SHARED, descriptor, 0);
      error = address_ == MAP_FAILED ? errno : 0;
    }
    ::close(descriptor);
    if (regular && status.st_size == 0) return;
    if (error != 0) refuse(file, kind, error);
  }
  ~Mapping() {
    if (size_ != 0) ::munmap(address_, size_);
  }
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;

  [[nodiscard]] std::span<const std::byte> bytes() const {
    return {static_cast<const std::byte*>(address_), size_};
  }

 private:
  [[noreturn]] static void refuse(const std::filesystem::path& file, const FileKind& kind, int error) {
    const std::string why = std::generic_category().message(error);
    fail(kind, fmt::format("{} {} 无法打开（{}）", kind.noun_zh, file.string(), why),
         fmt::format("the {} {} cannot be opened ({})", kind.noun_en, file.string(), why));
  }

  void* address_ = nullptr;
  std::size_t size_ = 0;
};

/// The head, after all checks. `name` is for messages.
DataHeader checked_header(std::span<const std::byte> bytes, const std::string& name, const FileKind& kind) {
  const std::size_t seen = std::min(bytes.size(), kind.magic.size());
  if (seen != 0 && std::memcmp(bytes.data(), kind.magic.data(), seen) != 0) {
    fail(kind, fmt::format("{} 不是 jianyan 的{}", name, kind.noun_zh),
         fmt::format("{} is not a {} of jianyan", name, kind.noun_en));
  }
  if (bytes.size() < sizeof(DataHeader)) {
    fail(kind, fmt::format("{} 不完整，只有 {} 字节", name, bytes.size()),
         fmt::format("{} is truncated, it has only {} bytes", name, bytes.size()));
  }
  DataHeader header;
  std::memcpy(&header, bytes.data(), sizeof header);
  if (header.byte_order != kDataByteOrder) {
    fail(kind, fmt::format("{} 是为另一种字节序的机器生成的", name),
         fmt::format("{} was built for a machine of another byte order", name));
  }
  if (header.version != kind.version) {
    fail(kind, fmt::format("{} 的格式版本是 {}，本程序需要 {}", name, header.version, kind.version),
         fmt::format("{} has format version {}, this program needs {}", name, header.version, kind.version));
  }
  if (header.file_size != bytes.size()) {
    fail(kind, fmt::format("{} 不完整：应有 {} 字节，实有 {} 字节", name, header.file_size, bytes.size()),
         fmt::format("{} is truncated: {} bytes expected, {} found", name, header.file_size, bytes.size()));
  }
  const std::size_t room = (bytes.size() - sizeof(DataHeader)) / sizeof(DataDirectoryEntry);
  if (header.section_count > std::min<std::size_t>(room, kDataMaxSections) ||
      head_checksum(bytes, header) != header.head_checksum) {
    fail(kind, fmt::format("{} 的文件头已损坏", name), fmt::format("{} is damaged in its head", name));
  }
  return header;
}

class LoadedData final : public Data {
 public:
  LoadedData(std::span<const std::byte> bytes, std::shared_ptr<const void> owner, const std::string& name,
             const FileKind& kind)
      : bytes_(bytes), owner_(std::move(owner)), kind_(kind), header_(checked_header(bytes, name, kind)) {
    for (std::uint32_t i = 0; i < header_.section_count; ++i) {
      const std::byte* at = bytes.data() + sizeof(DataHeader) + i * sizeof(DataDirectoryEntry);
      DataDirectoryEntry entry;
      std::memcpy(&entry, at, sizeof entry);
      if (entry.name.back() != '\0' || entry.offset % kDataAlignment != 0 || entry.offset < content_begin() ||
          entry.offset > bytes.size() || entry.size > bytes.size() - entry.offset) {
        fail(kind, fmt::format("{} 的目录已损坏", name), fmt::format("{} is damaged in its directory", name));
      }
      // The name is viewed in the file, not in the copy.
      sections_.push_back({reinterpret_cast<const char*>(at), bytes.subspan(entry.offset, entry.size)});
    }
  }

  [[nodiscard]] std::span<const std::byte> section(std::string_view name) const override {
    for (const Section& section : sections_) {
      if (section.name == name) return section.bytes;
    }
    fail(kind_, fmt::format("{}没有“{}”一节", kind_.noun_zh, name),
         fmt::format("the {} has no section \"{}\"", kind_.noun_en, name));
  }
  [[nodiscard]] std::vector<Section> sections() const override { return sections_; }
  [[nodiscard]] std::uint64_t source_hash() const noexcept override { return header_.source_hash; }
  [[nodiscard]] bool verify() const noexcept override {
    Checksum sum;
    sum.add(bytes_.subspan(content_begin()));
    return sum.value() == header_.content_checksum;
  }

 private:
  [[nodiscard]] std::size_t content_begin() const noexcept {
    return sizeof(DataHeader) + header_.section_count * sizeof(DataDirectoryEntry);
  }

  std::span<const std::byte> bytes_;
  std::shared_ptr<const void> owner_;
  const FileKind kind_;
  DataHeader header_;
  std::vector<Section> sections_;
};

}  // namespace

Data::~Data() = default;

std::shared_ptr<const Data> open_file(const std::filesystem::path& file, const FileKind& kind) {
  auto mapping = std::make_shared<const Mapping>(file, kind);
  const std::span<const std::byte> bytes = mapping->bytes();
  return std::make_shared<const LoadedData>(bytes, std::move(mapping), file.string(), kind);
}

std::shared_ptr<const Data> open_bytes(std::span<const std::byte> bytes, std::shared_ptr<const void> owner,
                                       const FileKind& kind) {
  return std::make_shared<const LoadedData>(bytes, std::move(owner), "(memory)", kind);
}

std::shared_ptr<const Data> Data::open(const std::filesystem::path& file) { return open_file(file, kCompiledData); }

std::shared_ptr<const Data> Data::from_bytes(std::span<const std::byte> bytes, std::shared_ptr<const void> owner) {
  return open_bytes(bytes, std::move(owner), kCompiledData);
}

}  // namespace jianyan

#include "data/data_writer.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <system_error>

#include "data/data_format.h"
#include "jianyan/data.h"

namespace jianyan {
namespace {

std::size_t aligned(std::size_t size) { return (size + kDataAlignment - 1) / kDataAlignment * kDataAlignment; }

template <class T>
void store(std::vector<std::byte>& file, std::size_t offset, const T& value) {
  std::memcpy(file.data() + offset, &value, sizeof value);
}

/// A file under a temporary name that vanishes unless it is kept.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::filesystem::path& target)
      : target_(target), name_(target.string() + ".XXXXXX"), descriptor_(::mkstemp(name_.data())) {
    if (descriptor_ < 0) refuse();
  }
  ~TemporaryFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
    if (!kept_) ::unlink(name_.c_str());
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  void write(std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
      const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) refuse();
      bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
  }
  void keep() {
    constexpr mode_t kReadableByAll = 0644;
    if (::fchmod(descriptor_, kReadableByAll) != 0) refuse();
    const int closed = ::close(descriptor_);
    descriptor_ = -1;
    if (closed != 0 || std::rename(name_.c_str(), target_.c_str()) != 0) refuse();
    kept_ = true;
  }

 private:
  [[noreturn]] void refuse() const { throw std::system_error(errno, std::generic_category(), target_.string()); }

  std::filesystem::path target_;
  std::string name_;
  int descriptor_;
  bool kept_ = false;
};

}  // namespace

void DataWriter::add(std::string_view name, std::span<const std::byte> bytes) {
  const bool taken =
      std::any_of(sections_.begin(), sections_.end(), [name](const Section& section) { return section.name == name; });
  if (name.empty() || name.size() >= kDataNameSize || taken) {
    throw std::invalid_argument("not a new section name of 1 to 23 bytes: " + std::string(name));
  }
  sections_.push_back({std::string(name), {bytes.begin(), bytes.end()}});
}

std::vector<std::byte> DataWriter::bytes() const {
  const std::size_t content = sizeof(DataHeader) + sections_.size() * sizeof(DataDirectoryEntry);
  std::size_t size = content;
  for (const Section& section : sections_) size += aligned(section.bytes.size());

  std::vector<std::byte> file(size);
  std::size_t offset = content;
  for (std::size_t i = 0; i < sections_.size(); ++i) {
    const Section& section = sections_[i];
    DataDirectoryEntry entry{};
    std::copy(section.name.begin(), section.name.end(), entry.name.begin());
    entry.offset = offset;
    entry.size = section.bytes.size();
    store(file, sizeof(DataHeader) + i * sizeof entry, entry);
    std::copy(section.bytes.begin(), section.bytes.end(), file.begin() + static_cast<std::ptrdiff_t>(offset));
    offset += aligned(section.bytes.size());
  }

  Checksum sum;
  sum.add(std::span<const std::byte>(file).subspan(content));
  DataHeader header{};
  header.magic = kind_.magic;
  header.version = kind_.version;
  header.byte_order = kDataByteOrder;
  header.file_size = size;
  header.source_hash = source_hash_;
  header.content_checksum = sum.value();
  header.section_count = static_cast<std::uint32_t>(sections_.size());
  header.head_checksum = head_checksum(file, header);
  store(file, 0, header);
  return file;
}

void DataWriter::write(const std::filesystem::path& file) const {
  TemporaryFile temporary(file);
  temporary.write(bytes());
  temporary.keep();
}

}  // namespace jianyan

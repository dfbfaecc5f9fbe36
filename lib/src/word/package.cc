#include "word/package.h"

#include <zip.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace jianyan {
namespace {

/// No draft has more text than this in a part: ten thousand pages. A part up to the second size may shrink as it likes.
constexpr std::uint64_t kLargestPart = std::uint64_t{256} << 20;
constexpr std::uint64_t kAlwaysAllowed = std::uint64_t{16} << 20;
/// Word's own XML shrinks to a fifth or a twentieth.
constexpr std::uint64_t kHighestRatio = 200;
constexpr std::int64_t kMostMembers = 20'000;
/// What a member takes beside its data and its name, twice: local header and directory entry.
constexpr std::uint64_t kHeaderSizes = 30 + 46;
/// The first day that an archive can state, for members that are added.
constexpr zip_uint16_t kFirstDate = 0x21;

struct CloseArchive {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
using Archive = std::unique_ptr<zip_t, CloseArchive>;

struct CloseMember {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

Error damaged() {
  return {ErrorCode::damaged,
          {"文件已损坏或不完整，无法作为 Word 文件打开；请用 Word 打开修复后另存",
           "the file is damaged or cut, and cannot be opened as a Word file; let Word repair and save it"}};
}

Error overlapping() {
  return {ErrorCode::damaged,
          {"压缩包中有重叠或重名的部分，不能确定内容，不予处理；请用 Word 打开后另存",
           "parts of the archive overlap or share a name, so that its content is not certain; save it anew in Word"}};
}

Error bomb() {
  return {ErrorCode::too_large,
          {"解压后大得异常（疑似压缩炸弹），不予处理", "unpacks to an abnormal size (perhaps a zip bomb): refused"}};
}

std::uint32_t little_endian(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < size && at + i < bytes.size(); ++i)
    value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
  return value;
}

/// Whether a member's entry in the directory gives a second name, and another one, in Info-ZIP's field for Unicode.
/// libzip goes by that, Word by the first: what the file holds would depend on who reads it. The offsets are those of
/// PKWARE's APPNOTE 4.3.12, 4.3.16 and 4.6.9; a directory that is not where it should be has been refused.
bool has_second_names(std::string_view bytes) {
  constexpr std::size_t kEnd = 22, kEntry = 46, kField = 4, kBeforeName = 5;
  constexpr std::uint32_t kUnicodePath = 0x7075;
  const std::size_t end = bytes.rfind("PK\5\6");
  if (end == bytes.npos || end + kEnd > bytes.size()) return false;
  std::size_t at = little_endian(bytes, end + 16, 4);
  while (at + kEntry <= bytes.size() && bytes.substr(at, 4) == "PK\1\2") {
    const std::size_t name_size = little_endian(bytes, at + 28, 2), extra_size = little_endian(bytes, at + 30, 2);
    const std::string_view name = bytes.substr(at + kEntry, name_size);
    std::string_view extra = bytes.substr(std::min(at + kEntry + name_size, bytes.size()), extra_size);
    while (extra.size() >= kField) {
      const std::uint32_t id = little_endian(extra, 0, 2);
      const std::string_view field = extra.substr(kField, little_endian(extra, 2, 2));
      if (id == kUnicodePath && field.size() > kBeforeName && field.substr(kBeforeName) != name) return true;
      extra.remove_prefix(std::min(kField + field.size(), extra.size()));
    }
    at += kEntry + name_size + extra_size + little_endian(bytes, at + 32, 2);
  }
  return false;
}

/// For reading; or for writing into `kept`, which stays usable after the archive is closed.
Archive open_archive(std::string_view bytes, zip_source_t** kept = nullptr) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = nullptr;
  if (kept == nullptr) {
    source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  } else {
    // libzip frees what it writes over, even where it is told that the bytes are not its own: it gets a copy.
    void* copy = std::malloc(bytes.size());
    if (copy == nullptr) return nullptr;
    std::memcpy(copy, bytes.data(), bytes.size());
    source = zip_source_buffer_create(copy, bytes.size(), 1, &error);
    if (source == nullptr) std::free(copy);
  }
  if (source == nullptr) return nullptr;
  if (kept != nullptr) {
    zip_source_keep(source);
    *kept = source;
  }
  zip_t* archive = zip_open_from_source(source, kept == nullptr ? ZIP_RDONLY : 0, &error);
  if (archive == nullptr) zip_source_free(source);
  zip_error_fini(&error);
  return Archive(archive);
}

bool is_bomb(const zip_stat_t& member) {
  return member.size > kLargestPart ||
         (member.size > kAlwaysAllowed && member.size / std::max<std::uint64_t>(member.comp_size, 1) > kHighestRatio);
}

/// Closes the archive, and takes what it has written into the source.
Result<std::string> finished(Archive archive, zip_source_t* target) {
  if (zip_close(archive.get()) != 0) return damaged();
  static_cast<void>(archive.release());  // zip_close() has freed it
  if (zip_source_open(target) != 0) return damaged();
  zip_source_seek(target, 0, SEEK_END);
  const zip_int64_t size = zip_source_tell(target);
  zip_source_seek(target, 0, SEEK_SET);
  std::string out(static_cast<std::size_t>(std::max<zip_int64_t>(size, 0)), '\0');
  const zip_int64_t got = zip_source_read(target, out.data(), out.size());
  zip_source_close(target);
  if (got != size) return damaged();
  return out;
}

}  // namespace

Result<Package> Package::open(std::string_view bytes) {
  const Archive archive = open_archive(bytes);
  if (archive == nullptr) return damaged();
  const zip_int64_t count = zip_get_num_entries(archive.get(), 0);
  if (count < 0 || count > kMostMembers) return damaged();
  Package package;
  std::uint64_t least = 0;  // bytes that the archive must have if no members overlap
  for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(count); ++i) {
    zip_stat_t member;
    if (zip_stat_index(archive.get(), i, 0, &member) != 0) return damaged();
    if ((member.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && member.encryption_method != ZIP_EM_NONE) {
      return Error{ErrorCode::encrypted,
                   {"压缩包中有加密的部分；请先去掉密码再检查", "a part of the archive is encrypted; remove the password first"}};
    }
    // Pictures and the like are never unpacked; a bomb among them is a bomb all the same.
    if (is_bomb(member)) return bomb();
    const std::string name = member.name;
    least += member.comp_size + kHeaderSizes + 2 * name.size();
    if (!package.members_.try_emplace(name, Member{i, member.size}).second) return overlapping();
  }
  if (least > bytes.size() || has_second_names(bytes)) return overlapping();
  package.bytes_ = std::make_shared<const std::string>(bytes);
  return package;
}

bool Package::has_folder(std::string_view prefix) const {
  const auto found = members_.lower_bound(std::string(prefix));
  return found != members_.end() && found->first.starts_with(prefix);
}

Result<std::string> Package::read(const std::string& name) const {
  const auto member = members_.find(name);
  if (member == members_.end()) return damaged();
  const Archive archive = open_archive(*bytes_);
  if (archive == nullptr) return damaged();
  const std::unique_ptr<zip_file_t, CloseMember> file(zip_fopen_index(archive.get(), member->second.index, 0));
  if (file == nullptr) return damaged();
  // One byte more than stated: reading to the end is what makes libzip compare the checksum.
  std::string content(member->second.size + 1, '\0');
  std::size_t size = 0;
  while (size < content.size()) {
    const zip_int64_t got = zip_fread(file.get(), content.data() + size, content.size() - size);
    if (got < 0) return damaged();
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  if (size != member->second.size) return damaged();
  content.resize(size);
  return content;
}

Result<std::string> Package::with(const std::map<std::string, std::string>& members) const {
  zip_source_t* target = nullptr;
  Archive archive = open_archive(*bytes_, &target);
  const std::unique_ptr<zip_source_t, decltype(&zip_source_free)> keeper(target, zip_source_free);
  if (archive == nullptr) return damaged();
  for (const auto& [name, content] : members) {
    zip_source_t* source = zip_source_buffer(archive.get(), content.data(), content.size(), 0);
    const auto member = members_.find(name);
    zip_int64_t index = -1;
    zip_stat_t before;
    zip_stat_init(&before);
    if (member == members_.end()) {
      index = zip_file_add(archive.get(), name.c_str(), source, ZIP_FL_ENC_UTF_8);
      if (index >= 0) zip_file_set_dostime(archive.get(), static_cast<zip_uint64_t>(index), 0, kFirstDate, 0);
    } else {
      const zip_uint64_t place = member->second.index;
      zip_uint16_t time = 0, date = kFirstDate;
      zip_stat_index(archive.get(), place, 0, &before);
      if (zip_file_replace(archive.get(), place, source, 0) == 0) index = static_cast<zip_int64_t>(place);
      // Left alone, a replaced member gets the time of day.
      if (index >= 0 && (before.valid & ZIP_STAT_MTIME) != 0) zip_file_set_mtime(archive.get(), place, before.mtime, 0);
      else if (index >= 0) zip_file_set_dostime(archive.get(), place, time, date, 0);
    }
    if (index < 0) {
      zip_source_free(source);
      return damaged();
    }
  }
  return finished(std::move(archive), target);
}

Result<std::string> Package::make(const std::map<std::string, std::string>& members) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  if (target == nullptr) return damaged();
  zip_source_keep(target);
  const std::unique_ptr<zip_source_t, decltype(&zip_source_free)> keeper(target, zip_source_free);
  Archive archive(zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, &error));
  if (archive == nullptr) {
    zip_source_free(target);
    return damaged();
  }
  for (const auto& [name, content] : members) {
    zip_source_t* source = zip_source_buffer(archive.get(), content.data(), content.size(), 0);
    const zip_int64_t index = zip_file_add(archive.get(), name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
      zip_source_free(source);
      return damaged();
    }
    zip_file_set_dostime(archive.get(), static_cast<zip_uint64_t>(index), 0, kFirstDate, 0);
  }
  return finished(std::move(archive), target);
}

}  // namespace jianyan

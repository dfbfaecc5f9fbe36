// The zip archive that a Word file is: its members by name, and the archive with some of them replaced.
//
// Hostile archives are refused before anything is unpacked: by the sizes that they state, by names that occur twice, by
// members that must overlap to fit. What is unpacked is held to the size that was stated. Nothing is written to disk.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "jianyan/result.h"

namespace jianyan {

class Package {
 public:
  /// Copies the bytes. Errors: damaged, encrypted, too_large.
  [[nodiscard]] static Result<Package> open(std::string_view bytes);

  [[nodiscard]] const std::string& bytes() const { return *bytes_; }
  [[nodiscard]] bool has(const std::string& name) const { return members_.contains(name); }
  /// Whether a member's name begins so.
  [[nodiscard]] bool has_folder(std::string_view prefix) const;
  /// Errors: damaged, too_large; also where there is no such member.
  [[nodiscard]] Result<std::string> read(const std::string& name) const;

  /// The archive with these members replaced, or added where there are none of the name. The others keep their bytes,
  /// replaced ones their time: the same members give the same archive.
  [[nodiscard]] Result<std::string> with(const std::map<std::string, std::string>& members) const;
  /// A new archive of these members, all with the first date that an archive can state. Errors: damaged (no memory).
  [[nodiscard]] static Result<std::string> make(const std::map<std::string, std::string>& members);

 private:
  struct Member {
    std::uint64_t index;
    std::uint64_t size;
  };
  Package() = default;

  std::shared_ptr<const std::string> bytes_;
  std::map<std::string, Member> members_;
};

}  // namespace jianyan

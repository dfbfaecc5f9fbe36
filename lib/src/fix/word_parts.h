// What a writer of Word files needs beside the text: ids that nobody has, and the part with the comments, with all that
// refers to it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jianyan/result.h"
#include "jianyan/word.h"
#include "word/word_file.h"

namespace jianyan {

/// Numbers for annotations, which must be unique in the package. Ids near the limit of 32 bits occur in real files, so
/// the numbers fill the gaps from 1 on.
class IdSource {
 public:
  IdSource(std::vector<std::uint32_t> used, const std::vector<std::uint32_t>& more);
  [[nodiscard]] std::uint32_t next();
  /// `raw` with a new number in each w:id.
  [[nodiscard]] std::string renumbered(std::string_view raw);

 private:
  std::vector<std::uint32_t> used_;  // sorted
  std::size_t passed_ = 0;           // those below next_
  std::uint32_t next_ = 1;
};

/// Why nothing may be written into the file: it is signed.
[[nodiscard]] std::optional<Error> refusal_to_change(const WordFile& file);

/// The URI of Word's namespace in this file, which may be of the strict kind. O(size of the main part).
[[nodiscard]] std::string_view word_namespace_of(const WordFile& file);

/// The bytes of a member as it is to be written, or as it is; of one that is not there, `empty` behind an XML head.
/// Errors: damaged.
[[nodiscard]] Result<std::string> member_or(const WordFile& file, const std::map<std::string, std::string>& members,
                                            const std::string& name, std::string_view empty);

/// A name for a new part beside the main one that no member has: "comments" → word/comments.xml, word/comments1.xml.
[[nodiscard]] std::string new_part_name(const WordFile& file, const std::map<std::string, std::string>& members,
                                        const std::string& stem);

/// Adds a part to the members, with its relationship to the main part and its type of content, which are both called
/// `type` ("comments"). Gives the relationship's id. Errors: damaged.
[[nodiscard]] Result<std::string> add_part(const WordFile& file, std::map<std::string, std::string>& members,
                                           const std::string& name, std::string bytes, const std::string& type);

class CommentsPart {
 public:
  /// Errors: damaged.
  [[nodiscard]] static Result<CommentsPart> open(const WordFile& file);
  /// Of the comments that are there.
  [[nodiscard]] const std::vector<std::uint32_t>& ids() const { return ids_; }
  void add(std::uint32_t id, std::string_view text, const WordWriteOptions& options);
  /// Adds what changes to the members: the part, and if it is new, its relationship and its type. Errors: damaged.
  [[nodiscard]] std::optional<Error> write(std::map<std::string, std::string>& members) const;

 private:
  explicit CommentsPart(const WordFile& file) : file_(&file), namespace_(word_namespace_of(file)) {}

  const WordFile* file_;
  std::string namespace_;
  std::string name_;
  std::string bytes_;   // empty: there is none yet
  std::string added_;
  std::vector<std::uint32_t> ids_;
};

}  // namespace jianyan

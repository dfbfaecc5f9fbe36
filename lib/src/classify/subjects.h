// What a text may be about or go to — topics, units, fields of terms, places — and the words that speak for each.
//
//   std::vector<std::byte> bytes = compile_subjects(rows);
//   Subjects topics(bytes);
//   std::vector<SubjectMatch> matches;
//   topics.find(U"加快危桥改造", matches);
//   for (const SubjectMatch& match : matches)
//     for (std::uint32_t owner : topics.owners(match)) use(topics[owner].id);
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "phrases/phrase_lists.h"

namespace jianyan {

enum class SubjectKind : std::uint8_t { topic, unit, field, place, level };
inline constexpr std::size_t kSubjectKinds = 5;

/// As a table gives it.
struct SubjectRow {
  SubjectKind kind = SubjectKind::topic;
  std::string id;                       ///< unique among the rows
  std::string name;                     ///< for people; empty: the id
  std::vector<std::string> names = {};  ///< by which a text names it
  std::vector<std::string> words = {};  ///< that speak for it
  /// Of a unit: the topics that it leads, each with its rank from 1. "education/1"
  std::vector<std::string> links = {};
};

/// The same rows give the same bytes. @throws PhraseError; its row() is that of `rows`
[[nodiscard]] std::vector<std::byte> compile_subjects(std::span<const SubjectRow> rows);

/// Indexes are those of the characters of the text.
struct SubjectMatch {
  std::uint32_t entry;
  std::uint32_t begin, end;
  bool is_name;  ///< else a word
};

class Subjects {
 public:
  struct Link {
    std::string_view topic;
    unsigned rank;
  };
  /// Views into the bytes.
  struct Subject {
    SubjectKind kind;
    std::string_view id, name;
    std::vector<Link> links;
  };

  /// The bytes must outlive the object. @throws LoadError when they are not well-formed.
  explicit Subjects(std::span<const std::byte> compiled);

  [[nodiscard]] std::size_t size() const noexcept { return subjects_.size(); }
  [[nodiscard]] const Subject& operator[](std::size_t index) const noexcept { return subjects_[index]; }
  [[nodiscard]] std::optional<std::uint32_t> find_id(std::string_view id) const noexcept;

  /// Replaces `matches` by what the text holds, in the order of its places; of matches that overlap the longest, or
  /// else the first. A name and a word may overlap.
  void find(std::u32string_view text, std::vector<SubjectMatch>& matches) const;
  /// The subjects that a word or name belongs to.
  [[nodiscard]] std::span<const std::uint32_t> owners(const SubjectMatch& match) const noexcept;

 private:
  PhraseLists phrases_;
  std::optional<std::uint32_t> names_;  // number of the list
  std::vector<Subject> subjects_;
  std::vector<std::uint32_t> owners_;
  std::vector<std::uint32_t> ends_;  // of the owners of each entry
};

}  // namespace jianyan

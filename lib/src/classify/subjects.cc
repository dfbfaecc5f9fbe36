// The words of all subjects are two lists of phrases, "names" and "words"; an entry's group holds the numbers of the
// subjects that it belongs to. Behind the compiled lists stand the subjects themselves, a line each.
#include "classify/subjects.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <map>

#include "jianyan/result.h"
#include "phrases/phrase_compiler.h"

namespace jianyan {
namespace {

constexpr const char* kNames = "names";
constexpr const char* kWords = "words";
constexpr std::size_t kHead = 64;  // what follows keeps its alignment

[[noreturn]] void damaged() {
  throw LoadError({"数据文件中主题或单位的一节已损坏：请重新安装 jianyan",
                   "a section of topics or units in the data file is damaged: reinstall jianyan"});
}

struct Owners {
  std::size_t first_row;
  std::string numbers;  // "3;17"
};

void collect(std::span<const std::string> words, std::size_t row, std::map<std::string, Owners>& found) {
  for (const std::string& word : words) {
    const auto [entry, is_new] = found.try_emplace(word, Owners{row, {}});
    std::string& numbers = entry->second.numbers;
    const std::string number = std::to_string(row);
    if (numbers == number || numbers.ends_with(";" + number)) continue;
    numbers += (numbers.empty() ? "" : ";") + number;
  }
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t end = std::min(text.find(separator, from), text.size());
    parts.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  return parts;
}

std::uint32_t number(std::string_view text, std::size_t limit) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value >= limit) damaged();
  return value;
}

Subjects::Subject parse_subject(std::string_view line) {
  const std::vector<std::string_view> columns = split(line, '\t');
  if (columns.size() != 4) damaged();
  Subjects::Subject subject{static_cast<SubjectKind>(number(columns[0], kSubjectKinds)), columns[1], columns[2], {}};
  for (const std::string_view link : split(columns[3], ';')) {
    const std::size_t slash = link.find('/');
    if (slash != std::string_view::npos)
      subject.links.push_back({link.substr(0, slash), number(link.substr(slash + 1), 1000)});
  }
  return subject;
}

std::span<const std::byte> phrase_bytes(std::span<const std::byte> compiled) {
  std::uint64_t size = 0;
  if (compiled.size() < kHead) damaged();
  std::memcpy(&size, compiled.data(), sizeof size);
  if (size > compiled.size() - kHead) damaged();
  return compiled.subspan(kHead, size);
}

}  // namespace

std::vector<std::byte> compile_subjects(std::span<const SubjectRow> rows) {
  std::map<std::string, Owners> names, words;
  std::string text;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const SubjectRow& row = rows[i];
    collect(row.names, i, names);
    collect(row.words, i, words);
    text += fmt::format("{}\t{}\t{}\t{}\n", static_cast<int>(row.kind), row.id, row.name.empty() ? row.id : row.name,
                        fmt::join(row.links, ";"));
  }
  std::vector<PhraseRow> phrases;
  std::vector<std::size_t> origins;
  for (const auto& [list, found] : {std::pair(kNames, &names), std::pair(kWords, &words)}) {
    for (const auto& [word, owners] : *found) {
      PhraseRow phrase;
      phrase.list = list;
      phrase.phrase = word;
      phrase.group = owners.numbers;
      phrases.push_back(std::move(phrase));
      origins.push_back(owners.first_row);
    }
  }
  std::vector<std::byte> compiled;
  try {
    compiled = compile_phrases(phrases);
  } catch (const PhraseError& error) {
    throw PhraseError(origins[error.row()], fmt::format("“{}”: {}", phrases[error.row()].phrase, error.what()));
  }
  std::vector<std::byte> bytes(kHead + compiled.size() + text.size());
  const std::uint64_t size = compiled.size();
  std::memcpy(bytes.data(), &size, sizeof size);
  std::copy(compiled.begin(), compiled.end(), bytes.begin() + kHead);
  std::memcpy(bytes.data() + kHead + compiled.size(), text.data(), text.size());
  return bytes;
}

Subjects::Subjects(std::span<const std::byte> compiled) : phrases_(phrase_bytes(compiled)) {
  const std::span<const std::byte> rest = compiled.subspan(kHead + phrase_bytes(compiled).size());
  std::string_view text(reinterpret_cast<const char*>(rest.data()), rest.size());
  for (; text.find('\n') != std::string_view::npos; text.remove_prefix(text.find('\n') + 1)) {
    subjects_.push_back(parse_subject(text.substr(0, text.find('\n'))));
  }
  names_ = phrases_.find_list(kNames);
  for (std::uint32_t entry = 0; entry < phrases_.entry_count(); ++entry) {
    for (const std::string_view owner : split(phrases_.entry(entry).group, ';')) {
      owners_.push_back(number(owner, subjects_.size()));
    }
    ends_.push_back(static_cast<std::uint32_t>(owners_.size()));
  }
}

std::optional<std::uint32_t> Subjects::find_id(std::string_view id) const noexcept {
  for (std::uint32_t i = 0; i < subjects_.size(); ++i)
    if (subjects_[i].id == id) return i;
  return std::nullopt;
}

void Subjects::find(std::u32string_view text, std::vector<SubjectMatch>& matches) const {
  matches.clear();
  std::vector<PhraseHit> hits;
  phrases_.find(text, hits);
  for (const PhraseHit& hit : hits) {
    matches.push_back({hit.entry, hit.begin, hit.end, names_ == phrases_.list_of(hit.entry)});
  }
  std::stable_sort(matches.begin(), matches.end(),
                   [](const SubjectMatch& a, const SubjectMatch& b) { return a.begin < b.begin; });
}

std::span<const std::uint32_t> Subjects::owners(const SubjectMatch& match) const noexcept {
  const std::size_t begin = match.entry == 0 ? 0 : ends_[match.entry - 1];
  return std::span(owners_).subspan(begin, ends_[match.entry] - begin);
}

}  // namespace jianyan

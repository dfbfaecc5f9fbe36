#include "phrases/build/opencc_table.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "data/build/table.h"
#include "text/utf8.h"

namespace jianyan {
namespace {

constexpr char32_t kBasicPlaneEnd = 0x10000;  // beyond it fonts have few characters

bool shown(std::u32string_view text) {
  return std::all_of(text.begin(), text.end(), [](char32_t c) { return c < kBasicPlaneEnd; });
}

struct Entry {
  std::u32string text;
  std::vector<std::u32string> answers;
};

class Entries {
 public:
  explicit Entries(const std::filesystem::path& file) : file_(file), bytes_(read_source(file)) {
    for (std::size_t at = 0; at < bytes_.size();) {
      const std::size_t end = std::min(bytes_.find('\n', at), bytes_.size());
      ++line_;
      read(std::string_view(bytes_).substr(at, end - at));
      at = end + 1;
    }
  }
  [[nodiscard]] const std::vector<Entry>& all() const { return entries_; }
  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  void read(std::string_view line) {
    const std::size_t tab = line.find('\t');
    if (tab == std::string_view::npos || tab == 0 || tab + 1 == line.size())
      throw TableError(file_, line_, "is no entry of OpenCC; write the tables as text with opencc_dict");
    Entry entry{to_utf32(line.substr(0, tab)), {}};
    for (std::size_t at = tab + 1; at <= line.size();) {
      const std::size_t end = std::min(line.find(' ', at), line.size());
      entry.answers.push_back(to_utf32(line.substr(at, end - at)));
      at = end + 1;
    }
    entries_.push_back(std::move(entry));
  }

  const std::filesystem::path& file_;
  std::string bytes_;
  std::size_t line_ = 0;
  std::vector<Entry> entries_;
};

/// What the characters of a text become one by one.
std::u32string converted(std::u32string_view text, const std::map<char32_t, char32_t>& characters) {
  std::u32string out;
  for (const char32_t c : text) {
    const auto found = characters.find(c);
    out += found == characters.end() ? c : found->second;
  }
  return out;
}

}  // namespace

PhraseTable read_opencc(const std::filesystem::path& characters, const std::filesystem::path& phrases,
                        const PhraseTable& own) {
  const Entries single(characters), several(phrases);
  PhraseTable table{.file = characters,
                    .source = "OpenCC, libopencc-data",
                    .licence = "Apache-2.0",
                    .hash = hash_of(single.bytes() + several.bytes()),
                    .first_line = 1,
                    .rows = {},
                    .examples = {}};
  std::set<std::string> taken;
  for (const PhraseRow& row : own.rows) taken.insert(row.phrase);
  const auto add = [&](const std::u32string& text, const std::u32string& answer, bool certain) {
    PhraseRow row;
    row.list = kTraditionalList;
    row.phrase = to_utf8(text);
    row.replacement = to_utf8(answer);
    if (!certain) row.safety = Safety::suggest;
    table.rows.push_back(std::move(row));
  };
  std::map<char32_t, char32_t> traditional;
  for (const auto& [text, answers] : single.all()) {
    if (text.size() != 1 || !shown(text) || !shown(answers.front()) || taken.contains(to_utf8(text))) continue;
    if (std::find(answers.begin(), answers.end(), text) != answers.end()) continue;
    traditional.emplace(text.front(), answers.front().front());
    add(text, answers.front(), answers.size() == 1);
  }
  for (const auto& [text, answers] : several.all()) {
    if (!shown(text) || taken.contains(to_utf8(text)) || converted(text, traditional) == text) continue;
    const bool keep = !shown(answers.front()) || answers.front() == text;
    if (keep || answers.front() != converted(text, traditional))
      add(text, keep ? std::u32string() : answers.front(), answers.size() == 1);
  }
  return table;
}

}  // namespace jianyan

// The lists of rules for readers tell what the registry says: lib/RULES.md and lib/RULES.zh-CN.md hold all of them, and
// the tables of categories in both READMEs their ids. With UPDATE_GOLDEN=1 in the environment they are written anew.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "jianyan/message.h"
#include "jianyan/rule.h"
#include "rule_examples.h"

namespace jianyan::testing {
namespace {

constexpr const char* kHow =
    "is not what the rules say; to renew it: "
    "UPDATE_GOLDEN=1 build/dev/bin/jianyan_unit_tests --test-case='rules: table*'";

struct Names {
  const char* index;   // the file that lists all rules
  const char* readme;  // the file with the table of categories
  const char* head;    // of the index
  const char* columns;
  const char* common_practice;
};

constexpr Names kNames[] = {
    {"lib/RULES.zh-CN.md", "README.zh-CN.md",
     "# 规则一览\n\n[English](RULES.md)\n\n由 `rule_table_test.cc` 按规则登记表生成，不要手改。修复：`safe` 直接改，"
     "`suggest` 加 `--suggest` 才改，`none` 只提示。\n",
     "| 规则 | 查什么 | 级别 | 修复 | 依据 |\n|---|---|---|---|---|\n", "通行写法"},
    {"lib/RULES.md", "README.md",
     "# The rules\n\n[中文](RULES.zh-CN.md)\n\nWritten by `rule_table_test.cc` from the registry; not to be edited. Fix: "
     "`safe` is applied, `suggest` with\n`--suggest`, `none` is for a person.\n",
     "| rule | finds | severity | fix | clause |\n|---|---|---|---|---|\n", "common practice"}};

const Names& names(Language language) { return kNames[language == Language::zh ? 0 : 1]; }

std::filesystem::path path_of(const char* file) { return std::filesystem::path(JIANYAN_SOURCE_DIR) / file; }

/// Text in a cell of a table.
std::string cell(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '|' ? "\\|" : std::string(1, c);
  return out;
}

std::vector<const RuleInfo*> rules_of(Category category) {
  std::vector<const RuleInfo*> found;
  for (const RuleInfo* rule : rules()) {
    if (rule->category == category) found.push_back(rule);
  }
  return found;
}

std::string index(Language language) {
  std::string out = names(language).head;
  for (std::size_t i = 0; i < kCategories; ++i) {
    const auto category = static_cast<Category>(i);
    const std::vector<const RuleInfo*> found = rules_of(category);
    if (found.empty()) continue;
    out += fmt::format("\n## {}\n\n{}", category_name(category), names(language).columns);
    for (const RuleInfo* rule : found) {
      out += fmt::format("| [{0}](src/rules/{1}/{0}.md) | {2} | {3} | {4} | {5} |\n", rule->id, category_name(category),
                         cell(language == Language::zh ? rule->summary_zh : rule->summary_en),
                         severity_name(rule->severity), safety_name(rule->safety),
                         rule->clause.empty() ? names(language).common_practice : cell(rule->clause));
    }
  }
  return out;
}

/// A README whose rows of categories, "| [punctuation](…) | by hand | …", end with the ids of today.
std::string renewed(const std::string& readme, Language language) {
  std::string out = readme;
  for (std::size_t i = 0; i < kCategories; ++i) {
    const auto category = static_cast<Category>(i);
    const std::vector<const RuleInfo*> found = rules_of(category);
    if (found.empty()) continue;
    const std::string_view name = category_name(category);
    const std::string first = fmt::format("\n| [{0}]({1}#{0}) | ", name, names(language).index);
    const std::size_t row = out.find(first);
    REQUIRE_MESSAGE(row != std::string::npos, names(language).readme << " needs a row for " << name << ": " << first);
    std::string ids;
    for (const RuleInfo* rule : found) ids += fmt::format("{}{}", ids.empty() ? "" : ", ", rule->id);
    const std::size_t last = out.find(" | ", row + first.size()) + 3;
    out.replace(last, out.find('\n', last) - last, ids + " |");
  }
  return out;
}

void expect(const char* file, const std::string& expected) {
  if (std::getenv("UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path_of(file)) << expected;
    return;
  }
  const bool stale = read_file(path_of(file).string()) != expected;
  CHECK_MESSAGE(!stale, file << " " << kHow);
}

}  // namespace

TEST_CASE("rules: table of all rules and ids in the READMEs are of today") {
  for (const Language language : {Language::zh, Language::en}) {
    expect(names(language).index, index(language));
    expect(names(language).readme, renewed(read_file(path_of(names(language).readme).string()), language));
  }
}

}  // namespace jianyan::testing

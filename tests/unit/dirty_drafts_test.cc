// Drafts with faults planted on purpose (tests/golden/documents/drafts/): each has a side file that lists them, a line
// a fault: rule, the text it is about, what is wrong. "-" in place of the rule: it is not found, and the line says why.
// The first line may give options: # profile=… region=… date=YYYY-MM-DD
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "jianyan/linter.h"
#include "rules/dates.h"
#include "test_data.h"
#include "unit/rule_examples.h"

namespace jianyan::testing {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path(JIANYAN_SOURCE_DIR) / "tests/golden/documents/drafts";

struct Planted {
  std::string rule, text, note;
};

struct Side {
  LintOptions options;
  std::vector<Planted> planted;
};

void read_options(std::istringstream words, LintOptions& options) {
  for (std::string word; words >> word;) {
    const std::string value = word.substr(word.find('=') + 1);
    if (word.starts_with("profile=")) options.profile = profile_from_name(value);
    else if (word.starts_with("region=")) options.region = value;
    else if (word.starts_with("date=")) options.date = parse_date(value);
    else FAIL("unknown option " << word);
  }
}

Side read_side(const fs::path& file) {
  Side side;
  std::istringstream lines(read_file(file.string()));
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('#')) {
      read_options(std::istringstream(line.substr(1)), side.options);
      continue;
    }
    std::array<std::string, 3> columns;
    std::istringstream parts(line);
    for (std::string& column : columns) std::getline(parts, column, '\t');
    REQUIRE_MESSAGE(!columns[2].empty(), file.string() << ": " << line);
    side.planted.push_back({columns[0], columns[1], columns[2]});
  }
  return side;
}

/// Whether a finding of the rule touches the text, wherever that stands.
bool is_found(const Document& document, const std::vector<Diagnostic>& found, const Planted& planted) {
  return std::any_of(found.begin(), found.end(), [&](const Diagnostic& diagnostic) {
    if (diagnostic.rule->id != planted.rule) return false;
    for (std::size_t at = document.text().find(planted.text); at != std::string_view::npos;
         at = document.text().find(planted.text, at + 1)) {
      const Span span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + planted.text.size())};
      if (diagnostic.span.overlaps(span) || span.contains(diagnostic.span)) return true;
    }
    return false;
  });
}

}  // namespace

TEST_CASE("dirty drafts: what was planted is found, or it is told why not") {
  std::set<fs::path> drafts;
  for (const auto& entry : fs::directory_iterator(kFolder))
    if (entry.path().extension() != ".planted") drafts.insert(entry.path());
  CHECK(drafts.size() >= 12);
  for (const fs::path& draft : drafts) {
    const std::string name = draft.filename().string();
    const Side side = read_side(fs::path(draft).replace_extension(".planted"));
    ReadOptions reading;
    reading.name = name;
    const Document document = Document::from_text(read_file(draft.string()), reading);
    const std::vector<Diagnostic> found = Linter(test_data(), side.options).lint(document);
    for (const Planted& planted : side.planted) {
      CHECK_MESSAGE(document.text().find(planted.text) != std::string_view::npos, name << ": " << planted.text);
      if (planted.rule == "-") continue;
      CHECK_MESSAGE(find_rule(planted.rule) != nullptr, name << ": " << planted.rule);
      CHECK_MESSAGE(is_found(document, found, planted), name << ": " << planted.rule << ": " << planted.text);
    }
  }
}

}  // namespace jianyan::testing

// The drafts of examples/ with everything on: what check finds, and what clean makes of them with and without the
// suggestions. Expected results stand in tests/golden/examples/, in the drafts' own encodings; UPDATE_GOLDEN=1 rewrites
// them.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "jianyan/cleaner.h"
#include "jianyan/report.h"
#include "unit/test_data.h"

namespace jianyan {
namespace {

namespace fs = std::filesystem;

const fs::path kDrafts = fs::path(JIANYAN_SOURCE_DIR) / "examples/drafts";
const fs::path kResults = fs::path(JIANYAN_SOURCE_DIR) / "tests/golden/examples";

std::string bytes_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

void expect(const fs::path& file, const std::string& actual) {
  if (std::getenv("UPDATE_GOLDEN") != nullptr) {
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << actual;
    return;
  }
  REQUIRE(fs::exists(file));
  CHECK(bytes_of(file) == actual);
}

std::string cleaned(const Document& document, const Linter& linter, bool suggest) {
  const CleanResult result = clean(document, linter, {suggest});
  const Result<std::string> bytes = write_document(document, result.edits());
  REQUIRE(bytes);
  return *bytes;
}

}  // namespace

TEST_CASE("examples: findings and cleaned drafts are as reviewed") {
  const Linter linter(testing::test_data());
  std::set<fs::path> files;
  for (const auto& entry : fs::directory_iterator(kDrafts)) files.insert(entry.path());
  REQUIRE(files.size() >= 8);
  for (const fs::path& file : files) {
    const std::string name = file.filename().string();
    CAPTURE(name);
    const std::string bytes = bytes_of(file);
    ReadOptions options;
    options.name = name;
    const Result<Document> document = read_document(bytes, options);
    REQUIRE(document);
    const std::vector<Diagnostic> findings = linter.lint(*document);
    std::string report;
    ReportFile report_file;
    report_file.path = name;
    report_file.document = &*document;
    report_file.findings = findings;
    append_concise(report, report_file, Language::zh);
    expect(kResults / (name + ".findings"), report);
    expect(kResults / (name + ".cleaned"), cleaned(*document, linter, false));
    expect(kResults / (name + ".suggested"), cleaned(*document, linter, true));
    if (!name.starts_with("clean-")) continue;
    CHECK(findings.empty());
    CHECK(cleaned(*document, linter, true) == bytes);
  }
}

}  // namespace jianyan

// Prints what is wrong with a draft, a line for each finding: the shortest way through the library.
//
//   lint_draft jianyan.data 草稿.txt
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "jianyan/linter.h"
#include "jianyan/report.h"

namespace {

int lint(const char* data_file, const char* draft) {
  std::ifstream in(draft, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  if (!in) {
    std::cerr << draft << ": cannot be read\n";
    return 3;
  }
  jianyan::ReadOptions options;
  options.name = draft;
  const jianyan::Result<jianyan::Document> document = jianyan::read_document(bytes, options);
  if (!document) {
    std::cerr << draft << ": " << document.error().message.zh << '\n';
    return 3;
  }

  const jianyan::Linter linter(jianyan::Data::open(data_file));
  const std::vector<jianyan::Diagnostic> findings = linter.lint(*document);

  jianyan::ReportFile file;
  file.path = draft;
  file.document = &*document;
  file.profile = linter.profile_of(*document);
  file.findings = findings;
  std::string out;
  jianyan::append_concise(out, file, jianyan::Language::zh);
  std::cout << out;
  return findings.empty() ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: lint_draft DATA DRAFT\n";
    return 2;
  }
  try {
    return lint(argv[1], argv[2]);
  } catch (const jianyan::LoadError& error) {
    std::cerr << error.message().zh << '\n';
    return 2;
  }
}

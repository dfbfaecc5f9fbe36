// Prints what a draft is about and who should handle it, with the words that spoke for it.
//
//   classify_draft jianyan.data 草稿.txt
//
// The title is the first line, as in a plain text draft; `jianyan-classify` finds it in all kinds of files.
#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "jianyan/classifier.h"

namespace {

int classify(const char* data_file, const char* draft) {
  std::ifstream in(draft, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  if (!in) {
    std::cerr << draft << ": cannot be read\n";
    return 3;
  }
  const std::size_t title_end = std::min(text.find('\n'), text.size());

  const jianyan::Classifier classifier(jianyan::Data::open(data_file));
  const jianyan::Classification result =
      classifier.classify(std::string_view(text).substr(0, title_end), std::string_view(text).substr(title_end));

  for (const jianyan::LabelScore& label : result.labels) {
    if (label.score >= 0.1) std::cout << label.name << ' ' << label.score << '\n';
  }
  for (const jianyan::UnitScore& unit : result.units) {
    std::cout << jianyan::unit_role_name(unit.role) << ' ' << unit.unit;
    for (const jianyan::Evidence& evidence : unit.evidence) std::cout << ' ' << evidence.word;
    std::cout << '\n';
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: classify_draft DATA DRAFT\n";
    return 2;
  }
  try {
    return classify(argv[1], argv[2]);
  } catch (const jianyan::LoadError& error) {
    std::cerr << error.message().zh << '\n';
    return 2;
  }
}

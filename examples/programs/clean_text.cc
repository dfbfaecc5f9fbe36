// Cleans plain text from standard input, in whatever encoding, and writes it to standard output in the same one. What
// changed, and why, goes to standard error.
//
//   clean_text jianyan.data < 草稿.txt > 改后.txt
#include <iostream>
#include <iterator>
#include <string>

#include "jianyan/cleaner.h"
#include "jianyan/linter.h"

namespace {

int clean(const char* data_file) {
  const std::string bytes{std::istreambuf_iterator<char>(std::cin), {}};
  const jianyan::Result<jianyan::Document> document = jianyan::read_document(bytes);
  if (!document) {
    std::cerr << document.error().message.zh << '\n';
    return 3;
  }

  const jianyan::Linter linter(jianyan::Data::open(data_file));
  const jianyan::CleanResult result = jianyan::clean(*document, linter);
  for (const jianyan::Change& change : result.changes)
    std::cerr << change.rule->id << ": “" << change.before << "”→“" << change.after << "”　" << change.message.zh << '\n';

  const jianyan::Result<std::string> out = jianyan::write_document(*document, result.edits());
  if (!out) {
    std::cerr << out.error().message.zh << '\n';
    return 3;
  }
  std::cout << *out;
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: clean_text DATA < DRAFT\n";
    return 2;
  }
  try {
    return clean(argv[1]);
  } catch (const jianyan::LoadError& error) {
    std::cerr << error.message().zh << '\n';
    return 2;
  }
}

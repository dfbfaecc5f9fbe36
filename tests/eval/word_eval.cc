// What the library makes of a Word file, for word_text.py and word_edits.py to compare with their own reader.
//
//   word_eval text FILE                      the paragraphs, a line of JSON each: {"label", "text"}
//   word_eval edit FILE SEED COUNT MODE OUT  applies random edits (MODE: tracked, direct) or random comments (comment),
//                                            writes the file to OUT, and prints the paragraphs that are to be in it
#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "jianyan/word.h"
#include "word/word_file.h"

namespace {

using namespace jianyan;

std::string read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Bytes of the automatic number that each paragraph begins with.
std::vector<std::uint32_t> labels(const WordFile& file) {
  std::vector<std::uint32_t> sizes;
  std::size_t piece = 0;
  for (const WordParagraph& paragraph : file.layout()->paragraphs) {
    while (piece < file.pieces().size() && file.pieces()[piece].begin < paragraph.span.begin) ++piece;
    const bool label = piece < file.pieces().size() && file.pieces()[piece].begin == paragraph.span.begin &&
                       !paragraph.span.empty() && file.pieces()[piece].run == WordRun::kNone &&
                       !std::string_view(file.text()).substr(paragraph.span.begin).starts_with("\xEF\xBF\xBC");
    sizes.push_back(label ? file.pieces()[piece].size : 0);
  }
  return sizes;
}

void print(const WordFile& file, const WordLayout& layout, std::string_view text) {
  const std::vector<std::uint32_t> sizes = labels(file);
  for (std::size_t i = 0; i < layout.paragraphs.size(); ++i) {
    const Span span = layout.paragraphs[i].span;
    nlohmann::json line;
    line["label"] = text.substr(span.begin, sizes[i]);
    line["text"] = text.substr(span.begin + sizes[i], span.size() - sizes[i]);
    std::cout << line.dump() << '\n';
  }
}

class RandomEdits {
 public:
  RandomEdits(std::string_view text, unsigned seed) : text_(text), random_(seed) {}

  /// At most one in each stretch that may be edited and that chance chooses.
  std::vector<Edit> make(const std::vector<Span>& editable, std::size_t count) {
    std::vector<Edit> edits;
    if (editable.empty()) return edits;
    const double chance = static_cast<double>(count) / static_cast<double>(editable.size());
    for (const Span stretch : editable) {
      std::uint32_t from = stretch.begin;
      for (double left = chance; left > 0 && from < stretch.end; left -= 1) {
        if (left < 1 && std::uniform_real_distribution<>()(random_) > left) break;
        std::uint32_t a = place(from, stretch.end), b = place(from, stretch.end);
        if (a > b) std::swap(a, b);
        if (b - a > 60) b = a;
        Edit edit{{a, b}, replacement()};
        if (edit.span.empty() && edit.replacement.empty()) edit.replacement = "添";
        edits.push_back(std::move(edit));
        from = b + 8;  // apart from the next
        while (from < stretch.end && (static_cast<unsigned char>(text_[from]) & 0xC0) == 0x80) ++from;
      }
    }
    return edits;
  }

 private:
  std::uint32_t below(std::uint32_t bound) { return std::uniform_int_distribution<std::uint32_t>(0, bound)(random_); }
  std::uint32_t place(std::uint32_t begin, std::uint32_t end) {
    std::uint32_t at = begin + below(end - begin);
    while (at > begin && at < text_.size() && (static_cast<unsigned char>(text_[at]) & 0xC0) == 0x80) --at;
    return at;
  }
  std::string replacement() {
    static const std::vector<std::string> kWords{"，", "建议", " ", "<b>&\"", "𠀀", "  a ", "", "", "部署", "x"};
    std::string out;
    for (std::uint32_t i = below(2); i > 0; --i) out += kWords[below(static_cast<std::uint32_t>(kWords.size()) - 1)];
    return out;
  }

  std::string_view text_;
  std::mt19937 random_;
};

int edit(const Document& document, const WordFile& file, char** argv) {
  const std::string mode = argv[5];
  std::vector<Edit> edits = RandomEdits(document.text(), static_cast<unsigned>(std::stoul(argv[3])))
                                .make(file.layout()->editable, std::stoul(argv[4]));
  WordWriteOptions options;
  options.date = "2026-01-15T08:00:00Z";
  if (mode == "direct") options.changes = WordChanges::direct;
  if (mode == "comment") {
    for (const Edit& edit : edits) options.comments.push_back({edit.span, "看一看：" + edit.replacement});
    edits.clear();
  }
  const Result<std::string> bytes = write_word(document, edits, options);
  if (!bytes) {
    std::cerr << bytes.error().message.en << '\n';
    return 3;
  }
  std::ofstream(argv[6], std::ios::binary) << *bytes;
  const WordLayout layout = file.layout()->after(edits);
  print(file, layout, apply_edits(document.text(), edits));
  std::cerr << edits.size() + options.comments.size() << '\n';
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3 || (std::string(argv[1]) == "edit" && argc < 7)) return 2;
  jianyan::ReadOptions options;
  options.name = argv[2];
  const auto document = jianyan::read_document(read(argv[2]), options);
  if (!document) {
    std::cerr << document.error().message.en << '\n';
    return 3;
  }
  const auto* origin = std::get_if<jianyan::WordOrigin>(&document->origin());
  if (origin == nullptr) return 3;
  if (std::string(argv[1]) == "edit") return edit(*document, *origin->file, argv);
  print(*origin->file, *origin->file->layout(), document->text());
  return 0;
}

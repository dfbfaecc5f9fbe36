// Any bytes that Data accepts, and sections of any content, must be safe to segment with.
//
// The input is a stream of patches {offset: 4 bytes, value: 1 byte} to a small data file. Half of the runs then make
// the checksum of the head right again, as an attacker would, so that what lies behind it is reached.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "data/data_writer.h"
#include "data/data_format.h"
#include "jianyan/data.h"
#include "jianyan/segmenter.h"
#include "language/bigrams.h"
#include "language/build/language_model.h"
#include "language/build/name_counts.h"
#include "language/build/standard_words.h"
#include "language/lexicon.h"
#include "language/names.h"

namespace {

using namespace jianyan;

/// A whole data file with a handful of words.
std::vector<std::byte> small_file() {
  LanguageModel model;
  for (const char* word : {"人", "大", "代", "表", "人大", "代表", "人大代表", "建议", "全", "市", "最大", "王建国"}) {
    model.add_word(word, 900);
  }
  model.add_bigram("人大", "代表", 200);
  model.add_bigram("全", "市", 200);
  StandardWords standard;
  for (const char* word : {"全市", "建议", "代表", "人大代表"}) standard.add(word);
  standard.add_name("王建国");
  NameCounts names({U"王"});
  names.add(U"王建国");
  model.conform(standard, names);
  model.arrange();
  DataWriter writer;
  std::vector<std::uint16_t> character_ids;
  writer.add(Lexicon::kSection, model.pack_lexicon(character_ids));
  writer.add(Bigrams::kSection, model.pack_bigrams());
  writer.add(Names::kSection, names.pack(character_ids));
  return writer.bytes();
}

class AlignedFile {
 public:
  explicit AlignedFile(std::span<const std::byte> bytes)
      : memory_(std::aligned_alloc(kDataAlignment, bytes.size()), std::free), size_(bytes.size()) {
    std::memcpy(memory_.get(), bytes.data(), bytes.size());
  }
  [[nodiscard]] std::span<std::byte> bytes() const { return {static_cast<std::byte*>(memory_.get()), size_}; }

 private:
  std::unique_ptr<void, decltype(&std::free)> memory_;
  std::size_t size_;
};

void mend_head(std::span<std::byte> file) {
  DataHeader header;
  std::memcpy(&header, file.data(), sizeof header);
  if (sizeof header + std::uint64_t{header.section_count} * sizeof(DataDirectoryEntry) > file.size()) return;
  header.head_checksum = head_checksum(file, header);
  std::memcpy(file.data(), &header, sizeof header);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* input, std::size_t size) {
  static const std::vector<std::byte> original = small_file();
  const AlignedFile file(original);
  constexpr std::size_t kPatch = 5;
  for (std::size_t at = 0; at + kPatch <= size; at += kPatch) {
    std::uint32_t offset;
    std::memcpy(&offset, input + at, sizeof offset);
    file.bytes()[offset % file.bytes().size()] = std::byte{input[at + 4]};
  }
  if (size % 2 == 0) mend_head(file.bytes());
  try {
    const auto data = Data::from_bytes(file.bytes(), nullptr);
    const Segmenter segmenter(data);
    constexpr std::string_view kText = "王建国等人大代表建议：全市最大的三十五条道路，2025年3月5日前完成。";
    const std::vector<Token> tokens = segmenter.segment(kText);
    std::uint32_t end = 0;
    for (const Token& token : tokens) {
      if (token.span.begin != end || token.span.empty()) std::abort();
      end = token.span.end;
    }
    if (end != kText.size()) std::abort();
    if (size % 16 == 0) Lexicon(*data).for_each_word([](const std::string&, const LexiconNode&) {});
  } catch (const LoadError&) {
  }
  return 0;
}

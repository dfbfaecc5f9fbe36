#include "language/build/word_vector_model.h"

#include <cstring>
#include <limits>
#include <stdexcept>

namespace jianyan {
namespace {

constexpr std::string_view kMagic = "jianyan word vectors 1\n";

template <class T>
void put(std::string& out, const T* values, std::size_t count) {
  out.append(reinterpret_cast<const char*>(values), count * sizeof(T));
}

[[noreturn]] void refuse() { throw std::runtime_error("is no file of word vectors, or damaged; fetch it anew"); }

template <class T>
void take(std::string_view& bytes, T* values, std::size_t count) {
  if (bytes.size() / sizeof(T) < count) refuse();
  std::memcpy(values, bytes.data(), count * sizeof(T));
  bytes.remove_prefix(count * sizeof(T));
}

}  // namespace

std::string WordVectorModel::serialize() const {
  std::string out(kMagic);
  const auto rows = static_cast<std::uint32_t>(words.size());
  put(out, &rows, 1);
  put(out, &multiplier, 1);
  put(out, weights.data(), weights.size());
  for (std::size_t row = 1; row < words.size(); ++row) out.append(words[row]).push_back('\n');
  put(out, neighbours.data(), neighbours.size());
  put(out, own.data(), own.size());
  return out;
}

WordVectorModel WordVectorModel::parse(std::string_view bytes) {
  WordVectorModel model;
  if (!bytes.starts_with(kMagic)) refuse();
  bytes.remove_prefix(kMagic.size());
  std::uint32_t rows = 0;
  take(bytes, &rows, 1);
  take(bytes, &model.multiplier, 1);
  take(bytes, model.weights.data(), model.weights.size());
  if (rows == 0 || rows - 1 > std::numeric_limits<WordVectors::Row>::max()) refuse();
  model.words.emplace_back();
  while (model.words.size() < rows) {
    const std::size_t end = bytes.find('\n');
    if (end == std::string_view::npos) refuse();
    model.words.emplace_back(bytes.substr(0, end));
    bytes.remove_prefix(end + 1);
  }
  for (std::vector<WordVectors::Vector>* vectors : {&model.neighbours, &model.own}) {
    if (bytes.size() / sizeof(WordVectors::Vector) < rows) refuse();
    vectors->resize(rows);
    take(bytes, vectors->data(), rows);
  }
  if (!bytes.empty()) refuse();
  return model;
}

std::vector<std::byte> WordVectorModel::pack(const Lexicon& lexicon) const {
  std::vector<WordVectors::Row> rows_of(lexicon.size() + 1, WordVectors::kNone);
  std::vector<WordVectors::Vector> kept_neighbours{{}}, kept_own{{}};
  for (std::size_t row = 1; row < words.size(); ++row) {
    const LexiconNode* const word = lexicon.find(words[row]);
    if (word == nullptr) continue;
    rows_of[word->number()] = static_cast<WordVectors::Row>(kept_own.size());
    kept_neighbours.push_back(neighbours[row]);
    kept_own.push_back(own[row]);
  }
  std::string out;
  const WordVectors::Header header{static_cast<std::uint32_t>(kept_own.size()),
                                   static_cast<std::uint32_t>(rows_of.size()), multiplier, 0};
  put(out, &header, 1);
  put(out, weights.data(), weights.size());
  put(out, rows_of.data(), rows_of.size());
  put(out, kept_neighbours.data(), kept_neighbours.size());
  put(out, kept_own.data(), kept_own.size());
  const auto* bytes = reinterpret_cast<const std::byte*>(out.data());
  return {bytes, bytes + out.size()};
}

}  // namespace jianyan

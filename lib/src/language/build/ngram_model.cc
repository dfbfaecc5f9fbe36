#include "language/build/ngram_model.h"

#include <algorithm>
#include <cstring>
#include <span>
#include <stdexcept>

#include "text/utf8.h"

namespace jianyan {
namespace {

constexpr std::string_view kMagic = "jianyan n-grams 1\n";
/// Slots of a bucket that are filled on average.
constexpr std::size_t kMeanFill = 12;

void put_number(std::string& out, std::uint64_t number) {
  for (; number >= 0x80; number >>= 7) out.push_back(static_cast<char>(number | 0x80));
  out.push_back(static_cast<char>(number));
}

/// Reads what serialize() wrote, and refuses everything else.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  std::string_view take(std::size_t count) {
    require(count <= bytes_.size() - at_);
    at_ += count;
    return bytes_.substr(at_ - count, count);
  }
  std::uint8_t byte() { return static_cast<std::uint8_t>(take(1)[0]); }
  std::uint64_t number() {
    std::uint64_t number = 0;
    for (unsigned shift = 0; shift < 56; shift += 7) {
      const std::uint8_t part = byte();
      number |= static_cast<std::uint64_t>(part & 0x7F) << shift;
      if (part < 0x80) return number;
    }
    require(false);
    return 0;
  }
  [[nodiscard]] bool at_end() const { return at_ == bytes_.size(); }

  static void require(bool fine) {
    if (!fine) throw std::runtime_error("is not a serialized n-gram model, or damaged; fetch it anew");
  }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
};

using Entry = NgramModel::Entry;

/// How many of `longer` begin with each of `shorter`, whose keys are sorted alike.
std::vector<std::uint32_t> count_children(const std::vector<Entry>& shorter, const std::vector<Entry>& longer,
                                          std::uint64_t ids) {
  std::vector<std::uint32_t> counts;
  counts.reserve(shorter.size());
  std::size_t next = 0;
  for (const Entry& entry : shorter) {
    const std::size_t first = next;
    while (next < longer.size() && longer[next].key / ids == entry.key) ++next;
    counts.push_back(static_cast<std::uint32_t>(next - first));
  }
  if (next != longer.size()) throw std::logic_error("an n-gram without its beginning");
  return counts;
}

/// Steps from the last id of a sibling to that of the next, split into a column of low and one of high bytes.
void put_last_ids(std::string& out, const std::vector<Entry>& entries, std::uint64_t ids) {
  std::string high;
  std::uint64_t parent = ~std::uint64_t{0};
  std::uint64_t previous = 0;
  for (const Entry& entry : entries) {
    if (entry.key / ids != parent) previous = 0;
    parent = entry.key / ids;
    const std::uint64_t step = entry.key % ids - previous;
    previous = entry.key % ids;
    out.push_back(static_cast<char>(step & 0xFF));
    high.push_back(static_cast<char>(step >> 8));
  }
  out += high;
}

void read_order(Reader& reader, const std::vector<Entry>& shorter, std::vector<Entry>& longer, std::uint64_t ids) {
  std::vector<std::uint64_t> counts;
  std::uint64_t total = 0;
  for (std::size_t i = 0; i < shorter.size(); ++i) {
    counts.push_back(reader.number());
    Reader::require(counts.back() <= ids);
    total += counts.back();
  }
  Reader::require(total < std::uint64_t{1} << 32);
  const std::string_view low = reader.take(total);
  const std::string_view high = reader.take(total);
  longer.reserve(total);
  for (std::size_t i = 0; i < shorter.size(); ++i) {
    std::uint64_t last = 0;
    for (std::uint64_t left = counts[i]; left > 0; --left) {
      const std::size_t at = longer.size();
      last += static_cast<std::uint64_t>(static_cast<unsigned char>(low[at]) |
                                         static_cast<unsigned>(static_cast<unsigned char>(high[at])) << 8);
      Reader::require(last < ids);
      longer.push_back({shorter[i].key * ids + last, 0, 0});
    }
  }
}

std::vector<Ngrams::Id> id_table(const std::u32string& characters) {
  std::vector<Ngrams::Id> of_character(Ngrams::kCharacters, Ngrams::kUnknown);
  for (std::size_t id = Ngrams::kBoundary + 1; id < characters.size(); ++id) {
    of_character[characters[id]] = static_cast<Ngrams::Id>(id);
  }
  std::vector<Ngrams::Id> ids;
  for (char32_t c = 0; c < Ngrams::kCharacters; ++c) {
    ids.push_back(ngram_character(c) == 0 ? Ngrams::kBlank : of_character[ngram_character(c)]);
  }
  return ids;
}

/// The key in the hash table of an n-gram of `length` characters.
std::uint64_t hash_key(std::uint64_t key, std::size_t length, std::uint64_t ids) {
  std::array<Ngrams::Id, Ngrams::kOrder> last{};
  for (std::size_t i = length; i-- > 0; key /= ids) last[i] = static_cast<Ngrams::Id>(key % ids);
  std::uint64_t hash = 0;
  for (std::size_t i = 0; i < length; ++i) hash = Ngrams::extended(hash, last[i]);
  return hash;
}

template <class T>
void append(std::vector<std::byte>& out, std::span<const T> values) {
  const std::span<const std::byte> bytes = std::as_bytes(values);
  out.resize(out.size() + bytes.size());
  std::copy(bytes.begin(), bytes.end(), out.end() - static_cast<std::ptrdiff_t>(bytes.size()));
}

}  // namespace

char32_t ngram_character(char32_t c) noexcept {
  if (c == 0x3000 || c == 0xA0) return 0;
  if (c >= 0xFF01 && c <= 0xFF5E) {
    const char32_t half = c - 0xFF00 + 0x20;
    if (ngram_character(half) == U'0' || ngram_character(half) == U'A') return ngram_character(half);
    return c;
  }
  if (c <= U' ') return 0;
  if (c >= U'0' && c <= U'9') return U'0';
  if ((c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z')) return U'A';
  return c;
}

std::size_t NgramModel::size() const {
  std::size_t size = 0;
  for (const std::vector<Entry>& order : entries) size += order.size();
  return size;
}

std::string NgramModel::serialize() const {
  std::string out{kMagic};
  const std::string text = to_utf8(characters.substr(Ngrams::kBoundary + 1));
  put_number(out, text.size());
  out += text;
  for (std::size_t order = 0; order < Ngrams::kOrder; ++order) {
    if (order > 0) {
      for (const std::uint32_t count : count_children(entries[order - 1], entries[order], ids()))
        put_number(out, count);
      put_last_ids(out, entries[order], ids());
    }
    for (const Entry& entry : entries[order]) out.push_back(static_cast<char>(entry.cost));
    for (const Entry& entry : entries[order]) out.push_back(static_cast<char>(entry.backoff));
  }
  return out;
}

NgramModel NgramModel::parse(std::string_view bytes) {
  Reader reader(bytes);
  Reader::require(bytes.starts_with(kMagic));
  reader.take(kMagic.size());
  NgramModel model;
  model.characters = std::u32string(Ngrams::kBoundary + 1, U'\0') + to_utf32(reader.take(reader.number()));
  Reader::require(model.characters.size() < Ngrams::kCharacters);
  for (const char32_t c : model.characters) Reader::require(c < Ngrams::kCharacters);
  for (std::uint64_t id = 0; id < model.ids(); ++id) model.entries[0].push_back({id, 0, 0});
  for (std::size_t order = 0; order < Ngrams::kOrder; ++order) {
    std::vector<Entry>& entries = model.entries[order];
    if (order > 0) read_order(reader, model.entries[order - 1], entries, model.ids());
    for (Entry& entry : entries) {
      entry.cost = reader.byte();
      Reader::require(order == 0 || entry.cost < 1u << Ngrams::kCostBits);
    }
    for (Entry& entry : entries) {
      entry.backoff = reader.byte();
      Reader::require(entry.backoff < 1u << Ngrams::kBackoffBits);
    }
  }
  Reader::require(reader.at_end());
  return model;
}

std::vector<std::byte> NgramModel::pack() const {
  std::vector<std::byte> out;
  Ngrams::Header header{};
  header.ids = static_cast<std::uint32_t>(ids());
  append(out, std::span<const Ngrams::Header>(&header, 1));
  append(out, std::span<const Ngrams::Id>(id_table(characters)));
  std::vector<Ngrams::Unigram> unigrams;
  for (const Entry& entry : entries[0]) unigrams.push_back({entry.cost, entry.backoff});
  append(out, std::span<const Ngrams::Unigram>(unigrams));
  out.resize((out.size() + sizeof(Bucket) - 1) / sizeof(Bucket) * sizeof(Bucket));
  BucketFiller<Ngrams::kCostBits + Ngrams::kBackoffBits> filler(size() - entries[0].size(), kMeanFill);
  for (std::size_t order = 1; order < Ngrams::kOrder; ++order) {
    for (const Entry& entry : entries[order]) {
      filler.add(hash_key(entry.key, order + 1, ids()),
                 static_cast<std::uint32_t>(entry.cost) << Ngrams::kBackoffBits | entry.backoff);
    }
  }
  append(out, filler.buckets());
  return out;
}

}  // namespace jianyan

// The data file: what is written is read, and everything else is refused with one clear sentence.
#include <doctest/doctest.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "data/data_writer.h"
#include "data/build/table.h"
#include "data/data_format.h"
#include "jianyan/data.h"

namespace jianyan {
namespace {

/// Bytes at an address that Data::from_bytes() accepts.
class Aligned {
 public:
  explicit Aligned(std::span<const std::byte> bytes) : blocks_(bytes.size() / sizeof(Block) + 1), size_(bytes.size()) {
    std::memcpy(blocks_.data(), bytes.data(), bytes.size());
  }
  [[nodiscard]] std::span<std::byte> bytes() { return {reinterpret_cast<std::byte*>(blocks_.data()), size_}; }

 private:
  struct alignas(64) Block {
    std::byte bytes[64];
  };
  std::vector<Block> blocks_;
  std::size_t size_;
};

DataWriter sample() {
  DataWriter writer;
  writer.set_source_hash(0x1234);
  writer.add("words", "甲\n乙\n");
  writer.add("empty", "");
  writer.add("a-name-of-23-characters", std::string(100, 'x'));
  return writer;
}

std::string_view text_of(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// The English message with which `bytes` are refused; empty when they are not.
std::string refusal(std::span<const std::byte> bytes) {
  try {
    (void)Data::from_bytes(bytes, nullptr);
  } catch (const LoadError& error) {
    CHECK(!error.message().zh.empty());
    return error.what();
  }
  return "";
}

/// A folder of the test's own, removed at the end.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "jianyan-data-test.XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path = name;
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  std::filesystem::path write(const std::string& name, std::string_view content) const {
    std::ofstream(path / name, std::ios::binary) << content;
    return path / name;
  }
  std::filesystem::path path;
};

TEST_CASE("data: sections come back as written, each on a multiple of 64 bytes") {
  Aligned file(sample().bytes());
  const auto data = Data::from_bytes(file.bytes(), nullptr);
  REQUIRE(data->sections().size() == 3);
  CHECK(data->sections()[0].name == "words");
  CHECK(text_of(data->section("words")) == "甲\n乙\n");
  CHECK(data->section("empty").empty());
  CHECK(text_of(data->section("a-name-of-23-characters")) == std::string(100, 'x'));
  for (const Data::Section& section : data->sections()) {
    CHECK((section.bytes.data() - file.bytes().data()) % 64 == 0);
  }
  CHECK(data->source_hash() == 0x1234);
  CHECK(data->verify());
  CHECK_THROWS_WITH_AS((void)data->section("word"), doctest::Contains("no section \"word\""), LoadError);
}

TEST_CASE("data: the writer refuses names that the directory cannot hold") {
  DataWriter writer = sample();
  CHECK_THROWS_AS(writer.add("words", ""), std::invalid_argument);
  CHECK_THROWS_AS(writer.add("", ""), std::invalid_argument);
  CHECK_THROWS_AS(writer.add("a-name-of-24-characters.", ""), std::invalid_argument);
}

TEST_CASE("data: every truncation is refused") {
  Aligned file(sample().bytes());
  for (std::size_t size = 0; size < file.bytes().size(); ++size) {
    CAPTURE(size);
    CHECK(refusal(file.bytes().first(size)).find("truncated") != std::string::npos);
  }
}

TEST_CASE("data: a damaged head is refused at any byte, damaged content is found by verify") {
  Aligned file(sample().bytes());
  const std::size_t content = sizeof(DataHeader) + 3 * sizeof(DataDirectoryEntry);
  for (std::size_t at = 0; at < file.bytes().size(); ++at) {
    CAPTURE(at);
    file.bytes()[at] ^= std::byte{0x20};
    if (at < content) {
      CHECK(!refusal(file.bytes()).empty());
    } else {
      CHECK(!Data::from_bytes(file.bytes(), nullptr)->verify());
    }
    file.bytes()[at] ^= std::byte{0x20};
  }
}

TEST_CASE("data: what is wrong is said") {
  Aligned file(sample().bytes());
  DataHeader header;
  std::memcpy(&header, file.bytes().data(), sizeof header);
  std::string_view expected;
  SUBCASE("foreign") {
    header.magic = {'P', 'K', 3, 4};
    expected = "is not a data file of jianyan";
  }
  SUBCASE("version") {
    header.version = 9;
    expected = "has format version 9, this program needs 1";
  }
  SUBCASE("byte order") {
    header.byte_order = 0x04030201;
    expected = "another byte order";
  }
  SUBCASE("head") {
    header.section_count = 0xFFFFFFFF;
    expected = "damaged in its head";
  }
  std::memcpy(file.bytes().data(), &header, sizeof header);
  const std::string message = refusal(file.bytes());
  CAPTURE(message);
  CHECK(message.find(expected) != std::string::npos);
  CHECK(message.find("jianyan-lexicon build") != std::string::npos);
}

TEST_CASE("data: a directory that leads outside is refused even with a right checksum") {
  Aligned file(sample().bytes());
  DataHeader header;
  std::memcpy(&header, file.bytes().data(), sizeof header);
  DataDirectoryEntry entry;
  std::memcpy(&entry, file.bytes().data() + sizeof header, sizeof entry);
  SUBCASE("offset") { entry.offset = 1 << 20; }
  SUBCASE("size") { entry.size = ~std::uint64_t{0}; }
  SUBCASE("alignment") { entry.offset += 8; }
  SUBCASE("inside the head") { entry.offset = 64; }
  SUBCASE("name without end") { entry.name.fill('x'); }
  std::memcpy(file.bytes().data() + sizeof header, &entry, sizeof entry);
  header.head_checksum = head_checksum(file.bytes(), header);
  std::memcpy(file.bytes().data(), &header, sizeof header);
  CHECK(refusal(file.bytes()).find("directory") != std::string::npos);
}

TEST_CASE("data: files are written whole or not at all, and opened by name") {
  const TemporaryFolder folder;
  const std::filesystem::path file = folder.path / "a.data";
  sample().write(file);
  CHECK(text_of(Data::open(file)->section("words")) == "甲\n乙\n");
  const auto entries = std::distance(std::filesystem::directory_iterator(folder.path), {});
  CHECK(entries == 1);

  CHECK_THROWS_AS(sample().write(folder.path / "missing" / "a.data"), std::system_error);
  CHECK_THROWS_WITH_AS((void)Data::open(folder.path / "b.data"), doctest::Contains("cannot be opened"), LoadError);
  CHECK_THROWS_WITH_AS((void)Data::open(folder.path), doctest::Contains("cannot be opened"), LoadError);
  CHECK_THROWS_WITH_AS((void)Data::open(folder.write("empty", "")), doctest::Contains("truncated"), LoadError);
  CHECK_THROWS_WITH_AS((void)Data::open(folder.write("text", "关于")), doctest::Contains("not a data file"), LoadError);
}

TEST_CASE("data: tables are read, and bad ones refused with file and line") {
  const TemporaryFolder folder;
  const std::string head = "# source: this test\n# licence: Apache-2.0\n";
  const Table table = read_table(folder.write("good.tsv", head + "乙\t-3\n甲\t-2\n"), 2);
  CHECK(table.source == "this test");
  CHECK(table.licence == "Apache-2.0");
  REQUIRE(table.rows.size() == 2);
  CHECK(table.rows[1] == std::vector<std::string>{"甲", "-2"});

  const struct {
    std::string content;
    const char* message;
  } bad[] = {
      {head + "甲\t-2\n乙\t-3\n", "bad.tsv:4: is not in order"},
      {head + "甲\t-2\n甲\t-3\n", "bad.tsv:4: repeats"},
      {head + "甲\n", "bad.tsv:3: has 1 columns"},
      {head + "甲\t1\t2\n", "bad.tsv:3: has 3 columns"},
      {head + "\t1\n", "bad.tsv:3: has an empty first column"},
      {head + "\xff\t1\n", "bad.tsv:3: is not UTF-8"},
      {head + "甲\t1", "bad.tsv:3: the last line has no line end"},
      {"甲\t1\n", "bad.tsv:1: names no source"},
  };
  for (const auto& [content, message] : bad) {
    CHECK_THROWS_WITH_AS((void)read_table(folder.write("bad.tsv", content), 2), doctest::Contains(message), TableError);
  }
  CHECK_THROWS_WITH_AS((void)read_table(folder.path / "none.tsv", 2), doctest::Contains("cannot be read"), TableError);
}

}  // namespace
}  // namespace jianyan

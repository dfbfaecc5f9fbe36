#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>
#include <vector>

#include "common/errors.h"
#include "common/file.h"
#include "common/lines.h"
#include "common/ordered.h"

namespace jianyan::tools {
namespace {

// A folder of its own for a test case, removed at its end.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "jianyan-test-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  [[nodiscard]] std::string operator/(const char* name) const { return (path_ / name).string(); }
  [[nodiscard]] std::size_t entries() const {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(path_), {}));
  }

 private:
  std::filesystem::path path_;
};

std::string content(const std::string& path) {
  std::ostringstream out;
  out << std::ifstream(path, std::ios::binary).rdbuf();
  return out.str();
}

TEST_CASE("threads: results come in the order of the tasks, whatever each takes") {
  for (const unsigned workers : {1u, 2u, 8u}) {
    int next = 0;
    std::vector<int> seen;
    run_ordered(
        workers, [&]() -> std::optional<int> { return next < 300 ? std::optional<int>(next++) : std::nullopt; },
        [](int task) {
          if (task % 7 == 0) std::this_thread::sleep_for(std::chrono::microseconds(300));
          return task * 2;
        },
        [&](int result) {
          seen.push_back(result);
          return true;
        });
    REQUIRE(seen.size() == 300);
    for (int i = 0; i < 300; ++i) CHECK(seen[static_cast<std::size_t>(i)] == 2 * i);
  }
}

TEST_CASE("threads: few tasks are ahead of a slow one") {
  std::atomic<int> taken = 0;
  int ahead = 0;
  run_ordered(
      4, [&]() -> std::optional<int> { return taken < 500 ? std::optional<int>(taken++) : std::nullopt; },
      [&](int task) {
        if (task == 0) {
          std::this_thread::sleep_for(std::chrono::milliseconds(50));
          ahead = taken;
        }
        return task;
      },
      [](int) { return true; });
  CHECK(ahead > 1);
  CHECK(ahead < 50);
}

TEST_CASE("threads: the consumer can stop the run, and faults come out of it") {
  for (const unsigned workers : {1u, 4u}) {
    int next = 0;
    int seen = 0;
    const auto produce = [&]() -> std::optional<int> { return next++; };  // without end
    run_ordered(workers, produce, [](int task) { return task; }, [&](int) { return ++seen < 10; });
    CHECK(seen == 10);
    const auto fail = [](int task) -> int {
      if (task == 20) throw std::runtime_error("fault");
      return task;
    };
    next = 0;
    CHECK_THROWS_WITH(run_ordered(workers, produce, fail, [](int) { return true; }), "fault");
    next = 0;
    CHECK_THROWS_WITH(run_ordered(workers, produce, [](int task) { return task; },
                                  [](int result) -> bool {
                                    if (result == 20) throw std::runtime_error("disk");
                                    return true;
                                  }),
                      "disk");
  }
}

// All batches of a file, joined; checks the numbers of the lines.
std::string read_lines(const std::string& path, std::size_t& batches, bool& too_long) {
  const int descriptor = ::open(path.c_str(), O_RDONLY);
  LineReader reader(descriptor);
  std::string all;
  std::uint64_t line = 1;
  batches = 0;
  too_long = false;
  while (const auto batch = reader.next()) {
    ++batches;
    CHECK(batch->first_line == line);
    if (batch->too_long) {
      too_long = true;
      ++line;
    }
    line += static_cast<std::uint64_t>(std::count(batch->text.begin(), batch->text.end(), '\n'));
    all += batch->text;
  }
  ::close(descriptor);
  return all;
}

TEST_CASE("lines: batches are whole lines and lose nothing") {
  const Folder folder;
  const std::string file = folder / "f";
  std::string many;
  for (int i = 0; i < 60000; ++i) many += std::to_string(i) + "\n";
  for (const std::string& text : {std::string(), std::string("\n"), std::string("a"), std::string("a\n\nb"), many,
                                  std::string(300000, 'x') + "\nb\n", many + std::string(200000, 'y')}) {
    std::ofstream(file, std::ios::binary) << text;
    std::size_t batches = 0;
    bool too_long = false;
    CHECK(read_lines(file, batches, too_long) == text);
    CHECK(batches <= text.size() / 60000 + 2);
    CHECK_FALSE(too_long);
  }
}

TEST_CASE("lines: one that is too long is skipped, the others stay") {
  const Folder folder;
  const std::string file = folder / "f";
  std::ofstream(file, std::ios::binary) << "a\n" << std::string(LineReader::kLongest + 200000, 'x') << "\nb\n";
  std::size_t batches = 0;
  bool too_long = false;
  CHECK(read_lines(file, batches, too_long) == "a\nb\n");
  CHECK(too_long);
}

TEST_CASE("file: a new content comes at once, with the old mode, through links") {
  const Folder folder;
  const std::string file = folder / "a.txt";
  std::ofstream(file) << "old";
  ::chmod(file.c_str(), 0640);
  std::filesystem::create_symlink("a.txt", folder / "link");
  {
    Output output(folder / "link");
    CHECK(output.write("new"));
    CHECK(content(file) == "old");
    output.commit();
  }
  CHECK(content(file) == "new");
  CHECK(std::filesystem::is_symlink(folder / "link"));
  struct stat status {};
  ::stat(file.c_str(), &status);
  CHECK((status.st_mode & 07777) == 0640);
  CHECK(folder.entries() == 2);
}

TEST_CASE("file: without commit() nothing is written and nothing left behind") {
  const Folder folder;
  {
    Output output(folder / "a.txt");
    CHECK(output.write("new"));
  }
  CHECK(folder.entries() == 0);
}

TEST_CASE("file: devices are written directly, and their faults told") {
  write_file("/dev/null", "a");
  CHECK_THROWS_AS(write_file("/dev/full", "a"), WriteError);
  const Folder folder;
  CHECK_THROWS_AS(write_file(folder / "no/such/file", "a"), WriteError);
  CHECK_THROWS_AS(write_file(folder / "", "a"), WriteError);
}

TEST_CASE("file: a dangling link is created through, a ring of links refused") {
  const Folder folder;
  std::filesystem::create_symlink("target", folder / "link");
  write_file(folder / "link", "a");
  CHECK(content(folder / "target") == "a");
  std::filesystem::create_symlink("ring", folder / "ring");
  CHECK_THROWS_AS(write_file(folder / "ring", "a"), WriteError);
  std::string bytes;
  CHECK(read_file(folder / "ring", bytes).has_value());
}

TEST_CASE("file: what is read is all of it") {
  const Folder folder;
  const std::string file = folder / "f";
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{65536}, std::size_t{1000003}}) {
    const std::string text(size, 'x');
    std::ofstream(file, std::ios::binary) << text;
    std::string bytes = "before";
    CHECK_FALSE(read_file(file, bytes).has_value());
    CHECK(bytes == text);
  }
  std::string bytes;
  CHECK(read_file(folder / "none", bytes)->en == "No such file or directory");
  CHECK(read_file(folder / "", bytes)->en == "Is a directory");
}

}  // namespace
}  // namespace jianyan::tools

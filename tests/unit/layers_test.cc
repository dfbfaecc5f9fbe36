// Keeps the order of the folders: lib/README.md lists them, and each may include those above it. Tools include public
// headers only, and these nothing but the standard library and each other. Apart stands jianyan-lexicon: it builds the
// data file while the tree is built, from the inside of the library.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;

const fs::path kSource = JIANYAN_SOURCE_DIR;

std::string read(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  REQUIRE_MESSAGE(in.is_open(), file.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

/// What follows `prefix` in each line that begins with it, up to `end`.
std::vector<std::string> after_prefix(const std::string& text, std::string_view prefix, char end) {
  std::vector<std::string> found;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with(prefix)) continue;
    line.erase(0, prefix.size());
    found.push_back(line.substr(0, line.find(end)));
  }
  return found;
}

/// What a file includes, with its quotes or angle brackets.
std::vector<std::string> includes_of(const std::string& text) { return after_prefix(text, "#include ", ' '); }

/// The folders of lib/src in the order of the table in lib/README.md.
std::vector<std::string> ordered_folders(const std::string& readme) { return after_prefix(readme, "| `src/", '/'); }

/// Where a folder stands in the order; order.size() where it is not listed.
std::size_t rank_of(const std::string& folder, const std::vector<std::string>& order) {
  return static_cast<std::size_t>(std::find(order.begin(), order.end(), folder) - order.begin());
}

std::string folder_of(const std::string& include) { return include.substr(1, include.find('/') - 1); }

/// A file of lib/src/<folder>/ may include that folder, those above it, public headers, and other libraries.
bool allowed_in_library(const std::string& include, const std::string& folder, const std::vector<std::string>& order) {
  if (include.front() == '<') return true;
  if (include.starts_with("\"jianyan/")) return true;
  const std::size_t rank = rank_of(folder_of(include), order);
  return rank < order.size() && rank <= rank_of(folder, order);
}

bool allowed_in_public_header(const std::string& include) {
  if (include.starts_with("\"jianyan/")) return true;
  return include.front() == '<' && include.find_first_of("/.") == std::string::npos;  // names of the standard library
}

bool allowed_in_tool(const std::string& include, const std::vector<std::string>& order) {
  return include.front() == '<' || rank_of(folder_of(include), order) == order.size();
}

/// Every "file includes what" under `top` that `allowed` refuses.
std::vector<std::string> violations(const fs::path& top,
                                    const std::function<bool(const fs::path&, const std::string&)>& allowed) {
  std::vector<std::string> found;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(kSource / top)) {
    const fs::path extension = entry.path().extension();
    if (extension != ".cc" && extension != ".h") continue;
    for (const std::string& include : includes_of(read(entry.path())))
      if (!allowed(entry.path(), include))
        found.push_back(fs::relative(entry.path(), kSource).generic_string() + " includes " + include);
  }
  return found;
}

}  // namespace

TEST_CASE("layers: the check itself tells right from wrong") {
  const std::string readme = "| `include/jianyan/` | |\n| `src/text/` | |\n| `src/data/` | |\n| `../tools/` | |\n";
  const std::vector<std::string> order = ordered_folders(readme);
  CHECK(order == std::vector<std::string>{"text", "data"});

  const std::string source = "#include <a>\n#include \"b/c.h\"  // why\n// not: #include \"d\"\n";
  CHECK(includes_of(source) == std::vector<std::string>{"<a>", "\"b/c.h\""});

  CHECK(allowed_in_library("\"text/utf8.h\"", "data", order));
  CHECK(allowed_in_library("\"data/file.h\"", "data", order));
  CHECK(allowed_in_library("\"jianyan/data.h\"", "text", order));
  CHECK(allowed_in_library("<fmt/format.h>", "text", order));
  CHECK_FALSE(allowed_in_library("\"data/file.h\"", "text", order));
  CHECK_FALSE(allowed_in_library("\"unlisted/file.h\"", "data", order));
  CHECK_FALSE(allowed_in_library("\"utf8.h\"", "text", order));

  CHECK(allowed_in_public_header("<string_view>"));
  CHECK(allowed_in_public_header("\"jianyan/span.h\""));
  CHECK_FALSE(allowed_in_public_header("<fmt/format.h>"));
  CHECK_FALSE(allowed_in_public_header("<sys/mman.h>"));
  CHECK_FALSE(allowed_in_public_header("<unistd.h>"));
  CHECK_FALSE(allowed_in_public_header("\"text/utf8.h\""));

  CHECK(allowed_in_tool("\"jianyan/span.h\"", order));
  CHECK(allowed_in_tool("\"common/options.h\"", order));
  CHECK_FALSE(allowed_in_tool("\"text/utf8.h\"", order));
}

TEST_CASE("layers: each folder of the library includes only those above it in lib/README.md") {
  const std::vector<std::string> order = ordered_folders(read(kSource / "lib/README.md"));
  REQUIRE(order.size() > 5);
  const auto wrong = violations("lib/src", [&](const fs::path& file, const std::string& include) {
    const std::string folder = fs::relative(file, kSource / "lib/src").begin()->string();
    CHECK_MESSAGE(rank_of(folder, order) < order.size(), "lib/README.md does not list " << folder);
    return allowed_in_library(include, folder, order);
  });
  for (const std::string& line : wrong) FAIL_CHECK(line);
}

TEST_CASE("layers: public headers include the standard library and each other") {
  const auto wrong = violations("lib/include", [](const fs::path&, const std::string& include) {
    return allowed_in_public_header(include);
  });
  for (const std::string& line : wrong) FAIL_CHECK(line);
}

TEST_CASE("layers: tools include public headers only") {
  const std::vector<std::string> order = ordered_folders(read(kSource / "lib/README.md"));
  const auto wrong = violations("tools", [&](const fs::path& file, const std::string& include) {
    return file.filename() == "jianyan_lexicon.cc" || allowed_in_tool(include, order);
  });
  for (const std::string& line : wrong) FAIL_CHECK(line);
}

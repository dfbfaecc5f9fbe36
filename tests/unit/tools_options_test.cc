#include "common/options.h"

#include <doctest/doctest.h>

#include "common/errors.h"
#include "common/nearest.h"

namespace jianyan::tools {
namespace {

// A parser with one option of each kind, and what it read.
struct Parsed {
  bool write = false, quiet = false;
  std::optional<std::string> output;
  std::vector<std::string> select, operands;
  unsigned jobs = 1;
  std::string format;
  std::string error;  // English

  explicit Parsed(std::vector<std::string_view> arguments) {
    OptionParser parser;
    parser.group({"组", "Group"});
    parser.flag('w', "write", write, {"写", "write"});
    parser.flag('q', "quiet", quiet, {"静", "quiet"});
    parser.value('o', "output", "FILE", output, {"出", "output"});
    parser.list(0, "select", "LIST", select, {"选", "select"});
    parser.number('j', "jobs", "N", jobs, 1, 8, {"数", "jobs"});
    parser.choice(0, "format", {"full", "json"}, [this](std::string_view name) { format = name; }, {"式", "format"});
    help = parser.help(Language::en);
    try {
      operands = parser.parse(arguments);
    } catch (const UsageError& fault) {
      error = fault.what();
    }
  }
  std::string help;
};

using Words = std::vector<std::string>;

TEST_CASE("options: values, lists and operands") {
  const Parsed p({"-wq", "a.txt", "-ob", "--select", "x,y,", "b.txt", "--select=z", "-j4", "--format=json", "-", "--",
                  "-w"});
  CHECK(p.error.empty());
  CHECK(p.write);
  CHECK(p.quiet);
  CHECK(p.output == "b");
  CHECK(p.select == Words{"x", "y", "z"});
  CHECK(p.jobs == 4);
  CHECK(p.format == "json");
  CHECK(p.operands == Words{"a.txt", "b.txt", "-", "-w"});
}

TEST_CASE("options: a list takes one argument and no more") {
  CHECK(Parsed({"--select", "x", "a.txt"}).operands == Words{"a.txt"});
}

TEST_CASE("options: the last of single values wins; a value may begin with a dash or be empty") {
  CHECK(Parsed({"-o", "a", "--output=b"}).output == "b");
  CHECK(Parsed({"-o", "-"}).output == "-");
  CHECK(Parsed({"--output="}).output == "");
  CHECK(Parsed({"--output=", "a.txt"}).operands == Words{"a.txt"});
  CHECK(Parsed({"-o", "--write"}).output == "--write");
  CHECK(!Parsed({"-o", "--write"}).write);
}

TEST_CASE("options: operands come back as they were written") {
  CHECK(Parsed({"[a,b]", "--output=[c,d]", "", "--", "--", "--output="}).operands ==
        Words{"[a,b]", "", "--", "--output="});
  CHECK(Parsed({"--output=[c,d]"}).output == "[c,d]");
}

TEST_CASE("options: a command of its own keeps its options") {
  bool quiet = false;
  OptionParser parser;
  parser.group({"组", "Group"});
  parser.flag('q', "quiet", quiet, {"静", "quiet"});
  parser.end_at_operand();
  const std::vector<std::string_view> arguments{"-q", "check", "-w", "--", "a.txt"};
  CHECK(parser.parse(arguments) == Words{"check", "-w", "--", "a.txt"});
  CHECK(quiet);
  const std::vector<std::string_view> wrong{"-w", "check"};
  CHECK_THROWS_AS(static_cast<void>(parser.parse(wrong)), UsageError);
}

TEST_CASE("options: the table can be read") {
  bool quiet = false;
  OptionParser parser;
  parser.group({"组", "Group"});
  parser.flag('q', "quiet", quiet, {"静", "quiet"});
  parser.choice(0, "format", {"full", "json"}, [](std::string_view) {}, {"式", "format"});
  REQUIRE(parser.groups().size() == 1);
  const std::vector<Option>& options = parser.groups()[0].options;
  REQUIRE(options.size() == 2);
  CHECK(options[0].letter == 'q');
  CHECK(options[0].metavariable.empty());
  CHECK(options[1].choices == std::vector<std::string_view>{"full", "json"});
  CHECK(options[1].help.zh == "式");
}

TEST_CASE("options: errors say what was wrong") {
  struct {
    std::vector<std::string_view> arguments;
    const char* error;
  } const cases[] = {
      {{"--wirte"}, "no option --wirte; did you mean --write?"},
      {{"--xyzzy"}, "no option --xyzzy; --help lists them all"},
      {{"-x"}, "no option -x; --help lists them all"},
      {{"-wx"}, "no option -x; --help lists them all"},
      {{"-write"}, "no option -rite; --help lists them all"},
      {{"-format"}, "no option -format; did you mean --format?"},
      {{"--xyzzy=3"}, "no option --xyzzy; --help lists them all"},
      {{"---write"}, "no option ---write; did you mean --write?"},
      {{"-5"}, "no option -5; --help lists them all"},
      {{"--output"}, "option --output needs a value"},
      {{"-o"}, "option -o needs a value"},
      {{"-wo"}, "option -o needs a value"},
      {{"--write=yes"}, "option --write takes no value"},
      {{"-j", "0"}, "--jobs takes a whole number from 1 to 8, not \"0\""},
      {{"-j", "9"}, "--jobs takes a whole number from 1 to 8, not \"9\""},
      {{"-jx"}, "--jobs takes a whole number from 1 to 8, not \"x\""},
      {{"-j99999999999"}, "--jobs takes a whole number from 1 to 8, not \"99999999999\""},
      {{"--format", "jsno"}, "--format cannot be \"jsno\", only full, json; did you mean json?"},
      {{"--format", "xyz"}, "--format cannot be \"xyz\", only full, json"},
  };
  for (const auto& c : cases) CHECK(Parsed(c.arguments).error == c.error);
}

TEST_CASE("options: help lists every option") {
  const std::string help = Parsed({}).help;
  for (const char* word : {"Group:", "-w, --write", "--output FILE", "--format full|json", "jobs"}) {
    CHECK(help.find(word) != std::string::npos);
  }
}

TEST_CASE("nearest: slips of a key, not other words") {
  const std::string_view names[] = {"check", "clean", "segment"};
  struct {
    const char* word;
    const char* nearest;  // empty: none
  } const cases[] = {{"chekc", "check"}, {"cheks", ""},       {"clea", "clean"}, {"claen", "clean"},
                     {"segmnet", "segment"}, {"segm", ""}, {"xyz", ""},     {"", ""}};
  for (const auto& c : cases) {
    CAPTURE(c.word);
    CHECK(nearest(c.word, names).value_or("") == c.nearest);
  }
}

}  // namespace
}  // namespace jianyan::tools

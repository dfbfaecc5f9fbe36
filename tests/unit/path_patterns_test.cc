#include "jianyan/path_patterns.h"

#include <doctest/doctest.h>

#include <string>

namespace jianyan {
namespace {

// Letters for the verdicts, as they stand in the tables.
char verdict(std::string_view rules, std::string_view path) {
  const bool folder = path.ends_with('/');
  if (folder) path.remove_suffix(1);
  switch (PathPatterns(rules).match(path, folder)) {
    case PathPatterns::Verdict::unknown: return '-';
    case PathPatterns::Verdict::ignored: return 'i';
    case PathPatterns::Verdict::kept: return 'k';
  }
  return '?';
}

TEST_CASE("ignore: patterns as in gitignore(5)") {
  struct {
    const char* rules;
    const char* path;  // ends with "/": a folder
    char expected;
  } const cases[] = {
      {"*.bak", "a.bak", 'i'},
      {"*.bak", "x/y/a.bak", 'i'},
      {"*.bak", "a.bak.txt", '-'},
      {"草稿*", "甲/草稿一.txt", 'i'},
      {"/a.txt", "a.txt", 'i'},
      {"/a.txt", "x/a.txt", '-'},
      {"x/a.txt", "x/a.txt", 'i'},
      {"x/a.txt", "y/x/a.txt", '-'},
      {"旧稿/", "旧稿/", 'i'},
      {"旧稿/", "旧稿", '-'},
      {"旧稿/", "甲/旧稿/", 'i'},
      {"x/y/", "x/y/", 'i'},
      {"x/y/", "z/x/y/", '-'},
      {"**/a", "a", 'i'},
      {"**/a", "x/y/a", 'i'},
      {"**/x/a", "y/x/a", 'i'},
      {"x/**", "x/y/z", 'i'},
      {"x/**", "x/", '-'},
      {"x/**/a", "x/a", 'i'},
      {"x/**/a", "x/p/q/a", 'i'},
      {"x/**/a", "x/p/q/b", '-'},
      {"x/**/y/**/a", "x/1/y/y/2/a", 'i'},
      {"x/*/a", "x/y/a", 'i'},
      {"x/*/a", "x/y/z/a", '-'},
      {"x**y", "x1y", 'i'},
      {"a?c", "abc", 'i'},
      {"a?c", "ac", '-'},
      {"x/a?c", "x/a/c", '-'},
      {"[a-c].txt", "b.txt", 'i'},
      {"[a-c].txt", "d.txt", '-'},
      {"[!a-c].txt", "d.txt", 'i'},
      {"[^a].txt", "a.txt", '-'},
      {"[]].txt", "].txt", 'i'},
      {"[a\\]].txt", "].txt", 'i'},
      {"[a", "[a", '-'},
      {"\\#a", "#a", 'i'},
      {"#a", "#a", '-'},
      {"\\!a", "!a", 'i'},
      {"\\*", "*", 'i'},
      {"\\*", "a", '-'},
      {"a  ", "a", 'i'},
      {"a\\ ", "a ", 'i'},
      {"a\r\nb\r\n", "a", 'i'},
      {"\n\n", "a", '-'},
      {"/", "a/", '-'},
      {"*\n!a.txt", "a.txt", 'k'},
      {"!a.txt\n*", "a.txt", 'i'},
      {"*a*b*c*", "xxaxxbxxcxx", 'i'},
      {"*a*b*c*", "xxaxxcxxbxx", '-'},
      {"\xEF\xBB\xBF*.bak", "a.bak", 'i'},
  };
  for (const auto& c : cases) {
    CAPTURE(c.rules);
    CAPTURE(c.path);
    CHECK(verdict(c.rules, c.path) == c.expected);
  }
}

TEST_CASE("ignore: many wildcards cost no more than the product of the lengths") {
  std::string glob;
  for (int i = 0; i < 50; ++i) glob += "*a";
  CHECK(verdict(glob + "b", std::string(20000, 'a')) == '-');
  std::string folders;
  for (int i = 0; i < 50; ++i) folders += "**/a/";
  std::string path;
  for (int i = 0; i < 2000; ++i) path += "a/";
  CHECK(verdict(folders + "b", path + "c") == '-');
}

}  // namespace
}  // namespace jianyan

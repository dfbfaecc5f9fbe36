#include "text/edit_distance.h"

#include <doctest/doctest.h>

namespace jianyan {

TEST_CASE("edit distance: insertions, deletions, substitutions and swaps cost one") {
  const struct {
    const char *a, *b;
    std::size_t distance;
  } cases[] = {{"", "", 0},       {"abc", "", 3},   {"mark", "mark", 0}, {"mark", "mrk", 1},
               {"mark", "mask", 1}, {"mark", "amrk", 1}, {"kitten", "sitting", 3}};
  for (const auto& [a, b, distance] : cases) {
    CHECK(edit_distance(a, b) == distance);
    CHECK(edit_distance(b, a) == distance);
  }
}

TEST_CASE("edit distance: the nearest name is offered only if it is near") {
  const std::string_view names[] = {"doubled-mark", "unpaired-quote", "title-form"};
  CHECK(nearest_name("double-mark", names) == "doubled-mark");
  CHECK(nearest_name("titel-form", names) == "title-form");
  CHECK_FALSE(nearest_name("privacy", names));
}

}  // namespace jianyan

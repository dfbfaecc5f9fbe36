// A sentence with errors planted in it, and which edits mend them.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "typo/evidence.h"

namespace jianyan {

struct PlantedSentence {
  struct Error {
    std::string kind;
    std::size_t begin;
    std::u32string wrong, right;

    [[nodiscard]] std::size_t end() const noexcept { return begin + wrong.size(); }
  };
  std::u32string source;
  std::vector<Error> errors;  ///< sorted, disjoint

  /// Takes out what no model reads, and moves the errors along.
  void take_out_blanks();
  /// Whether the place lies in an error; what is missing is missed at the end of what is written.
  [[nodiscard]] bool in_error(std::size_t place) const;
  /// Number of the error that an edit mends, and does nothing else; errors.size() where there is none.
  [[nodiscard]] std::size_t mended_by(const TypoEdit& edit) const;
};

}  // namespace jianyan

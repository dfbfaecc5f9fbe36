// Places as people call them, for many offsets of one document.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "jianyan/document.h"
#include "jianyan/message.h"

namespace jianyan {

class PlaceFinder {
 public:
  /// `document` must outlive it.
  PlaceFinder(const Document& document, Language language) : document_(document), language_(language) {}

  /// Ascending offsets cost O(blocks) together.
  [[nodiscard]] std::string at(std::uint32_t offset);

 private:
  struct Heading {
    unsigned level;
    std::string label;
  };

  void enter(const Block& block);
  [[nodiscard]] std::string path() const;

  const Document& document_;
  Language language_;
  std::size_t entered_ = 0;         // blocks before and with the last one asked for
  std::vector<Heading> headings_;   // above that block, outermost first
  unsigned paragraph_ = 0;          // its number under the last heading
};

}  // namespace jianyan

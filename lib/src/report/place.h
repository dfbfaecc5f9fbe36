// Places as people call them, for many offsets of one document.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "jianyan/document.h"
#include "jianyan/message.h"

namespace jianyan {

class PlaceFinder {
 public:
  /// Both must outlive it. `shown` is the text to quote headings from, as long as the document's: that of MaskedText.
  PlaceFinder(const Document& document, std::string_view shown, Language language)
      : document_(document), shown_(shown), language_(language) {}

  /// Ascending offsets cost O(blocks) together.
  [[nodiscard]] std::string at(std::uint32_t offset);

 private:
  struct Heading {
    unsigned level;
    std::string label;
  };

  void enter(const Block& block);
  [[nodiscard]] std::string_view text(Span span) const { return shown_.substr(span.begin, span.size()); }
  [[nodiscard]] std::string path() const;

  const Document& document_;
  std::string_view shown_;
  Language language_;
  std::size_t entered_ = 0;         // blocks before and with the last one asked for
  std::vector<Heading> headings_;   // above that block, outermost first
  unsigned paragraph_ = 0;          // its number under the last heading
};

}  // namespace jianyan

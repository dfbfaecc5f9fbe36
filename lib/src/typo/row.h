// The characters of a block in which typos are looked for, and what of them is left alone.
//
//   Row row(known);
//   row.read(document, block, mask, ngrams);
//   row.text, row.spans[i]                  // blanks and markup left out
//   if (row.closed[i] == Closed::title) …   // stands in 《》
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "jianyan/document.h"
#include "jianyan/message.h"
#include "jianyan/span.h"
#include "language/ngrams.h"
#include "segment/user_words.h"

namespace jianyan {

/// Why nothing is found at a place.
enum class Closed : std::uint8_t {
  open,
  title,         ///< in 《》
  quotation,     ///< a word, a name, a phrase in quotation marks: it is as others wrote it
  speech,        ///< a sentence in quotation marks: only the voice is another's, who wrote the draft wrote it down
  foreign_name,  ///< beside its dot
  number,
  known,         ///< an allowed name or term
};

/// In words for a clerk. Empty for `open`.
[[nodiscard]] Message reason_for(Closed closed);

class Row {
 public:
  explicit Row(const UserWords& known) : known_(known) {}

  /// `mask`: the first of the document's masked spans that may reach into the block; moved on to the last one.
  void read(const Document& document, const Block& block, std::size_t& mask, const Ngrams& ngrams);

  std::u32string text;
  std::vector<Span> spans;     ///< of each character
  std::vector<Closed> closed;  ///< of each character

 private:
  void find_closed();
  /// Speech closes only what nothing else does.
  void close(std::size_t begin, std::size_t end, Closed why);
  void close_quoted(char32_t opening, char32_t closing);
  void close_foreign_name(std::size_t dot);
  void close_known(std::size_t begin);
  template <class Visit>
  void for_each_enclosed(char32_t opening, char32_t closing, Visit visit);

  const UserWords& known_;
};

}  // namespace jianyan

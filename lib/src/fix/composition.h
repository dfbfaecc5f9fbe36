// Several rounds of edits as one list of changes of the original text.
#pragma once

#include <string_view>
#include <vector>

#include "jianyan/cleaner.h"

namespace jianyan {

/// An edit with the diagnostic that asked for it.
struct SourcedEdit {
  Edit edit;
  const Diagnostic* diagnostic;
};

class Composition {
 public:
  /// Adds a round. The edits are sorted and disjoint, in the text as the rounds before left it. O(edits + changes).
  void add_round(const std::vector<SourcedEdit>& edits);

  /// All rounds, in coordinates of the original text. Changes that cancelled out are dropped.
  [[nodiscard]] std::vector<Change> changes(std::string_view original, std::string_view final_text) const;

 private:
  struct Piece {
    Span original;  // what it replaces
    Span current;   // where that is in the text of the last round
    const RuleInfo* rule;
    Safety safety;
    Message message;
  };
  std::vector<Piece> pieces_;
};

}  // namespace jianyan

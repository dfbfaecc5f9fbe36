#include <variant>

#include "jianyan/cleaner.h"
#include "jianyan/word.h"

namespace jianyan {

Result<std::string> write_document(const Document& document, std::span<const Edit> edits) {
  const auto* text = std::get_if<TextOrigin>(&document.origin());
  return text == nullptr ? write_word(document, edits) : encode(document.text(), *text, edits);
}

}  // namespace jianyan

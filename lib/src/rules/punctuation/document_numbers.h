// Numbers of official documents: 国发〔2025〕12号.
#pragma once

#include <cstddef>

#include "rules/rule.h"

namespace jianyan {

/// Whether `open` and `close` are brackets of any kind around the year of a document number: an ideograph before, a
/// number and 号 behind.
[[nodiscard]] bool encloses_document_year(const Characters& c, std::size_t open, std::size_t close);

}  // namespace jianyan

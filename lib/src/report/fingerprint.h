// The two halves of fingerprint(): reports rank findings by the first, baselines count them.
#pragma once

#include <cstdint>
#include <string>

#include "jianyan/diagnostic.h"
#include "jianyan/document.h"

namespace jianyan {

/// Equal for findings of one rule in equal sentences.
[[nodiscard]] std::uint64_t finding_key(const Document& document, const Diagnostic& diagnostic);
[[nodiscard]] std::string fingerprint_of(std::uint64_t key, std::uint32_t rank);

}  // namespace jianyan

// The two halves of fingerprint(): reports rank findings by the first, baselines count them.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>

#include "jianyan/diagnostic.h"
#include "jianyan/document.h"

namespace jianyan {

/// Equal for findings of one rule in equal sentences.
[[nodiscard]] std::uint64_t finding_key(const Document& document, const Diagnostic& diagnostic);
[[nodiscard]] std::string fingerprint_of(std::uint64_t key, std::uint32_t rank);

/// The fingerprints of a document's findings, in their order.
class Fingerprints {
 public:
  [[nodiscard]] std::string next(const Document& document, const Diagnostic& diagnostic) {
    const std::uint64_t key = finding_key(document, diagnostic);
    return fingerprint_of(key, ranks_[key]++);
  }

 private:
  std::unordered_map<std::uint64_t, std::uint32_t> ranks_;  // by finding_key()
};

}  // namespace jianyan

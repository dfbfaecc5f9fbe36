#include <algorithm>
#include <array>

#include "jianyan/rule.h"

namespace jianyan {
namespace {

constexpr std::array<std::string_view, kProfiles> kProfileNames = {"npc", "cppcc", "official", "web", "minimal"};

/// Words that only proposals to the consultative conference use. The rest is alike in both, hence npc by default.
constexpr std::array<std::string_view, 5> kCppccCues = {"提案", "政协委员", "案由", "界别", "政协第"};

bool speaks_for_cppcc(std::string_view text) {
  return std::any_of(kCppccCues.begin(), kCppccCues.end(),
                     [text](std::string_view cue) { return text.find(cue) != std::string_view::npos; });
}

}  // namespace

std::string_view profile_name(Profile profile) noexcept { return kProfileNames[static_cast<std::size_t>(profile)]; }

std::optional<Profile> profile_from_name(std::string_view name) noexcept {
  const auto at = std::find(kProfileNames.begin(), kProfileNames.end(), name);
  if (at == kProfileNames.end()) return std::nullopt;
  return static_cast<Profile>(at - kProfileNames.begin());
}

// Title, form fields and signature speak for the whole; running text does not (a suggestion may well cite a proposal).
Profile detect_profile(const Document& document) {
  for (const Block& block : document.blocks()) {
    const bool speaks = block.kind == BlockKind::title || block.kind == BlockKind::form_field ||
                        block.kind == BlockKind::signature;
    if (speaks && speaks_for_cppcc(document.text(block.span))) return Profile::cppcc;
  }
  return Profile::npc;
}

}  // namespace jianyan

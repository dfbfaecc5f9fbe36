// The rules: what each is called, says, rests on and does.
//
//   for (const jianyan::RuleInfo* rule : jianyan::rules()) std::cout << rule->id << '\n';
//   auto selection = jianyan::RuleSelection::parse({.select = {"punctuation"}, .ignore = {"straight-quote"}});
//
// All values here are constants of the library; every function is thread-safe.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "jianyan/diagnostic.h"
#include "jianyan/document.h"
#include "jianyan/export.h"
#include "jianyan/result.h"

namespace jianyan {

/// For whom a draft is written. Some rules run, or speak differently, in some profiles only.
enum class Profile : std::uint8_t {
  npc,       ///< 人大代表建议
  cppcc,     ///< 政协提案
  official,  ///< 公文 by GB/T 9704
  web,       ///< web pages and notes: nothing about the form of a draft
  minimal,   ///< mechanical errors only
};
inline constexpr std::size_t kProfiles = 5;
[[nodiscard]] JIANYAN_EXPORT std::string_view profile_name(Profile profile) noexcept;
[[nodiscard]] JIANYAN_EXPORT std::optional<Profile> profile_from_name(std::string_view name) noexcept;

/// The profile that a draft's title, form fields and cue words speak for; npc where nothing speaks. O(blocks).
[[nodiscard]] JIANYAN_EXPORT Profile detect_profile(const Document& document);

/// A set of profiles; a rule carries the ones it runs in.
class Profiles {
 public:
  template <class... More>
  constexpr explicit Profiles(Profile first, More... rest) : bits_((bit(first) | ... | bit(rest))) {}
  [[nodiscard]] static constexpr Profiles all() {
    return Profiles(Profile::npc, Profile::cppcc, Profile::official, Profile::web, Profile::minimal);
  }
  /// Drafts on paper: npc, cppcc, official.
  [[nodiscard]] static constexpr Profiles drafts() { return Profiles(Profile::npc, Profile::cppcc, Profile::official); }
  /// All but minimal.
  [[nodiscard]] static constexpr Profiles usual() {
    return Profiles(Profile::npc, Profile::cppcc, Profile::official, Profile::web);
  }
  [[nodiscard]] constexpr bool contains(Profile profile) const { return (bits_ & bit(profile)) != 0; }

 private:
  static constexpr unsigned bit(Profile profile) { return 1u << static_cast<unsigned>(profile); }
  unsigned bits_;
};

struct RuleInfo {
  std::string_view id;          ///< kebab-case; names the problem, never the remedy; never reused
  Category category;
  Severity severity;
  Safety safety;                ///< the safest fix it can offer
  std::string_view summary_zh;  ///< what it finds, one line
  std::string_view summary_en;
  std::string_view clause;      ///< the standard's clause it rests on, as printed in reports; empty: common practice
  BlockKinds blocks = BlockKinds::prose();
  Profiles profiles = Profiles::usual();
  /// Runs in other profiles too, where a selection names the rule or its category.
  bool on_request = false;
  bool whole_draft = false;     ///< runs on Scope::draft only; a rule of titles, on Format::title too
};

/// All rules, sorted by id.
[[nodiscard]] JIANYAN_EXPORT std::span<const RuleInfo* const> rules() noexcept;
/// The rule of that id, or nullptr.
[[nodiscard]] JIANYAN_EXPORT const RuleInfo* find_rule(std::string_view id) noexcept;
/// The rule's page (Markdown): what, why, wrong and right example, safety, exceptions.
[[nodiscard]] JIANYAN_EXPORT std::string_view rule_page(const RuleInfo& rule, Language language) noexcept;

/// Which rules run. Every field takes rule ids and category names, or "all".
struct SelectionRequest {
  std::vector<std::string> select = {};         ///< only these; empty: the default set
  std::vector<std::string> ignore = {};         ///< never these; beats the other two
  std::vector<std::string> extend_select = {};  ///< these besides
};

class JIANYAN_EXPORT RuleSelection {
 public:
  /// The default set: every rule.
  RuleSelection();
  [[nodiscard]] static RuleSelection all();
  [[nodiscard]] static RuleSelection none();
  /// Errors: unknown_rule, naming the word and the nearest id or category.
  [[nodiscard]] static Result<RuleSelection> parse(const SelectionRequest& request);
  [[nodiscard]] bool contains(const RuleInfo& rule) const noexcept;
  [[nodiscard]] bool empty() const noexcept { return selected_.none(); }
  /// Those that are in one of both.
  [[nodiscard]] RuleSelection with(const RuleSelection& other) const noexcept;
  /// Those that are in this one and not in the other.
  [[nodiscard]] RuleSelection without(const RuleSelection& other) const noexcept;
  /// One rule.
  [[nodiscard]] static RuleSelection of(const RuleInfo& rule) noexcept;

 private:
  std::bitset<512> selected_;  // by position in rules()
};

}  // namespace jianyan

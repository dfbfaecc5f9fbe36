// jianyan.toml: which rules run and how, on which drafts, which words are wanted, and what is passed over.
//
//   jianyan::Result<jianyan::Config> config = jianyan::Config::load("/drafts/jianyan.toml");
//   if (!config) return complain(config.error().message.zh);        // names file and line
//   jianyan::Settings settings;                                     // the defaults
//   config->add_to(settings, "/drafts/2026/道路.txt");               // what the file says of this draft
//   jianyan::Linter linter(data, *jianyan::lint_options(settings));
//
// Settings come in layers, each added to the weaker one before: single values replace what was there, lists grow. Every
// value knows where it came from ("jianyan.toml:12", "--profile"), for --show-config and for complaints.
//
// The keys stand in config_keys(), from which the editor's schema and the commented example are made.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "jianyan/export.h"
#include "jianyan/layout.h"
#include "jianyan/linter.h"
#include "jianyan/message.h"
#include "jianyan/path_patterns.h"
#include "jianyan/result.h"
#include "jianyan/rule.h"

namespace jianyan {

template <class T>
struct Setting {
  T value;
  std::string origin;
};
using TextSetting = std::optional<Setting<std::string>>;
using ListSetting = std::optional<Setting<std::vector<std::string>>>;
using CountSetting = std::optional<Setting<unsigned>>;

/// [rules] id = …
struct RuleSetting {
  std::string rule;                  ///< id, category, or "all"
  std::optional<Severity> severity;  ///< none: what the rule says
  bool on = true;
  std::string origin;
};

/// A name or term that is right: nothing inside it is reported.
struct AllowedWord {
  std::string word;
  std::string rule;  ///< empty: whatever the rule
  std::string origin;
};

/// [[ignore]]
struct IgnoredFinding {
  std::vector<std::string> files;  ///< patterns; empty: every draft
  std::string folder;              ///< to which they are relative
  std::string rule;                ///< empty: all
  std::string text;                ///< empty: the whole draft
  std::string reason;
  std::string origin;

  /// `path` is absolute.
  [[nodiscard]] JIANYAN_EXPORT bool applies_to(const std::string& path) const;
};

/// What holds for one draft, with where each value came from. Unset values are the defaults.
struct Settings {
  TextSetting profile;  ///< "auto", or a profile's name
  TextSetting region;
  TextSetting date;
  TextSetting fail_on;
  TextSetting typo_level;
  TextSetting baseline;  ///< a path
  CountSetting shortest, longest;
  std::map<std::string, Setting<std::string>, std::less<>> layout;  ///< by key, without the table's name
  ListSetting select, ignore, extend_select;
  std::vector<RuleSetting> rules;  ///< the later ones win
  std::vector<AllowedWord> allowed;
  std::vector<Setting<UnwantedWord>> unwanted;
  std::vector<IgnoredFinding> ignored;

  /// Puts a stronger layer on this one.
  JIANYAN_EXPORT void add(const Settings& stronger);
};

class JIANYAN_EXPORT Config {
 public:
  /// Reads a file, and those that it extends. Errors: bad_configuration.
  [[nodiscard]] static Result<Config> load(const std::string& path);
  /// The same from text; `path` is for messages, and what the file's own paths are relative to.
  [[nodiscard]] static Result<Config> parse(std::string_view toml, const std::string& path);

  /// Adds what it says of a draft; `path` is absolute.
  void add_to(Settings& settings, const std::string& path) const;
  /// Numbers of its parts that speak of a draft: drafts with equal ones have equal settings.
  [[nodiscard]] std::vector<std::size_t> parts_for(const std::string& path) const;

 private:
  friend class ConfigReader;
  struct Part {
    std::string folder;                    // to which the patterns are relative
    std::optional<PathPatterns> patterns;  // none: every draft
    Settings settings;
  };
  std::vector<Part> parts_;  // the weaker ones first
};

/// What the layout is judged by. Errors: bad_configuration.
[[nodiscard]] JIANYAN_EXPORT Result<LayoutStandard> layout_standard(const Settings& settings);

/// What the linter makes of the settings; the date and the words' weights included. Errors: unknown_rule,
/// bad_configuration (settings that contradict each other, with both origins).
[[nodiscard]] JIANYAN_EXPORT Result<LintOptions> lint_options(const Settings& settings);

/// The settings as a table: a line a value, its origin behind "#"; TOML that could be read again.
[[nodiscard]] JIANYAN_EXPORT std::string show_settings(const Settings& settings, Language language);
/// A commented jianyan.toml in which nothing is set.
[[nodiscard]] JIANYAN_EXPORT std::string example_config(Language language);
/// The JSON schema of jianyan.toml, for editors.
[[nodiscard]] JIANYAN_EXPORT std::string config_schema();

}  // namespace jianyan

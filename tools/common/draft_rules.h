// Which rules run on which draft, and what is passed over in it.
//
// The layers, the stronger first: options, JIANYAN_* variables, the nearest jianyan.toml above the draft (or --config),
// the user's own ($XDG_CONFIG_HOME/jianyan/jianyan.toml), the defaults.
//
//   RuleOptions options;
//   add_rule_options(tool, options);
//   …
//   RulesByDraft rules(tool, options);
//   for (const Input& input : inputs) use(rules.of(input.path));   // of one thread; what it gives may be shared
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/record_stream.h"
#include "common/tool.h"
#include "jianyan/config.h"
#include "jianyan/linter.h"
#include "jianyan/suppress.h"

namespace jianyan::tools {

/// What the options of the tools that run rules say.
struct RuleOptions {
  SelectionRequest selection;
  Settings flags;                     ///< from the other options that are settings: "--profile"
  std::optional<std::string> config;  ///< instead of the nearest file
  bool no_config = false;             ///< neither the nearest file nor the user's

  /// Whether the options themselves leave out rules.
  [[nodiscard]] bool runs_all() const { return selection.select.empty() && selection.ignore.empty(); }
};

void add_rule_options(Tool& tool, RuleOptions& options);

/// The rules that the options themselves choose. @throws UsageError
[[nodiscard]] RuleSelection selection(const RuleOptions& options);

/// Settings made ready to run; drafts with equal settings share one. Immutable.
class DraftRules {
 public:
  /// @throws UsageError, LoadError
  DraftRules(const std::shared_ptr<const Data>& data, Settings settings, const std::vector<UserWord>& user_words,
             std::shared_ptr<const Baseline> baseline);

  [[nodiscard]] const Linter& linter() const { return linter_; }
  [[nodiscard]] const Settings& settings() const { return settings_; }
  /// Whether a finding is at or above fail-on, or `otherwise` where nothing says.
  [[nodiscard]] bool fails(const Diagnostic& finding, std::string_view otherwise) const;

  /// What the settings pass over in a draft; `path` is absolute. Entries and names are numbered as in settings().
  void apply_to(Suppressions& suppressions, const std::string& path) const;

 private:
  Settings settings_;
  Linter linter_;
  std::vector<RuleSelection> ignored_, allowed_;  // rules of the entries and names, in their order
  std::shared_ptr<const Baseline> baseline_;
};

class RulesByDraft {
 public:
  /// Reads the variables and the user's file. @throws UsageError
  RulesByDraft(Tool& tool, const RuleOptions& options);

  /// Findings of the baseline are not passed over: it is to be written anew.
  void leave_out_baseline() { with_baseline_ = false; }

  /// What holds for the draft of that name, be it there or not; it stays for the life of this. @throws UsageError
  [[nodiscard]] const DraftRules& of(const std::string& path);
  /// The same before it is made ready.
  [[nodiscard]] Settings settings_of(const std::string& path);

 private:
  struct ConfigFile {
    std::string path;
    Config config;
  };
  using Key = std::pair<const ConfigFile*, std::vector<std::size_t>>;

  [[nodiscard]] const ConfigFile* load(const std::string& path);
  [[nodiscard]] const ConfigFile* nearest(const std::string& folder);
  [[nodiscard]] std::vector<const ConfigFile*> files_for(const std::string& path);
  [[nodiscard]] std::shared_ptr<const Baseline> baseline(const Settings& settings);

  Tool& tool_;
  const RuleOptions& options_;
  Settings variables_, flags_;
  bool with_baseline_ = true;
  std::shared_ptr<const Data> data_;  // opened when it is needed
  std::vector<UserWord> user_words_;
  std::map<std::string, std::unique_ptr<ConfigFile>> files_;     // by path
  std::map<std::string, const ConfigFile*> nearest_;             // by folder
  std::map<std::string, std::shared_ptr<const Baseline>> baselines_;
  const ConfigFile* users_ = nullptr;
  std::map<std::vector<Key>, std::unique_ptr<DraftRules>> rules_;
};

/// As AnswerRecord, with what holds for the stream; `path` is its absolute name.
using AnswerRecordByRules = std::function<void(const DraftRules& rules, const std::string& path, Record& record,
                                               std::string& out, StreamTally& tally)>;

/// Answers the records of all inputs. A record is no file, so no baseline speaks of it.
void run_records(Tool& tool, const RuleOptions& options, const AnswerRecordByRules& answer, const TableAnswer& shape);

/// A name as Config and DraftRules want it.
[[nodiscard]] std::string absolute_path(const std::string& name);

/// The draft's path as it stands in a baseline: relative to the baseline's folder.
[[nodiscard]] std::string path_in_baseline(const std::string& baseline, const std::string& draft);

/// A file of --baseline. @throws UsageError
[[nodiscard]] Baseline read_baseline(const Setting<std::string>& path);

}  // namespace jianyan::tools

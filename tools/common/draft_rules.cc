#include "common/draft_rules.h"

#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <string_view>

#include "common/errors.h"
#include "common/file.h"

namespace jianyan::tools {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFileName = "jianyan.toml";
const std::vector<std::string_view> kProfiles{"auto", "npc", "cppcc", "official", "web", "minimal"};
const std::vector<std::string_view> kTypoLevels{"strict", "normal", "eager"};
const std::vector<std::string_view> kLevels{"error", "warning", "info", "never"};

std::optional<std::string> variable(const char* name) {
  const char* value = std::getenv(name);
  if (value == nullptr || *value == '\0') return std::nullopt;
  return value;
}

Setting<std::string> checked_date(const std::string& origin, std::string_view text) {
  if (!day_from_text(text)) {
    throw UsageError({fmt::format("{} 要写成 2026-01-15 这样的日期，不能是“{}”", origin, text),
                      fmt::format("{} takes a day such as 2026-01-15, not \"{}\"", origin, text)});
  }
  return {std::string(text), origin};
}

Setting<std::string> chosen(const std::string& origin, std::string_view value,
                            std::span<const std::string_view> choices) {
  require_choice(origin, value, choices);
  return {std::string(value), origin};
}

Settings settings_of_variables() {
  Settings settings;
  if (const auto value = variable("JIANYAN_PROFILE")) settings.profile = chosen("JIANYAN_PROFILE", *value, kProfiles);
  if (const auto value = variable("JIANYAN_REGION")) settings.region = {*value, "JIANYAN_REGION"};
  if (const auto value = variable("JIANYAN_DATE")) settings.date = checked_date("JIANYAN_DATE", *value);
  if (const auto value = variable("JIANYAN_FAIL_ON")) settings.fail_on = chosen("JIANYAN_FAIL_ON", *value, kLevels);
  return settings;
}

/// $XDG_CONFIG_HOME/jianyan/jianyan.toml, if it is there.
std::optional<std::string> users_file() {
  const auto base = variable("XDG_CONFIG_HOME");
  const auto home = variable("HOME");
  if (!base && !home) return std::nullopt;
  const fs::path path = (base ? fs::path(*base) : fs::path(*home) / ".config") / "jianyan" / kFileName;
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return std::nullopt;
  return path.string();
}

RuleSelection rules_named(const std::string& rule) {
  if (rule.empty()) return RuleSelection::all();
  return RuleSelection::parse({.select = {rule}}).value();  // the reader of the configuration has checked it
}

/// An option or variable says what it sets; a line of a file has to be told.
Message name_of(const Setting<std::string>& setting, std::string_view key) {
  const std::string& origin = setting.origin;
  if (origin.find(':') == origin.npos) return {origin, origin};
  return {fmt::format("{}：{}", origin, key), fmt::format("{}: {}", origin, key)};
}

LintOptions checked_options(const Data& data, const Settings& settings, const std::vector<UserWord>& user_words) {
  Result<LintOptions> options = lint_options(settings);
  if (!options) throw UsageError(options.error().message);
  if (settings.region) require_choice(name_of(*settings.region, "region"), settings.region->value, region_ids(data));
  options->user_words.insert(options->user_words.begin(), user_words.begin(), user_words.end());
  return *std::move(options);
}

std::vector<std::string_view> rule_and_category_names() {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < kCategories; ++i) names.push_back(category_name(static_cast<Category>(i)));
  for (const RuleInfo* rule : rules()) names.push_back(rule->id);
  return names;
}

ListSetting list_setting(const std::vector<std::string>& words, const char* origin) {
  if (words.empty()) return std::nullopt;
  return Setting<std::vector<std::string>>{words, origin};
}

Settings settings_of_options(const RuleOptions& options) {
  Settings settings = options.flags;
  settings.select = list_setting(options.selection.select, "--select");
  settings.ignore = list_setting(options.selection.ignore, "--ignore");
  settings.extend_select = list_setting(options.selection.extend_select, "--extend-select");
  return settings;
}

}  // namespace

void add_rule_options(Tool& tool, RuleOptions& rules) {
  OptionParser& options = tool.options();
  Settings& flags = rules.flags;
  const std::vector<std::string_view> names = rule_and_category_names();
  options.group({"规则", "Rules"});
  options.list(0, "select", "LIST", rules.selection.select,
               {"只用这些规则或类别，逗号分隔", "only these rules or categories, with commas"}, names);
  options.list(0, "ignore", "LIST", rules.selection.ignore, {"不用这些规则或类别", "not these rules or categories"},
               names);
  options.list(0, "extend-select", "LIST", rules.selection.extend_select,
               {"另加这些规则或类别", "these rules or categories besides"}, names);
  options.choice(0, "profile", kProfiles,
                 [&flags](std::string_view name) { flags.profile = {std::string(name), "--profile"}; },
                 {"文种：人大建议、政协提案、公文、网文、最少（默认 auto，自动判断）",
                  "kind of draft: deputies' suggestion, proposal, official document, web, minimal (default: auto)"});
  options.custom(0, "region", "ID", [&flags](std::string_view id) { flags.region = {std::string(id), "--region"}; },
                 {"地区：按当地的条例核对（chongqing、beijing 等，默认全国通用）",
                  "place whose rules of filing hold (chongqing, beijing, ...; default: what holds everywhere)"});
  options.custom(0, "date", "YYYY-MM-DD",
                 [&flags](std::string_view text) { flags.date = checked_date("--date", text); },
                 {"按这一天判断期限是否已过（默认按文稿的落款日期）",
                  "the day by which deadlines have passed (default: the date that the draft bears)"});
  options.choice(0, "typo-level", kTypoLevels,
                 [&flags](std::string_view level) { flags.typo_level = {std::string(level), "--typo-level"}; },
                 {"查错别字：strict 几乎不误报（默认）、normal 较全、eager 最全",
                  "how sure a wrong character must be: strict (default), normal, eager"});
  options.choice(0, "fail-on", kLevels,
                 [&flags](std::string_view level) { flags.fail_on = {std::string(level), "--fail-on"}; },
                 {"有这一级或更重的问题时退出码为 1（jianyan-check 默认 warning）",
                  "exit with 1 on findings of this level or above (jianyan-check: warning)"});
  tool.add_user_dictionary_option();
  options.group({"配置", "Configuration"});
  options.value(0, "config", "FILE", rules.config,
                {"配置文件（默认为文稿上层最近的 jianyan.toml；也可用 JIANYAN_CONFIG 指定）",
                 "configuration (default: the nearest jianyan.toml above a draft; or set JIANYAN_CONFIG)"});
  options.flag(0, "no-config", rules.no_config, {"不读任何配置文件", "read no configuration"});
  options.custom(0, "baseline", "FILE",
                 [&flags](std::string_view path) { flags.baseline = {std::string(path), "--baseline"}; },
                 {"不再报告这个基线文件里记下的旧问题", "pass over the findings that this file has recorded"});
}

RuleSelection selection(const RuleOptions& rules) {
  Result<RuleSelection> selection = RuleSelection::parse(rules.selection);
  if (!selection) throw UsageError(selection.error().message);
  return *std::move(selection);
}

DraftRules::DraftRules(const std::shared_ptr<const Data>& data, Settings settings,
                       const std::vector<UserWord>& user_words, std::shared_ptr<const Baseline> baseline)
    : settings_(std::move(settings)),
      linter_(data, checked_options(*data, settings_, user_words)),
      baseline_(std::move(baseline)) {
  for (const IgnoredFinding& entry : settings_.ignored) ignored_.push_back(rules_named(entry.rule));
  for (const AllowedWord& word : settings_.allowed) allowed_.push_back(rules_named(word.rule));
}

bool DraftRules::fails(const Diagnostic& finding, std::string_view otherwise) const {
  const auto least = severity_from_name(settings_.fail_on ? std::string_view(settings_.fail_on->value) : otherwise);
  return least && finding.severity >= *least;
}

void DraftRules::apply_to(Suppressions& suppressions, const std::string& path) const {
  for (std::size_t i = 0; i < ignored_.size(); ++i) {
    const IgnoredFinding& entry = settings_.ignored[i];
    if (entry.applies_to(path)) suppressions.ignore_text(i, ignored_[i], entry.text);
  }
  for (std::size_t i = 0; i < allowed_.size(); ++i) {
    suppressions.allow_text(i, allowed_[i], settings_.allowed[i].word);
  }
  if (baseline_) suppressions.ignore_baseline(baseline_->of(path_in_baseline(settings_.baseline->value, path)));
}

RulesByDraft::RulesByDraft(Tool& tool, const RuleOptions& options)
    : tool_(tool),
      options_(options),
      variables_(settings_of_variables()),
      flags_(settings_of_options(options)),
      user_words_(tool.user_words()) {
  if (options_.no_config && options_.config) {
    throw UsageError({"--config 与 --no-config 只能用一个", "use either --config or --no-config"});
  }
  if (options_.no_config) return;
  if (const auto path = users_file()) users_ = load(*path);
}

const RulesByDraft::ConfigFile* RulesByDraft::load(const std::string& path) {
  std::unique_ptr<ConfigFile>& file = files_[path];
  if (!file) {
    Result<Config> config = Config::load(path);
    if (!config) throw UsageError(config.error().message);
    file = std::make_unique<ConfigFile>(ConfigFile{path, *std::move(config)});
    tool_.console.detail({"配置文件 " + path, "configuration " + path});
  }
  return file.get();
}

// The name is shown in messages and by --show-config: relative to where the user stands, if that is shorter.
const RulesByDraft::ConfigFile* RulesByDraft::nearest(const std::string& folder) {
  const auto known = nearest_.find(folder);
  if (known != nearest_.end()) return known->second;
  const fs::path path = fs::path(folder) / kFileName;
  std::error_code error;
  const ConfigFile* found = nullptr;
  if (fs::is_regular_file(path, error)) {
    const std::string relative = path.lexically_relative(fs::current_path()).string();
    found = load(relative.empty() || relative.size() >= path.string().size() ? path.string() : relative);
  } else if (const std::string above = fs::path(folder).parent_path().string(); above != folder) {
    found = nearest(above);
  }
  nearest_[folder] = found;
  return found;
}

std::vector<const RulesByDraft::ConfigFile*> RulesByDraft::files_for(const std::string& path) {
  std::vector<const ConfigFile*> files;
  if (options_.no_config) return files;
  if (users_ != nullptr) files.push_back(users_);
  const auto named = options_.config ? options_.config : variable("JIANYAN_CONFIG");
  const ConfigFile* file = named ? load(*named) : nearest(fs::path(path).parent_path().string());
  if (file != nullptr && file != users_) files.push_back(file);
  return files;
}

Settings RulesByDraft::settings_of(const std::string& path) {
  const std::string whole = absolute_path(path);
  Settings settings;
  for (const ConfigFile* file : files_for(whole)) file->config.add_to(settings, whole);
  settings.add(variables_);
  settings.add(flags_);
  if (!with_baseline_) settings.baseline.reset();
  return settings;
}

std::shared_ptr<const Baseline> RulesByDraft::baseline(const Settings& settings) {
  if (!settings.baseline) return nullptr;
  std::shared_ptr<const Baseline>& baseline = baselines_[settings.baseline->value];
  if (!baseline) baseline = std::make_shared<const Baseline>(read_baseline(*settings.baseline));
  return baseline;
}

const DraftRules& RulesByDraft::of(const std::string& path) {
  const std::string whole = absolute_path(path);
  std::vector<Key> key;
  for (const ConfigFile* file : files_for(whole)) key.emplace_back(file, file->config.parts_for(whole));
  std::unique_ptr<DraftRules>& rules = rules_[key];
  if (!rules) {
    if (!data_) data_ = tool_.data();
    Settings settings = settings_of(path);
    auto old = baseline(settings);
    rules = std::make_unique<DraftRules>(data_, std::move(settings), user_words_, std::move(old));
  }
  return *rules;
}

void run_records(Tool& tool, const RuleOptions& options, const AnswerRecordByRules& answer, const TableAnswer& shape) {
  RulesByDraft by_draft(tool, options);
  by_draft.leave_out_baseline();
  const auto answers = [&](const std::string& name) -> AnswerRecord {
    return [&answer, &rules = by_draft.of(name), path = absolute_path(name)](
               Record& record, std::string& out, StreamTally& tally) { answer(rules, path, record, out, tally); };
  };
  run_records(tool, answers, shape);
}

std::string absolute_path(const std::string& name) { return fs::absolute(name).lexically_normal().string(); }

std::string path_in_baseline(const std::string& baseline, const std::string& draft) {
  return fs::path(absolute_path(draft))
      .lexically_relative(fs::path(absolute_path(baseline)).parent_path())
      .generic_string();
}

Baseline read_baseline(const Setting<std::string>& path) {
  std::string text;
  if (const auto error = read_file(path.value, text)) {
    throw UsageError({fmt::format("{}：读不了基线 {}：{}", path.origin, path.value, error->zh),
                      fmt::format("{}: cannot read the baseline {}: {}", path.origin, path.value, error->en)});
  }
  Result<Baseline> baseline = Baseline::parse(text);
  if (!baseline) {
    const Message& why = baseline.error().message;
    throw UsageError({fmt::format("{}：{}", path.value, why.zh), fmt::format("{}: {}", path.value, why.en)});
  }
  return *std::move(baseline);
}

}  // namespace jianyan::tools

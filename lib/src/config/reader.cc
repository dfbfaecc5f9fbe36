// Reads jianyan.toml with toml++. Whatever is wrong ends in one message that names file and line; the reader throws it
// to its own caller, as it would have to be handed up through every function otherwise.
#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <toml++/toml.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <stdexcept>

#include "config/keys.h"
#include "jianyan/config.h"
#include "phrases/pattern.h"
#include "text/edit_distance.h"
#include "text/utf8.h"

namespace jianyan {
namespace {

namespace fs = std::filesystem;

struct Fault {
  Message message;
};

[[noreturn]] void fail(const std::string& place, const Message& message) {
  throw Fault{{fmt::format("{}：{}", place, message.zh), fmt::format("{}: {}", place, message.en)}};
}

std::string read_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  if (!file.is_open() || file.bad()) fail(path, {"读不了这个文件", "cannot be read"});
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  if (valid_utf8_prefix(text) != text.size()) fail(path, {"不是 UTF-8 编码", "is not in UTF-8"});
  return text;
}

Message did_you_mean(std::string_view word, const std::vector<std::string_view>& names) {
  const auto near = nearest_name(word, names);
  if (!near) return {};
  return {fmt::format("，是不是想写“{}”？", *near), fmt::format("; did you mean '{}'?", *near)};
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

void require_choice(const std::string& place, std::string_view value, const std::vector<std::string_view>& choices) {
  if (std::find(choices.begin(), choices.end(), value) != choices.end()) return;
  const Message guess = did_you_mean(value, choices);
  fail(place, {fmt::format("不能是“{}”，可以是 {}{}", value, fmt::join(choices, "、"), guess.zh),
               fmt::format("cannot be '{}', only {}{}", value, fmt::join(choices, ", "), guess.en)});
}

void require_rule(const std::string& place, const std::string& word) {
  const Result<RuleSelection> selection = RuleSelection::parse({.select = {word}});
  if (!selection) fail(place, selection.error().message);
}

bool is_rule_id(std::string_view word) { return find_rule(word) != nullptr; }

}  // namespace

class ConfigReader {
 public:
  ConfigReader(Config& config, std::string path) : config_(config), path_(std::move(path)) {
    folder_ = fs::absolute(path_).parent_path().lexically_normal().string();
  }

  // `open`: the files that are being read, to tell a circle.
  void read(std::string_view text, std::vector<std::string>& open) {
    const toml::parse_result parsed = toml::parse(text, path_);
    if (!parsed) {
      const toml::parse_error& error = parsed.error();
      fail(fmt::format("{}:{}", path_, error.source().begin.line),
           {fmt::format("不合 TOML 语法：{}", error.description()), fmt::format("not TOML: {}", error.description())});
    }
    const toml::table& root = parsed.table();
    check_keys(root, "", false);
    for (const auto& base : texts(root, "extends")) extend(base, open);
    Config::Part general;
    general.folder = folder_;
    read_settings(root, general.settings);
    read_ignored(root, general.settings);
    config_.parts_.push_back(std::move(general));
    for (const toml::table* section : tables(root, "path")) read_part(*section);
  }

  static void load(Config& config, const std::string& path, std::vector<std::string>& open) {
    std::error_code error;
    const std::string real = fs::weakly_canonical(path, error).string();
    if (std::find(open.begin(), open.end(), real) != open.end()) {
      fail(path, {"extends 绕成了一圈", "extends itself"});
    }
    open.push_back(real);
    ConfigReader(config, path).read(read_text(path), open);
    open.pop_back();
  }

 private:
  [[nodiscard]] std::string place(const toml::node& node) const {
    return fmt::format("{}:{}", path_, node.source().begin.line);
  }

  [[nodiscard]] std::string beside(const std::string& name) const { return (fs::path(folder_) / name).string(); }

  void extend(const Setting<std::string>& base, std::vector<std::string>& open) {
    // Shown as it was found from here: "../jianyan.toml".
    const std::string path = (fs::path(path_).parent_path() / base.value).lexically_normal().string();
    try {
      load(config_, path, open);
    } catch (const Fault& fault) {
      if (fs::exists(path)) throw;
      fail(base.origin, {fmt::format("找不到 extends 的文件 {}", path), fmt::format("cannot find {} to extend", path)});
    }
  }

  // `prefix` is the table's name with a dot; "" for the file itself and for [[path]].
  void check_keys(const toml::table& table, std::string_view prefix, bool in_path) const {
    std::vector<std::string_view> names;
    for (const ConfigKey& key : config_keys()) {
      if (!key.name.starts_with(prefix) || (in_path && !key.in_paths)) continue;
      const std::string_view rest = key.name.substr(prefix.size());
      names.push_back(rest.substr(0, rest.find('.')));
    }
    if (in_path && prefix.empty()) names.push_back("files");
    for (const auto& [key, value] : table) {
      if (std::find(names.begin(), names.end(), key.str()) != names.end()) continue;
      const Message guess = did_you_mean(key.str(), names);
      fail(place(value), {fmt::format("没有设置项“{}{}”{}", prefix, key.str(), guess.zh),
                          fmt::format("no key '{}{}'{}", prefix, key.str(), guess.en)});
    }
  }

  [[nodiscard]] std::string text_of(const toml::node& node) const {
    const auto text = node.value<std::string>();
    if (!node.is_string()) fail(place(node), {"应为加引号的文字", "must be a string"});
    return *text;
  }

  [[nodiscard]] TextSetting text(const toml::table& table, std::string_view key,
                                 const std::vector<std::string_view>& choices = {}) const {
    const toml::node* node = table.get(key);
    if (node == nullptr) return std::nullopt;
    std::string value = text_of(*node);
    if (!choices.empty()) require_choice(place(*node), value, choices);
    return Setting<std::string>{std::move(value), place(*node)};
  }

  // A list of texts, or one.
  [[nodiscard]] std::vector<Setting<std::string>> texts(const toml::table& table, std::string_view key) const {
    std::vector<Setting<std::string>> found;
    const toml::node* node = table.get(key);
    if (node == nullptr) return found;
    if (const toml::array* list = node->as_array()) {
      for (const toml::node& item : *list) found.push_back({text_of(item), place(item)});
    } else {
      found.push_back({text_of(*node), place(*node)});
    }
    return found;
  }

  [[nodiscard]] ListSetting list(const toml::table& table, std::string_view key) const {
    const toml::node* node = table.get(key);
    if (node == nullptr) return std::nullopt;
    ListSetting setting{{{}, place(*node)}};
    for (const Setting<std::string>& word : texts(table, key)) {
      require_rule(word.origin, word.value);
      setting->value.push_back(word.value);
    }
    return setting;
  }

  [[nodiscard]] CountSetting count(const toml::table& table, std::string_view key) const {
    const toml::node* node = table.get(key);
    if (node == nullptr) return std::nullopt;
    const auto number = node->value<std::int64_t>();
    if (!node->is_integer() || *number < 1 || *number > 10'000'000) {
      fail(place(*node), {"应为正整数", "must be a whole number over 0"});
    }
    return Setting<unsigned>{static_cast<unsigned>(*number), place(*node)};
  }

  [[nodiscard]] const toml::table* table_in(const toml::table& table, std::string_view key) const {
    const toml::node* node = table.get(key);
    if (node == nullptr) return nullptr;
    if (!node->is_table()) {
      fail(place(*node), {fmt::format("{} 应写成一节：[{}]", key, key), fmt::format("{} is a table: [{}]", key, key)});
    }
    return node->as_table();
  }

  [[nodiscard]] std::vector<const toml::table*> tables(const toml::table& table, std::string_view key) const {
    std::vector<const toml::table*> found;
    const toml::node* node = table.get(key);
    if (node == nullptr) return found;
    const toml::array* list = node->as_array();
    const auto is_table = [](const toml::node& item) { return item.is_table(); };
    if (list == nullptr || !std::all_of(list->begin(), list->end(), is_table)) {
      // Who knows other linters writes ignore = ["rule"].
      const bool rules = key == "ignore";
      fail(place(*node),
           {fmt::format("{0} 应写成 [[{0}]]{1}", key, rules ? "；要停用规则，请写 [rules] 规则 = \"off\"" : ""),
            fmt::format("{0} is written as [[{0}]]{1}", key,
                        rules ? "; to switch a rule off: [rules] rule = \"off\"" : "")});
    }
    for (const toml::node& item : *list) found.push_back(item.as_table());
    return found;
  }

  void read_part(const toml::table& table) {
    check_keys(table, "", true);
    Config::Part part;
    part.folder = folder_;
    std::string patterns;
    for (const Setting<std::string>& pattern : texts(table, "files")) patterns += pattern.value + "\n";
    if (patterns.empty()) fail(place(table), {"[[path]] 要用 files 写明是哪些文稿", "[[path]] needs files"});
    part.patterns = PathPatterns(patterns);
    read_settings(table, part.settings);
    config_.parts_.push_back(std::move(part));
  }

  void read_settings(const toml::table& table, Settings& settings) {
    settings.profile = text(table, "profile", {"auto", "npc", "cppcc", "official", "web", "minimal"});
    settings.region = text(table, "region");
    settings.date = text(table, "date");
    if (settings.date && !day_from_text(settings.date->value)) {
      fail(settings.date->origin, {"date 要写成 \"2026-01-15\" 这样的日期", "date is a day such as \"2026-01-15\""});
    }
    settings.fail_on = text(table, "fail-on", {"error", "warning", "info", "never"});
    settings.typo_level = text(table, "typo-level", {"strict", "normal", "eager"});
    settings.baseline = text(table, "baseline");
    if (settings.baseline) settings.baseline->value = beside(settings.baseline->value);
    settings.select = list(table, "select");
    settings.extend_select = list(table, "extend-select");
    if (const toml::table* length = table_in(table, "length")) {
      check_keys(*length, "length.", false);
      settings.shortest = count(*length, "least");
      settings.longest = count(*length, "most");
    }
    if (const toml::table* layout = table_in(table, "layout")) read_layout(*layout, settings);
    if (const toml::table* rules = table_in(table, "rules")) read_rules(*rules, settings);
    if (const toml::table* words = table_in(table, "words")) read_words(*words, settings);
    refuse_contradictions(settings);
  }

  void read_layout(const toml::table& table, Settings& settings) const {
    check_keys(table, "layout.", false);
    for (const auto& [key, value] : table) {
      const std::string name(key.str());
      const Setting<std::string> setting{value.is_number() ? fmt::format("{}", *value.value<double>()) : text_of(value),
                                         place(value)};
      LayoutStandard standard;
      if (const auto fault = set_layout_value(standard, name, setting.value)) {
        fail(setting.origin,
             {fmt::format("layout.{} {}", name, fault->zh), fmt::format("layout.{}: {}", name, fault->en)});
      }
      settings.layout.insert_or_assign(name, setting);
    }
  }

  void read_rules(const toml::table& table, Settings& settings) {
    for (const auto& [key, value] : table) {
      const std::string word(key.str());
      require_rule(place(value), word);
      RuleSetting setting{word, std::nullopt, true, place(value)};
      if (const toml::table* details = value.as_table()) read_rule_table(*details, word, setting, settings);
      else set_level(text_of(value), setting);
      settings.rules.push_back(std::move(setting));
    }
    // What is said of a rule is stronger than what is said of its category, wherever it stands.
    const auto rank = [](const RuleSetting& s) { return s.rule == "all" ? 0 : is_rule_id(s.rule) ? 2 : 1; };
    std::stable_sort(settings.rules.begin(), settings.rules.end(),
                     [&](const RuleSetting& a, const RuleSetting& b) { return rank(a) < rank(b); });
  }

  void set_level(const std::string& level, RuleSetting& setting) const {
    require_choice(setting.origin, level, {"off", "on", "info", "warning", "error"});
    setting.severity = severity_from_name(level);
    setting.on = level != "off";
  }

  void read_rule_table(const toml::table& table, const std::string& rule, RuleSetting& setting,
                       Settings& settings) const {
    for (const auto& [key, value] : table) {
      if (key.str() == "severity") {
        set_level(text_of(value), setting);
      } else if (key.str() == "allowed") {
        for (const Setting<std::string>& word : texts(table, "allowed")) {
          settings.allowed.push_back({word.value, rule, word.origin});
        }
      } else {
        const Message guess = did_you_mean(key.str(), {"severity", "allowed"});
        fail(place(value), {fmt::format("规则没有设置项“{}”{}", key.str(), guess.zh),
                            fmt::format("a rule has no key '{}'{}", key.str(), guess.en)});
      }
    }
  }

  void read_words(const toml::table& table, Settings& settings) {
    check_keys(table, "words.", false);
    for (const Setting<std::string>& word : texts(table, "allowed")) add_allowed(word.value, word.origin, settings);
    for (const Setting<std::string>& file : texts(table, "allowed-files")) read_allowed_file(file, settings);
    for (const toml::table* word : tables(table, "unwanted")) {
      check_keys(*word, "words.unwanted.", false);
      const auto value = [&](std::string_view key) {
        const TextSetting setting = text(*word, key);
        return setting ? setting->value : std::string();
      };
      const TextSetting severity = text(*word, "severity", {"info", "warning", "error"});
      add_unwanted({value("word"), value("preferred"), value("message"),
                    severity ? *severity_from_name(severity->value) : Severity::warning},
                   place(*word), settings);
    }
    for (const Setting<std::string>& file : texts(table, "unwanted-files")) read_unwanted_file(file, settings);
  }

  void add_allowed(const std::string& word, const std::string& origin, Settings& settings) const {
    if (word.empty()) fail(origin, {"词语是空的", "the word is empty"});
    settings.allowed.push_back({word, {}, origin});
  }

  void add_unwanted(UnwantedWord word, const std::string& origin, Settings& settings) const {
    if (word.word.empty()) fail(origin, {"缺少 word（不用的词语）", "word is missing"});
    try {
      (void)parse_phrase(word.word);
    } catch (const std::invalid_argument& error) {
      fail(origin, {fmt::format("词语“{}”看不懂：{}", word.word, error.what()),
                    fmt::format("cannot use the word '{}': {}", word.word, error.what())});
    }
    for (const Setting<UnwantedWord>& other : settings.unwanted) {
      if (other.value.word != word.word) continue;
      fail(origin, {fmt::format("“{}”写了两次，另一处在 {}", word.word, other.origin),
                    fmt::format("'{}' stands twice, also at {}", word.word, other.origin)});
    }
    settings.unwanted.push_back({std::move(word), origin});
  }

  // Calls use(line, place) for each line of a list that is neither blank nor a comment.
  template <class Use>
  void read_lines(const Setting<std::string>& file, Use use) const {
    const std::string path = (fs::path(path_).parent_path() / file.value).lexically_normal().string();
    std::error_code error;
    if (!fs::is_regular_file(path, error)) {
      fail(file.origin, {fmt::format("找不到词表 {}", path), fmt::format("cannot find the list {}", path)});
    }
    const std::string text = read_text(path);
    std::size_t number = 0;
    for (std::string_view line : split(text, '\n')) {
      ++number;
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (!line.empty() && line[0] != '#') use(line, fmt::format("{}:{}", path, number));
    }
  }

  void read_allowed_file(const Setting<std::string>& file, Settings& settings) const {
    read_lines(file, [&](std::string_view line, const std::string& origin) {
      if (line.find('\t') != std::string_view::npos) {
        fail(origin, {"一行只写一个词，不要制表符", "one word a line, without tabs"});
      }
      add_allowed(std::string(line), origin, settings);
    });
  }

  void read_unwanted_file(const Setting<std::string>& file, Settings& settings) const {
    read_lines(file, [&](std::string_view line, const std::string& origin) {
      std::vector<std::string_view> cells = split(line, '\t');
      if (cells.size() > 4) {
        fail(origin, {"这一行超过四栏：词语、改用、说明、级别", "more than four columns: word, preferred, message, severity"});
      }
      cells.resize(4);
      if (!cells[3].empty()) require_choice(origin, cells[3], {"info", "warning", "error"});
      add_unwanted({std::string(cells[0]), std::string(cells[1]), std::string(cells[2]),
                    severity_from_name(cells[3]).value_or(Severity::warning)},
                   origin, settings);
    });
  }

  void read_ignored(const toml::table& root, Settings& settings) const {
    for (const toml::table* table : tables(root, "ignore")) {
      check_keys(*table, "ignore.", false);
      IgnoredFinding ignored;
      ignored.origin = place(*table);
      ignored.folder = folder_;
      for (const Setting<std::string>& file : texts(*table, "file")) ignored.files.push_back(file.value);
      if (const TextSetting rule = text(*table, "rule")) {
        require_rule(rule->origin, rule->value);
        ignored.rule = rule->value;
      }
      if (const TextSetting words = text(*table, "text")) ignored.text = words->value;
      if (const TextSetting reason = text(*table, "reason")) ignored.reason = reason->value;
      if (ignored.reason.empty()) fail(ignored.origin, {"[[ignore]] 要用 reason 写明理由", "[[ignore]] needs a reason"});
      if (ignored.rule.empty() && ignored.text.empty()) {
        fail(ignored.origin, {"[[ignore]] 至少要写 rule 或 text", "[[ignore]] needs a rule or a text"});
      }
      settings.ignored.push_back(std::move(ignored));
    }
  }

  // What one file says twice and differently.
  static void refuse_contradictions(const Settings& settings) {
    for (const ListSetting* chosen : {&settings.select, &settings.extend_select}) {
      if (!*chosen) continue;
      for (const RuleSetting& rule : settings.rules) {
        const auto& words = (*chosen)->value;
        if (rule.on || std::find(words.begin(), words.end(), rule.rule) == words.end()) continue;
        fail(rule.origin, {fmt::format("{} 停用了，{} 却又选用它", rule.rule, (*chosen)->origin),
                           fmt::format("{} is off, and selected at {}", rule.rule, (*chosen)->origin)});
      }
    }
  }

  Config& config_;
  std::string path_;
  std::string folder_;
};

Result<Config> Config::load(const std::string& path) {
  Config config;
  try {
    std::vector<std::string> open;
    ConfigReader::load(config, path, open);
  } catch (const Fault& fault) {
    return Error{ErrorCode::bad_configuration, fault.message};
  }
  return config;
}

Result<Config> Config::parse(std::string_view toml, const std::string& path) {
  Config config;
  try {
    std::vector<std::string> open;
    ConfigReader(config, path).read(toml, open);
  } catch (const Fault& fault) {
    return Error{ErrorCode::bad_configuration, fault.message};
  }
  return config;
}

}  // namespace jianyan

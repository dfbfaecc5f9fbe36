// What is made of the table of keys, and of settings: the commented example, the schema, --show-config.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "config/keys.h"
#include "jianyan/config.h"

namespace jianyan {
namespace {

using Json = nlohmann::ordered_json;

std::string toml_string(std::string_view text) {
  return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);  // of JSON's strings all are TOML's
}

std::string toml_string(const std::vector<std::string>& texts) {
  std::string out = "[";
  for (const std::string& text : texts) out += (out.size() > 1 ? ", " : "") + toml_string(text);
  return out + "]";
}

// "key = value", and where it came from.
std::string line(std::string_view key, const std::string& value, const std::string& origin) {
  return fmt::format("{:<40}  # {}\n", fmt::format("{} = {}", key, value), origin);
}

class SettingsPrinter {
 public:
  SettingsPrinter(const Settings& settings, Language language)
      : settings_(settings), default_(language == Language::zh ? "默认值" : "default") {}

  std::string print() {
    text("profile", settings_.profile, "auto");
    text("region", settings_.region, "");
    text("date", settings_.date, "");
    text("fail-on", settings_.fail_on, "warning");
    text("typo-level", settings_.typo_level, "strict");
    text("baseline", settings_.baseline, "");
    list("select", settings_.select);
    list("extend-select", settings_.extend_select);
    // No key of the file, where a rule is switched off in [rules]: it comes from the command line.
    if (settings_.ignore)
      out_ += "# --ignore " + line("ignore", toml_string(settings_.ignore->value), settings_.ignore->origin);
    length();
    layout();
    rules();
    words();
    ignored();
    return std::move(out_);
  }

 private:
  void text(std::string_view key, const TextSetting& setting, std::string_view otherwise) {
    if (setting) out_ += line(key, toml_string(setting->value), setting->origin);
    else out_ += (otherwise.empty() ? "# " : "") + line(key, toml_string(otherwise), default_);
  }

  void list(std::string_view key, const ListSetting& setting) {
    if (setting) out_ += line(key, toml_string(setting->value), setting->origin);
    else out_ += line(key, key == "select" ? "[\"all\"]" : "[]", default_);
  }

  void length() {
    out_ += "\n[length]\n";
    for (const auto& [key, setting] :
         {std::pair{"least", &settings_.shortest}, std::pair{"most", &settings_.longest}}) {
      if (*setting) out_ += line(key, std::to_string((*setting)->value), (*setting)->origin);
      else out_ += "# " + line(key, "0", default_);
    }
  }

  void layout() {
    out_ += "\n[layout]\n";
    for (const ConfigKey& key : config_keys()) {
      if (!key.name.starts_with("layout.")) continue;
      const std::string_view name = key.name.substr(std::string_view("layout.").size());
      const auto value = [&](const std::string& text) {
        return key.value == ConfigValue::number ? text : toml_string(text);
      };
      const auto set = settings_.layout.find(name);
      if (set != settings_.layout.end()) out_ += line(name, value(set->second.value), set->second.origin);
      else out_ += "# " + line(name, std::string(key.example), default_);  // the examples are the defaults
    }
  }

  // One line for each rule: the one that holds.
  void rules() {
    out_ += "\n[rules]\n";
    for (auto rule = settings_.rules.begin(); rule != settings_.rules.end(); ++rule) {
      const auto same = [&](const RuleSetting& other) { return other.rule == rule->rule; };
      if (std::any_of(rule + 1, settings_.rules.end(), same)) continue;
      const std::string_view level = !rule->on ? "off" : rule->severity ? severity_name(*rule->severity) : "on";
      out_ += line(rule->rule, toml_string(level), rule->origin);
    }
  }

  void words() {
    out_ += "\n[words]\nallowed = [\n";
    for (const AllowedWord& word : settings_.allowed) {
      const std::string rule = word.rule.empty() ? "" : word.rule + ", ";
      out_ += fmt::format("  {:<38}  # {}{}\n", toml_string(word.word) + ",", rule, word.origin);
    }
    out_ += "]\n";
    for (const auto& [word, origin] : settings_.unwanted) {
      out_ += "\n[[words.unwanted]]\n" + line("word", toml_string(word.word), origin);
      if (!word.preferred.empty()) out_ += fmt::format("preferred = {}\n", toml_string(word.preferred));
      if (!word.message.empty()) out_ += fmt::format("message = {}\n", toml_string(word.message));
      out_ += fmt::format("severity = {}\n", toml_string(severity_name(word.severity)));
    }
  }

  void ignored() {
    for (const IgnoredFinding& entry : settings_.ignored) {
      out_ += "\n[[ignore]]\n";
      if (!entry.files.empty()) out_ += fmt::format("file = {}\n", toml_string(entry.files));
      if (!entry.rule.empty()) out_ += fmt::format("rule = {}\n", toml_string(entry.rule));
      if (!entry.text.empty()) out_ += fmt::format("text = {}\n", toml_string(entry.text));
      out_ += line("reason", toml_string(entry.reason), entry.origin);
    }
  }

  const Settings& settings_;
  std::string default_;
  std::string out_;
};

Json strings() { return {{"type", "string"}}; }

Json text_or_list() { return {{"oneOf", Json::array({strings(), {{"type", "array"}, {"items", strings()}}})}}; }

Json rule_values() {
  const Json level{{"enum", {"off", "on", "info", "warning", "error"}}};
  Json table{{"type", "object"}, {"additionalProperties", false}};
  table["properties"] = {{"severity", level}, {"allowed", text_or_list()}};
  Json any{{"oneOf", Json::array({level, table})}};
  Json properties = Json::object();
  properties["all"] = any;
  for (std::size_t i = 0; i < kCategories; ++i) properties[std::string(category_name(static_cast<Category>(i)))] = any;
  for (const RuleInfo* rule : rules()) {
    properties[std::string(rule->id)] = any;
    properties[std::string(rule->id)]["description"] = rule->summary_zh;
  }
  return {{"type", "object"}, {"additionalProperties", false}, {"properties", properties}};
}

Json value_schema(const ConfigKey& key) {
  Json schema;
  switch (key.value) {
    case ConfigValue::text: schema = strings(); break;
    case ConfigValue::texts: schema = text_or_list(); break;
    case ConfigValue::count: schema = {{"type", "integer"}, {"minimum", 1}}; break;
    case ConfigValue::number: schema = {{"type", "number"}, {"minimum", 0}}; break;
    case ConfigValue::rules: schema = rule_values(); break;
    case ConfigValue::tables:
      schema = {{"type", "array"}, {"items", {{"type", "object"}, {"additionalProperties", false}}}};
      break;
  }
  if (!key.choices.empty()) {
    Json choices = Json::array();
    for (std::string_view rest = key.choices; !rest.empty();) {
      const std::string_view choice = rest.substr(0, rest.find('|'));
      choices.push_back(choice);
      rest.remove_prefix(std::min(choice.size() + 1, rest.size()));
    }
    schema = {{"enum", choices}};
  }
  schema["description"] = key.help.zh;
  return schema;
}

/// The object whose properties hold the last part of a key.
Json& parent_of(Json& root, std::string_view name) {
  Json* object = &root;
  for (std::size_t dot = name.find('.'); dot != std::string_view::npos; dot = name.find('.')) {
    Json& next = (*object)["properties"][std::string(name.substr(0, dot))];
    if (next.is_null()) next = {{"type", "object"}, {"additionalProperties", false}};
    object = next.contains("items") ? &next["items"] : &next;
    name.remove_prefix(dot + 1);
  }
  return *object;
}

std::string last_part(std::string_view name) { return std::string(name.substr(name.rfind('.') + 1)); }

void add_key(Json& root, const ConfigKey& key, std::string_view name) {
  parent_of(root, name)["properties"][last_part(name)] = value_schema(key);
}

}  // namespace

std::string show_settings(const Settings& settings, Language language) {
  return SettingsPrinter(settings, language).print();
}

// Keys of one table stand together under its head; of [[tables]] an example is made of all their keys.
std::string example_config(Language language) {
  const bool chinese = language == Language::zh;
  std::string out = chinese ? "# 建言的配置。去掉行首的“#”，设置才生效；jianyan-check --show-config 显示实际的设置。\n"
                            : "# The configuration of jianyan. Take the # off what you want to set; jianyan-check "
                              "--show-config prints what holds.\n";
  std::string table;
  for (const ConfigKey& key : config_keys()) {
    const std::size_t dot = key.name.rfind('.');
    const std::string head(dot == std::string_view::npos ? "" : key.name.substr(0, dot));
    if (key.value == ConfigValue::tables) {
      out += fmt::format("\n# {}\n# [[{}]]\n", key.help.in(language), key.name);
      table = key.name;
    } else if (key.value == ConfigValue::rules) {
      out += fmt::format("\n# {}\n[rules]\n# too-many-marks = \"off\"\n# doubled-mark = \"warning\"\n",
                         key.help.in(language));
      table = key.name;
    } else if (head == table && (table == "words.unwanted" || table == "ignore" || table == "path")) {
      out += fmt::format("# {:<32} # {}\n", fmt::format("{} = {}", last_part(key.name), key.example),
                         key.help.in(language));
    } else {
      if (head != table) out += fmt::format("\n[{}]\n", head);
      else out += "\n";
      table = head;
      out += fmt::format("# {}\n# {} = {}\n", key.help.in(language), last_part(key.name), key.example);
    }
  }
  return out + "# profile = \"web\"\n";
}

std::string config_schema() {
  Json root{{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", "jianyan.toml"}, {"type", "object"},
            {"additionalProperties", false}};
  for (const ConfigKey& key : config_keys()) add_key(root, key, key.name);
  for (const ConfigKey& key : config_keys()) {
    if (key.in_paths) add_key(root, key, "path." + std::string(key.name));
  }
  root["properties"]["ignore"]["items"]["required"] = {"reason"};
  root["properties"]["path"]["items"]["required"] = {"files"};
  root["properties"]["words"]["properties"]["unwanted"]["items"]["required"] = {"word"};
  return root.dump(1) + "\n";
}

}  // namespace jianyan

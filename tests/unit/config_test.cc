#include "jianyan/config.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

namespace jianyan {
namespace {

Settings settings_of(std::string_view toml, const std::string& draft = "/drafts/a.txt") {
  const Result<Config> config = Config::parse(toml, "/drafts/jianyan.toml");
  REQUIRE_MESSAGE(config.has_value(), config.error().message.en);
  Settings settings;
  config->add_to(settings, draft);
  return settings;
}

std::string error_of(std::string_view toml) {
  const Result<Config> config = Config::parse(toml, "j.toml");
  return config ? "" : config.error().message.en;
}

TEST_CASE("config: settings and where they come from") {
  const Settings settings = settings_of(
      "profile = \"cppcc\"\n[length]\nleast = 300\n[rules]\ndoubled-mark = \"off\"\npunctuation = \"info\"\n"
      "[words]\nallowed = [\"云溪通\"]\n[[words.unwanted]]\nword = \"搞好\"\nseverity = \"error\"\n"
      "[[ignore]]\nrule = \"repeated-word\"\ntext = \"好好学习\"\nreason = \"校训\"\n");
  CHECK(settings.profile->value == "cppcc");
  CHECK(settings.profile->origin == "/drafts/jianyan.toml:1");
  CHECK(settings.shortest->value == 300);
  CHECK(settings.allowed.at(0).word == "云溪通");
  CHECK(settings.unwanted.at(0).value.severity == Severity::error);
  CHECK(settings.ignored.at(0).applies_to("/drafts/a.txt"));
  const Result<LintOptions> options = lint_options(settings);
  REQUIRE(options);
  CHECK(options->profile == Profile::cppcc);
  CHECK_FALSE(options->selection.contains(*find_rule("doubled-mark")));
  CHECK(options->selection.contains(*find_rule("halfwidth-comma")));
  CHECK(options->severities.size() == 1);
}

TEST_CASE("config: sections for paths") {
  const std::string_view toml = "profile = \"npc\"\n[[path]]\nfiles = [\"旧稿/\", \"*.md\"]\nprofile = \"web\"\n";
  CHECK(settings_of(toml, "/drafts/a.txt").profile->value == "npc");
  CHECK(settings_of(toml, "/drafts/a.md").profile->value == "web");
  CHECK(settings_of(toml, "/drafts/旧稿/b/c.txt").profile->value == "web");
  CHECK(settings_of(toml, "/elsewhere/a.md").profile->value == "npc");
}

TEST_CASE("config: stronger layers") {
  Settings settings = settings_of("profile = \"npc\"\nregion = \"beijing\"\n[rules]\ndoubled-mark = \"off\"\n");
  Settings flags;
  flags.profile = Setting<std::string>{"web", "--profile"};
  flags.select = Setting<std::vector<std::string>>{{"doubled-mark"}, "--select"};
  settings.add(flags);
  CHECK(settings.profile->value == "web");
  CHECK(settings.region->value == "beijing");
  CHECK(lint_options(settings)->selection.contains(*find_rule("doubled-mark")));
}

TEST_CASE("config: errors name file and line, and what was meant") {
  struct {
    const char* toml;
    const char* error;
  } const cases[] = {
      {"profil = \"npc\"", "j.toml:1: no key 'profil'; did you mean 'profile'?"},
      {"\n[words]\nalowed = []", "j.toml:3: no key 'words.alowed'; did you mean 'allowed'?"},
      {"profile = \"ncp\"", "j.toml:1: cannot be 'ncp'"},
      {"profile = 1", "j.toml:1: must be a string"},
      {"[rules]\ndoubled-mrak = \"off\"", "j.toml:2: no rule or category is called 'doubled-mrak'; did you mean 'doubled-mark'"},
      {"[rules]\ndoubled-mark = \"of\"", "j.toml:2: cannot be 'of'"},
      {"[rules]\ndoubled-mark = { severty = \"info\" }", "j.toml:2: a rule has no key 'severty'; did you mean 'severity'?"},
      {"a = = 1", "j.toml:1: not TOML"},
      {"[length]\nleast = 0", "j.toml:2: must be a whole number over 0"},
      {"date = \"soon\"", "j.toml:1: date is a day"},
      {"ignore = [\"doubled-mark\"]", "j.toml:1: ignore is written as [[ignore]]; to switch a rule off"},
      {"[[ignore]]\nrule = \"doubled-mark\"", "j.toml:1: [[ignore]] needs a reason"},
      {"[[ignore]]\nreason = \"x\"", "j.toml:1: [[ignore]] needs a rule or a text"},
      {"[[path]]\nprofile = \"web\"", "j.toml:1: [[path]] needs files"},
      {"select = [\"doubled-mark\"]\n[rules]\ndoubled-mark = \"off\"", "j.toml:3: doubled-mark is off, and selected at j.toml:1"},
      {"[[words.unwanted]]\nword = \"甲\"\n[[words.unwanted]]\nword = \"甲\"", "j.toml:3: '甲' stands twice, also at j.toml:1"},
      {"[words]\nallowed-files = \"none.txt\"", "j.toml:2: cannot find the list none.txt"},
      {"extends = \"none.toml\"", "j.toml:1: cannot find none.toml to extend"},
  };
  for (const auto& c : cases) {
    CAPTURE(std::string(c.toml));
    CAPTURE(error_of(c.toml));
    CHECK(error_of(c.toml).starts_with(c.error));
  }
}

TEST_CASE("config: settings that contradict each other") {
  CHECK(lint_options(settings_of("[length]\nleast = 9\nmost = 8\n")).error().message.en ==
        "/drafts/jianyan.toml:2: the least length 9 is more than the most 8 (/drafts/jianyan.toml:3)");
  CHECK_FALSE(lint_options(settings_of("[words]\nallowed = \"甲\"\n[[words.unwanted]]\nword = \"甲\"\n")));
}

TEST_CASE("config: what is made of the keys can be read") {
  CHECK(Config::parse(example_config(Language::zh), "j.toml").has_value());
  CHECK(Config::parse(example_config(Language::en), "j.toml").has_value());
  CHECK(Config::parse(show_settings(settings_of("profile = \"web\"\n"), Language::zh), "j.toml").has_value());
  const auto schema = nlohmann::json::parse(config_schema());
  CHECK(schema["properties"]["rules"]["properties"].contains("doubled-mark"));
  CHECK(schema["properties"]["path"]["items"]["properties"].contains("profile"));
}

}  // namespace
}  // namespace jianyan

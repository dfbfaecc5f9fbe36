// jianyan-lexicon: builds the data file, and shows what is in one.
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "data/data_writer.h"
#include "classify/tables.h"
#include "data/build/table.h"
#include "data/data_format.h"
#include "jianyan/data.h"
#include "jianyan/version.h"
#include "language/bigrams.h"
#include "language/build/kenlm_file.h"
#include "language/build/language_model.h"
#include "language/build/name_counts.h"
#include "language/build/standard_words.h"
#include "language/lexicon.h"
#include "language/names.h"
#include "phrases/build/opencc_table.h"
#include "phrases/build/phrase_table.h"
#include "phrases/phrase_lists.h"
#include "text/utf8.h"

namespace {

using namespace jianyan;
namespace fs = std::filesystem;

constexpr int kUsage = 2;
constexpr int kNotWritten = 4;

/// What went into the file, for its section "sources" and its hash.
class Sources {
 public:
  void add(const std::string& name, const std::string& licence, std::uint64_t hash, std::size_t entries) {
    text_ += fmt::format("{}\t{}\t{:016x}\t{}\n", name, licence, hash, entries);
  }
  void add(const fs::path& file, const Table& table) {
    add(fmt::format("{} ({})", file.filename().string(), table.source), table.licence, table.hash, table.rows.size());
  }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
};

struct BuildOptions {
  fs::path output;
  fs::path kenlm;
  fs::path jieba;
  std::vector<fs::path> whole;
  fs::path cut;
  fs::path names;
  fs::path surnames;
  std::vector<fs::path> phrases;
  std::vector<fs::path> regions;
  fs::path opencc_characters;
  fs::path opencc_phrases;
  fs::path topics, terms, levels;
  std::vector<fs::path> units, places;
};

/// Calls use(first column) for each row of a table.
template <class Use>
void for_each_row(const fs::path& file, Sources& sources, Use use) {
  const Table table = read_table(file, 1);
  for (const std::vector<std::string>& row : table.rows) use(row.front());
  sources.add(file, table);
}

StandardWords read_standard_words(const BuildOptions& options, Sources& sources) {
  StandardWords standard;
  const std::string jieba = read_source(options.jieba);
  standard.add_jieba(jieba);
  sources.add(fmt::format("{} (python3-jieba)", options.jieba.filename().string()), "MIT", hash_of(jieba),
              standard.words().size());
  for (const fs::path& file : options.whole) {
    for_each_row(file, sources, [&](const std::string& word) { standard.add(word); });
  }
  for_each_row(options.cut, sources, [&](const std::string& word) { standard.remove(word); });
  for_each_row(options.names, sources, [&](const std::string& word) { standard.add_name(word); });
  return standard;
}

NameCounts count_names(const BuildOptions& options, const StandardWords& standard, Sources& sources) {
  std::set<std::u32string> surnames;
  for_each_row(options.surnames, sources, [&](const std::string& word) { surnames.insert(to_utf32(word)); });
  NameCounts counts(std::move(surnames));
  for (const std::string& name : standard.perhaps_names()) counts.add(to_utf32(name));
  return counts;
}

std::vector<std::byte> compile_phrase_lists(const BuildOptions& options, Sources& sources) {
  std::vector<PhraseTable> tables;
  for (const fs::path& file : options.phrases) tables.push_back(read_phrase_table(file));
  if (!options.opencc_characters.empty()) {
    PhraseTable own;
    for (const PhraseTable& table : tables)
      if (table.file.stem() == kTraditionalList) own = table;
    tables.push_back(read_opencc(options.opencc_characters, options.opencc_phrases, own));
  }
  for (const PhraseTable& table : tables) {
    sources.add(fmt::format("{} ({})", table.file.filename().string(), table.source), table.licence, table.hash,
                table.rows.size());
  }
  return compile_phrase_tables(tables);
}

/// The tables of regions, a line an entry: region (the name of the file), key, value.
std::string pack_regions(const BuildOptions& options, Sources& sources) {
  std::map<std::string, Table> tables;
  for (const fs::path& file : options.regions) tables.emplace(file.stem().string(), read_table(file, 2));
  std::string packed;
  for (const auto& [region, table] : tables)
    for (const std::vector<std::string>& row : table.rows)
      packed += fmt::format("{}\t{}\t{}\n", region, row[0], row[1]);
  for (const fs::path& file : options.regions) sources.add(file, tables.at(file.stem().string()));
  return packed;
}

/// A table of topics or units, in the form that users may bring their own in.
std::vector<OwnSubject> read_subjects(const fs::path& file, Sources& sources,
                                      Result<std::vector<OwnSubject>> (*parse)(std::string_view)) {
  sources.add(file, read_table_with_columns(file));
  Result<std::vector<OwnSubject>> subjects = parse(read_source(file));
  if (!subjects) throw TableError(file, 0, subjects.error().message.en);
  return *std::move(subjects);
}

Table read_listed(const fs::path& file, Sources& sources) {
  Table table = read_table_with_columns(file);
  sources.add(file, table);
  return table;
}

/// The sections of topics, and of units by region: a table of places belongs to the units of the same region.
std::map<std::string, std::vector<std::byte>> compile_classification(const BuildOptions& options, Sources& sources) {
  std::map<std::string, std::vector<std::byte>> sections;
  if (options.topics.empty()) return sections;
  std::vector<SubjectRow> topics;
  for (const OwnSubject& topic : read_subjects(options.topics, sources, parse_taxonomy)) {
    topics.push_back(topic_row(topic));
  }
  if (!options.terms.empty()) add_fields(read_listed(options.terms, sources).rows, topics);
  sections.emplace(kTopicsSection, compile_subjects(topics));
  Table levels;
  if (!options.levels.empty()) levels = read_listed(options.levels, sources);
  for (const fs::path& file : options.units) {
    std::vector<SubjectRow> units;
    for (const OwnSubject& unit : read_subjects(file, sources, parse_units)) units.push_back(unit_row(unit));
    for (const fs::path& places : options.places)
      if (places.stem() == file.stem()) add_places(read_listed(places, sources).rows, units);
    add_levels(levels.rows, units);
    sections.emplace(std::string(kUnitsSection) + file.stem().string(), compile_subjects(units));
  }
  return sections;
}

void build(const BuildOptions& options) {
  Sources sources;
  const std::vector<std::byte> phrases = compile_phrase_lists(options, sources);
  const std::string regions = pack_regions(options, sources);
  const auto classification = compile_classification(options, sources);
  const StandardWords standard = read_standard_words(options, sources);
  const NameCounts names = count_names(options, standard, sources);
  const std::uint64_t hash = hash_of(read_source(options.kenlm));
  LanguageModel model = LanguageModel::from_kenlm(KenlmFile::open(options.kenlm));
  sources.add(fmt::format("{} (libime-data-language-model)", options.kenlm.filename().string()), "LGPL-2.1-or-later", hash,
              model.words().size());
  model.conform(standard, names);
  model.arrange();

  DataWriter writer;
  std::vector<std::uint16_t> character_ids;
  writer.set_source_hash(hash_of(sources.text()));
  writer.add("sources", sources.text());
  writer.add(Lexicon::kSection, model.pack_lexicon(character_ids));
  writer.add(Bigrams::kSection, model.pack_bigrams());
  writer.add(Names::kSection, names.pack(character_ids));
  writer.add(PhraseLists::kSection, phrases);
  writer.add("regions", regions);
  for (const auto& [name, bytes] : classification) writer.add(name, bytes);
  writer.write(options.output);
}

void print_info(const fs::path& file) {
  const auto data = Data::open(file);
  fmt::print("format version {}, sources {:016x}\n\nsection\tbytes\n", Data::kFormatVersion, data->source_hash());
  for (const Data::Section& section : data->sections()) fmt::print("{}\t{}\n", section.name, section.bytes.size());
  const std::span<const std::byte> sources = data->section("sources");
  fmt::print("\nsource\tlicence\thash\tentries\n{}",
             std::string_view(reinterpret_cast<const char*>(sources.data()), sources.size()));
}

void verify(const fs::path& file) {
  const auto data = Data::open(file);
  if (!data->verify()) {
    throw LoadError({fmt::format("{} 的内容与校验和不符：请重新安装 jianyan，或用 jianyan-lexicon build 重新生成", file.string()),
                     fmt::format("{} does not match its checksum: reinstall jianyan, or build it anew with "
                                 "jianyan-lexicon build",
                                 file.string())});
  }
  fmt::print("{}: ok\n", file.string());
}

void dump(const fs::path& file, const std::string& what) {
  const auto data = Data::open(file);
  if (what == "words") {
    Lexicon(*data).for_each_word([](const std::string& word, const LexiconNode& node) {
      fmt::print("{}\t{:.3f}\n", word, -static_cast<double>(node.cost) / kCostPerDigit);
    });
    return;
  }
  const std::span<const std::byte> section = data->section(what);
  std::fwrite(section.data(), 1, section.size(), stdout);
}

int run(int argc, char** argv) {
  CLI::App app{"Builds the data file of jianyan from readable tables and installed word lists, and shows what is in one.",
               "jianyan-lexicon"};
  app.set_version_flag("--version", "jianyan-lexicon " JIANYAN_VERSION);
  app.require_subcommand(1);
  app.footer(
      "Examples:\n"
      "  jianyan-lexicon build -o jianyan.data --kenlm /usr/lib/x86_64-linux-gnu/libime/zh_CN.lm\n"
      "  jianyan-lexicon info jianyan.data\n"
      "  jianyan-lexicon dump jianyan.data words | grep 重庆");

  BuildOptions options;
  CLI::App* build_command = app.add_subcommand("build", "compile the data file");
  build_command->add_option("-o,--output", options.output, "file to write")->required();
  build_command->add_option("--kenlm", options.kenlm, "language model of libime (zh_CN.lm)")->required();
  build_command->add_option("--jieba", options.jieba, "dictionary of jieba (dict.txt): what is one word")->required();
  build_command->add_option("--whole", options.whole, "table of words that are never cut; may be repeated")
      ->required()
      ->allow_extra_args(false);
  build_command->add_option("--cut", options.cut, "table of phrases that are always cut")->required();
  build_command->add_option("--names", options.names, "table of persons' names that are words of the model")->required();
  build_command->add_option("--surnames", options.surnames, "table of surnames")->required();
  build_command->add_option("--phrases", options.phrases, "list of phrases that rules look for; may be repeated")
      ->allow_extra_args(false);
  build_command->add_option("--region", options.regions, "table of what a place has of its own; may be repeated")
      ->allow_extra_args(false);
  CLI::Option* characters = build_command->add_option("--opencc-characters", options.opencc_characters,
                                                      "OpenCC's TSCharacters as text (opencc_dict -t text)");
  CLI::Option* phrases = build_command->add_option("--opencc-phrases", options.opencc_phrases, "its TSPhrases");
  characters->needs(phrases);
  phrases->needs(characters);
  build_command->add_option("--topics", options.topics, "table of topics and their words");
  build_command->add_option("--terms", options.terms, "table of terms and their fields");
  build_command->add_option("--levels", options.levels, "table of phrases that tell whose matter it is");
  build_command->add_option("--units", options.units, "table of the units of a region; may be repeated")
      ->allow_extra_args(false);
  build_command->add_option("--places", options.places, "table of the places of a region; may be repeated")
      ->allow_extra_args(false);
  fs::path file;
  std::string what;
  CLI::App* info_command = app.add_subcommand("info", "list sections, sources and their licences");
  CLI::App* verify_command = app.add_subcommand("verify", "compare the whole file with its checksum");
  CLI::App* dump_command = app.add_subcommand("dump", "print the words, or the bytes of a section");
  for (CLI::App* command : {info_command, verify_command, dump_command}) {
    command->add_option("FILE", file, "data file")->required();
  }
  dump_command->add_option("WHAT", what, "\"words\", or the name of a section")->required();

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kUsage;
  }
  if (build_command->parsed()) build(options);
  if (info_command->parsed()) print_info(file);
  if (verify_command->parsed()) verify(file);
  if (dump_command->parsed()) dump(file, what);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::system_error& error) {
    fmt::print(stderr, "jianyan-lexicon: {}\n", error.what());
    return kNotWritten;
  } catch (const std::exception& error) {
    fmt::print(stderr, "jianyan-lexicon: {}\n", error.what());
    return kUsage;
  }
}

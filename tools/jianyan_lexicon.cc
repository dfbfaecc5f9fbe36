// jianyan-lexicon: builds the data file, and shows what is in one.
#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <sstream>
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
#include "language/build/held_out.h"
#include "language/build/kenlm_file.h"
#include "language/build/language_model.h"
#include "language/build/name_counts.h"
#include "language/build/ngram_model.h"
#include "language/build/ngram_training.h"
#include "language/build/word_vector_model.h"
#include "language/build/standard_words.h"
#include "language/lexicon.h"
#include "language/names.h"
#include "language/network.h"
#include "language/ngrams.h"
#include "phrases/build/opencc_table.h"
#include "phrases/build/phrase_table.h"
#include "phrases/phrase_lists.h"
#include "text/utf8.h"
#include "typo/build/confusion_builder.h"
#include "typo/build/missing_builder.h"
#include "typo/build/network_training.h"
#include "typo/build/typo_measure.h"
#include "typo/build/typo_training.h"
#include "typo/build/word_vector_training.h"
#include "typo/confusions.h"
#include "typo/decision.h"
#include "typo/missing.h"
#include "typo/word_pairs.h"
#include "word/fonts.h"

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

struct TrainOptions {
  fs::path output;
  NgramOptions ngrams;
  std::vector<std::string> texts;
};

struct WordTrainOptions {
  fs::path output;
  fs::path data;
  std::vector<std::string> texts;
};

struct NetworkTrainOptions {
  fs::path output;
  fs::path data;
  fs::path checkpoint;
  std::vector<fs::path> halves;
  NetworkOptions network;
  std::vector<std::string> texts;
};

struct TypoTrainOptions {
  fs::path output;
  std::vector<std::string> pairs;
  std::int32_t doubt = -900;
  std::size_t show = 0;
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
  fs::path fonts;
  fs::path opencc_characters;
  fs::path opencc_phrases;
  fs::path topics, terms, levels;
  std::vector<fs::path> units, places;
  fs::path ngrams;
  fs::path vectors;
  fs::path network;
  fs::path readings;
  fs::path look_alikes;
  fs::path keys;
  fs::path strokes;
  fs::path parts;
  fs::path decision;
  fs::path pairs;
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

/// The table of words that are taken for each other, as WordPairs reads it.
std::string pack_word_pairs(const fs::path& file, Sources& sources) {
  const Table table = read_table(file, 5);
  std::string packed;
  for (const std::vector<std::string>& row : table.rows) packed += fmt::format("{}\n", fmt::join(row, "\t"));
  sources.add(file, table);
  return packed;
}

/// The names of fonts, each with its typeface.
std::string pack_fonts(const BuildOptions& options, Sources& sources) {
  std::string packed;
  if (options.fonts.empty()) return packed;
  const Table table = read_table(options.fonts, 2);
  for (const std::vector<std::string>& row : table.rows) packed += fmt::format("{}\t{}\n", row[0], row[1]);
  sources.add(options.fonts, table);
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

/// A data file in memory, of one section.
std::shared_ptr<const Data> data_of(std::string_view section, std::span<const std::byte> content) {
  DataWriter writer;
  writer.add(section, content);
  const std::vector<std::byte> bytes = writer.bytes();
  const std::size_t size = (bytes.size() / kDataAlignment + 1) * kDataAlignment;
  const std::shared_ptr<void> aligned(std::aligned_alloc(kDataAlignment, size), std::free);
  std::copy(bytes.begin(), bytes.end(), static_cast<std::byte*>(aligned.get()));
  return Data::from_bytes({static_cast<const std::byte*>(aligned.get()), bytes.size()}, aligned);
}

/// The section of what `train-words` wrote; `lexicon`: the section of the words.
std::vector<std::byte> pack_word_vectors(const fs::path& file, std::span<const std::byte> lexicon, Sources& sources) {
  if (file.empty()) return {};
  const std::string bytes = read_source(file);
  try {
    const WordVectorModel model = WordVectorModel::parse(bytes);
    sources.add(file.filename().string(), "Apache-2.0", hash_of(bytes), model.words.size() - 1);
    return model.pack(Lexicon(*data_of(Lexicon::kSection, lexicon)));
  } catch (const std::runtime_error& error) {
    throw TableError(file, 0, error.what());
  }
}

/// What `train-network` wrote is the section as it stands.
std::vector<std::byte> read_network(const fs::path& file, Sources& sources) {
  if (file.empty()) return {};
  const std::string bytes = read_source(file);
  const std::span<const std::byte> section = std::as_bytes(std::span(bytes));
  try {
    sources.add(file.filename().string(), "Apache-2.0", hash_of(bytes), Network(*data_of(Network::kSection, section)).count());
  } catch (const LoadError&) {
    throw TableError(file, 0, "is not what train-network writes, or damaged; fetch it anew");
  }
  return {section.begin(), section.end()};
}

/// A model that `train` wrote.
NgramModel read_ngrams(const fs::path& file, Sources& sources) {
  const std::string bytes = read_source(file);
  try {
    NgramModel model = NgramModel::parse(bytes);
    sources.add(file.filename().string(), "Apache-2.0", hash_of(bytes), model.size());
    return model;
  } catch (const std::runtime_error& error) {
    throw TableError(file, 0, error.what());
  }
}

/// "xing2:93 hang2:7", as in dictionaries/characters/readings.tsv.
void add_readings(const Table& table, const fs::path& file, ConfusionBuilder& builder) {
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const char32_t c = to_utf32(table.rows[i][0])[0];
    std::istringstream readings(table.rows[i][1]);
    for (std::string reading; readings >> reading;) {
      const std::size_t letters = reading.find_first_not_of("abcdefghijklmnopqrstuvwxyz");
      int tone = 0, share = 0;
      if (letters == 0 || letters == std::string::npos ||
          std::sscanf(reading.c_str() + letters, "%1d:%d", &tone, &share) != 2) {
        throw TableError(file, table.first_line + i, "'" + reading + "' is no reading; write it as xing2:93");
      }
      builder.add_reading(c, {reading.substr(0, letters), tone, share});
    }
  }
}

/// A dictionary of Rime: below its head, a character and its code a line.
void add_codes(const fs::path& file, ConfusionBuilder::Code kind, ConfusionBuilder& builder, Sources& sources) {
  const std::string bytes = read_source(file);
  std::istringstream lines(bytes);
  std::size_t codes = 0;
  for (std::string line; std::getline(lines, line);) {
    const std::size_t tab = line.find('\t');
    if (tab == std::string::npos || line[0] == '#') continue;
    const std::u32string character = to_utf32(line.substr(0, tab));
    const std::string code = line.substr(tab + 1, line.find('\t', tab + 1) - tab - 1);
    if (character.size() != 1 || code.find_first_not_of("abcdefghijklmnopqrstuvwxyz") != std::string::npos) continue;
    // Cangjie gives collisions and phrases codes that begin with x or z; they say nothing about parts.
    if (kind == ConfusionBuilder::kParts && (code[0] == 'x' || code[0] == 'z')) continue;
    builder.add_code(kind, character[0], code);
    ++codes;
  }
  if (codes == 0) {
    throw TableError(file, 0, "has no codes of characters; install rime-data-stroke, rime-data-cangjie5 and rime-data-wubi");
  }
  sources.add(file.filename().string(), "LGPL-3.0-only", hash_of(bytes), codes);
}

/// "茉:83 荣:73", as in dictionaries/characters/look-alikes.tsv.
void add_look_alikes(const Table& table, const fs::path& file, ConfusionBuilder& builder) {
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const char32_t c = to_utf32(table.rows[i][0])[0];
    std::istringstream others(table.rows[i][1]);
    for (std::string other; others >> other;) {
      const std::u32string text = to_utf32(other);
      int percent = 0;
      if (text.size() < 3 || text[1] != U':' ||
          std::sscanf(other.c_str() + other.find(':'), ":%d", &percent) != 1 || percent < 0 || percent > 100) {
        throw TableError(file, table.first_line + i, "'" + other + "' is no look-alike; write it as 茉:83");
      }
      builder.add_alike(c, text[0], percent);
    }
  }
}

std::vector<std::byte> pack_confusions(const BuildOptions& options, const NgramModel& ngrams, Sources& sources) {
  ConfusionBuilder builder(ngrams.characters);
  const Table readings = read_table(options.readings, 2);
  add_readings(readings, options.readings, builder);
  sources.add(options.readings, readings);
  add_codes(options.strokes, ConfusionBuilder::kStrokes, builder, sources);
  add_codes(options.parts, ConfusionBuilder::kParts, builder, sources);
  add_codes(options.keys, ConfusionBuilder::kWubi, builder, sources);
  const Table look_alikes = read_table(options.look_alikes, 2);
  add_look_alikes(look_alikes, options.look_alikes, builder);
  sources.add(options.look_alikes, look_alikes);
  return builder.pack();
}

/// The sections of the search for wrong characters: a model of characters, what is mistaken for what, and the decision.
std::map<std::string_view, std::vector<std::byte>> compile_typos(const BuildOptions& options, Sources& sources) {
  std::map<std::string_view, std::vector<std::byte>> sections;
  if (options.ngrams.empty()) return sections;
  const NgramModel ngrams = read_ngrams(options.ngrams, sources);
  sections.emplace(Ngrams::kSection, ngrams.pack());
  sections.emplace(Confusions::kSection, pack_confusions(options, ngrams, sources));
  sections.emplace(MissingCharacters::kSection, pack_missing(ngrams));
  if (options.decision.empty()) return sections;
  const std::string decision = read_source(options.decision);
  sources.add(options.decision.filename().string(), "Apache-2.0", hash_of(decision), 1);
  const std::span<const std::byte> bytes = std::as_bytes(std::span(decision));
  sections.emplace(Decision::kSection, std::vector<std::byte>(bytes.begin(), bytes.end()));
  return sections;
}

void build(const BuildOptions& options) {
  Sources sources;
  const std::vector<std::byte> phrases = compile_phrase_lists(options, sources);
  const std::string regions = pack_regions(options, sources);
  const std::string pairs = options.pairs.empty() ? std::string() : pack_word_pairs(options.pairs, sources);
  const std::string fonts = pack_fonts(options, sources);
  const auto classification = compile_classification(options, sources);
  const StandardWords standard = read_standard_words(options, sources);
  const NameCounts names = count_names(options, standard, sources);
  const std::uint64_t hash = hash_of(read_source(options.kenlm));
  LanguageModel model = LanguageModel::from_kenlm(KenlmFile::open(options.kenlm));
  sources.add(fmt::format("{} (libime-data-language-model)", options.kenlm.filename().string()), "LGPL-2.1-or-later",
              hash, model.words().size());
  model.conform(standard, names);
  model.arrange();
  const auto typos = compile_typos(options, sources);

  std::vector<std::uint16_t> character_ids;
  const std::vector<std::byte> lexicon = model.pack_lexicon(character_ids);
  const std::vector<std::byte> vectors = pack_word_vectors(options.vectors, lexicon, sources);
  const std::vector<std::byte> network = read_network(options.network, sources);

  DataWriter writer;
  writer.set_source_hash(hash_of(sources.text()));
  writer.add("sources", sources.text());
  writer.add(Lexicon::kSection, lexicon);
  writer.add(Bigrams::kSection, model.pack_bigrams());
  writer.add(Names::kSection, names.pack(character_ids));
  writer.add(PhraseLists::kSection, phrases);
  writer.add("regions", regions);
  writer.add(WordPairs::kSection, pairs);
  writer.add(FontNames::kSection, fonts);
  writer.add(WordVectors::kSection, vectors);
  writer.add(Network::kSection, network);
  for (const auto& [name, bytes] : classification) writer.add(name, bytes);
  for (const auto& [name, bytes] : typos) writer.add(name, bytes);
  writer.write(options.output);
}

/// Calls use(paragraph) for each line that is not blank; "-" is standard input.
template <class Use>
void for_each_paragraph(const std::vector<std::string>& texts, Use use) {
  for (const std::string& text : texts) {
    std::ifstream file;
    if (text != "-") file.open(text, std::ios::binary);
    if (!file) throw TableError(text, 0, "cannot be read; check the path");
    std::istream& in = text == "-" ? std::cin : file;
    for (std::string line; std::getline(in, line);) {
      const std::string_view paragraph = trimmed(line);
      if (!paragraph.empty()) use(paragraph);
    }
  }
}

/// Per character, over the paragraphs.
double perplexity(const NgramModel& model, const std::vector<std::string>& paragraphs) {
  const auto data = data_of(Ngrams::kSection, model.pack());
  const Ngrams ngrams(*data);
  double digits = 0;
  double characters = 0;
  for (const std::string& paragraph : paragraphs) {
    Ngrams::Context context = ngrams.begin();
    for (const char32_t c : to_utf32(paragraph)) {
      const Ngrams::Id id = ngrams.id(c);
      if (id == Ngrams::kBlank) continue;
      digits += static_cast<double>(ngrams.cost(context, id, context)) / kCostPerDigit;
      ++characters;
    }
  }
  return std::pow(10.0, digits / characters);
}

void write_model(const fs::path& file, std::string_view bytes) {
  std::ofstream out(file, std::ios::binary);
  if (!out.write(bytes.data(), static_cast<std::streamsize>(bytes.size())).flush()) {
    throw std::system_error(errno, std::generic_category(), file.string());
  }
}

void train(const TrainOptions& options) {
  NgramTraining training;
  std::vector<std::string> held_out;
  std::size_t paragraphs = 0;
  for_each_paragraph(options.texts, [&](std::string_view paragraph) {
    ++paragraphs;
    if (is_held_out(paragraph)) {
      held_out.push_back(repair_utf8(paragraph));
    } else {
      training.add(paragraph);
    }
  });
  const NgramModel model = std::move(training).train(options.ngrams);
  const std::string bytes = model.serialize();
  write_model(options.output, bytes);
  fmt::print("paragraphs\t{}\nheld out\t{}\n", paragraphs, held_out.size());
  for (std::size_t order = 0; order < Ngrams::kOrder; ++order) {
    fmt::print("{}-grams\t{}\n", order + 1, model.entries[order].size());
  }
  fmt::print("bytes\t{}\n", bytes.size());
  if (!held_out.empty()) fmt::print("perplexity\t{:.2f}\n", perplexity(model, held_out));
}

void train_words(const WordTrainOptions& options) {
  const auto data = Data::open(options.data);
  const TypoModels models(*data);
  WordVectorTraining training(models);
  for_each_paragraph(options.texts, [&](std::string_view paragraph) {
    if (!is_held_out(paragraph)) training.add(paragraph);
  });
  const WordVectorModel model = std::move(training).train({});
  const std::string bytes = model.serialize();
  write_model(options.output, bytes);
  fmt::print("words\t{}\nbytes\t{}\n", model.words.size() - 1, bytes.size());
}

void train_network(const NetworkTrainOptions& options) {
  const auto data = Data::open(options.data);
  const Confusions confusions(*data);
  NetworkTraining training(confusions, options.network);
  for_each_paragraph(options.texts, [&](std::string_view paragraph) { training.add(paragraph); });
  std::vector<std::shared_ptr<const Data>> halves;
  for (const fs::path& half : options.halves) halves.push_back(Data::open(half));
  std::optional<Ngrams> even, odd;
  if (halves.size() == 2) training.set_ngrams(even.emplace(*halves[0]), odd.emplace(*halves[1]));
  training.train(options.checkpoint);
  const std::vector<std::byte> model = training.model();
  write_model(options.output, {reinterpret_cast<const char*>(model.data()), model.size()});
  fmt::print("bytes\t{}\n", model.size());
}

PlantedSentence read_planted(const std::string& line) {
  const nlohmann::json row = nlohmann::json::parse(line);
  PlantedSentence sentence;
  sentence.source = to_utf32(row.at("source").get<std::string>());
  for (const nlohmann::json& edit : row.at("edits")) {
    sentence.errors.push_back({edit.at(0).get<std::string>(), edit.at(1).get<std::size_t>(),
                               to_utf32(edit.at(2).get<std::string>()), to_utf32(edit.at(3).get<std::string>())});
  }
  return sentence;
}

void train_typos(const TypoTrainOptions& options) {
  std::vector<std::shared_ptr<const Data>> kept;
  std::vector<std::unique_ptr<const TypoModels>> models;
  TypoTraining training;
  for (std::size_t i = 0; i + 1 < options.pairs.size(); i += 2) {
    kept.push_back(Data::open(options.pairs[i]));
    models.push_back(std::make_unique<const TypoModels>(*kept.back()));
    std::istringstream lines(read_source(options.pairs[i + 1]));
    for (std::string line; std::getline(lines, line);) training.add(*models.back(), read_planted(line));
  }
  const std::vector<std::byte> bytes = training.train({});
  write_model(options.output, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

void measure_typos(const TypoTrainOptions& options) {
  const auto data = Data::open(options.pairs.at(0));
  const TypoModels models(*data);
  const Decision decision(*data);
  for (std::size_t i = 1; i < options.pairs.size(); ++i) {
    TypoMeasure measure;
    std::istringstream lines(read_source(options.pairs[i]));
    for (std::string line; std::getline(lines, line);) measure.add(models, decision, read_planted(line), options.doubt);
    fmt::print("{}\n{}\n", options.pairs[i], measure.report());
    for (std::size_t n = 0; n < std::min(options.show, measure.misses().size()); ++n)
      fmt::print("{}\n", measure.misses()[n]);
  }
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

void add_build(CLI::App& app, BuildOptions& options) {
  CLI::App* command = app.add_subcommand("build", "compile the data file");
  command->add_option("-o,--output", options.output, "file to write")->required();
  command->add_option("--kenlm", options.kenlm, "language model of libime (zh_CN.lm)")->required();
  command->add_option("--jieba", options.jieba, "dictionary of jieba (dict.txt): what is one word")->required();
  command->add_option("--whole", options.whole, "table of words that are never cut; may be repeated")
      ->required()
      ->allow_extra_args(false);
  command->add_option("--cut", options.cut, "table of phrases that are always cut")->required();
  command->add_option("--names", options.names, "table of persons' names that are words of the model")
      ->required();
  command->add_option("--surnames", options.surnames, "table of surnames")->required();
  command->add_option("--phrases", options.phrases, "list of phrases that rules look for; may be repeated")
      ->allow_extra_args(false);
  command->add_option("--pairs", options.pairs, "table of words that are taken for each other")
      ->check(CLI::ExistingFile);
  command->add_option("--region", options.regions, "table of what a place has of its own; may be repeated")
      ->allow_extra_args(false);
  command->add_option("--fonts", options.fonts, "table of names of fonts");
  CLI::Option* characters = command->add_option("--opencc-characters", options.opencc_characters,
                                                      "OpenCC's TSCharacters as text (opencc_dict -t text)");
  CLI::Option* phrases = command->add_option("--opencc-phrases", options.opencc_phrases, "its TSPhrases");
  characters->needs(phrases);
  phrases->needs(characters);
  command->add_option("--topics", options.topics, "table of topics and their words");
  command->add_option("--terms", options.terms, "table of terms and their fields");
  command->add_option("--levels", options.levels, "table of phrases that tell whose matter it is");
  command->add_option("--units", options.units, "table of the units of a region; may be repeated")
      ->allow_extra_args(false);
  command->add_option("--places", options.places, "table of the places of a region; may be repeated")
      ->allow_extra_args(false);
  CLI::Option* ngrams =
      command->add_option("--ngrams", options.ngrams, "n-grams of characters, as train wrote them");
  command->add_option("--vectors", options.vectors, "vectors of words, as train-words wrote them")->needs(ngrams);
  command->add_option("--network", options.network, "network, as train-network wrote it")->needs(ngrams);
  CLI::Option* readings = command->add_option("--readings", options.readings, "table of characters' readings");
  CLI::Option* strokes = command->add_option("--strokes", options.strokes, "stroke.dict.yaml of Rime");
  CLI::Option* parts = command->add_option("--parts", options.parts, "cangjie5.dict.yaml of Rime");
  CLI::Option* keys = command->add_option("--keys", options.keys, "wubi86.dict.yaml of Rime");
  CLI::Option* look_alikes = command->add_option("--look-alikes", options.look_alikes, "table of look-alikes in print");
  ngrams->needs(readings)->needs(strokes)->needs(parts)->needs(keys)->needs(look_alikes);
  command->add_option("--decision", options.decision, "what train-typos wrote; without it, a file to train on")
      ->needs(ngrams);
  command->callback([&options] { build(options); });
}

void add_train(CLI::App& app, TrainOptions& options) {
  CLI::App* command = app.add_subcommand(
      "train", "count n-grams of characters in texts, a paragraph a line, and write a model for build --ngrams; one "
               "paragraph in 50 is not trained on but measured");
  command->add_option("-o,--output", options.output, "file to write")->required();
  command->add_option("--least-gains", options.ngrams.least_gains,
                            "keep a 2-gram … 5-gram that makes the text likelier by so many decimal digits");
  command->add_option("--least-counts", options.ngrams.least_counts, "least count of 1-grams … 5-grams");
  command->add_option("TEXT", options.texts, "UTF-8 text; - for standard input")->required();
  command->callback([&options] { train(options); });
}

void add_train_words(CLI::App& app, WordTrainOptions& options) {
  CLI::App* command = app.add_subcommand(
      "train-words", "learn from texts, a paragraph a line, what words go together, and write vectors for build "
                     "--vectors; one paragraph in 50 is left out");
  command->add_option("-o,--output", options.output, "file to write")->required();
  command->add_option("--data", options.data, "data file with n-grams: its words and confusions are taken")->required();
  command->add_option("TEXT", options.texts, "UTF-8 text; - for standard input")->required();
  command->callback([&options] { train_words(options); });
}

void add_train_network(CLI::App& app, NetworkTrainOptions& options) {
  CLI::App* command = app.add_subcommand(
      "train-network", "learn from texts, a paragraph a line, which character stands between what is left and right of "
                       "it, and write a network for build --network; one paragraph in 50 is not trained on but "
                       "measured");
  command->add_option("-o,--output", options.output, "file to write")->required();
  command->add_option("--data", options.data, "data file with n-grams: its confusions are taken")->required();
  command->add_option("--checkpoint", options.checkpoint, "file that keeps how far it has come, to go on from there")
      ->required();
  command->add_option("--steps", options.network.steps, "of 16,384 characters each");
  command
      ->add_option("--halves", options.halves,
                   "two data files, with n-grams of the even and of the odd paragraphs: a second course learns what these do "
                   "not know")
      ->expected(2);
  command->add_option("--refining-steps", options.network.refining_steps, "of the second course");
  command->add_option("TEXT", options.texts, "UTF-8 text; - for standard input")->required();
  command->callback([&options] { train_network(options); });
}

void add_train_typos(CLI::App& app, TypoTrainOptions& options) {
  CLI::App* command = app.add_subcommand(
      "train-typos",
      "learn from planted errors (tools/train/errors.py) how to decide about typos, for build --decision");
  command->add_option("-o,--output", options.output, "file to write")->required();
  command
      ->add_option("PAIRS", options.pairs, "a data file and the errors to look at with it; another data file …")
      ->required();
  command->callback([&options] { train_typos(options); });
}

void add_measure_typos(CLI::App& app, TypoTrainOptions& options) {
  CLI::App* command = app.add_subcommand(
      "measure-typos", "which of the planted errors a data file finds, by kind, and its false alarms");
  command->add_option("--doubt", options.doubt, "least score of a place that is looked at");
  command->add_option("--show", options.show, "so many of what was missed or found wrongly");
  command->add_option("FILES", options.pairs, "a data file, and files of planted errors")
      ->required();
  command->callback([&options] { measure_typos(options); });
}

struct FileOptions {
  fs::path file;
  std::string what;
};

void add_commands_on_files(CLI::App& app, FileOptions& options) {
  CLI::App* info = app.add_subcommand("info", "list sections, sources and their licences");
  CLI::App* verified = app.add_subcommand("verify", "compare the whole file with its checksum");
  CLI::App* dumped = app.add_subcommand("dump", "print the words, or the bytes of a section");
  for (CLI::App* command : {info, verified, dumped}) command->add_option("FILE", options.file, "data file")->required();
  dumped->add_option("WHAT", options.what, "\"words\", or the name of a section")->required();
  info->callback([&options] { print_info(options.file); });
  verified->callback([&options] { verify(options.file); });
  dumped->callback([&options] { dump(options.file, options.what); });
}

int run(int argc, char** argv) {
  CLI::App app{
      "Builds the data file of jianyan from readable tables and installed word lists, and shows what is in one.",
      "jianyan-lexicon"};
  app.set_version_flag("--version", "jianyan-lexicon " JIANYAN_VERSION);
  app.require_subcommand(1);
  app.footer(
      "Examples:\n"
      "  jianyan-lexicon build -o jianyan.data --kenlm /usr/lib/x86_64-linux-gnu/libime/zh_CN.lm\n"
      "  jianyan-lexicon info jianyan.data\n"
      "  jianyan-lexicon dump jianyan.data words | grep 重庆");

  BuildOptions build_options;
  TrainOptions train_options;
  WordTrainOptions word_options;
  NetworkTrainOptions network_options;
  TypoTrainOptions typo_options;
  FileOptions file_options;
  add_build(app, build_options);
  add_train(app, train_options);
  add_train_words(app, word_options);
  add_train_network(app, network_options);
  add_train_typos(app, typo_options);
  add_measure_typos(app, typo_options);
  add_commands_on_files(app, file_options);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kUsage;
  }
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

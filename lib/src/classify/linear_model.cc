// The weights of one feature for all labels lie together, so that a record touches one short stretch of memory for each
// of its features. Eight bits a weight cost nothing measurable in accuracy.
#include "classify/linear_model.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "data/data_writer.h"
#include "text/utf8.h"

namespace jianyan {
namespace {

constexpr std::uint32_t kMostLabels = 4096;

[[noreturn]] void damaged(const char* section) {
  throw LoadError({fmt::format("分类模型的“{}”一节已损坏：{}", section, kModelFile.remedy_zh),
                   fmt::format("the section \"{}\" of the model is damaged: {}", section, kModelFile.remedy_en)});
}

/// A section as an array of `count` values.
template <class T>
std::span<const T> array(const Data& file, const char* section, std::size_t count) {
  const std::span<const std::byte> bytes = file.section(section);
  if (bytes.size() != count * sizeof(T)) damaged(section);
  return {reinterpret_cast<const T*>(bytes.data()), count};
}

std::vector<std::string_view> lines(const Data& file, const char* section) {
  const std::span<const std::byte> bytes = file.section(section);
  std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  if (!text.empty() && text.back() != '\n') damaged(section);
  std::vector<std::string_view> found;
  for (; !text.empty(); text.remove_prefix(text.find('\n') + 1)) found.push_back(text.substr(0, text.find('\n')));
  return found;
}

Model::Label parse_label(std::string_view line) {
  const std::size_t tab = line.rfind('\t');
  Model::Label label{line.substr(0, tab), 0};
  if (tab == std::string_view::npos || valid_utf8_prefix(line) != line.size()) damaged("labels");
  const auto [end, error] = std::from_chars(line.data() + tab + 1, line.data() + line.size(), label.records);
  if (error != std::errc() || end != line.data() + line.size()) damaged("labels");
  return label;
}

}  // namespace

LinearModel::LinearModel(std::shared_ptr<const Data> file) : file_(std::move(file)) {
  if (!file_->verify()) {
    throw LoadError({fmt::format("分类模型已损坏，内容与校验和不符：{}", kModelFile.remedy_zh),
                     fmt::format("the model is damaged, it does not match its checksum: {}", kModelFile.remedy_en)});
  }
  head_ = array<ModelHead>(*file_, "model", 1).data();
  for (const std::string_view line : lines(*file_, "labels")) labels_.push_back(parse_label(line));
  lexicon_ = lines(*file_, "lexicon");
  if (labels_.size() != head_->labels || labels_.size() < 2 || labels_.size() > kMostLabels) damaged("labels");
  if (lexicon_.size() != head_->lexicon) damaged("lexicon");
  const std::span<const std::byte> buckets = file_->section("buckets");
  const auto grams = array<std::uint32_t>(*file_, "grams", head_->grams);
  const auto bucket_array = array<std::uint32_t>(*file_, "buckets", buckets.size() / sizeof(std::uint32_t));
  if (!GramTable::well_formed(bucket_array, grams)) damaged("buckets");
  grams_ = GramTable(bucket_array, grams);
  idf_ = array<IdfCode>(*file_, "idf", head_->grams);
  scales_ = array<float>(*file_, "scales", labels_.size());
  weights_ = array<std::int8_t>(*file_, "weights", std::size_t{columns()} * labels_.size());
}

void LinearModel::gram_features(const GramSequence& record, GramFeatures& scratch,
                                std::vector<SparseRows::Entry>& row) const {
  scratch.append(
      record, [this](Gram gram) { return grams_.find(gram); }, idf_, row);
}

void LinearModel::score(std::span<const SparseRows::Entry> row, std::vector<float>& scores) const {
  const std::size_t count = labels_.size();
  scores.assign(count, 0);
  const auto add = [&](std::uint32_t column, float value) {
    const std::int8_t* weights = weights_.data() + std::size_t{column} * count;
    for (std::size_t label = 0; label < count; ++label) scores[label] += value * static_cast<float>(weights[label]);
  };
  for (const SparseRows::Entry& entry : row) add(entry.column, entry.value);
  add(columns() - 1, 1);
  for (std::size_t label = 0; label < count; ++label) scores[label] *= scales_[label];
}

std::string LinearModel::column_text(std::uint32_t column) const {
  if (column < grams_.size()) return gram_text(grams_.gram(column));
  column -= static_cast<std::uint32_t>(grams_.size());
  return column < lexicon_.size() ? std::string(lexicon_[column]) : std::string("1");
}

void to_probabilities(std::span<float> scores, float temperature) noexcept {
  if (scores.empty()) return;
  const float greatest = *std::max_element(scores.begin(), scores.end());
  float sum = 0;
  for (float& score : scores) sum += score = std::exp((score - greatest) * temperature);
  for (float& score : scores) score /= sum;
}

std::size_t grams_that_fit(std::size_t labels, std::size_t lexicon) {
  constexpr std::size_t kHeads = 16 << 10;  // header, directory, names
  const std::size_t others = kHeads + (lexicon + 1) * labels + lexicon * 40 + labels * 80;
  // A key, a bucket for every two or more, the idf, the weights.
  return others >= kModelBytes ? 0 : (kModelBytes - others) / (4 + 2 + 1 + labels);
}

std::vector<std::byte> pack_model(ModelParts parts) {
  const std::size_t count = parts.labels.size();
  const std::size_t columns = parts.grams.size() + parts.lexicon.size() + 1;
  ModelHead& head = parts.head;
  head.labels = static_cast<std::uint32_t>(count);
  head.grams = static_cast<std::uint32_t>(parts.grams.size());
  head.lexicon = static_cast<std::uint32_t>(parts.lexicon.size());

  std::vector<float> scales(count);
  std::vector<std::int8_t> weights(columns * count);
  for (std::size_t label = 0; label < count; ++label) {
    double greatest = std::numeric_limits<double>::min();
    for (const double weight : parts.weights[label]) greatest = std::max(greatest, std::abs(weight));
    scales[label] = static_cast<float>(greatest / 127);
    for (std::size_t column = 0; column < columns; ++column) {
      weights[column * count + label] =
          static_cast<std::int8_t>(std::lround(parts.weights[label][column] / greatest * 127));
    }
  }
  std::string labels, lexicon;
  for (const ModelParts::Label& label : parts.labels) labels += fmt::format("{}\t{}\n", label.name, label.records);
  for (const std::string& feature : parts.lexicon) lexicon += feature + "\n";
  std::vector<std::uint32_t> keys;
  for (const Gram gram : parts.grams) keys.push_back(GramTable::key_of(gram));

  DataWriter writer(kModelFile);
  const auto add = [&writer](std::string_view name, const auto& values) {
    writer.add(name, std::as_bytes(std::span(values)));
  };
  add("model", std::span(&head, 1));
  writer.add("labels", labels);
  add("buckets", GramTable::buckets_for(keys));
  add("grams", keys);
  add("idf", parts.idf);
  writer.add("lexicon", lexicon);
  add("scales", scales);
  add("weights", weights);
  return writer.bytes();
}

Model::Model(std::unique_ptr<const LinearModel> linear) : linear_(std::move(linear)) {}
Model::~Model() = default;

std::shared_ptr<const Model> Model::open(const std::filesystem::path& file) {
  auto linear = std::make_unique<const LinearModel>(open_file(file, kModelFile));
  return std::shared_ptr<const Model>(new Model(std::move(linear)));
}

std::shared_ptr<const Model> Model::from_bytes(std::span<const std::byte> bytes, std::shared_ptr<const void> owner) {
  auto linear = std::make_unique<const LinearModel>(open_bytes(bytes, std::move(owner), kModelFile));
  return std::shared_ptr<const Model>(new Model(std::move(linear)));
}

std::span<const Model::Label> Model::labels() const noexcept { return linear_->labels(); }
std::uint32_t Model::records() const noexcept { return linear_->head().records; }

}  // namespace jianyan

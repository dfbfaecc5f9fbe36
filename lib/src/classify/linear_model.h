// A model as it lies in the file, and what it says of a record.
#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "classify/gram_table.h"
#include "classify/model_format.h"
#include "jianyan/data.h"
#include "jianyan/model.h"

namespace jianyan {

class LinearModel {
 public:
  /// @throws LoadError when the sections are missing, damaged, or do not fit each other.
  explicit LinearModel(std::shared_ptr<const Data> file);

  [[nodiscard]] std::span<const Model::Label> labels() const noexcept { return labels_; }
  [[nodiscard]] const ModelHead& head() const noexcept { return *head_; }
  /// Names of the features of the lexicon, in their order.
  [[nodiscard]] std::span<const std::string_view> lexicon() const noexcept { return lexicon_; }

  /// The columns of a row: grams, then lexicon features, then the constant. Without the constant.
  void gram_features(const GramSequence& record, GramFeatures& scratch, std::vector<SparseRows::Entry>& row) const;
  /// A score for each label, the constant added. Precondition: columns of `row` < columns().
  void score(std::span<const SparseRows::Entry> row, std::vector<float>& scores) const;
  [[nodiscard]] std::uint32_t columns() const noexcept { return head_->grams + head_->lexicon + 1; }
  [[nodiscard]] float weight(std::uint32_t column, std::uint32_t label) const noexcept {
    return static_cast<float>(weights_[std::size_t{column} * labels_.size() + label]) * scales_[label];
  }
  /// What a column stands for, for people.
  [[nodiscard]] std::string column_text(std::uint32_t column) const;

 private:
  std::shared_ptr<const Data> file_;
  const ModelHead* head_ = nullptr;
  std::vector<Model::Label> labels_;
  std::vector<std::string_view> lexicon_;
  GramTable grams_;
  std::span<const IdfCode> idf_;
  std::span<const std::int8_t> weights_;
  std::span<const float> scales_;
};

/// Scores to probabilities that add up to 1: a softmax of temperature × score.
void to_probabilities(std::span<float> scores, float temperature) noexcept;

/// What a model is made of, before it is packed.
struct ModelParts {
  struct Label {
    std::string name;
    std::uint32_t records;
  };
  std::vector<Label> labels;
  std::vector<Gram> grams;   ///< in the order of GramTable::key_of
  std::vector<IdfCode> idf;  ///< parallel to grams
  std::vector<std::string> lexicon;
  std::vector<std::vector<double>> weights;  ///< of each label: grams, lexicon, constant
  ModelHead head{};                          ///< numbers are filled in
};
/// The bytes of the file.
[[nodiscard]] std::vector<std::byte> pack_model(ModelParts parts);
/// How many grams fit into kModelBytes with so many labels and features of the lexicon.
[[nodiscard]] std::size_t grams_that_fit(std::size_t labels, std::size_t lexicon);

}  // namespace jianyan

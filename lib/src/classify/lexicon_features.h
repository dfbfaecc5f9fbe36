// What the shipped lexicon says of a record, as features of a trained model.
//
// With few records of a class a model cannot know many words; the lexicon does: two records of one class rarely share a
// word, but often a topic. The vector has a place for each topic and each field of terms, and its length shrinks as
// records grow (lexicon_weight).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "classify/linear_svm.h"
#include "classify/subjects.h"

namespace jianyan {

/// Names of the features, in the order of the subjects: "education", "公文用语".
[[nodiscard]] std::vector<std::string> lexicon_feature_names(const Subjects& topics);

/// The features of a record, of length 1 together; column i is subject i. Reads as much of it as read_grams() does.
void lexicon_features(const Subjects& topics, std::string_view title, std::string_view text,
                      std::vector<SparseRows::Entry>& row);

/// How long the vector is, beside that of the grams with length 1: min(0.5, 10 / records of a class), and nothing where
/// that is too little to be worth the work.
[[nodiscard]] float lexicon_weight(std::size_t records, std::size_t labels);

}  // namespace jianyan

// Layout of a model: a file of named sections (data/data_format.h), of a kind of its own.
//
//   "model"     ModelHead
//   "labels"    a line a label: name, tab, number of records it was learnt from
//   "buckets"   u32 × (a power of two + 1)   GramTable
//   "grams"     u32 × grams                  GramTable
//   "idf"       u8 × grams                   IdfCode
//   "lexicon"   a line a feature of the shipped lexicon: its name
//   "scales"    f32 × labels
//   "weights"   i8 × (grams + lexicon + 1) × labels: the weights of a feature for all labels lie together; the last
//               feature is the constant 1. A weight is its i8 times the scale of the label.
#pragma once

#include <cstdint>

#include "data/file_kind.h"

namespace jianyan {

inline constexpr FileKind kModelFile{{'\x89', 'J', 'Y', 'M', '\r', '\n', '\x1a', '\n'},
                                     1,
                                     "分类模型",
                                     "classification model",
                                     "请用 jianyan-classify train 重新训练",
                                     "train it anew with jianyan-classify train"};

/// As large as a model may get: what is left after the labels' weights says how many grams it keeps.
inline constexpr std::size_t kModelBytes = 1'000'000;

struct ModelHead {
  std::uint32_t labels, grams, lexicon;  ///< numbers of each
  std::uint32_t records;                 ///< that it was learnt from
  float temperature;                     ///< scores times this, through a softmax, are probabilities
  float lexicon_weight;                  ///< length of the vector of lexicon features
  std::uint32_t reserved[10];
};
static_assert(sizeof(ModelHead) == 64);

}  // namespace jianyan

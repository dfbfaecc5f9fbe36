// Trains the two-sided network (language/network.h) on text.
//
//   NetworkTraining training(confusions, {});
//   for (…) training.add(paragraph);                // those held out are measured on
//   training.train(checkpoint);                     // says on standard error how it goes
//   write(training.model());
//
// The first course learns to tell every character from all others. The second one, where n-grams are given, learns what
// these do not know: to choose, with what they say added to its own scores, between a character and those it is
// mistaken for. The text that is read gets wrong characters here and there, so that the network learns to tell a
// character beside others that are wrong. Steps are a function of their number, so that a run that was stopped and goes
// on from its checkpoint does the same as one that was never stopped. Two threads, each with its half of every step;
// their gradients are added in a fixed order. Compile for the processor at hand (see language/build/matrices.h); sums
// differ between processors in the last bits.
// Sources: gated convolutions, Y. Dauphin and others, 2017; orthogonalised momentum, K. Jordan, "Muon", 2024; both
// sides at once, M. Peters and others, "Deep contextualized word representations", 2018.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "language/network.h"
#include "language/ngrams.h"
#include "typo/confusions.h"

namespace jianyan {

struct NetworkOptions {
  std::size_t steps = 2600;           ///< of 16,384 characters
  std::size_t refining_steps = 1500;  ///< of the second course
  std::uint32_t least_count = 30;  ///< of characters that are told; the others are one
  double matrix_rate = 0.03;
  double table_rate = 0.008;
  double falling = 0.6;            ///< part of the steps, at the end, in which the rates fall to nothing
  std::size_t every = 200;         ///< steps between checkpoints
};

class NetworkTraining {
 public:
  NetworkTraining(const Confusions& confusions, const NetworkOptions& options);
  ~NetworkTraining();

  void add(std::string_view paragraph);
  /// For the second course, n-grams of the paragraphs with even numbers and of those with odd ones, counted from 1 in
  /// the order of add(): each tells of text that it has not seen. They must outlive the training.
  void set_ngrams(const Ngrams& even, const Ngrams& odd);
  /// Goes on from the checkpoint, if it is there, and writes it.
  void train(const std::filesystem::path& checkpoint);
  /// As the data file keeps it: 8-bit weights.
  [[nodiscard]] std::vector<std::byte> model() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace jianyan

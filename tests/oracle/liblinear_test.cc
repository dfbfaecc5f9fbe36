// Our linear machine against LIBLINEAR's solver 1, which minimises the same function. Exit code 77: built without it.
#include <cmath>
#include <cstdio>
#include <random>
#include <vector>

#include "classify/linear_svm.h"

#ifdef JIANYAN_LIBLINEAR
#include <linear.h>

namespace {

using jianyan::SparseRows;

struct Problem {
  SparseRows rows;
  std::vector<signed char> targets;
  std::size_t columns;
};

/// Sparse rows whose class hangs on a hidden plane, with some noise.
Problem make_problem(std::size_t rows, std::size_t columns, std::size_t entries, unsigned seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> uniform(0, 1);
  std::vector<double> plane(columns);
  for (double& weight : plane) weight = uniform(random) - 0.5;
  Problem problem{{}, {}, columns};
  for (std::size_t i = 0; i < rows; ++i) {
    std::vector<SparseRows::Entry> row;
    double side = 0.1 * (uniform(random) - 0.5);
    for (std::size_t column = i % 3; column < columns;
         column += 1 + static_cast<std::size_t>(uniform(random) * 2 * static_cast<double>(columns) /
                                                static_cast<double>(entries))) {
      const auto value = static_cast<float>(uniform(random));
      row.push_back({static_cast<std::uint32_t>(column), value});
      side += plane[column] * static_cast<double>(value);
    }
    problem.rows.add(row);
    problem.targets.push_back(side > 0 ? 1 : -1);
  }
  return problem;
}

std::vector<double> liblinear(const Problem& problem, double cost) {
  std::vector<std::vector<feature_node>> nodes;
  std::vector<feature_node*> rows;
  std::vector<double> targets;
  for (std::size_t i = 0; i < problem.rows.size(); ++i) {
    std::vector<feature_node> row;
    for (const SparseRows::Entry& entry : problem.rows[i])
      row.push_back({static_cast<int>(entry.column) + 1, static_cast<double>(entry.value)});
    row.push_back({-1, 0});
    nodes.push_back(std::move(row));
    targets.push_back(problem.targets[i]);
  }
  for (std::vector<feature_node>& row : nodes) rows.push_back(row.data());
  struct ::problem given {};
  given.l = static_cast<int>(rows.size());
  given.n = static_cast<int>(problem.columns);
  given.y = targets.data();
  given.x = rows.data();
  given.bias = -1;
  struct ::parameter parameters {};
  parameters.solver_type = L2R_L2LOSS_SVC_DUAL;
  parameters.eps = 1e-6;
  parameters.C = cost;
  set_print_string_function([](const char*) {});
  struct ::model* model = train(&given, &parameters);
  const double sign = model->label[0] == 1 ? 1 : -1;
  std::vector<double> weights;
  for (std::size_t i = 0; i < problem.columns; ++i) weights.push_back(sign * model->w[i]);
  free_and_destroy_model(&model);
  return weights;
}

double objective(const Problem& problem, const std::vector<double>& weights, double cost) {
  double sum = 0;
  for (const double weight : weights) sum += weight * weight / 2;
  for (std::size_t i = 0; i < problem.rows.size(); ++i) {
    double score = 0;
    for (const SparseRows::Entry& entry : problem.rows[i])
      score += weights[entry.column] * static_cast<double>(entry.value);
    const double loss = std::max(0.0, 1 - problem.targets[i] * score);
    sum += cost * loss * loss;
  }
  return sum;
}

bool agree(const Problem& problem, double cost) {
  const std::vector<double> theirs = liblinear(problem, cost);
  const std::vector<double> ours =
      jianyan::train_linear_svm(problem.rows, problem.targets, problem.columns, {cost, 1e-6, 10000});
  double difference = 0, length = 0;
  for (std::size_t i = 0; i < ours.size(); ++i) {
    difference += (ours[i] - theirs[i]) * (ours[i] - theirs[i]);
    length += theirs[i] * theirs[i];
  }
  const double apart = std::sqrt(difference / length);
  const double our_objective = objective(problem, ours, cost), their_objective = objective(problem, theirs, cost);
  std::printf("%5zu rows, C %4.1f: weights differ by %.1e of their length, objective %.9g and %.9g\n",
              problem.rows.size(), cost, apart, our_objective, their_objective);
  return apart < 1e-4 && std::abs(our_objective / their_objective - 1) < 1e-6;
}

}  // namespace

int main() {
  bool all = true;
  for (const unsigned seed : {1u, 2u, 3u}) {
    for (const double cost : {0.1, 1.0, 10.0}) {
      all = agree(make_problem(60, 20, 6, seed), cost) && all;
      all = agree(make_problem(2000, 5000, 60, seed), cost) && all;
    }
  }
  return all ? 0 : 1;
}
#else
int main() { return 77; }
#endif

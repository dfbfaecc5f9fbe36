#include "classify/measure.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace jianyan {
namespace {

constexpr std::size_t kBins = 10;
// A record whose label seems wrong is one for which another label is this probable.
constexpr double kSuspicious = 0.9;
constexpr std::size_t kMostSuspects = 50;
constexpr std::size_t kMostConfusions = 30;

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

bool has(const Judged& record, std::uint32_t label) {
  return std::find(record.labels.begin(), record.labels.end(), label) != record.labels.end();
}

struct First {
  double score;
  bool right;
};

void measure_calibration(std::span<const First> firsts, Report& report) {
  report.bins.resize(kBins);
  std::vector<std::size_t> right(kBins);
  for (const First& first : firsts) {
    const auto bin = std::min(kBins - 1, static_cast<std::size_t>(first.score * kBins));
    ++report.bins[bin].records;
    report.bins[bin].score += first.score;
    right[bin] += first.right ? 1 : 0;
  }
  for (std::size_t i = 0; i < kBins; ++i) {
    Report::Bin& bin = report.bins[i];
    report.calibration_error +=
        std::abs(static_cast<double>(right[i]) - bin.score) / static_cast<double>(firsts.size());
    bin.accuracy = share(right[i], bin.records);
    if (bin.records > 0) bin.score /= static_cast<double>(bin.records);
  }
  for (int percent = 50; percent <= 95; percent += 5) {
    const double least = percent / 100.0;
    const auto above = [least](const First& first) { return first.score >= least; };
    const auto taken = static_cast<std::size_t>(std::count_if(firsts.begin(), firsts.end(), above));
    const auto hits = static_cast<std::size_t>(
        std::count_if(firsts.begin(), firsts.end(), [&](const First& first) { return above(first) && first.right; }));
    report.thresholds.push_back({least, share(taken, firsts.size()), share(hits, taken)});
  }
}

}  // namespace

Report measure(std::span<const std::string> names, std::span<const Judged> judged) {
  Report report;
  report.records = report.groups = judged.size();
  for (const std::string& name : names) report.labels.push_back({name, 0, 0, 0});
  if (judged.empty()) return report;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> confused;
  std::vector<First> firsts;
  std::size_t right[3] = {};
  std::vector<std::uint32_t> order(names.size());
  for (std::size_t i = 0; i < judged.size(); ++i) {
    const Judged& record = judged[i];
    std::iota(order.begin(), order.end(), std::uint32_t{0});
    const std::size_t looked_at = std::min<std::size_t>(3, order.size());
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(looked_at), order.end(),
                      [&](std::uint32_t a, std::uint32_t b) {
                        return record.scores[a] != record.scores[b] ? record.scores[a] > record.scores[b] : a < b;
                      });
    bool found = false;
    for (std::size_t rank = 0; rank < 3; ++rank) {
      found = found || (rank < looked_at && has(record, order[rank]));
      right[rank] += found ? 1 : 0;
    }
    const std::uint32_t first = order[0];
    const bool is_right = has(record, first);
    const auto score = static_cast<double>(record.scores[first]);
    firsts.push_back({score, is_right});
    ++report.labels[first].proposed;
    report.labels[first].right += is_right ? 1 : 0;
    for (const std::uint32_t label : record.labels)
      if (label < names.size()) ++report.labels[label].records;
    if (is_right || record.labels.empty() || record.labels[0] >= names.size()) continue;
    ++confused[{record.labels[0], first}];
    if (score >= kSuspicious) report.suspects.push_back({i, names[record.labels[0]], names[first], score});
  }
  report.accuracy = share(right[0], judged.size());
  report.top2 = share(right[1], judged.size());
  report.top3 = share(right[2], judged.size());
  std::size_t measured = 0;
  for (const LabelReport& label : report.labels) {
    report.macro_f1 += label.f1();
    measured += label.records > 0 ? 1 : 0;
  }
  if (measured > 0) report.macro_f1 /= static_cast<double>(measured);
  measure_calibration(firsts, report);
  for (const auto& [pair, count] : confused)
    report.confusions.push_back({names[pair.first], names[pair.second], count});
  std::stable_sort(report.confusions.begin(), report.confusions.end(),
                   [](const auto& a, const auto& b) { return a.records > b.records; });
  if (report.confusions.size() > kMostConfusions) report.confusions.resize(kMostConfusions);
  std::stable_sort(report.suspects.begin(), report.suspects.end(),
                   [](const auto& a, const auto& b) { return a.score > b.score; });
  if (report.suspects.size() > kMostSuspects) report.suspects.resize(kMostSuspects);
  return report;
}

}  // namespace jianyan

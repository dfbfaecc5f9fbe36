#include <fmt/format.h>

#include <charconv>
#include <nlohmann/json.hpp>

#include "diagnostic/fingerprint.h"
#include "jianyan/suppress.h"

namespace jianyan {
namespace {

Error bad_baseline() {
  return {ErrorCode::bad_configuration,
          {"不是 --write-baseline 写出的基线文件；请重新生成", "no baseline as --write-baseline writes it; write it anew"}};
}

}  // namespace

Result<Baseline> Baseline::parse(std::string_view json) {
  Baseline baseline;
  try {
    const auto root = nlohmann::json::parse(json);
    if (root.at("version") != 1) return bad_baseline();
    for (const auto& [path, entries] : root.at("files").items()) {
      for (const auto& entry : entries) {
        const auto& digits = entry.at("sentence").get_ref<const std::string&>();
        std::uint64_t key = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), key, 16);
        if (error != std::errc() || end != digits.data() + digits.size()) return bad_baseline();
        const auto count = entry.at("count").get<std::uint32_t>();
        baseline.files_[path][key] = {entry.at("rule").get<std::string>(), count};
        baseline.counts_[path][key] = count;
      }
    }
  } catch (const nlohmann::json::exception&) {
    return bad_baseline();
  }
  return baseline;
}

// A line an entry, so that the file can be compared and merged.
std::string Baseline::to_json() const {
  std::string out = "{\"version\":1,\"files\":{";
  const char* file_separator = "\n";
  for (const auto& [path, entries] : files_) {
    out += fmt::format("{}{}:[", file_separator, nlohmann::json(path).dump());
    file_separator = ",\n";
    const char* separator = "\n";
    for (const auto& [key, entry] : entries) {
      out += fmt::format("{} {{\"rule\":\"{}\",\"sentence\":\"{:016x}\",\"count\":{}}}", separator, entry.rule,
                         key, entry.count);
      separator = ",\n";
    }
    out += "]";
  }
  return out + "\n}}\n";
}

void Baseline::add(const std::string& path, const Document& document, std::span<const Diagnostic> findings) {
  for (const Diagnostic& finding : findings) {
    const std::uint64_t key = finding_key(document, finding);
    Entry& entry = files_[path][key];
    entry.rule = finding.rule->id;
    counts_[path][key] = ++entry.count;
  }
}

void Baseline::add(const Baseline& other) {
  files_.insert(other.files_.begin(), other.files_.end());
  counts_.insert(other.counts_.begin(), other.counts_.end());
}

const BaselineCounts& Baseline::of(const std::string& path) const {
  static const BaselineCounts kNone;
  const auto found = counts_.find(path);
  return found == counts_.end() ? kNone : found->second;
}

}  // namespace jianyan

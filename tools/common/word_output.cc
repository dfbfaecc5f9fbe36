#include "common/word_output.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <charconv>
#include <cstdlib>
#include <ctime>
#include <string_view>

#include "common/errors.h"

namespace jianyan::tools {
namespace {

/// The end of the year 9999: later dates Word does not read.
constexpr std::time_t kLatest = 253402300799;

/// Whoever wants the same output at any time sets the variable: reproducible-builds.org/specs/source-date-epoch.
std::time_t time_of_writing() {
  const char* variable = std::getenv("SOURCE_DATE_EPOCH");
  if (variable == nullptr || *variable == '\0') return std::time(nullptr);
  const std::string_view digits = variable;
  std::time_t seconds = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), seconds);
  if (error != std::errc() || end != digits.data() + digits.size() || seconds < 0 || seconds > kLatest) {
    throw UsageError({fmt::format("SOURCE_DATE_EPOCH 应为秒数，不能是“{}”", digits),
                      fmt::format("SOURCE_DATE_EPOCH takes a number of seconds, not \"{}\"", digits)});
  }
  return seconds;
}

}  // namespace

WordWriteOptions write_options(const WordOptions& options) {
  WordWriteOptions write;
  write.changes = options.direct ? WordChanges::direct : WordChanges::tracked;
  write.author = options.author;
  write.date = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(time_of_writing()));
  return write;
}

}  // namespace jianyan::tools

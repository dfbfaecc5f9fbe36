// A line of a record stream: whatever is read, another reader of JSON reads the same, and what is written back is JSON
// with the same id, title, text and members.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string_view>

#include "common/record.h"

using jianyan::tools::Record;
using nlohmann::json;

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

// Numbers are kept digit for digit, so values are compared and not texts.
void compare(const json& expected, const json& actual) {
  for (const auto& [key, value] : expected.items()) require(actual.contains(key) && actual[key] == value);
  require(actual.contains("id"));
  require(actual.size() == expected.size() + (expected.contains("id") ? 0 : 1));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view line(reinterpret_cast<const char*>(data), size);
  Record record;
  const auto fault = jianyan::tools::parse_record(line, record);
  const json expected = json::parse(line, nullptr, false);
  require(json::accept(record.id));
  if (fault) {
    require(!fault->zh.empty() && !fault->en.empty());
    return 0;
  }
  require(expected.is_object() && expected["text"] == record.text);
  jianyan::tools::RecordTexts texts;
  texts.text = record.text;
  if (record.title) texts.title = *record.title;
  std::string out;
  jianyan::tools::open_record(out, record, texts, {});
  const json actual = json::parse(out + "}", nullptr, false);
  require(actual.is_object());
  compare(expected, actual);
  return 0;
}

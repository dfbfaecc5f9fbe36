// One record of a stream: a line of JSON in, a line of JSON out.
//
//   {"id": 7, "title": "关于……的建议", "text": "……", "unit": "民政局"}
//
// `text` is required, `title` may be there; `id` is any value. All other members are passed through as they came,
// numbers digit for digit, except those that the tool writes itself.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "jianyan/message.h"

namespace jianyan::tools {

struct Record {
  struct Member {
    std::string key;   ///< as a JSON string
    std::string json;  ///< its value; empty for title and text, which are below
  };

  std::string id = "null";  ///< JSON
  std::optional<std::string> title;
  std::string text;
  std::vector<Member> members;  ///< in their order, without id
};

/// Reads a line into `record`, and returns why it could not: not JSON, not UTF-8, no object, no text. The id is set
/// even then, if it came before the fault.
[[nodiscard]] std::optional<Message> parse_record(std::string_view line, Record& record);

/// What stands in place of title and text. Nothing: the member is left out.
struct RecordTexts {
  std::optional<std::string_view> title;
  std::optional<std::string_view> text;
};

/// Appends `{"id":…` and the members; the tool adds its own and closes the object. Members named in `own` are dropped.
void open_record(std::string& out, const Record& record, const RecordTexts& texts,
                 std::span<const std::string_view> own);

/// Appends the whole record that answers a bad line, with its line end.
void append_error_record(std::string& out, std::string_view id, std::uint64_t line, const std::string& message);

}  // namespace jianyan::tools

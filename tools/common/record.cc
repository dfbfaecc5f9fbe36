// Parsed by events, not into a tree: title and text are moved out of the parser, the rest is written down again as it
// goes by.
#include "common/record.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>

#include "jianyan/report.h"

namespace jianyan::tools {
namespace {

class RecordHandler final : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit RecordHandler(Record& record) : record_(record) {}

  std::optional<Message> fault;

  bool null() override { return scalar("null"); }
  bool boolean(bool value) override { return scalar(value ? "true" : "false"); }
  bool number_integer(number_integer_t value) override { return scalar(std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return scalar(std::to_string(value)); }
  bool number_float(number_float_t, const string_t& digits) override { return scalar(digits); }
  bool binary(binary_t&) override { return false; }  // not in JSON text

  bool string(string_t& value) override {
    if (depth_ == 1 && key_ == "text") {
      record_.text = std::move(value);
      has_text_ = true;
      return remember();
    }
    if (depth_ == 1 && key_ == "title") {
      record_.title = std::move(value);
      return remember();
    }
    std::string json;
    append_json_string(json, value);
    return scalar(json);
  }

  bool start_object(std::size_t) override { return open('{'); }
  bool end_object() override { return close('}'); }
  bool start_array(std::size_t) override { return open('['); }
  bool end_array() override { return close(']'); }

  bool key(string_t& value) override {
    if (depth_ == 1) {
      key_ = std::move(value);
      return true;
    }
    separate();
    append_json_string(value_, value);
    value_ += ':';
    after_key_ = true;
    return true;
  }

  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
    if (!fault) {
      fault = Message{fmt::format("不是有效的 JSON（第 {} 字节）", position),
                      fmt::format("not valid JSON (byte {})", position)};
    }
    return false;
  }

  [[nodiscard]] bool has_text() const { return has_text_; }

 private:
  bool refuse(const char* chinese, const char* english) {
    fault = Message{chinese, english};
    return false;
  }

  // The comma between the parts of a nested value.
  void separate() {
    if (!after_key_ && !value_.empty() && value_.back() != '[' && value_.back() != '{') value_ += ',';
    after_key_ = false;
  }

  bool open(char bracket) {
    if (depth_ == 0 && bracket != '{') return not_an_object();
    if (depth_ > 0) {
      separate();
      value_ += bracket;
    }
    ++depth_;
    return true;
  }

  bool close(char bracket) {
    --depth_;
    if (depth_ > 0) value_ += bracket;
    return depth_ != 1 || finish();
  }

  bool scalar(std::string_view json) {
    if (depth_ == 0) return not_an_object();
    separate();
    value_ += json;
    return depth_ != 1 || finish();
  }

  // A member of the record is complete.
  bool finish() {
    if (key_ == "text") return refuse("字段 \"text\" 应为字符串", "the field \"text\" must be a string");
    if (key_ == "title") {
      if (value_ != "null") return refuse("字段 \"title\" 应为字符串", "the field \"title\" must be a string");
      record_.title.reset();
    }
    if (key_ != "id") return remember();
    record_.id = std::move(value_);
    value_.clear();
    return true;
  }

  // Of two members with one name the later one counts, as with other readers of JSON.
  bool remember() {
    std::string key;
    append_json_string(key, key_);
    const auto same = std::find_if(record_.members.begin(), record_.members.end(),
                                   [&](const Record::Member& member) { return member.key == key; });
    if (same != record_.members.end()) same->json = std::move(value_);
    else record_.members.push_back({std::move(key), std::move(value_)});
    value_.clear();
    return true;
  }

  bool not_an_object() { return refuse("应为 JSON 对象 {…}", "must be a JSON object {…}"); }

  Record& record_;
  std::size_t depth_ = 0;
  std::string key_;    // of the member of the record
  std::string value_;  // of that member, as far as it has come
  bool after_key_ = false;
  bool has_text_ = false;
};

constexpr std::string_view kTitle = "\"title\"";
constexpr std::string_view kText = "\"text\"";

}  // namespace

std::optional<Message> parse_record(std::string_view line, Record& record) {
  RecordHandler handler(record);
  if (!nlohmann::json::sax_parse(line.begin(), line.end(), &handler)) return handler.fault;
  if (!handler.has_text()) return Message{"缺少字段 \"text\"", "the field \"text\" is missing"};
  return std::nullopt;
}

void open_record(std::string& out, const Record& record, const RecordTexts& texts,
                 std::span<const std::string_view> own) {
  out += "{\"id\":";
  out += record.id;
  for (const Record::Member& member : record.members) {
    const std::string_view name = std::string_view(member.key).substr(1, member.key.size() - 2);
    if (std::find(own.begin(), own.end(), name) != own.end()) continue;
    const bool is_text = member.key == kText;
    const bool is_title = member.key == kTitle && member.json.empty();
    const std::optional<std::string_view>& replaced = is_text ? texts.text : texts.title;
    if ((is_text || is_title) && !replaced) continue;
    out += ',';
    out += member.key;
    out += ':';
    if (is_text || is_title) append_json_string(out, *replaced);
    else out += member.json;
  }
}

void append_error_record(std::string& out, std::string_view id, std::uint64_t line, const std::string& message) {
  out += fmt::format("{{\"id\":{},\"line\":{},\"error\":", id, line);
  append_json_string(out, message);
  out += "}\n";
}

}  // namespace jianyan::tools

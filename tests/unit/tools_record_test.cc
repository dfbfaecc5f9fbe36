#include "common/record.h"

#include <doctest/doctest.h>

#include <string>

namespace jianyan::tools {
namespace {

// The record as `clean` gives it back, or its error in English.
std::string round_trip(std::string_view line) {
  static constexpr std::string_view kOwn[] = {"changes", "error"};
  Record record;
  if (const auto fault = parse_record(line, record)) return record.id + " " + fault->en;
  std::string out;
  RecordTexts texts;
  texts.text = record.text;
  if (record.title) texts.title = *record.title;
  open_record(out, record, texts, kOwn);
  return out + "}";
}

TEST_CASE("record: ids and unknown members come back as they were") {
  struct {
    const char* in;
    const char* out;
  } const cases[] = {
      {R"({"id":"7","text":"甲"})", R"({"id":"7","text":"甲"})"},
      {R"({"text":"甲","id":7})", R"({"id":7,"text":"甲"})"},
      {R"({"text":"甲"})", R"({"id":null,"text":"甲"})"},
      {R"({"id":{"a":[1,{"b":null},[]],"c":{}},"text":""})", R"({"id":{"a":[1,{"b":null},[]],"c":{}},"text":""})"},
      {R"({"id":123456789012345678901234567890,"text":""})", R"({"id":123456789012345678901234567890,"text":""})"},
      {R"({"id":-1.50e+10,"text":""})", R"({"id":-1.50e+10,"text":""})"},
      {R"({"id":18446744073709551615,"text":""})", R"({"id":18446744073709551615,"text":""})"},
      {R"( { "id" : true , "text" : "a" , "x" : [ 1 , "b" , { "c" : false } ] } )",
       R"({"id":true,"text":"a","x":[1,"b",{"c":false}]})"},
      {R"({"id":1,"title":"题","text":"文","部门":"民政局"})", R"({"id":1,"title":"题","text":"文","部门":"民政局"})"},
      {R"({"id":1,"title":null,"text":"文"})", R"({"id":1,"title":null,"text":"文"})"},
      {R"({"id":1,"text":"\u4e2d\ud83d\ude00\n\"\\\/\u0001"})", R"({"id":1,"text":"中😀\n\"\\/\u0001"})"},
      {R"({"id":1,"text":"a","text":"b"})", R"({"id":1,"text":"b"})"},
      {R"({"id":1,"title":"a","title":null,"text":"b"})", R"({"id":1,"title":null,"text":"b"})"},
      {R"({"id":1,"text":"a","changes":[1],"error":"x","y":2})", R"({"id":1,"text":"a","y":2})"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.in);
    CHECK(round_trip(c.in) == c.out);
  }
}

TEST_CASE("record: faults are named, and keep the id that came before them") {
  struct {
    std::string_view in;
    const char* out;
  } const cases[] = {
      {R"({"id":7,"text":1})", R"(7 the field "text" must be a string)"},
      {R"({"id":7,"text":["a"]})", R"(7 the field "text" must be a string)"},
      {R"({"id":7,"text":null})", R"(7 the field "text" must be a string)"},
      {R"({"id":7,"title":1,"text":"a"})", R"(7 the field "title" must be a string)"},
      {R"({"id":7})", R"(7 the field "text" is missing)"},
      {R"([1])", R"(null must be a JSON object {…})"},
      {R"("text")", R"(null must be a JSON object {…})"},
      {R"({"id":7,"text":"a")", R"(7 not valid JSON (byte 19))"},
      {R"({"id":7,"text":"a"}x)", R"(7 not valid JSON (byte 20))"},
      {R"({"id":7,"text":"\ud800"})", R"(7 not valid JSON (byte 23))"},
      {"{\"id\":7,\"text\":\"\xC3\x28\"}", R"(7 not valid JSON (byte 18))"},
      {"{\"id\":7,\"text\":\"a\tb\"}", R"(7 not valid JSON (byte 18))"},
      {"hello", R"(null not valid JSON (byte 1))"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.in);
    CHECK(round_trip(c.in) == c.out);
  }
}

TEST_CASE("record: depth does not matter") {
  const std::string deep = std::string(100000, '[') + std::string(100000, ']');
  CHECK(round_trip("{\"id\":" + deep + ",\"text\":\"a\"}") == "{\"id\":" + deep + ",\"text\":\"a\"}");
  CHECK(round_trip("{\"id\":1,\"x\":" + std::string(100000, '[')).starts_with("1 not valid JSON"));
}

TEST_CASE("record: the answer to a bad line") {
  std::string out;
  append_error_record(out, "\"a\"", 3, "坏\n");
  CHECK(out == "{\"id\":\"a\",\"line\":3,\"error\":\"坏\\n\"}\n");
}

}  // namespace
}  // namespace jianyan::tools

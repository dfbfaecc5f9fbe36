// Writing Word files: read again, the text must be the wanted one; and the bytes must be those that Word expects.
#include <doctest/doctest.h>

#include <random>

#include "jianyan/word.h"
#include "word/package.h"
#include "word_samples.h"

namespace jianyan {
namespace {

using testing::member;
using testing::paragraph;
using testing::part;
using testing::word_file;

Document read(const std::string& bytes) {
  auto document = read_document(bytes);
  REQUIRE_MESSAGE(document.has_value(), document.error().message.en);
  return *std::move(document);
}

std::string text_of(const std::string& bytes) {
  const Document document = read(bytes);
  return std::string(document.text());
}

/// The body after one edit of `found`.
std::string body_after(const std::string& body, std::string_view found, std::string replacement,
                       const WordWriteOptions& options = {}) {
  const Document document = read(word_file(body));
  const auto begin = static_cast<std::uint32_t>(document.text().find(found));
  const std::vector<Edit> edits{{{begin, begin + static_cast<std::uint32_t>(found.size())}, std::move(replacement)}};
  const auto bytes = write_word(document, edits, options);
  REQUIRE_MESSAGE(bytes.has_value(), bytes.error().message.en);
  CHECK(text_of(*bytes) == apply_edits(document.text(), edits));
  const std::string xml = member(*bytes, "word/document.xml");
  const std::size_t open = xml.find("<w:body>") + 8;
  return xml.substr(open, xml.find("</w:body>") - open);
}

WordWriteOptions direct() {
  WordWriteOptions options;
  options.changes = WordChanges::direct;
  return options;
}

std::string del(int id, const std::string& run) {
  return "<w:del w:id=\"" + std::to_string(id) + "\" w:author=\"jianyan\">" + run + "</w:del>";
}
std::string ins(int id, const std::string& run) {
  return "<w:ins w:id=\"" + std::to_string(id) + "\" w:author=\"jianyan\">" + run + "</w:ins>";
}
std::string run(const std::string& properties, const std::string& element, const std::string& text) {
  return "<w:r>" + properties + "<w:" + element + " xml:space=\"preserve\">" + text + "</w:" + element + "></w:r>";
}

TEST_CASE("word writer: a change is split off its run, without what stays the same") {
  const std::string bold = "<w:rPr><w:b/></w:rPr>";
  CHECK(body_after("<w:p><w:r>" + bold + "<w:t>完善,不断</w:t></w:r></w:p>", "善,不", "善，不") ==
        "<w:p>" + run(bold, "t", "完善") + del(1, run(bold, "delText", ",")) + ins(2, run(bold, "t", "，")) +
            run(bold, "t", "不断") + "</w:p>");
  CHECK(body_after("<w:p><w:r><w:t>甲乙</w:t></w:r></w:p>", "甲乙", "乙") ==
        "<w:p>" + del(1, run("", "delText", "甲")) + run("", "t", "乙") + "</w:p>");
  CHECK(body_after("<w:p><w:r><w:t>甲</w:t></w:r></w:p>", "甲", "甲&") ==
        "<w:p>" + run("", "t", "甲") + ins(1, run("", "t", "&amp;")) + "</w:p>");
}

TEST_CASE("word writer: blanks that were not shown do not come to light") {
  CHECK(body_after("<w:p><w:r><w:t> 甲,乙 </w:t></w:r></w:p>", ",", "，") ==
        "<w:p>" + run("", "t", "甲") + del(1, run("", "delText", ",")) + ins(2, run("", "t", "，")) +
            run("", "t", "乙") + "</w:p>");
  CHECK(body_after("<w:p><w:r><w:t> 甲</w:t><w:t>乙 </w:t></w:r></w:p>", "甲", "丙", direct()) ==
        "<w:p><w:r><w:t xml:space=\"preserve\">丙</w:t><w:t>乙 </w:t></w:r></w:p>");
}

TEST_CASE("word writer: over several runs, the first gives its properties") {
  const std::string bold = "<w:rPr><w:b/></w:rPr>";
  const std::string body = "<w:p><w:r>" + bold + "<w:t>甲</w:t></w:r><w:bookmarkStart w:id=\"1\"/><w:r>"
                           "<w:t>乙丙</w:t></w:r></w:p>";
  CHECK(body_after(body, "甲乙", "丁") == "<w:p>" + del(2, run(bold, "delText", "甲")) + ins(3, run(bold, "t", "丁")) +
                                               "<w:bookmarkStart w:id=\"1\"/>" + del(4, run("", "delText", "乙")) +
                                               run("", "t", "丙") + "</w:p>");
  CHECK(body_after(body, "甲乙", "丁", direct()) ==
        "<w:p>" + run(bold, "t", "丁") + "<w:bookmarkStart w:id=\"1\"/>" + run("", "t", "丙") + "</w:p>");
}

TEST_CASE("word writer: direct changes keep references, comments and other children") {
  CHECK(body_after("<w:p><w:r><w:t>a&lt;<!-- c -->b</w:t><w:tab/><w:t>c</w:t></w:r></w:p>", "b", "x", direct()) ==
        "<w:p><w:r><w:t xml:space=\"preserve\">a&lt;<!-- c -->x</w:t><w:tab/><w:t>c</w:t></w:r></w:p>");
  CHECK(body_after("<w:p><w:r><w:tab/><w:t>c</w:t></w:r></w:p>", "\t", "", direct()) ==
        "<w:p><w:r><w:t>c</w:t></w:r></w:p>");
  CHECK(body_after("<w:p><w:r><w:tab/><w:t>c</w:t></w:r></w:p>", "\t", "") ==
        "<w:p>" + del(1, "<w:r><w:tab/></w:r>") + "<w:r><w:t>c</w:t></w:r></w:p>");
}

TEST_CASE("word writer: inside another's insertion, theirs is closed and opened again") {
  const std::string theirs = "<w:ins w:id=\"7\" w:author=\"他\">";
  CHECK(body_after("<w:p>" + theirs + "<w:r><w:t>甲乙</w:t></w:r></w:ins></w:p>", "甲", "丙") ==
        "<w:p>" + theirs + del(1, run("", "delText", "甲")) + "</w:ins>" + ins(2, run("", "t", "丙")) +
            "<w:ins w:id=\"3\" w:author=\"他\">" + run("", "t", "乙") + "</w:ins></w:p>");
}

TEST_CASE("word writer: tracked changes of format get ids of their own in copies") {
  const std::string change = "<w:rPr><w:b/><w:rPrChange w:id=\"1\" w:author=\"他\"><w:rPr/></w:rPrChange></w:rPr>";
  const std::string body = body_after("<w:p><w:r>" + change + "<w:t>甲乙丙</w:t></w:r></w:p>", "乙", "");
  CHECK(body.find("<w:rPrChange w:id=\"1\"") == body.rfind("<w:rPrChange w:id=\"1\""));
}

TEST_CASE("word writer: a text box that the file holds twice is changed twice") {
  const std::string box = "<w:txbxContent>" + paragraph("框中") + "</w:txbxContent>";
  const std::string body = body_after("<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing>" + box +
                                          "</w:drawing></mc:Choice><mc:Fallback><w:pict>" + box +
                                          "</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
                                      "中", "内", direct());
  CHECK(body.find("框中") == std::string::npos);
  CHECK(body.find("框内") != body.rfind("框内"));
}

TEST_CASE("word writer: in the default namespace, attributes get a prefix") {
  testing::Members members = testing::word_members("");
  members["word/document.xml"] = "<document xmlns=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
                                 "<body><p><r><t>甲</t></r></p></body></document>";
  const Document document = read(testing::zip_of(members));
  const auto bytes = write_word(document, std::vector<Edit>{{{0, 3}, "乙"}});
  REQUIRE(bytes.has_value());
  CHECK(text_of(*bytes) == "乙\n");
  CHECK(member(*bytes, "word/document.xml")
            .find("<ins xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" w:id=") !=
        std::string::npos);
}

TEST_CASE("word writer: comments are anchored, and made known to the package") {
  WordWriteOptions options;
  options.date = "2026-01-15T08:00:00Z";
  options.comments = {{{3, 6}, "看\n<二>"}};
  const Document document = read(word_file(paragraph("甲乙丙")));
  const auto bytes = write_word(document, {}, options);
  REQUIRE(bytes.has_value());
  CHECK(text_of(*bytes) == document.text());
  CHECK(member(*bytes, "word/document.xml")
            .find("<w:commentRangeStart w:id=\"1\"/>" + run("", "t", "乙") +
                  "<w:commentRangeEnd w:id=\"1\"/><w:r><w:commentReference w:id=\"1\"/></w:r>") != std::string::npos);
  const std::string comments = member(*bytes, "word/comments.xml");
  CHECK(comments.find("&lt;二&gt;") != std::string::npos);
  CHECK(comments.find("w:date=\"2026-01-15T08:00:00Z\"") != std::string::npos);
  CHECK(member(*bytes, "[Content_Types].xml").find("/word/comments.xml") != std::string::npos);
  CHECK(member(*bytes, "word/_rels/document.xml.rels").find("/comments\"") != std::string::npos);
  CHECK(*write_word(document, {}, options) == *bytes);  // repeatable

  const auto more = write_word(read(*bytes), {}, options);
  REQUIRE(more.has_value());
  CHECK(member(*more, "word/comments.xml").find("w:id=\"2\"") != std::string::npos);
}

TEST_CASE("word writer: comments on headers, empty paragraphs and nothing at all find a place in the body") {
  WordWriteOptions options;
  options.comments = {{{0, 0}, "首"}, {{0, 1}, "空"}, {{5, 8}, "眉"}};
  const Document document = read(word_file("<w:p/>" + paragraph("甲"), {{"header", part("hdr", paragraph("眉"))}}));
  REQUIRE(document.text() == "\n甲\n眉\n");
  const auto bytes = write_word(document, {}, options);
  REQUIRE(bytes.has_value());
  const std::string body = member(*bytes, "word/document.xml");
  for (const char* id : {"1", "2", "3"}) {
    CHECK(body.find("<w:commentRangeStart w:id=\"" + std::string(id)) <
          body.find("<w:commentRangeEnd w:id=\"" + std::string(id)));
  }
  CHECK(member(*bytes, "word/header.xml").find("comment") == std::string::npos);
}

TEST_CASE("word writer: CDATA is not cut") {
  WordWriteOptions options;
  options.comments = {{{0, 3}, "甲"}, {{0, 0}, "乙"}};
  const Document document = read(word_file("<w:p><w:r><w:t><![CDATA[<甲>乙]]></w:t><w:t>丙</w:t></w:r></w:p>"));
  const auto bytes = write_word(document, {}, options);
  REQUIRE(bytes.has_value());
  CHECK(text_of(*bytes) == document.text());
}

TEST_CASE("word writer: a signed or locked file is not written; one for tracked changes only takes these") {
  const std::string locked = part("settings", "<w:documentProtection w:edit=\"readOnly\" w:enforcement=\"1\"/>");
  const std::string tracked = part("settings", "<w:documentProtection w:edit=\"trackedChanges\" w:enforcement=\"1\"/>");
  const std::vector<Edit> edits{{{0, 3}, "乙"}};
  const Document a = read(word_file(paragraph("甲"), {{"settings", locked}}));
  CHECK(write_word(a, edits).error().code == ErrorCode::not_editable);
  CHECK(*write_word(a, {}) == word_file(paragraph("甲"), {{"settings", locked}}));
  const Document b = read(word_file(paragraph("甲"), {{"settings", tracked}}));
  CHECK(write_word(b, edits).has_value());
  CHECK(write_word(b, edits, direct()).error().code == ErrorCode::not_editable);
  const Document c = read(word_file(paragraph("甲"), {{"_xmlsignatures/origin.sigs", ""}}));
  CHECK(write_word(c, edits).error().code == ErrorCode::not_editable);
  const Document d = read(word_file(paragraph("甲") + paragraph("乙")));
  CHECK(write_word(d, std::vector<Edit>{{{0, 4}, ""}}).error().code == ErrorCode::not_editable);
}

TEST_CASE("word writer: other members keep their bytes") {
  const std::string before = word_file(paragraph("甲"), {{"media/a.bin", std::string(1000, '\x7F')}});
  const auto bytes = write_document(read(before), std::vector<Edit>{{{0, 3}, "乙"}});
  REQUIRE(bytes.has_value());
  for (const char* name : {"media/a.bin", "_rels/.rels", "[Content_Types].xml"}) {
    CHECK(member(*bytes, name) == member(before, name));
  }
}

TEST_CASE("original_span undoes changes") {
  const auto change = [](std::uint32_t begin, std::uint32_t end, std::string after) {
    Change made;
    made.span = {begin, end};
    made.after = std::move(after);
    return made;
  };
  const std::vector<Change> changes{change(2, 4, "abcd"), change(10, 10, "x"), change(12, 15, "")};
  CHECK(original_span(changes, {0, 1}) == Span{0, 1});
  CHECK(original_span(changes, {3, 5}) == Span{2, 4});
  CHECK(original_span(changes, {7, 9}) == Span{5, 7});
  CHECK(original_span(changes, {13, 14}).end == 11);
  CHECK(original_span(changes, {16, 18}) == Span{16, 18});
}

}  // namespace
}  // namespace jianyan

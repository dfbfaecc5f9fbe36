// Findings and changes in the forms that people and tools read.
//
//   std::string out;
//   jianyan::ReportFile file;
//   file.path = "草稿.txt";
//   file.document = &document;
//   file.findings = found;
//   jianyan::append_concise(out, file, jianyan::Language::zh);
//   // 草稿.txt:12:9: 警告[doubled-mark] 句末连用两个句号
//
// A report on many files, in any format:
//
//   std::unique_ptr<jianyan::Reporter> reporter = jianyan::make_reporter({.format = jianyan::ReportFormat::html});
//   out << reporter->open();
//   for (…) out << reporter->add(reporter->part(file));       // part() may run in any thread
//   out << reporter->close(totals);
//
// Functions append UTF-8 to a string and never fail; whoever calls them writes it out. Lines and columns count from 1,
// columns in code points; offsets in JSON are given in bytes, code points and UTF-16 units. The JSON is valid and on
// one line whatever a path or a text contains: control characters are escaped, invalid bytes become U+FFFD. In text
// forms control and invisible characters are made visible (<U+200B>), so that a draft cannot steer a terminal.
//
// Complexity: O(length of the text + findings · log findings), whatever the length of its lines. Thread-safe.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "jianyan/cleaner.h"
#include "jianyan/diagnostic.h"
#include "jianyan/document.h"
#include "jianyan/export.h"
#include "jianyan/message.h"
#include "jianyan/rule.h"
#include "jianyan/segmenter.h"
#include "jianyan/word.h"

namespace jianyan {

/// A document and what was found in it.
struct ReportFile {
  std::string_view path;
  const Document* document = nullptr;  ///< null where the file could not be read
  Profile profile = Profile::npc;
  std::span<const Diagnostic> findings;  ///< sorted by span
  const Message* error = nullptr;        ///< why it could not be read
  std::string_view field;                ///< "title" or "text", in a record that has both; else empty
};

/// A document before its changes, and the changes.
struct ReportChanges {
  const Document* original = nullptr;
  std::span<const Change> changes;
  std::string_view field;  ///< as in ReportFile
};

enum class ReportFormat : std::uint8_t {
  full,        ///< for a terminal: several lines a finding
  concise,     ///< a line a finding
  json,        ///< one document
  jsonl,       ///< a line a file
  sarif,       ///< SARIF 2.1.0, for code scanning and editors
  github,      ///< workflow commands of GitHub Actions
  gitlab,      ///< the code quality report of GitLab
  junit,       ///< JUnit's XML, for test dashboards
  checkstyle,  ///< Checkstyle's XML
  rdjson,      ///< the JSON of reviewdog
  md,          ///< Markdown tables
  html,        ///< a page to read and print, with the draft in it
};
inline constexpr std::size_t kReportFormats = 12;
[[nodiscard]] JIANYAN_EXPORT std::string_view report_format_name(ReportFormat format) noexcept;
[[nodiscard]] JIANYAN_EXPORT std::optional<ReportFormat> report_format_from_name(std::string_view name) noexcept;

struct ReportOptions {
  ReportFormat format = ReportFormat::concise;
  Language language = Language::zh;
  bool colour = false;              ///< of `full`
  bool statistics = false;          ///< count by rule: `full` and `concise` list nothing else, JSON tells it besides
  std::string tool = "jianyan";     ///< who reports, with its version after a space
};

/// What was counted over all files.
struct ReportTotals {
  struct Unreadable {
    std::string path;
    Message why;
  };
  std::uint64_t files = 0;
  std::uint64_t errors = 0, warnings = 0, infos = 0;
  std::uint64_t fixable = 0;     ///< by safe fixes
  std::uint64_t suppressed = 0;  ///< not counted elsewhere
  std::map<std::string_view, std::uint64_t> by_rule;  ///< by rule id
  std::vector<Unreadable> unreadable;
};

/// A report on many files. open(), add() and close() are called in this order from one thread at a time; part() may be
/// called from any thread at any time.
class JIANYAN_EXPORT Reporter {
 public:
  Reporter() = default;
  virtual ~Reporter();
  Reporter(const Reporter&) = delete;
  Reporter& operator=(const Reporter&) = delete;

  /// What stands before the files.
  [[nodiscard]] virtual std::string open() { return {}; }
  /// What it says of one file.
  [[nodiscard]] virtual std::string part(const ReportFile& file) const = 0;
  /// The next part, with what separates it from the one before. A format that begins with what is known at the end
  /// keeps it.
  [[nodiscard]] virtual std::string add(std::string part) { return part; }
  /// What stands behind the files.
  [[nodiscard]] virtual std::string close(const ReportTotals&) { return {}; }
};
[[nodiscard]] JIANYAN_EXPORT std::unique_ptr<Reporter> make_reporter(ReportOptions options);

/// Several lines for each finding: place, message, the line with a caret under the finding, replacement and clause. The
/// caret is placed and sized by display width; of a long line the stretch around the finding is shown. Nothing for a
/// file with an error.
JIANYAN_EXPORT void append_full(std::string& out, const ReportFile& file, Language language, bool colour);

/// One line for each finding: path:line:column: severity[rule] message. Nothing for a file with an error.
JIANYAN_EXPORT void append_concise(std::string& out, const ReportFile& file, Language language);

/// The object of one file in `check --format json` and `jsonl`, without a line end.
JIANYAN_EXPORT void append_json_file(std::string& out, const ReportFile& file, Language language);

/// The array of findings of a record: those of all its parts, in their order.
JIANYAN_EXPORT void append_json_findings(std::string& out, std::span<const ReportFile> parts, Language language);

/// The array of changes of a record or a file.
JIANYAN_EXPORT void append_json_changes(std::string& out, std::span<const ReportChanges> parts);

/// One line for each change: path:line:column: [rule] “before” → “after”.
JIANYAN_EXPORT void append_changes(std::string& out, std::string_view path, const ReportChanges& changes,
                                   Language language);

/// The findings as comments of a Word file: severity, rule, message, clause and what the fix does. Spans are those of
/// `file.document`.
[[nodiscard]] JIANYAN_EXPORT std::vector<WordComment> finding_comments(const ReportFile& file, Language language);

/// The array of tokens, with their offsets in `text`; white space is left out.
JIANYAN_EXPORT void append_json_tokens(std::string& out, std::string_view text, std::span<const Token> tokens);

/// `text` as a JSON string, with its quotes: for whoever composes JSON around the arrays above.
JIANYAN_EXPORT void append_json_string(std::string& out, std::string_view text);

/// What people call the place of an offset: the marks of the headings above it and the number of the paragraph under
/// them, "三、（二）第2段"; "标题", "落款" and the like for the other parts of a draft. O(blocks).
[[nodiscard]] JIANYAN_EXPORT std::string place_of(const Document& document, std::uint32_t offset, Language language);

/// A name for the finding that does not change when lines move: 16 hexadecimal digits made of the rule, the sentence it
/// stands in (without white space), and its rank among the findings of the document that agree in both, from 0.
[[nodiscard]] JIANYAN_EXPORT std::string fingerprint(const Document& document, const Diagnostic& diagnostic,
                                                     std::uint32_t rank);

}  // namespace jianyan

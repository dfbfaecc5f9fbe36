// Findings and changes in the forms that people and tools read.
//
//   std::string out;
//   jianyan::ReportFile file{"草稿.txt", &document, jianyan::Profile::npc, findings};
//   jianyan::append_concise(out, file, jianyan::Language::zh);
//
// Functions append UTF-8 to a string and never fail; whoever calls them writes it out. Thread-safe.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "jianyan/cleaner.h"
#include "jianyan/diagnostic.h"
#include "jianyan/document.h"
#include "jianyan/export.h"
#include "jianyan/message.h"
#include "jianyan/rule.h"

namespace jianyan {

/// A document and what was found in it.
struct ReportFile {
  std::string_view path;
  const Document* document = nullptr;  ///< null where the file could not be read
  Profile profile = Profile::npc;
  std::span<const Diagnostic> findings;
  const Message* error = nullptr;      ///< why it could not be read
};

struct ReportTotals {
  std::uint64_t files = 0, unreadable = 0, errors = 0, warnings = 0, infos = 0;
};

/// Several lines for each finding: place, message, the line with a caret under the finding, replacement and clause.
JIANYAN_EXPORT void append_full(std::string& out, const ReportFile& file, Language language, bool colour);
/// One line for each finding: path:line:column: severity[rule] message
JIANYAN_EXPORT void append_concise(std::string& out, const ReportFile& file, Language language);
/// The object of one file in `check --format json` and `jsonl`, on one line, without a line end.
JIANYAN_EXPORT void append_json_file(std::string& out, const ReportFile& file, Language language);
/// The array of findings of a record stream.
JIANYAN_EXPORT void append_json_findings(std::string& out, const ReportFile& file, Language language);
/// The array of changes of `clean --jsonl` and `clean --log`; `original` is the document before the changes.
JIANYAN_EXPORT void append_json_changes(std::string& out, const Document& original, std::span<const Change> changes);

/// A name for the finding that does not change when lines move: rule, the sentence it stands in, and its rank among equal ones.
[[nodiscard]] JIANYAN_EXPORT std::string fingerprint(const Document& document, const Diagnostic& diagnostic,
                                                     std::uint32_t rank);

}  // namespace jianyan

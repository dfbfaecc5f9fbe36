// The draft of an HTML report, with its findings marked in place.
#pragma once

#include <string>
#include <string_view>

#include "jianyan/masked_text.h"
#include "jianyan/report.h"

namespace jianyan {

/// Appends a <p> for each line of the text. Findings are numbered from 1; number n is marked by links to "#f<n><key>"
/// and is itself reached by "#m<n><key>". Text under a finding tells on hover what is wrong and what to write.
void append_html_text(std::string& out, const ReportFile& file, const MaskedText& shown, std::string_view key,
                      Language language);

/// The change that a finding proposes: <del>before</del> → <ins>after</ins>. Precondition: it has a fix.
void append_html_fix(std::string& out, const MaskedText& shown, const Diagnostic& finding, Language language);

}  // namespace jianyan

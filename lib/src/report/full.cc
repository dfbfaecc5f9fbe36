// Findings for people at a terminal.
//
//   草稿.txt:12:9: 警告[doubled-mark] 句末连用两个句号“。。” [可自动修复]
//      12 │ ……完善服务体系。。
//         │                 ^^^^ 改为“。”　依据 GB/T 15834—2011 4.1
//
// The line is cut to a window around the finding, found by walking outwards from it: a draft pasted as one line of
// megabytes costs no more than any other. Widths are those of the text as shown, after invisible characters were made
// visible.
#include <algorithm>

#include "jianyan/masked_text.h"
#include "jianyan/report.h"
#include "report/locations.h"
#include "report/text.h"
#include "report/visible.h"
#include "text/utf8.h"

namespace jianyan {
namespace {

// Columns of the window: with the gutter it fits a terminal of 80 columns.
constexpr std::size_t kBefore = 36;
constexpr std::size_t kWindow = 70;

struct Colours {
  std::string_view strong, dim, error, warning, info, fix, end;
};
constexpr Colours kColours{"\033[1m", "\033[2m", "\033[1;31m", "\033[1;33m", "\033[1;36m", "\033[32m", "\033[0m"};
constexpr Colours kPlain{};

std::string_view colour_of(Severity severity, const Colours& colours) {
  if (severity == Severity::error) return colours.error;
  return severity == Severity::warning ? colours.warning : colours.info;
}

bool is_line_end(char byte) { return byte == '\n' || byte == '\r'; }

// Begin of the code point before `at`. Precondition: at > 0.
std::size_t previous(std::string_view text, std::size_t at) {
  do --at;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
  return at;
}

std::string visible(std::string_view text) {
  std::string out;
  append_visible(out, text);
  return out;
}

// The stretch of the line that is shown, cut where the finding begins and ends.
struct Excerpt {
  std::string before, found, after;
};

Excerpt excerpt_of(std::string_view text, Span span) {
  std::size_t begin = span.begin;
  std::size_t width = 0;
  while (begin > 0 && !is_line_end(text[begin - 1]) && width < kBefore) {
    const std::size_t next = previous(text, begin);
    width += display_width(visible(text.substr(next, begin - next)));
    begin = next;
  }
  std::size_t found_end = span.begin;
  std::size_t end = span.begin;
  while (end < text.size() && !is_line_end(text[end]) && width < kWindow) {
    const std::size_t length = decode_utf8_at(text, end).length;
    width += display_width(visible(text.substr(end, length)));
    end += length;
    if (end <= span.end) found_end = end;
  }
  Excerpt excerpt;
  if (begin > 0 && !is_line_end(text[begin - 1])) excerpt.before = "…";
  append_visible(excerpt.before, text.substr(begin, span.begin - begin));
  append_visible(excerpt.found, text.substr(span.begin, found_end - span.begin));
  append_visible(excerpt.after, text.substr(found_end, end - found_end));
  if (end < text.size() && !is_line_end(text[end])) excerpt.after += "…";
  return excerpt;
}

std::string_view fix_tag(Safety safety, Language language) {
  const bool chinese = language == Language::zh;
  switch (safety) {
    case Safety::none: return "";
    case Safety::suggest: return chinese ? " [有修改建议]" : " [suggestion]";
    case Safety::safe: return chinese ? " [可自动修复]" : " [fixable]";
  }
  return "";
}

void append_hint(std::string& out, const MaskedText& shown, const Diagnostic& finding, Language language,
                 const Colours& colours) {
  if (finding.fix) {
    out += ' ';
    out += colours.fix;
    append_fix(out, shown, finding, language);
    out += colours.end;
  }
  if (finding.rule->clause.empty()) return;
  out += language == Language::en ? (finding.fix ? "  see " : " see ") : (finding.fix ? "　依据 " : " 依据 ");
  out += finding.rule->clause;
}

void append_finding(std::string& out, HeadWriter& head, const MaskedText& shown, const Diagnostic& finding,
                    const Location& location, Language language, const Colours& colours) {
  out += colours.strong;
  head.append(out, finding.span.begin);
  out += colours.end;
  out += colour_of(finding.severity, colours);
  out += severity_word(finding.severity, language);
  out += colours.end;
  out += '[';
  out += finding.rule->id;
  out += "] ";
  append_visible(out, finding.message.in(language));
  out += fix_tag(finding.safety(), language);

  const Excerpt excerpt = excerpt_of(shown.text(), finding.span);
  const std::string number = head.word() ? std::string() : std::to_string(location.line);
  const std::size_t gutter = std::max<std::size_t>(5, number.size());
  out += '\n';
  out += colours.dim;
  out.append(gutter - number.size(), ' ').append(number).append(" │ ");
  out += colours.end;
  out.append(excerpt.before).append(excerpt.found).append(excerpt.after).append("\n");
  out += colours.dim;
  out.append(gutter, ' ').append(" │ ");
  out += colours.end;
  out.append(display_width(excerpt.before), ' ');
  out += colour_of(finding.severity, colours);
  out.append(std::max<std::size_t>(1, display_width(excerpt.found)), '^');
  out += colours.end;
  append_hint(out, shown, finding, language, colours);
  out += '\n';
}

}  // namespace

void append_full(std::string& out, const ReportFile& file, Language language, bool colour) {
  if (file.document == nullptr || file.findings.empty()) return;
  const Locations locations(file.document->text(), file.findings);
  const MaskedText shown(*file.document);
  HeadWriter head(file.path, *file.document, shown, locations, language);
  for (const Diagnostic& finding : file.findings) {
    append_finding(out, head, shown, finding, locations.at(finding.span.begin), language,
                   colour ? kColours : kPlain);
  }
}

}  // namespace jianyan

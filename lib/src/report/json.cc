// JSON of findings, changes and tokens, written by hand: a stream of drafts spends its time on the rules, not on
// building trees of values that are printed once. The field names are part of the tools' interface.
#include <array>
#include <charconv>

#include "jianyan/masked_text.h"
#include "jianyan/report.h"
#include "diagnostic/fingerprint.h"
#include "report/locations.h"
#include "report/place.h"
#include "report/text.h"
#include "text/utf8.h"

namespace jianyan {
namespace {

// Bytes that cannot stand in a JSON string as they are.
constexpr auto kEscaped = [] {
  std::array<bool, 256> escaped{};
  for (std::size_t byte = 0; byte < 0x20; ++byte) escaped[byte] = true;
  escaped['"'] = escaped['\\'] = true;
  return escaped;
}();

void append_escape(std::string& out, char byte) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  switch (byte) {
    case '"': out += "\\\""; break;
    case '\\': out += "\\\\"; break;
    case '\n': out += "\\n"; break;
    case '\r': out += "\\r"; break;
    case '\t': out += "\\t"; break;
    default:
      out += "\\u00";
      out += kDigits[static_cast<unsigned char>(byte) >> 4];
      out += kDigits[static_cast<unsigned char>(byte) & 15];
  }
}

// Precondition: valid UTF-8.
void append_string(std::string& out, std::string_view text) {
  out += '"';
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!kEscaped[static_cast<unsigned char>(text[at])]) continue;
    out.append(text, begin, at - begin);
    append_escape(out, text[at]);
    begin = at + 1;
  }
  out.append(text, begin);
  out += '"';
}

template <class Number>
void append_number(std::string& out, Number value) {
  char digits[32];
  const auto [end, error] = std::to_chars(digits, digits + sizeof digits, value);
  out.append(digits, end);
}

void append_range(std::string& out, std::string_view name, std::uint32_t begin, std::uint32_t end) {
  out += '"';
  out += name;
  out += "\":[";
  append_number(out, begin);
  out += ',';
  append_number(out, end);
  out += ']';
}

// "bytes":[b,e],"chars":[b,e],"utf16":[b,e]
void append_ranges(std::string& out, Span span, const Locations& locations) {
  const Location& begin = locations.at(span.begin);
  const Location& end = locations.at(span.end);
  append_range(out, "bytes", span.begin, span.end);
  out += ',';
  append_range(out, "chars", begin.code_points, end.code_points);
  out += ',';
  append_range(out, "utf16", begin.utf16_units, end.utf16_units);
}

void append_position(std::string& out, const Location& location) {
  out += "\"line\":";
  append_number(out, location.line);
  out += ",\"column\":";
  append_number(out, location.column);
}

// ,"name":"value"
void append_member(std::string& out, std::string_view name, std::string_view value) {
  out += ",\"";
  out += name;
  out += "\":";
  append_string(out, value);
}

void append_edits(std::string& out, const Diagnostic& finding, const Locations& locations, const MaskedText& shown) {
  out += ",\"edits\":[";
  if (finding.fix && may_show(*finding.fix, shown)) {
    const char* separator = "{";
    for (const Edit& edit : finding.fix->edits) {
      out += separator;
      append_ranges(out, edit.span, locations);
      append_member(out, "replacement", edit.replacement);
      out += '}';
      separator = ",{";
    }
  }
  out += ']';
}

/// ,"candidates":[…], where a model has weighed corrections
void append_candidates(std::string& out, const Diagnostic& finding, const Locations& locations,
                       const MaskedText& shown) {
  if (finding.candidates.empty()) return;
  out += ",\"candidates\":[";
  const char* separator = "{";
  for (const Candidate& candidate : finding.candidates) {
    if (shown.hides(candidate.edit.span)) continue;
    out += separator;
    append_ranges(out, candidate.edit.span, locations);
    append_member(out, "replacement", candidate.edit.replacement);
    out += ",\"score\":";
    append_number(out, candidate.score);
    out += '}';
    separator = ",{";
  }
  out += ']';
}

class FindingWriter {
 public:
  FindingWriter(std::string& out, const ReportFile& file, Language language)
      : out_(out), file_(file), language_(language), shown_(*file.document),
        locations_(file.document->text(), file.findings), places_(*file.document, shown_.text(), language) {}

  void write(const Diagnostic& finding) {
    const RuleInfo& rule = *finding.rule;
    const Document& document = *file_.document;
    out_ += '{';
    if (!file_.field.empty()) {
      out_ += "\"field\":";
      append_string(out_, file_.field);
      out_ += ',';
    }
    out_ += "\"rule\":";
    append_string(out_, rule.id);
    append_member(out_, "category", category_name(rule.category));
    append_member(out_, "severity", severity_name(finding.severity));
    append_member(out_, "safety", safety_name(finding.safety()));
    append_member(out_, "message", finding.message.in(language_));
    if (rule.clause.empty()) out_ += ",\"clause\":null";
    else append_member(out_, "clause", rule.clause);
    out_ += ",\"score\":";
    if (finding.score) append_number(out_, *finding.score);
    else out_ += "null";
    out_ += ',';
    append_position(out_, locations_.at(finding.span.begin));
    append_member(out_, "text", shown_.text(finding.span));
    out_ += ",\"span\":{";
    append_ranges(out_, finding.span, locations_);
    out_ += '}';
    append_member(out_, "place", places_.at(finding.span.begin));
    append_edits(out_, finding, locations_, shown_);
    append_candidates(out_, finding, locations_, shown_);
    append_member(out_, "fingerprint", fingerprints_.next(document, finding));
    out_ += '}';
  }

 private:
  std::string& out_;
  const ReportFile& file_;
  Language language_;
  MaskedText shown_;
  Locations locations_;
  PlaceFinder places_;
  Fingerprints fingerprints_;
};

// ,"encoding":"UTF-8"; null for Word files
void append_encoding(std::string& out, const Document& document) {
  const auto* text = std::get_if<TextOrigin>(&document.origin());
  if (text == nullptr) out += ",\"encoding\":null";
  else append_member(out, "encoding", encoding_name(text->encoding));
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  if (valid_utf8_prefix(text) == text.size()) append_string(out, text);
  else append_string(out, repair_utf8(text));
}

void append_json_findings(std::string& out, std::span<const ReportFile> parts, Language language) {
  out += '[';
  bool first = true;
  for (const ReportFile& part : parts) {
    if (part.findings.empty()) continue;
    FindingWriter writer(out, part, language);
    for (const Diagnostic& finding : part.findings) {
      if (!first) out += ',';
      first = false;
      writer.write(finding);
    }
  }
  out += ']';
}

void append_json_file(std::string& out, const ReportFile& file, Language language) {
  out += "{\"path\":";
  append_json_string(out, file.path);
  if (file.document != nullptr) {
    append_encoding(out, *file.document);
    append_member(out, "profile", profile_name(file.profile));
  } else {
    out += ",\"encoding\":null,\"profile\":null";
  }
  out += ",\"findings\":";
  append_json_findings(out, {&file, 1}, language);
  out += ",\"error\":";
  if (file.error != nullptr) append_json_string(out, file.error->in(language));
  else out += "null";
  out += '}';
}

void append_json_changes(std::string& out, std::span<const ReportChanges> parts) {
  out += '[';
  const char* separator = "{";
  for (const ReportChanges& part : parts) {
    if (part.changes.empty()) continue;
    const Locations locations(part.original->text(), part.changes);
    const MaskedText shown(*part.original);
    for (const Change& change : part.changes) {
      out += separator;
      separator = ",{";
      if (!part.field.empty()) {
        out += "\"field\":";
        append_string(out, part.field);
        out += ',';
      }
      out += "\"rule\":";
      append_string(out, change.rule->id);
      out += ',';
      append_position(out, locations.at(change.span.begin));
      out += ',';
      append_ranges(out, change.span, locations);
      append_member(out, "before", shown.text(change.span));
      append_member(out, "after", shown.replacement(change.span, change.after));
      append_member(out, "safety", safety_name(change.safety));
      out += '}';
    }
  }
  out += ']';
}

void append_json_tokens(std::string& out, std::string_view text, std::span<const Token> tokens) {
  const Locations locations(text, tokens);
  out += '[';
  const char* separator = "{\"text\":";
  for (const Token& token : tokens) {
    if (token.kind == TokenKind::space) continue;
    out += separator;
    separator = ",{\"text\":";
    append_json_string(out, text.substr(token.span.begin, token.span.size()));
    append_member(out, "kind", token_kind_name(token.kind));
    out += ',';
    append_position(out, locations.at(token.span.begin));
    out += ",\"span\":{";
    append_ranges(out, token.span, locations);
    out += "}}";
  }
  out += ']';
}

}  // namespace jianyan

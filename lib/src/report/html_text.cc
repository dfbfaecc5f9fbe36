// The text is cut wherever a finding or a line begins or ends; what lies between two cuts belongs to the same findings
// throughout, so overlapping findings need no overlapping elements, which HTML does not have.
#include "report/html_text.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "report/text.h"
#include "report/visible.h"
#include "text/xml.h"
#include "text/character_class.h"
#include "text/utf8.h"

namespace jianyan {
namespace {

std::string escaped(std::string_view text) {
  std::string visible;
  append_visible(visible, text);
  return xml(visible);
}

std::string excerpt(std::string_view text) {
  std::string visible;
  append_excerpt(visible, text);
  return xml(visible);
}

std::size_t end_of_blanks(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const CodePoint point = decode_utf8_at(text, at);
    if (character_class(point.value) != CharacterClass::space) break;
    at += point.length;
  }
  return at;
}

std::string_view class_of(BlockKind kind) {
  switch (kind) {
    case BlockKind::title: return " class=\"t\"";
    case BlockKind::heading: return " class=\"h\"";
    case BlockKind::signature:
    case BlockKind::date: return " class=\"s\"";
    case BlockKind::code:
    case BlockKind::comment:
    case BlockKind::front_matter:
    case BlockKind::link_target: return " class=\"x\"";
    default: return "";
  }
}

class MarkedText {
 public:
  MarkedText(std::string& out, const ReportFile& file, const MaskedText& shown, std::string_view key, Language language)
      : out_(out), file_(file), document_(*file.document), shown_(shown), key_(key), language_(language) {}

  void write() {
    const std::string_view text = document_.text();
    std::uint32_t number = 0;
    for (std::size_t begin = 0; begin <= text.size();) {
      const std::size_t end = std::min(text.find_first_of("\r\n", begin), text.size());
      // What follows the last line end is a line only where a finding stands there.
      if (begin == text.size() && number > 0 && next_ == file_.findings.size() && active_.empty()) return;
      write_line(++number, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
      begin = end + (text.substr(end, 2) == "\r\n" ? 2 : 1);
    }
  }

 private:
  // Findings on line ends are shown at the end of the line.
  void write_line(std::uint32_t number, Span line) {
    out_ += fmt::format("<p{} data-line=\"{}\">", class_of(kind_of(line)), number);
    const std::string_view text = document_.text();
    const std::size_t length = text.substr(line.end, 2) == "\r\n" ? 2 : 1;
    const auto next_line = static_cast<std::uint32_t>(std::min(line.end + length, text.size() + 1));
    for (std::uint32_t at = line.begin;;) {
      close_until(at);
      open_at(at);
      if (at >= line.end) break;
      const std::uint32_t cut = std::min(next_cut(), line.end);
      write_piece({at, cut});
      at = cut;
    }
    // Those that begin within the line end, or end there.
    open_at(next_line - 1);
    close_until(next_line - 1);
    out_ += "</p>\n";
  }

  [[nodiscard]] BlockKind kind_of(Span line) const {
    if (line.empty()) return BlockKind::paragraph;
    const Block* block = document_.block_at(line.end - 1);
    return block != nullptr && block->span.overlaps(line) ? block->kind : BlockKind::paragraph;
  }

  [[nodiscard]] std::uint32_t next_cut() const {
    std::uint32_t cut = next_ < file_.findings.size() ? file_.findings[next_].span.begin : ~0u;
    for (const std::size_t index : active_) cut = std::min(cut, file_.findings[index].span.end);
    return cut;
  }

  // Marks where findings begin. One without text gets a sign of its own.
  void open_at(std::uint32_t at) {
    for (; next_ < file_.findings.size() && file_.findings[next_].span.begin <= at; ++next_) {
      const Diagnostic& finding = file_.findings[next_];
      out_ += fmt::format("<span class=\"at\" id=\"m{}{}\"></span>", next_ + 1, key_);
      const std::string_view text = document_.text(finding.span);
      const bool has_no_text = text.find_first_not_of("\r\n") == std::string_view::npos;
      if (has_no_text) {
        write_mark({next_}, "gap ", "‸");
        write_number(next_);
      } else {
        active_.push_back(next_);
      }
    }
  }

  void close_until(std::uint32_t at) {
    std::erase_if(active_, [&](std::size_t index) {
      if (file_.findings[index].span.end > at) return false;
      write_number(index);
      return true;
    });
  }

  void write_piece(Span piece) {
    const std::string_view text = shown_.text(piece);
    if (!active_.empty()) return write_mark(active_, "", escaped(text));
    // Blanks that push text to the right are told apart, as a narrow window has no room for them.
    const std::size_t indent = end_of_blanks(text);
    if (indent > 0) out_ += fmt::format("<span class=\"i\">{}</span>", escaped(text.substr(0, indent)));
    out_ += escaped(text.substr(indent));
  }

  void write_mark(const std::vector<std::size_t>& indexes, std::string_view kind, std::string_view text) {
    const std::size_t worst = *std::max_element(indexes.begin(), indexes.end(), [&](std::size_t a, std::size_t b) {
      return file_.findings[a].severity < file_.findings[b].severity;
    });
    out_ += fmt::format("<a class=\"m {}{}\" href=\"#f{}{}\">{}<span class=\"tip\" role=\"tooltip\">", kind,
                        severity_name(file_.findings[worst].severity), worst + 1, key_, text);
    for (const std::size_t index : indexes) write_tip(file_.findings[index]);
    out_ += "</span></a>";
  }

  void write_tip(const Diagnostic& finding) {
    out_ += fmt::format("<span><b>{}</b> {}", severity_word(finding.severity, language_),
                        escaped(finding.message.in(language_)));
    if (finding.fix) {
      out_ += "<span class=\"fix\">";
      append_html_fix(out_, shown_, finding, language_);
      out_ += "</span>";
    }
    out_ += "</span>";
  }

  void write_number(std::size_t index) {
    out_ += fmt::format("<sup class=\"{0}\"><a href=\"#f{1}{2}\">{1}</a></sup>",
                        severity_name(file_.findings[index].severity), index + 1, key_);
  }

  std::string& out_;
  const ReportFile& file_;
  const Document& document_;
  const MaskedText& shown_;
  std::string_view key_;
  Language language_;
  std::size_t next_ = 0;              // finding that has not begun
  std::vector<std::size_t> active_;   // findings that have begun and not ended
};

}  // namespace

void append_html_text(std::string& out, const ReportFile& file, const MaskedText& shown, std::string_view key,
                      Language language) {
  MarkedText(out, file, shown, key, language).write();
}

void append_html_fix(std::string& out, const MaskedText& shown, const Diagnostic& finding, Language language) {
  const bool chinese = language == Language::zh;
  const Replacement fix = replacement_of(shown, finding);
  if (fix.before.empty()) out += fmt::format("{}<ins>{}</ins>", chinese ? "加上 " : "insert ", excerpt(fix.after));
  else if (fix.after.empty()) out += fmt::format("{}<del>{}</del>", chinese ? "删去 " : "delete ", excerpt(fix.before));
  else out += fmt::format("<del>{}</del> → <ins>{}</ins>", excerpt(fix.before), excerpt(fix.after));
}

}  // namespace jianyan

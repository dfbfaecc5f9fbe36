// Layers, the weaker first: defaults, paragraph style and those that it is based on, character style, the paragraph's
// or run's own properties. Left aside are the styles of tables (what stands in tables is not judged), the indents of
// lists, and the rule by which bold in two layers of styles cancels out.
#include "word/page_layout.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "text/character_class.h"
#include "text/utf8.h"
#include "word/footer.h"
#include "word/styles.h"
#include "word/theme.h"
#include "word/word_file.h"

namespace jianyan {
namespace {

/// w:evenAndOddHeaders in the settings.
class OddAndEven final : public XmlHandler {
 public:
  void start(XmlName name, const XmlAttributes& attributes, Span) override {
    if (name.space == Namespace::word && name.local == "evenAndOddHeaders") wanted = attributes.on();
  }
  void end(XmlName, std::uint32_t) override {}

  bool wanted = false;
};

/// A header or footer that a section names, by the relationship's id.
struct MarginReference {
  bool header = false;
  bool even = false;
  std::string id;
};

struct RawSection {
  std::uint32_t raw = 0;
  SectionLayout layout;
  std::vector<MarginReference> margins;
};

struct RawParagraph {
  std::uint32_t raw = 0;
  ParagraphLayout layout;
};

struct RawRun {
  std::uint32_t raw = 0;
  std::size_t style = 0;  // in RunStyles
};

class BodyReader final : public XmlHandler {
 public:
  explicit BodyReader(RunStyles& styles) : styles_(styles) {}

  std::vector<RawParagraph> paragraphs;  // by raw, as they begin
  std::vector<RawRun> runs;
  std::vector<RawSection> sections;

  void start(XmlName name, const XmlAttributes& attributes, Span raw) override {
    ++depth_;
    if (name.space != Namespace::word || skipped_from_ != 0) return;
    if (name.local.ends_with("PrChange")) skipped_from_ = depth_;
    else if (in_section_ != 0) read_section(name.local, attributes);
    else if (name.local == "sectPr") open_section(raw.begin);
    else if (in_paragraph_properties_ != 0) read_paragraph(name.local, attributes);
    else if (in_run_properties_ != 0) open_runs_.back().format.read(name.local, attributes);
    else open(name.local, raw);
  }

  void end(XmlName name, std::uint32_t) override {
    if (skipped_from_ == depth_) skipped_from_ = 0;
    if (in_section_ == depth_) in_section_ = 0;
    if (in_run_properties_ == depth_) in_run_properties_ = 0;
    if (in_paragraph_properties_ == depth_) {
      in_paragraph_properties_ = 0;
      finish_paragraph();
    }
    if (!open_runs_.empty() && open_runs_.back().depth == depth_) finish_run();
    if (!open_paragraphs_.empty() && open_paragraphs_.back().depth == depth_) open_paragraphs_.pop_back();
    if (name.space == Namespace::word && name.local == "tbl" && tables_ > 0) --tables_;
    --depth_;
  }

 private:
  struct OpenParagraph {
    unsigned depth;
    std::size_t index;
    ParagraphFormat own;
    ParagraphProperties properties;
  };
  struct OpenRun {
    unsigned depth;
    std::size_t index;
    RunFormat format;
  };

  void open(std::string_view local, Span raw) {
    if (local == "p") {
      open_paragraphs_.push_back({depth_, paragraphs.size(), {}, {}});
      RawParagraph& paragraph = paragraphs.emplace_back();
      paragraph.raw = raw.begin;
      paragraph.layout.section = static_cast<std::uint32_t>(sections.size());
      finish_paragraph();  // it may have no properties
    } else if (local == "r" && !open_paragraphs_.empty()) {
      open_runs_.push_back({depth_, runs.size(), {}});
      runs.push_back({raw.begin, 0});
    } else if (local == "pPr" && !open_paragraphs_.empty() && open_paragraphs_.back().depth + 1 == depth_) {
      in_paragraph_properties_ = depth_;
    } else if (local == "rPr" && !open_runs_.empty() && open_runs_.back().depth + 1 == depth_) {
      in_run_properties_ = depth_;
    } else if (local == "tbl") {
      ++tables_;
    }
  }

  void read_paragraph(std::string_view local, const XmlAttributes& attributes) {
    if (local == "rPr") {
      skipped_from_ = depth_;  // of the paragraph's mark
      return;
    }
    open_paragraphs_.back().properties.read(local, attributes);
    open_paragraphs_.back().own.read(local, attributes);
  }

  void finish_paragraph() {
    const OpenParagraph& open = open_paragraphs_.back();
    ParagraphLayout& layout = paragraphs[open.index].layout;
    ParagraphFormat format = styles_.paragraph(open.properties.style);
    format.add(open.own);
    const ResolvedProperties resolved = styles_.styles().resolve(open.properties);
    layout.style = styles_.styles().shown_name(open.properties.style);
    layout.numbered = resolved.numbering.number.value_or(0) != 0;
    layout.in_table = tables_ > 0;
    take(format, layout);
  }

  static void take(const ParagraphFormat& format, ParagraphLayout& layout) {
    layout.alignment = format.alignment.value_or(Alignment::left);
    layout.left = format.left.value_or(0);
    layout.right = format.right.value_or(0);
    layout.left_characters = format.left_characters.value_or(0);
    layout.right_characters = format.right_characters.value_or(0);
    layout.first_line = format.first_line.value_or(0);
    layout.first_line_characters = format.first_line_characters.value_or(0);
    const auto space = [](bool automatic, std::optional<std::int32_t> lines, std::optional<std::int32_t> twips) {
      constexpr int kAutomatic = 280, kLine = 240;  // twips: what HTML sets between paragraphs; a line of 12 points
      if (automatic) return kAutomatic;
      return lines.value_or(0) != 0 ? *lines * kLine / 100 : twips.value_or(0);
    };
    layout.before = space(format.before_automatic.value_or(false), format.before_lines, format.before);
    layout.after = space(format.after_automatic.value_or(false), format.after_lines, format.after);
    layout.line = format.line.value_or(240);
    layout.line_rule = format.line_rule.value_or(LineRule::multiple);
    layout.on_grid = format.on_grid.value_or(true);
  }

  void finish_run() {
    const OpenRun& open = open_runs_.back();
    if (!open_paragraphs_.empty()) {
      runs[open.index].style = styles_.number_of(open_paragraphs_.back().properties.style, open.format);
    }
    open_runs_.pop_back();
  }

  void open_section(std::uint32_t raw) {
    in_section_ = depth_;
    // Headers and footers that a section does not name are those of the one before.
    std::vector<MarginReference> margins = sections.empty() ? std::vector<MarginReference>() : sections.back().margins;
    sections.push_back({raw, {}, std::move(margins)});
  }

  void read_section(std::string_view local, const XmlAttributes& attributes) {
    SectionLayout& layout = sections.back().layout;
    const auto take = [&](std::string_view name, int& value) { value = attributes.number(name).value_or(value); };
    if (local == "pgSz") {
      take("w", layout.width);
      take("h", layout.height);
      layout.landscape = layout.width > layout.height;
    } else if (local == "pgMar") {
      take("top", layout.top);
      take("bottom", layout.bottom);
      take("left", layout.left);
      take("right", layout.right);
      take("gutter", layout.gutter);
    } else if (local == "docGrid") {
      const auto type = attributes.word("type").value_or("default");
      layout.grid_pitch = type == "default" ? 0 : attributes.number("linePitch").value_or(0);
    } else if (local == "headerReference" || local == "footerReference") {
      read_margin(local == "headerReference", attributes);
    }
  }

  // First pages may have one of their own: it is not judged.
  void read_margin(bool header, const XmlAttributes& attributes) {
    const auto type = attributes.word("type").value_or("default");
    if (type != "default" && type != "even") return;
    const bool even = type == "even";
    std::vector<MarginReference>& margins = sections.back().margins;
    std::erase_if(margins, [&](const MarginReference& other) { return other.header == header && other.even == even; });
    margins.push_back({header, even, std::string(attributes.find(Namespace::relationship, "id").value_or(""))});
  }

  RunStyles& styles_;
  std::vector<OpenParagraph> open_paragraphs_;
  std::vector<OpenRun> open_runs_;
  unsigned tables_ = 0;
  // At which depth each begins; 0: not inside.
  unsigned depth_ = 0, skipped_from_ = 0, in_paragraph_properties_ = 0, in_run_properties_ = 0, in_section_ = 0;
};

/// What `margin` refers to; nullptr where that is not there.
const WordPart* part_of(const WordFile& file, const MarginReference& margin) {
  for (const Relationship& related : file.parts().front().relationships) {
    if (related.id != margin.id) continue;
    for (const WordPart& part : file.parts())
      if (part.name == related.target) return &part;
  }
  return nullptr;
}

SectionLayout section_of(const WordFile& file, const RawSection& raw, bool odd_and_even, RunStyles& styles) {
  SectionLayout section = raw.layout;
  section.odd_and_even = odd_and_even;
  for (const MarginReference& margin : raw.margins) {
    const WordPart* part = part_of(file, margin);
    if (part == nullptr) continue;
    PageNumberLayout number = read_page_number(part->bytes, styles);
    if (margin.header && !number.present) continue;
    number.in_header = margin.header;
    PageNumberLayout& place = margin.even ? section.even : section.odd;
    if (!place.present || number.present) place = std::move(number);
  }
  return section;
}

void count_characters(std::string_view text, StyledText& styled) {
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = decode_utf8_at(text, i);
    i += c.length;
    const CharacterClass kind = character_class(c.value);
    if (kind == CharacterClass::han) ++styled.han;
    else if (kind != CharacterClass::space && kind != CharacterClass::line_end) ++styled.other;
  }
}

/// How each of the file's runs is set.
std::vector<std::size_t> styles_of_runs(const WordFile& file, const std::vector<RawRun>& runs) {
  std::vector<std::size_t> styles;
  styles.reserve(file.runs().size());
  for (const WordRun& wanted : file.runs()) {
    const auto run = std::lower_bound(runs.begin(), runs.end(), wanted.raw.begin,
                                      [](const RawRun& candidate, std::uint32_t at) { return candidate.raw < at; });
    const bool here = wanted.part == 0 && run != runs.end() && run->raw == wanted.raw.begin;
    styles.push_back(here ? run->style : 0);
  }
  return styles;
}

/// The text of a paragraph by style. `piece` is the first that may lie in it, and moves on.
void add_text(const WordFile& file, const PageLayout& page, Span span,
              std::vector<WordPiece>::const_iterator& piece, ParagraphLayout& layout) {
  std::vector<std::size_t> numbers;  // parallel to layout.text
  while (piece != file.pieces().end() && piece->begin < span.begin) ++piece;
  for (; piece != file.pieces().end() && piece->begin < span.end; ++piece) {
    if (piece->run == WordRun::kNone) continue;
    const std::size_t style = page.run_styles[piece->run];
    if (style >= page.styles.size()) continue;
    const auto known = std::find(numbers.begin(), numbers.end(), style);
    const auto index = static_cast<std::size_t>(known - numbers.begin());
    if (known == numbers.end()) {
      numbers.push_back(style);
      layout.text.push_back({page.styles[style], 0, 0});
    }
    count_characters(std::string_view(file.text()).substr(piece->begin, piece->size), layout.text[index]);
  }
}

}  // namespace

PageLayout read_page_layout(const WordFile& file) {
  Styles sheet;
  if (Result<Styles> read = Styles::read(file.related_part("styles"))) sheet = *std::move(read);
  RunStyles styles(std::move(sheet), read_theme(file.related_part("theme")));
  OddAndEven odd_and_even;
  (void)parse_xml(file.related_part("settings"), odd_and_even);
  BodyReader body(styles);
  (void)parse_xml(file.parts().front().bytes, body);  // it was parsed before

  PageLayout layout;
  for (const RawSection& raw : body.sections) {
    layout.sections.push_back(section_of(file, raw, odd_and_even.wanted, styles));
    layout.section_raws.push_back(raw.raw);
  }
  layout.run_styles = styles_of_runs(file, body.runs);
  layout.styles = styles.all();
  if (layout.sections.empty()) layout.sections.emplace_back();
  auto piece = file.pieces().begin();
  for (const WordParagraph& paragraph : file.layout()->paragraphs) {
    if (paragraph.place != Place::body) break;
    const auto raw = std::lower_bound(body.paragraphs.begin(), body.paragraphs.end(), paragraph.raw,
                                      [](const RawParagraph& p, std::uint32_t at) { return p.raw < at; });
    layout.paragraphs.push_back(raw == body.paragraphs.end() ? ParagraphLayout() : raw->layout);
    ParagraphLayout& own = layout.paragraphs.back();
    own.section = std::min(own.section, static_cast<std::uint32_t>(layout.sections.size() - 1));
    add_text(file, layout, paragraph.span, piece, own);
  }
  return layout;
}

}  // namespace jianyan

// Applies a standard of layout to a Word file. What the rules of the category `layout` find fault with is set in the
// paragraph's or run's own properties, and in those of the section; what they do not, stays. Styles are left alone:
// tables, headers and other paragraphs may use them too.
//
// Properties are put among those that are there, in the order of the schema; all other bytes stay.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "fix/layout_xml.h"
#include "fix/word_parts.h"
#include "jianyan/word.h"
#include "rules/layout/paragraphs.h"
#include "text/xml.h"
#include "word/raw_xml.h"
#include "word/word_file.h"

namespace jianyan {
namespace {

using std::string_view;

// The order of the schema (ECMA-376 17.3.1.26, 17.3.2.28, 17.6.17, 17.15.1.78), up to the last that is written here.
constexpr auto kParagraphOrder = std::to_array<string_view>(
    {"pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
     "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct",
     "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing",
     "mirrorIndents", "suppressOverlap", "jc"});
constexpr auto kRunOrder = std::to_array<string_view>(
    {"rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow",
     "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern", "position",
     "sz", "szCs"});
constexpr auto kSectionOrder = std::to_array<string_view>(
    {"headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar"});
constexpr auto kSettingsOrder = std::to_array<string_view>(
    {"writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime", "doNotDisplayPageBoundaries",
     "displayBackgroundShape", "printPostScriptOverText", "printFractionalCharacterWidth", "printFormsData",
     "embedTrueTypeFonts", "embedSystemFonts", "saveSubsetFonts", "saveFormsData", "mirrorMargins",
     "alignBordersAndEdges", "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter", "gutterAtTop",
     "hideSpellingErrors", "hideGrammaticalErrors", "activeWritingStyle", "proofState", "formsDesign",
     "attachedTemplate", "linkStyles", "stylePaneFormatFilter", "stylePaneSortMethod", "documentType", "mailMerge",
     "revisionView", "trackRevisions", "doNotTrackMoves", "doNotTrackFormatting", "documentProtection",
     "autoFormatOverride", "styleLockTheme", "styleLockQFSet", "defaultTabStop", "autoHyphenation",
     "consecutiveHyphenLimit", "hyphenationZone", "doNotHyphenateCaps", "showEnvelope", "summaryLength",
     "clickAndTypeStyle", "defaultTableStyle", "evenAndOddHeaders"});

/// Local names of elements, and what is to stand there: XML with the prefix w:.
using Properties = std::map<string_view, std::string>;

std::size_t rank(std::span<const string_view> order, string_view local) {
  return static_cast<std::size_t>(std::find(order.begin(), order.end(), local) - order.begin());
}

/// What sets some properties among the children of a properties element: in place of those that are there, the others
/// before what follows them in the order of the schema.
std::vector<Edit> settings_of(string_view bytes, Span content, const Properties& set,
                              std::span<const string_view> order) {
  const std::vector<RawElement> children = raw_children(bytes, content);
  const auto local_of = [bytes](const RawElement& child) { return raw_local(raw_name(bytes, child.whole.begin)); };
  std::vector<std::pair<std::size_t, string_view>> missing;  // by their order
  for (const auto& [local, property] : set) {
    const auto same = [&, &name = local](const RawElement& child) { return local_of(child) == name; };
    if (std::none_of(children.begin(), children.end(), same)) missing.emplace_back(rank(order, local), local);
  }
  std::sort(missing.begin(), missing.end());
  std::vector<Edit> edits;
  std::set<string_view> written;
  auto next = missing.begin();
  const auto insert_before = [&](std::size_t place, std::uint32_t at) {
    std::string inserted;
    for (; next != missing.end() && next->first < place; ++next) inserted += set.at(next->second);
    if (!inserted.empty()) edits.push_back({{at, at}, std::move(inserted)});
  };
  for (const RawElement& child : children) {
    const string_view local = local_of(child);
    insert_before(rank(order, local), child.whole.begin);
    // A file may say a thing twice.
    if (set.contains(local)) edits.push_back({child.whole, written.insert(local).second ? set.at(local) : ""});
  }
  insert_before(order.size() + 1, content.end);
  return edits;
}

/// All of them, as the content of a new element.
std::string all_of(const Properties& set, std::span<const string_view> order) {
  return apply_edits("", settings_of("", {}, set, order));
}

class LayoutWriter {
 public:
  LayoutWriter(const Document& document, const LayoutStandard& standard, const FontNames& fonts)
      : document_(document), standard_(standard), fonts_(fonts), file_(*std::get<WordOrigin>(document.origin()).file),
        page_(file_.page_layout()), bytes_(file_.parts().front().bytes), namespace_(word_namespace_of(file_)) {}

  Result<LaidOutWord> write() {
    for (const JudgedParagraph& paragraph : judged_paragraphs(document_)) lay_out(paragraph);
    if (auto error = lay_out_sections()) return *std::move(error);
    if (!splices_.empty()) {
      std::stable_sort(splices_.begin(), splices_.end(), [](const Edit& a, const Edit& b) { return a.span < b.span; });
      members_[file_.parts().front().name] = apply_edits(bytes_, splices_);
    }
    if (members_.empty()) result_.bytes = file_.package().bytes();
    else if (auto bytes = file_.package().with(members_)) result_.bytes = *std::move(bytes);
    else return bytes.error();
    return std::move(result_);
  }

 private:
  [[nodiscard]] string_view slice(Span span) const { return bytes_.substr(span.begin, span.size()); }

  /// Elements are written with w:, which a file may not have declared.
  [[nodiscard]] std::string element(string_view name, string_view attributes, string_view parent) const {
    return fmt::format(R"(<w:{}{} {}/>)", name, parent == "w:" ? "" : declaration(), attributes);
  }
  [[nodiscard]] std::string declaration() const { return fmt::format(R"( xmlns:w="{}")", namespace_); }

  /// Sets properties in the child `name` of the element at `raw`, which comes first in it.
  void set(std::uint32_t raw, string_view name, const Properties& set, std::span<const string_view> order) {
    const RawElement owner = raw_element(bytes_, raw);
    const std::string prefix(raw_prefix(raw_name(bytes_, raw)));
    for (const RawElement& child : raw_children(bytes_, owner.content)) {
      if (raw_local(raw_name(bytes_, child.whole.begin)) != name) continue;
      return set_children(child, set, order);
    }
    fill(owner, owner.content.begin,
         "<" + prefix + std::string(name) + ">" + all_of(set, order) + "</" + prefix + std::string(name) + ">");
  }

  void set_children(const RawElement& owner, const Properties& set, std::span<const string_view> order) {
    if (owner.empty) return fill(owner, owner.content.begin, all_of(set, order));
    for (Edit& edit : settings_of(bytes_, owner.content, set, order)) splices_.push_back(std::move(edit));
  }

  /// Puts content into an element; an empty one gets an end tag.
  void fill(const RawElement& owner, std::uint32_t at, const std::string& content) {
    if (!owner.empty) return splice({at, at}, content);
    const string_view tag = slice(owner.start_tag);
    splice(owner.whole, std::string(tag.substr(0, tag.size() - 2)) + ">" + content + "</" +
                            std::string(raw_name(bytes_, owner.whole.begin)) + ">");
  }

  void splice(Span span, std::string replacement) { splices_.push_back({span, std::move(replacement)}); }

  // ---- paragraphs

  void lay_out(const JudgedParagraph& judged) {
    const auto index = static_cast<std::size_t>(judged.layout - page_.paragraphs.data());
    const WordParagraph& paragraph = file_.layout()->paragraphs[index];
    const std::size_t before = splices_.size();
    const std::string prefix(raw_prefix(raw_name(bytes_, paragraph.raw)));
    const TypeStyle* type = wanted_type(judged, standard_);
    // Indents and lines are measured by the size that the paragraph will have.
    TextStyle style = *judged.style;
    if (type != nullptr) style.half_points = type->half_points;
    JudgedParagraph resized = judged;
    resized.style = &style;
    if (const Properties set = paragraph_properties(resized, prefix); !set.empty()) {
      this->set(paragraph.raw, "pPr", set, kParagraphOrder);
    }
    if (type != nullptr) lay_out_runs(paragraph.span, judged, *type);
    if (splices_.size() > before) ++result_.paragraphs;
  }

  Properties paragraph_properties(const JudgedParagraph& judged, string_view prefix) const {
    Properties set;
    if (judged.element == Element::title && judged.layout->alignment != Alignment::centre) {
      set["jc"] = element("jc", R"(w:val="center")", prefix);
      set["ind"] = indent(0, prefix);
    }
    if (!line_pitch_conforms(document_, judged, standard_) || !spacing_conforms(judged)) {
      set["spacing"] =
          element("spacing",
                  fmt::format(R"(w:before="0" w:beforeLines="0" w:beforeAutospacing="0" w:after="0" w:afterLines="0" )"
                              R"(w:afterAutospacing="0" w:line="{}" w:lineRule="exact")",
                              standard_.line_pitch()),
                  prefix);
    }
    if (!indent_conforms(document_, judged, standard_)) {
      const int typed = indent_of(document_, judged).typed;
      set["ind"] = indent(std::max(standard_.indent - typed, 0), prefix);
    }
    return set;
  }

  /// In twips too, for programs that do not count in characters.
  [[nodiscard]] std::string indent(int characters, string_view prefix) const {
    return element("ind",
                   fmt::format(R"(w:left="0" w:leftChars="0" w:right="0" w:rightChars="0" w:firstLine="{}" )"
                               R"(w:firstLineChars="{}")",
                               characters * standard_.body.half_points / 10, characters),
                   prefix);
  }

  // ---- runs

  void lay_out_runs(Span span, const JudgedParagraph& judged, const TypeStyle& type) {
    std::set<std::uint32_t> runs;
    auto piece = std::lower_bound(file_.pieces().begin(), file_.pieces().end(), span.begin,
                                  [](const WordPiece& candidate, std::uint32_t at) { return candidate.begin < at; });
    for (; piece != file_.pieces().end() && piece->begin < span.end; ++piece)
      if (piece->run != WordRun::kNone && file_.runs()[piece->run].part == 0) runs.insert(piece->run);
    for (const std::uint32_t run : runs) lay_out_run(run, judged, type);
  }

  void lay_out_run(std::uint32_t number, const JudgedParagraph& judged, const TypeStyle& type) {
    const TextStyle& style = page_.styles[page_.run_styles[number]];
    const std::uint32_t raw = file_.runs()[number].raw.begin;
    const std::string prefix(raw_prefix(raw_name(bytes_, raw)));
    Properties set;
    if (!fonts_.among(style.font, type.fonts) && !is_set_off(style, judged)) {
      set["rFonts"] = fonts_element(raw, type.fonts.front());
    }
    if (style.half_points != type.half_points) {
      const std::string value = fmt::format(R"(w:val="{}")", type.half_points);
      set["sz"] = element("sz", value, prefix);
      set["szCs"] = element("szCs", value, prefix);
    }
    if (!set.empty()) this->set(raw, "rPr", set, kRunOrder);
  }

  /// The sentence that heads a paragraph, or a word, may be set in a font of headings.
  [[nodiscard]] bool is_set_off(const TextStyle& style, const JudgedParagraph& judged) const {
    if (judged.element != Element::body || fonts_.same(style.font, judged.style->font)) return false;
    const auto& headings = standard_.headings;
    return std::any_of(headings.begin(), headings.end(),
                       [&](const TypeStyle& heading) { return fonts_.among(style.font, heading.fonts); });
  }

  /// The run's fonts, with another for Chinese.
  std::string fonts_element(std::uint32_t run, const std::string& font) const {
    const RawElement owner = raw_element(bytes_, run);
    const std::string prefix(raw_prefix(raw_name(bytes_, run)));
    for (const RawElement& properties : raw_children(bytes_, owner.content)) {
      if (raw_local(raw_name(bytes_, properties.whole.begin)) != "rPr") continue;
      for (const RawElement& child : raw_children(bytes_, properties.content)) {
        const string_view name = raw_name(bytes_, child.whole.begin);
        if (raw_local(name) != "rFonts") continue;
        return element("rFonts", kept_fonts(slice(child.start_tag)) + "w:eastAsia=\"" + xml(font) + "\"", prefix);
      }
    }
    return element("rFonts", "w:eastAsia=\"" + xml(font) + "\"", prefix);
  }

  /// Attributes of w:rFonts that speak of other scripts, with a space behind each.
  static std::string kept_fonts(string_view tag) {
    std::string out;
    for (std::size_t at = tag.find_first_of(" \t\r\n"); at != tag.npos;) {
      at = tag.find_first_not_of(" \t\r\n", at);
      const std::size_t equals = at == tag.npos ? at : tag.find('=', at);
      if (equals == tag.npos) break;
      string_view name = tag.substr(at, equals - at);
      name = name.substr(0, name.find_last_not_of(" \t\r\n") + 1);
      const std::size_t open = tag.find_first_of("\"'", equals);
      const std::size_t close = open == tag.npos ? open : tag.find(tag[open], open + 1);
      if (close == tag.npos) break;
      const string_view local = raw_local(name);
      if (!local.starts_with("eastAsia") && name.find(':') != name.npos && !name.starts_with("xmlns"))
        out += "w:" + std::string(local) + "=" + std::string(tag.substr(open, close + 1 - open)) + " ";
      at = close + 1;
    }
    return out;
  }

  // ---- sections

  std::optional<Error> lay_out_sections() {
    const std::vector<bool> renumbered = sections_to_number();
    const bool any = std::find(renumbered.begin(), renumbered.end(), true) != renumbered.end();
    std::array<std::string, 2> footers;  // ids
    if (any) {
      for (const bool even : {false, true}) {
        const std::string name = new_part_name(file_, members_, "footer-jianyan");
        auto id = add_part(file_, members_, name, page_number_footer(standard_, even, namespace_), "footer");
        if (!id) return id.error();
        footers[even ? 1 : 0] = *std::move(id);
      }
      if (auto error = part_odd_and_even()) return error;
    }
    for (std::size_t i = 0; i < page_.sections.size(); ++i) {
      if (lay_out_section(i, renumbered[i] ? &footers : nullptr, any)) ++result_.sections;
    }
    return std::nullopt;
  }

  /// Those whose footers are made anew. Footers that hold anything else are left.
  std::vector<bool> sections_to_number() {
    std::vector<bool> wanted;
    bool left = false;
    const bool none = std::none_of(page_.sections.begin(), page_.sections.end(),
                                   [](const SectionLayout& s) { return s.odd.present || s.even.present; });
    for (const SectionLayout& section : page_.sections) {
      const bool numbered = section.odd.present || section.even.present;
      const bool wrong = numbered ? page_number_faults(section, standard_, fonts_).any() : none;
      const bool foreign = section.odd.foreign_text || section.even.foreign_text;
      left = left || (wrong && foreign);
      wanted.push_back(wrong && !foreign);
    }
    if (left) {
      result_.notes.push_back({"页脚里另有内容，页码没有改", "footers hold more than page numbers: they were left alone"});
    }
    return wanted;
  }

  /// Has even pages have footers of their own.
  std::optional<Error> part_odd_and_even() {
    if (page_.sections.front().odd_and_even) return std::nullopt;
    const Properties set{{"evenAndOddHeaders", "<w:evenAndOddHeaders" + declaration() + "/>"}};
    const Relationship* settings = find_relationship(file_.parts().front().relationships, "settings");
    if (settings == nullptr || !file_.package().has(settings->target)) {
      const std::string name = new_part_name(file_, members_, "settings");
      const auto id = add_part(file_, members_, name,
                               fmt::format("{}<w:settings xmlns:w=\"{}\"><w:evenAndOddHeaders/></w:settings>", kXmlHead,
                                           namespace_),
                               "settings");
      if (!id) return id.error();
      return std::nullopt;
    }
    const Result<std::string> bytes = member_or(file_, members_, settings->target, "");
    if (!bytes) return bytes.error();
    const RawElement root = raw_root(*bytes);
    members_[settings->target] =
        root.empty ? append_to_root(*bytes, all_of(set, kSettingsOrder))
                   : apply_edits(*bytes, settings_of(*bytes, root.content, set, kSettingsOrder));
    return std::nullopt;
  }

  /// Whether anything of it changes. `parted`: even pages now have footers of their own.
  bool lay_out_section(std::size_t index, const std::array<std::string, 2>* footers, bool parted) {
    const SectionLayout& section = page_.sections[index];
    Properties set;
    if (!paper_conforms(section, standard_)) set["pgSz"] = declared(page_size(standard_));
    if (!margins_conform(section, standard_) || (set.contains("pgSz") && section.landscape)) {
      set["pgMar"] = declared(page_margins(standard_));
    }
    if (page_.section_raws.empty()) {
      if (set.empty() && footers == nullptr) return false;
      if (!set.contains("pgSz")) set["pgSz"] = declared(page_size(standard_));
      if (!set.contains("pgMar")) set["pgMar"] = declared(page_margins(standard_));
      if (footers != nullptr) set["footerReference"] = references(*footers);
      const RawElement body = raw_children(bytes_, raw_root(bytes_).content).back();
      const std::string prefix(raw_prefix(raw_name(bytes_, body.whole.begin)));
      splice({body.content.end, body.content.end},
             "<" + prefix + "sectPr>" + all_of(set, kSectionOrder) + "</" + prefix + "sectPr>");
      return true;
    }
    const RawElement element = raw_element(bytes_, page_.section_raws[index]);
    const bool was_parted = section.odd_and_even || !parted;
    std::string margins;
    if (footers != nullptr || !was_parted) margins = margin_references(element, footers, was_parted);
    if (set.empty() && margins.empty()) return false;
    if (element.empty) {
      fill(element, element.content.begin, margins + all_of(set, kSectionOrder));
      return true;
    }
    if (!margins.empty()) replace_margins(element, margins);
    set_children(element, set, kSectionOrder);
    return true;
  }

  /// The references of a section to headers and footers, with the new footers.
  std::string margin_references(const RawElement& section, const std::array<std::string, 2>* footers, bool was_parted) {
    std::string kept, evens;
    for (const RawElement& child : raw_children(bytes_, section.content)) {
      const string_view local = raw_local(raw_name(bytes_, child.whole.begin));
      if (local != "headerReference" && local != "footerReference") continue;
      const string_view tag = slice(child.whole);
      const bool even = tag.find("\"even\"") != tag.npos || tag.find("'even'") != tag.npos;
      const bool first = tag.find("\"first\"") != tag.npos || tag.find("'first'") != tag.npos;
      if (footers != nullptr && local == "footerReference" && !first) continue;
      if (even && !was_parted) continue;  // nobody saw it
      kept += tag;
      if (first || even || was_parted) continue;
      std::string copy(tag);  // even pages keep what all pages had
      for (const string_view value : {string_view("\"default\""), string_view("'default'")}) {
        const std::size_t at = copy.find(value);
        if (at != std::string::npos) copy.replace(at + 1, value.size() - 2, "even");
      }
      if (copy != tag) evens += copy;
    }
    return kept + evens + (footers != nullptr ? references(*footers) : "");
  }

  void replace_margins(const RawElement& section, const std::string& margins) {
    splice({section.content.begin, section.content.begin}, margins);
    for (const RawElement& child : raw_children(bytes_, section.content)) {
      const string_view local = raw_local(raw_name(bytes_, child.whole.begin));
      if (local == "headerReference" || local == "footerReference") splice(child.whole, "");
    }
  }

  [[nodiscard]] std::string references(const std::array<std::string, 2>& footers) const {
    const string_view uri = namespace_ == kTransitionalWord
                                ? "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
                                : "http://purl.oclc.org/ooxml/officeDocument/relationships";
    std::string out;
    for (const bool even : {false, true})
      out += fmt::format(R"(<w:footerReference{} xmlns:r="{}" w:type="{}" r:id="{}"/>)", declaration(), uri,
                         even ? "even" : "default", footers[even ? 1 : 0]);
    return out;
  }

  /// `<w:x …>` with its namespace.
  [[nodiscard]] std::string declared(std::string element) const {
    return element.insert(element.find(' '), declaration());
  }

  const Document& document_;
  const LayoutStandard& standard_;
  const FontNames& fonts_;
  const WordFile& file_;
  const PageLayout& page_;
  string_view bytes_;  // of the main part
  string_view namespace_;
  std::vector<Edit> splices_;
  std::map<std::string, std::string> members_;
  LaidOutWord result_;
};

}  // namespace

Result<LaidOutWord> lay_out_word(const Document& document, const LayoutStandard& standard, const Data& data) {
  const WordFile& file = *std::get<WordOrigin>(document.origin()).file;
  if (auto error = refusal_to_change(file)) return *std::move(error);
  if (file.protection() != WordProtection::none) {
    return Error{ErrorCode::not_editable,
                 {"文件设有编辑限制，版式没有改；请先在 Word 中停止保护",
                  "the file is protected: its layout was not changed; stop the protection in Word first"}};
  }
  const FontNames fonts(data);
  return LayoutWriter(document, standard, fonts).write();
}

}  // namespace jianyan

// One pass over the part's XML. A stack of frames says what holds inside each open element; a stack of sinks says where
// text goes: a text box stands in the middle of a run of the paragraph that it is anchored to, and its text in a story
// of its own.
//
// Whether a field's result is one is known at the field's end only: a field without an end must not take the rest of
// the text with it. So pieces remember their field, and the text is put together when the part has been read.
#include "word/story.h"

#include <cctype>
#include <charconv>
#include <memory>
#include <unordered_map>
#include <utility>

#include "text/utf8.h"
#include "word/raw_xml.h"

namespace jianyan {
namespace {

enum class Element : std::uint8_t {
  other, skipped, paragraph, paragraph_properties, run, run_properties, text, tab, line_break, hyphen, symbol, object,
  deletion, insertion, field_char, simple_field, sdt, sdt_properties, sdt_content, ruby_base, box, table, row,
  row_properties, cell, note, foreign, alternate, choice, fallback, anchor, instruction,
};

const std::unordered_map<std::string_view, Element>& word_elements() {
  using enum Element;
  static const std::unordered_map<std::string_view, Element> kElements{
      {"p", paragraph}, {"pPr", paragraph_properties}, {"r", run}, {"rPr", run_properties}, {"t", text}, {"tab", tab},
      {"ptab", tab}, {"br", line_break}, {"cr", line_break}, {"noBreakHyphen", hyphen}, {"sym", symbol},
      {"drawing", object}, {"pict", object}, {"object", object}, {"del", deletion}, {"moveFrom", deletion},
      {"ins", insertion}, {"fldChar", field_char}, {"fldSimple", simple_field}, {"sdt", sdt}, {"sdtPr", sdt_properties},
      {"sdtContent", sdt_content}, {"rubyBase", ruby_base}, {"txbxContent", box}, {"tbl", table}, {"tr", row},
      {"trPr", row_properties}, {"tc", cell}, {"footnote", note}, {"endnote", note}, {"altChunk", foreign},
      {"instrText", instruction}, {"delText", skipped}, {"delInstrText", skipped}, {"rt", skipped}, {"sectPr", skipped},
      {"pPrChange", skipped}, {"tblPr", skipped}, {"tcPr", skipped}, {"tblGrid", skipped}, {"rPrChange", skipped},
      {"trPrChange", skipped},
  };
  return kElements;
}

Element element_of(XmlName name) {
  if (name.space == Namespace::word) {
    const auto found = word_elements().find(name.local);
    return found == word_elements().end() ? Element::other : found->second;
  }
  if (name.space == Namespace::compatibility) {
    if (name.local == "AlternateContent") return Element::alternate;
    if (name.local == "Choice") return Element::choice;
    if (name.local == "Fallback") return Element::fallback;
  }
  if (name.space == Namespace::drawing && name.local == "anchor") return Element::anchor;
  if (name.space == Namespace::math && name.local == "oMath") return Element::symbol;
  return Element::other;
}

/// Stands for what is no text but has a place in it: a picture, a formula.
constexpr std::string_view kObject = "\xEF\xBF\xBC";
/// What bullets in symbol fonts are shown as.
constexpr std::string_view kBullet = "•";

/// What holds inside an open element.
struct Frame {
  Element element = Element::other;
  bool skip = false;      // nothing inside is text of the document
  bool fixed = false;     // nothing inside may be edited
  bool opened = false;    // open() has seen it, and close() must
  // sdt: content is locked; row: deleted; object: not in the line of text; alternate: has a choice
  bool marked = false;
  std::uint32_t raw_begin = 0;
  std::uint32_t saved = 0;  // cell: the cell outside; alternate: boxes before the choice
  std::uint32_t saved_end = 0;  // alternate: boxes behind the choice
};

struct Piece {
  WordPiece piece;
  std::uint32_t field = 0;      // number of the innermost field around it; 0: none
  bool instruction = false;     // in the field's instruction
};

struct Field {
  std::uint32_t outer = 0;
  bool outer_instruction = false;
  bool separated = false;
  bool ended = false;
  std::string instruction;

  /// A link's result is ordinary text: no program writes it anew.
  [[nodiscard]] bool is_link() const {
    const std::size_t word = instruction.find_first_not_of(' ');
    return word != std::string::npos && instruction.compare(word, kLink.size(), kLink) == 0;
  }
  static constexpr std::string_view kLink = "HYPERLINK";
};

struct Line {
  std::size_t first_piece = 0;
  std::size_t last_piece = 0;
  std::string label;
  WordParagraph paragraph;
};

/// Where text goes: a story before fields are resolved.
struct Sink {
  std::string text;
  std::vector<Piece> pieces;
  std::vector<Line> lines;
  std::vector<std::uint32_t> open_fields;
  Place place = Place::body;
  std::uint32_t cell = 0;
  std::uint32_t row = 0;
  bool fallback = false;
  // The line that is being read; it goes on behind a paragraph whose mark was deleted.
  bool open = false;
  bool in_paragraph = false;
  std::size_t first_piece = 0;
  std::uint32_t raw_begin = 0;
  ParagraphProperties properties;
  bool mark_deleted = false;
};

class StoryReader final : public XmlHandler {
 public:
  StoryReader(std::string_view bytes, Place place, std::uint16_t part, const Styles& styles, Numbering& numbering)
      : bytes_(bytes), part_(part), styles_(styles), numbering_(numbering) {
    sinks_.push_back(&main_);
    main_.place = place;
    frames_.emplace_back();
  }

  void start(XmlName name, const XmlAttributes& attributes, Span raw) override {
    Frame frame;
    const Frame& outer = frames_.back();
    frame.element = element_of(name);
    // Text has no elements inside; where a file has some, they cannot be told apart from it when it is written.
    frame.skip = outer.skip || frame.element == Element::skipped || outer.element == Element::text;
    frame.fixed = outer.fixed;
    frame.raw_begin = raw.begin;
    if (name.space == Namespace::word) note_id(attributes);
    if (!frame.skip && in_paragraph_properties_ > 0) {
      open_property(frame, name, attributes);
    } else if (!frame.skip) {
      frame.opened = true;
      open(frame, name, attributes, raw);
    }
    frames_.push_back(frame);
  }

  void end(XmlName, std::uint32_t raw_end) override {
    const Frame frame = frames_.back();
    frames_.pop_back();
    if (frame.opened) close(frame, raw_end);
  }

  void text(std::string_view text, Span raw, bool cdata) override {
    const Frame& frame = frames_.back();
    if (frame.element == Element::instruction && !frame.skip) note_instruction(text);
    if (frame.element != Element::text || !frame.opened || frame.skip || current_run() == WordRun::kNone) return;
    if (raw.begin >= shown_.end || raw.end <= shown_.begin) return;
    if (raw.size() == text.size()) {  // else a reference, or CDATA: blanks in them are shown
      const Span shown{std::max(raw.begin, shown_.begin), std::min(raw.end, shown_.end)};
      text = text.substr(shown.begin - raw.begin, shown.size());
      raw = shown;
    }
    // Inside CDATA nothing can be inserted, not even the ends of a comment's range: it has no bytes to offer.
    add(text, cdata ? Span{} : raw, cdata);
  }

  PartText finish() {
    PartText out;
    out.main = resolve(main_);
    std::vector<std::size_t> index_of(boxes_.size());
    for (std::size_t i = 0; i < boxes_.size(); ++i) {
      if (boxes_[i]->fallback) continue;
      index_of[i] = out.boxes.size();
      out.boxes.push_back(resolve(*boxes_[i]));
    }
    for (const auto& [read, twin] : twins_) {
      Story story = resolve(*boxes_[twin]);
      if (story.text == out.boxes[index_of[read]].text) out.twins.push_back({index_of[read], std::move(story)});
    }
    out.runs = std::move(runs_);
    out.ids = std::move(ids_);
    out.foreign_content = foreign_content_;
    return out;
  }

 private:
  Sink& sink() { return *sinks_.back(); }
  [[nodiscard]] std::uint32_t current_run() const { return open_runs_.empty() ? WordRun::kNone : open_runs_.back(); }
  [[nodiscard]] const Frame* parent(Element element) const {
    return frames_.back().element == element ? &frames_.back() : nullptr;
  }

  void note_id(const XmlAttributes& attributes) {
    const auto id = attributes.word("id");
    if (!id) return;
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(id->data(), id->data() + id->size(), number);
    if (error == std::errc()) ids_.push_back(number);
  }

  void open(Frame& frame, XmlName name, const XmlAttributes& attributes, Span raw) {
    switch (frame.element) {
      case Element::paragraph: open_paragraph(raw.begin); break;
      case Element::paragraph_properties: ++in_paragraph_properties_; break;
      case Element::run: open_run(raw); break;
      case Element::text:
        frame.fixed = frame.fixed || !is_direct_child_of_run();
        shown_ = shown_text(bytes_, raw_element(bytes_, raw.begin));
        break;
      case Element::run_properties: frame.skip = true; break;
      case Element::tab: add_element("\t", raw, name.local == "tab" && is_direct_child_of_run()); break;
      case Element::line_break: add_fixed("\n"); break;
      case Element::hyphen: add_fixed("-"); break;
      case Element::symbol:
        add_fixed(kObject);
        frame.skip = true;
        break;
      case Element::deletion:
        if (Frame* row = enclosing_row_properties()) row->marked = true;
        frame.skip = true;
        break;
      case Element::field_char: field_char(attributes.word("fldCharType").value_or("")); break;
      case Element::simple_field:
      case Element::ruby_base: frame.fixed = true; break;
      case Element::sdt_content:
        frame.fixed = frame.fixed || (frames_.back().element == Element::sdt && frames_.back().marked);
        break;
      case Element::box: open_box(); break;
      case Element::table: end_line(); break;
      case Element::cell:
        frame.skip = frames_.back().element == Element::row && frames_.back().marked;
        frame.saved = sink().cell;
        if (!frame.skip) sink().cell = ++cells_;
        break;
      case Element::row:
        frame.saved = sink().row;
        sink().row = ++rows_;
        break;
      case Element::note:
        frame.skip = attributes.word("type").value_or("normal") != "normal";
        break;
      case Element::foreign: foreign_content_ = true; break;
      case Element::choice: open_choice(frame); break;
      case Element::fallback: open_fallback(frame); break;
      case Element::anchor: mark_object(); break;
      default: open_other(name, attributes); break;
    }
  }

  void close(const Frame& frame, std::uint32_t raw_end) {
    switch (frame.element) {
      case Element::paragraph:
        open_runs_.pop_back();
        close_paragraph();
        break;
      case Element::paragraph_properties: --in_paragraph_properties_; break;
      case Element::run:
        runs_[open_runs_.back()].raw.end = raw_end;
        open_runs_.pop_back();
        break;
      case Element::object:
        if (frame.marked) mark_object();  // an object around this one is none in the line either
        else add_fixed(kObject);
        break;
      case Element::box: close_box(); break;
      case Element::cell:
        if (frame.skip) break;
        end_line();
        sink().cell = frame.saved;
        break;
      case Element::row: sink().row = frame.saved; break;
      case Element::note:
      case Element::table: end_line(); break;
      case Element::choice:
        if (!frame.skip) frames_.back().saved_end = static_cast<std::uint32_t>(boxes_.size());
        break;
      case Element::fallback:
        if (frame.marked) close_fallback(frame);
        break;
      default:
        if (frames_.size() <= 2) end_line();  // w:body, w:hdr and the like
        break;
    }
  }

  // Inside w:pPr: what it says of the paragraph, and whether its mark was deleted.
  void open_property(Frame& frame, XmlName name, const XmlAttributes& attributes) {
    if (frame.element == Element::deletion) sink().mark_deleted = true;
    else if (name.space == Namespace::word && name.local != "tab") sink().properties.read(name.local, attributes);
  }

  void open_other(XmlName name, const XmlAttributes& attributes) {
    if (name.space != Namespace::word) return;
    Frame* sdt = enclosing_sdt_properties();
    if (sdt == nullptr) return;
    const auto value = attributes.word("val").value_or("");
    const bool locked = name.local == "lock" && (value == "contentLocked" || value == "sdtContentLocked");
    if (locked || name.local == "dataBinding" || (name.local == "showingPlcHdr" && attributes.on())) sdt->marked = true;
  }

  Frame* enclosing_sdt_properties() {
    const std::size_t depth = frames_.size();
    const bool inside = depth >= 2 && frames_[depth - 1].element == Element::sdt_properties &&
                        frames_[depth - 2].element == Element::sdt;
    return inside ? &frames_[depth - 2] : nullptr;
  }
  Frame* enclosing_row_properties() {
    const std::size_t depth = frames_.size();
    const bool inside = depth >= 2 && frames_[depth - 1].element == Element::row_properties &&
                        frames_[depth - 2].element == Element::row;
    return inside ? &frames_[depth - 2] : nullptr;
  }
  // The nearest object around is not in the line of text: it floats, or holds a text box.
  void mark_object() {
    for (std::size_t i = frames_.size(); i-- > 0 && frames_[i].element != Element::run;) {
      if (frames_[i].element != Element::object) continue;
      frames_[i].marked = true;
      return;
    }
  }
  [[nodiscard]] bool is_direct_child_of_run() const { return frames_.back().element == Element::run; }

  void open_paragraph(std::uint32_t raw_begin) {
    Sink& to = sink();
    open_runs_.push_back(WordRun::kNone);  // a run around the paragraph is none of its own
    to.raw_begin = raw_begin;
    if (!to.open) to.first_piece = to.pieces.size();
    to.open = to.in_paragraph = true;
    to.properties = {};
    to.mark_deleted = false;
  }

  void close_paragraph() {
    Sink& to = sink();
    to.in_paragraph = false;
    if (to.open && !to.mark_deleted) add_line();
  }

  void add_line() {
    Sink& to = sink();
    const ResolvedProperties resolved = styles_.resolve(to.properties);
    Line line;
    line.first_piece = to.first_piece;
    line.last_piece = to.pieces.size();
    line.paragraph.place = to.place;
    line.paragraph.cell = to.cell;
    line.paragraph.row = to.row;
    line.paragraph.raw = to.raw_begin;
    line.paragraph.outline = resolved.outline;
    line.paragraph.title = resolved.title;
    line.paragraph.contents = resolved.contents;
    if (!to.fallback) line.label = numbering_.next_label(resolved.numbering);
    to.lines.push_back(std::move(line));
    to.open = false;
  }

  // Where paragraphs cannot go on: at the end of a cell and the like. A deleted paragraph at the end leaves nothing.
  void end_line() {
    Sink& to = sink();
    if (to.open && to.pieces.size() > to.first_piece) add_line();
    to.open = false;
  }

  void open_run(Span raw) {
    WordRun run;
    run.raw = raw;
    run.part = part_;
    if (const Frame* insertion = parent(Element::insertion)) run.insertion = insertion->raw_begin;
    open_runs_.push_back(static_cast<std::uint32_t>(runs_.size()));
    runs_.push_back(run);
  }

  void add(std::string_view text, Span raw, bool fixed) {
    Sink& to = sink();
    if (!to.in_paragraph || text.empty()) return;
    Piece piece;
    piece.piece.begin = static_cast<std::uint32_t>(to.text.size());
    piece.piece.size = static_cast<std::uint32_t>(text.size());
    piece.piece.raw = raw;
    piece.piece.run = current_run();
    piece.piece.fixed = fixed || frames_.back().fixed;
    if (!to.open_fields.empty()) {
      piece.field = to.open_fields.back();
      piece.instruction = !fields_[piece.field - 1].separated;
    }
    to.text += text;
    to.pieces.push_back(piece);
  }
  void add_fixed(std::string_view text) { add(text, {}, true); }
  // A child of a run that is a character by itself; it can be deleted with its tags.
  void add_element(std::string_view text, Span raw, bool editable) { add(text, editable ? raw : Span{}, !editable); }

  void field_char(std::string_view type) {
    Sink& to = sink();
    if (type == "begin") {
      Field field;
      if (!to.open_fields.empty()) {
        field.outer = to.open_fields.back();
        field.outer_instruction = !fields_[field.outer - 1].separated;
      }
      fields_.push_back(field);
      to.open_fields.push_back(static_cast<std::uint32_t>(fields_.size()));
    } else if (!to.open_fields.empty()) {
      Field& field = fields_[to.open_fields.back() - 1];
      if (type == "separate") field.separated = true;
      if (type != "end") return;
      field.ended = true;
      to.open_fields.pop_back();
    }
  }

  /// The first word is enough.
  void note_instruction(std::string_view text) {
    constexpr std::size_t kEnough = 64;
    const std::vector<std::uint32_t>& open = sink().open_fields;
    if (open.empty() || fields_[open.back() - 1].separated) return;
    std::string& instruction = fields_[open.back() - 1].instruction;
    if (instruction.size() < kEnough) instruction += text.substr(0, kEnough);
  }

  void open_box() {
    mark_object();
    auto box = std::make_unique<Sink>();
    box->place = main_.place == Place::body ? Place::text_box : main_.place;
    box->fallback = sink().fallback;
    sinks_.push_back(box.get());
    boxes_.push_back(std::move(box));
  }
  void close_box() {
    end_line();
    sinks_.pop_back();
  }

  // Only the first choice is read.
  void open_choice(Frame& frame) {
    Frame& alternate = frames_.back();
    frame.skip = alternate.element != Element::alternate || alternate.marked;
    if (frame.skip) return;
    alternate.marked = true;
    alternate.saved = static_cast<std::uint32_t>(boxes_.size());
    alternate.saved_end = alternate.saved;
  }

  // Where a choice was read, the fallback is read into a sink that is thrown away, but for its text boxes.
  void open_fallback(Frame& frame) {
    const Frame& alternate = frames_.back();
    if (alternate.element != Element::alternate || !alternate.marked) return;
    frame.marked = true;
    frame.saved = static_cast<std::uint32_t>(boxes_.size());
    discarded_.push_back(std::make_unique<Sink>());
    discarded_.back()->fallback = true;
    discarded_.back()->in_paragraph = true;
    sinks_.push_back(discarded_.back().get());
  }
  void close_fallback(const Frame& frame) {
    sinks_.pop_back();
    discarded_.pop_back();
    const Frame& alternate = frames_.back();
    const std::size_t count = alternate.saved_end - alternate.saved;
    if (boxes_.size() - frame.saved != count || sink().fallback) return;
    for (std::size_t i = 0; i < count; ++i) twins_.emplace_back(alternate.saved + i, frame.saved + i);
  }

  // Whether the piece is in the instruction of a field, or in its result, counting fields that have an end only.
  [[nodiscard]] std::pair<bool, bool> in_field(const Piece& piece) const {
    bool result = false;
    bool instruction = piece.instruction;
    for (std::uint32_t number = piece.field; number != 0;) {
      const Field& field = fields_[number - 1];
      if (field.ended) {
        if (instruction) return {true, false};
        result = result || !field.is_link();
      }
      instruction = field.outer_instruction;
      number = field.outer;
    }
    return {false, result};
  }

  [[nodiscard]] Story resolve(const Sink& from) const {
    Story story;
    story.text.reserve(from.text.size() + from.lines.size());
    for (const Line& line : from.lines) {
      const auto begin = static_cast<std::uint32_t>(story.text.size());
      for (std::size_t i = line.first_piece; i < line.last_piece; ++i) {
        const auto [instruction, result] = in_field(from.pieces[i]);
        if (instruction) continue;
        WordPiece piece = from.pieces[i].piece;
        const std::string_view text = std::string_view(from.text).substr(piece.begin, piece.size);
        if (story.text.size() == begin) add_label(story, line.label, text);
        piece.begin = static_cast<std::uint32_t>(story.text.size());
        piece.fixed = piece.fixed || result;
        story.text += text;
        story.pieces.push_back(piece);
      }
      WordParagraph paragraph = line.paragraph;
      paragraph.span = {begin, static_cast<std::uint32_t>(story.text.size())};
      story.paragraphs.push_back(paragraph);
      story.text += '\n';
    }
    return story;
  }

  // The number, and a space where it would run into the text.
  static void add_label(Story& story, std::string_view label, std::string_view text) {
    if (label.empty()) return;
    WordPiece piece;
    piece.begin = static_cast<std::uint32_t>(story.text.size());
    piece.fixed = true;
    const char32_t first = decode_utf8_at(label, 0).value;
    const bool symbol = (first >= 0xE000 && first <= 0xF8FF) || label == "o";  // Word's hollow bullet is a letter
    const bool bullet = symbol || first == U'•' || first == U'●';
    story.text += symbol ? kBullet : label;
    const auto last = static_cast<unsigned char>(label.back());
    const auto next = static_cast<unsigned char>(text.front());
    const bool word_ends = std::isalnum(last) != 0;
    const bool point_before_digit = last == '.' && std::isdigit(next) != 0;
    if (bullet || word_ends || point_before_digit) story.text += ' ';
    piece.size = static_cast<std::uint32_t>(story.text.size()) - piece.begin;
    story.pieces.push_back(piece);
  }

  std::string_view bytes_;
  std::uint16_t part_;
  const Styles& styles_;
  Numbering& numbering_;
  std::vector<Frame> frames_;
  std::vector<Sink*> sinks_;
  Sink main_;
  std::vector<std::unique_ptr<Sink>> boxes_, discarded_;
  std::vector<std::pair<std::size_t, std::size_t>> twins_;
  std::vector<Field> fields_;
  std::vector<WordRun> runs_;
  std::vector<std::uint32_t> open_runs_;  // and WordRun::kNone for each open paragraph
  std::vector<std::uint32_t> ids_;
  std::uint32_t cells_ = 0, rows_ = 0;
  unsigned in_paragraph_properties_ = 0;
  Span shown_;  // of the w:t that is open
  bool foreign_content_ = false;
};

}  // namespace

Result<PartText> read_part_text(std::string_view bytes, Place place, std::uint16_t part, const Styles& styles,
                                Numbering& numbering) {
  StoryReader reader(bytes, place, part, styles, numbering);
  if (auto error = parse_xml(bytes, reader)) return *error;
  return reader.finish();
}

}  // namespace jianyan

// A pass of its own over the parts, but only over those whose bytes name what it looks for. It finds runs by where they
// begin, and their text through the pieces of the first reading. Only what runs say themselves counts: a style may well
// be meant to be red, or to hide.
#include "word/leftovers.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string_view>

#include "text/character_class.h"
#include "text/utf8.h"
#include "word/word_file.h"
#include "word/xml.h"

namespace jianyan {
namespace {

constexpr std::string_view kWhite = "FFFFFF";

struct Marks {
  bool hidden = false, highlighted = false, coloured = false, white = false, placeholder = false;
  [[nodiscard]] bool any() const { return hidden || highlighted || coloured || white || placeholder; }
};

/// Red and the like: the parts of a colour that a marker is chosen for lie far apart. Not the blue of links.
bool is_bright(std::string_view colour) {
  if (colour.size() != 6 || colour == "0000FF" || colour == "0563C1" || colour == "0000EE") return false;
  std::array<int, 3> parts{};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const char* digits = colour.data() + 2 * i;
    const auto [end, error] = std::from_chars(digits, digits + 2, parts[i], 16);
    if (error != std::errc() || end != digits + 2) return false;
  }
  constexpr int kFarApart = 0x80;
  const auto [least, most] = std::minmax_element(parts.begin(), parts.end());
  return *most - *least >= kFarApart;
}

struct MarkedRun {
  std::uint32_t raw;
  Marks marks;
};

/// The runs of a part that are marked, and annotations with their authors.
class MarksReader final : public XmlHandler {
 public:
  std::vector<MarkedRun> runs;  // by raw, once sorted
  Annotations changes, comments;
  std::optional<std::uint32_t> first_change, first_comment;  // where in the bytes

  void start(XmlName name, const XmlAttributes& attributes, Span raw) override {
    ++depth_;
    if (name.space != Namespace::word || skipped_from_ != 0) return;
    note_annotation(name.local, attributes, raw.begin);
    if (name.local.ends_with("PrChange")) skipped_from_ = depth_;  // how it was before
    else if (in_properties_ != 0) read_property(name.local, attributes);
    else if (name.local == "r") open_run(raw.begin);
    else if (name.local == "sdt") controls_.push_back(depth_);
    else if (name.local == "showingPlcHdr" && attributes.on()) open_placeholder();
    else if (name.local == "rPr" && !open_.empty() && open_.back().depth + 1 == depth_) in_properties_ = depth_;
    else if (name.local == "hyperlink" && in_link_ == 0) in_link_ = depth_;
  }

  void end(XmlName, std::uint32_t) override {
    if (skipped_from_ == depth_) skipped_from_ = 0;
    if (in_properties_ == depth_) in_properties_ = 0;
    if (!open_.empty() && open_.back().depth == depth_) {
      if (open_.back().marks.any()) runs.push_back({open_.back().raw, open_.back().marks});
      open_.pop_back();
    }
    if (in_link_ == depth_) in_link_ = 0;
    if (in_placeholder_ == depth_) in_placeholder_ = 0;
    if (!controls_.empty() && controls_.back() == depth_) controls_.pop_back();
    --depth_;
  }

 private:
  struct OpenRun {
    unsigned depth;
    std::uint32_t raw;
    Marks marks;
  };

  void open_run(std::uint32_t raw) {
    open_.push_back({depth_, raw, {}});
    open_.back().marks.placeholder = in_placeholder_ != 0;
  }

  void open_placeholder() {
    if (!controls_.empty() && in_placeholder_ == 0) in_placeholder_ = controls_.back();
  }

  void note_annotation(std::string_view local, const XmlAttributes& attributes, std::uint32_t raw) {
    if (local == "commentReference" && !first_comment) first_comment = raw;
    const auto author = attributes.word("author");
    if (!author) return;
    Annotations& list = local == "comment" ? comments : changes;
    if (local != "comment" && !first_change) first_change = raw;
    ++list.count;
    if (std::find(list.authors.begin(), list.authors.end(), *author) == list.authors.end())
      list.authors.emplace_back(*author);
  }

  void read_property(std::string_view local, const XmlAttributes& attributes) {
    Marks& marks = open_.back().marks;
    const auto value = attributes.word("val").value_or("");
    if (local == "vanish") {
      marks.hidden = attributes.on();
    } else if (local == "specVanish") {
      marks.hidden = false;  // the end of a heading that runs on: Word's own
    } else if (local == "highlight") {
      marks.highlighted = value != "none" && value != "white";
    } else if (local == "color") {
      marks.white = value == kWhite;
      marks.coloured = in_link_ == 0 && !attributes.word("themeColor") && is_bright(value);
    }
  }

  std::vector<OpenRun> open_;
  std::vector<unsigned> controls_;  // the depths of open w:sdt
  // At which depth each begins; 0: not inside.
  unsigned depth_ = 0, skipped_from_ = 0, in_properties_ = 0, in_link_ = 0, in_placeholder_ = 0;
};

bool mentions(std::string_view bytes, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [bytes](std::string_view w) { return bytes.find(w) != bytes.npos; });
}

// ---- text

bool is_blank(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = decode_utf8_at(text, i);
    const CharacterClass kind = character_class(c.value);
    if (kind != CharacterClass::space && kind != CharacterClass::line_end) return false;
    i += c.length;
  }
  return true;
}

void add(std::vector<Span>& spans, Span span) {
  if (!spans.empty() && spans.back().end == span.begin) spans.back().end = span.end;
  else spans.push_back(span);
}

/// `marked`: runs of that part, by raw.
void add_text(const WordFile& file, std::uint16_t part, const std::vector<MarkedRun>& marked, bool shaded,
              WordLeftovers& leftovers) {
  const Place place = file.parts()[part].place;
  for (const WordPiece& piece : file.pieces()) {
    if (piece.run == WordRun::kNone || file.runs()[piece.run].part != part) continue;
    const std::uint32_t raw = file.runs()[piece.run].raw.begin;
    const auto run = std::partition_point(marked.begin(), marked.end(),
                                          [raw](const MarkedRun& candidate) { return candidate.raw < raw; });
    if (run == marked.end() || run->raw != raw) continue;
    const Span span{piece.begin, piece.begin + piece.size};
    const Marks& marks = run->marks;
    if (marks.hidden || (marks.white && !shaded && !marks.highlighted)) add(leftovers.hidden, span);
    if (marks.highlighted) add(leftovers.highlighted, span);
    if (marks.coloured && place != Place::margin) add(leftovers.coloured, span);
    if (marks.placeholder) add(leftovers.placeholders, span);
  }
}

// ---- annotations

/// The paragraph of the body that holds a place in the bytes of the main part.
std::uint32_t paragraph_at(const WordFile& file, std::uint32_t raw) {
  std::uint32_t found = 0, number = 0;
  for (const WordParagraph& paragraph : file.layout()->paragraphs) {
    if (paragraph.place != Place::body) break;
    if (paragraph.raw <= raw) found = number;
    ++number;
  }
  return found;
}

void add_annotations(Annotations& all, const Annotations& more) {
  all.count += more.count;
  for (const std::string& author : more.authors)
    if (std::find(all.authors.begin(), all.authors.end(), author) == all.authors.end()) all.authors.push_back(author);
}

void read_parts(const WordFile& file, WordLeftovers& leftovers) {
  // White text on a shaded ground is meant to be read. Where there is any shading, nobody says what lies below it.
  const bool shaded = mentions(file.related_part("styles"), {":shd", "<shd"}) ||
                      mentions(file.parts().front().bytes, {":shd", "<shd", "background", "txbxContent"});
  for (std::size_t part = 0; part < file.parts().size(); ++part) {
    const std::string& bytes = file.parts()[part].bytes;
    if (!mentions(bytes, {"vanish", "highlight", "color", "author", "commentReference", "showingPlcHdr"})) continue;
    MarksReader reader;
    if (parse_xml(bytes, reader)) continue;
    std::sort(reader.runs.begin(), reader.runs.end(),
              [](const MarkedRun& a, const MarkedRun& b) { return a.raw < b.raw; });
    if (!reader.runs.empty()) add_text(file, static_cast<std::uint16_t>(part), reader.runs, shaded, leftovers);
    if (part == 0 && reader.first_change) leftovers.changes.paragraph = paragraph_at(file, *reader.first_change);
    if (part == 0 && reader.first_comment) leftovers.comments.paragraph = paragraph_at(file, *reader.first_comment);
    add_annotations(leftovers.changes, reader.changes);
  }
  MarksReader comments;
  (void)parse_xml(file.related_part("comments"), comments);
  add_annotations(leftovers.comments, comments.comments);
  for (std::vector<Span>* spans :
       {&leftovers.hidden, &leftovers.highlighted, &leftovers.coloured, &leftovers.placeholders}) {
    std::erase_if(*spans, [&](Span s) { return is_blank(std::string_view(file.text()).substr(s.begin, s.size())); });
  }
}

// ---- properties

class PropertiesReader final : public XmlHandler {
 public:
  explicit PropertiesReader(WordLeftovers& leftovers) : leftovers_(leftovers) {}
  void start(XmlName name, const XmlAttributes&, Span) override {
    value_ = name.local == "creator"          ? &leftovers_.creator
             : name.local == "lastModifiedBy" ? &leftovers_.last_editor
             : name.local == "Manager"        ? &leftovers_.manager
             : name.local == "Company"        ? &leftovers_.company
                                              : nullptr;
  }
  void end(XmlName, std::uint32_t) override { value_ = nullptr; }
  void text(std::string_view text, Span, bool) override {
    if (value_ != nullptr) *value_ += text;
  }

 private:
  WordLeftovers& leftovers_;
  std::string* value_ = nullptr;
};

void read_properties(const WordFile& file, WordLeftovers& leftovers) {
  const auto related = read_relationships(file.bytes_of(relationships_name("")), "");
  if (!related) return;
  for (const std::string_view type : {"core-properties", "extended-properties"}) {
    const Relationship* part = find_relationship(*related, type);
    if (part == nullptr) continue;
    PropertiesReader reader(leftovers);
    (void)parse_xml(file.bytes_of(part->target), reader);
  }
}

}  // namespace

WordLeftovers read_leftovers(const WordFile& file) {
  WordLeftovers leftovers;
  read_parts(file, leftovers);
  read_properties(file, leftovers);
  return leftovers;
}

}  // namespace jianyan

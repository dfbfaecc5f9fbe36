// A page number is a field, simple or in runs; the text around it says whether it stands between dashes, and its
// paragraph, frame or floating box where on the line it is.
#include "word/footer.h"

#include <cctype>
#include <string>
#include <vector>

#include "text/utf8.h"

namespace jianyan {
namespace {

/// PAGE as a word of its own: NUMPAGES and PAGEREF are other fields.
bool is_page_field(std::string_view instruction) {
  constexpr std::string_view kPage = "PAGE";
  const auto letter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; };
  for (std::size_t at = instruction.find(kPage); at != instruction.npos; at = instruction.find(kPage, at + 1)) {
    const std::size_t end = at + kPage.size();
    const bool begins = at == 0 || !letter(instruction[at - 1]);
    if (begins && (end == instruction.size() || !letter(instruction[end]))) return true;
  }
  return false;
}

bool is_dash(char32_t c) {
  return c == U'-' || c == U'—' || c == U'–' || c == U'－' || c == U'―' || c == U'─' || c == U'‐' || c == U'‑';
}

bool is_blank(char32_t c) { return c == U' ' || c == U'\u3000' || c == U'\u00A0' || c == U'\t'; }

/// 第 1 页 共 9 页, 1/9
bool belongs_to_number(char32_t c) {
  return c == U'第' || c == U'页' || c == U'共' || c == U'/' || c == U'，' || (c >= U'0' && c <= U'9');
}

class FooterReader final : public XmlHandler {
 public:
  explicit FooterReader(RunStyles& styles) : styles_(styles) {}

  void start(XmlName name, const XmlAttributes& attributes, Span) override {
    ++depth_;
    if (name.space == Namespace::compatibility && name.local == "Fallback") ++fallback_;
    if (name.space == Namespace::drawing && name.local == "positionH") in_position_ = true;
    if (name.space == Namespace::drawing && name.local == "align") in_align_ = in_position_;
    if (name.space != Namespace::word || fallback_ > 0) return;
    if (in_paragraph_properties_ != 0) read_paragraph(name.local, attributes);
    else if (in_run_properties_ != 0) run_.read(name.local, attributes);
    else open(name.local, attributes);
  }

  void end(XmlName name, std::uint32_t) override {
    if (in_paragraph_properties_ == depth_) in_paragraph_properties_ = 0;
    if (in_run_properties_ == depth_) in_run_properties_ = 0;
    --depth_;
    in_text_ = in_instruction_ = in_align_ = false;
    if (name.space == Namespace::compatibility && name.local == "Fallback") --fallback_;
    if (name.space == Namespace::drawing && name.local == "positionH") in_position_ = false;
    if (name.space != Namespace::word || fallback_ > 0) return;
    if (name.local == "fldSimple") field_ = Field::none;
    if (name.local == "txbxContent") in_box_ = false;
    if (name.local == "p" && !paragraphs_.empty()) paragraphs_.pop_back();
  }

  void text(std::string_view text, Span, bool) override {
    if (in_align_) box_alignment_ += text;
    if (in_instruction_) instruction_ += text;
    if (in_text_ && field_ == Field::none) around_ += text;
    if (in_text_ && field_ == Field::page_result) note_number();
  }

  PageNumberLayout finish() {
    for (const char32_t c : to_utf32(around_)) {
      if (is_dash(c)) number_.dashes = true;
      else if (!is_blank(c)) number_.other_text = true;
      if (!is_dash(c) && !is_blank(c) && !belongs_to_number(c)) number_.foreign_text = true;
    }
    return std::move(number_);
  }

 private:
  enum class Field { none, instruction, page_result, other_result };
  struct Paragraph {
    std::string style;
    ParagraphFormat own;
    std::string frame;  // w:framePr w:xAlign
  };

  void open(std::string_view local, const XmlAttributes& attributes) {
    if (local == "p") paragraphs_.emplace_back();
    else if (local == "pPr") in_paragraph_properties_ = depth_;
    else if (local == "r") run_ = {};
    else if (local == "rPr") in_run_properties_ = depth_;
    else if (local == "t") in_text_ = true;
    else if (local == "instrText") in_instruction_ = true;
    else if (local == "txbxContent") in_box_ = true;
    else if (local == "fldChar") field_char(attributes.word("fldCharType").value_or(""));
    else if (local == "pgNum") note_number();
    else if (local == "fldSimple")
      field_ = is_page_field(attributes.word("instr").value_or("")) ? Field::page_result : Field::other_result;
  }

  void read_paragraph(std::string_view local, const XmlAttributes& attributes) {
    if (paragraphs_.empty()) return;
    if (local == "pStyle") paragraphs_.back().style = attributes.word("val").value_or("");
    else if (local == "framePr") paragraphs_.back().frame = attributes.word("xAlign").value_or("left");
    else paragraphs_.back().own.read(local, attributes);
  }

  void field_char(std::string_view type) {
    if (type == "begin") {
      field_ = Field::instruction;
      instruction_.clear();
    } else if (type == "separate") {
      field_ = is_page_field(instruction_) ? Field::page_result : Field::other_result;
      if (field_ == Field::page_result) note_number();  // its result may be empty
    } else {
      if (field_ == Field::instruction && is_page_field(instruction_)) note_number();
      field_ = Field::none;
    }
  }

  /// The number is set as the run that is open, or the last one.
  void note_number() {
    if (paragraphs_.empty()) return;
    const Paragraph& paragraph = paragraphs_.back();
    number_.present = true;
    number_.style = styles_.style(styles_.number_of(paragraph.style, run_));
    std::string_view place = paragraph.frame;
    if (place.empty() && in_box_) place = box_alignment_.empty() ? std::string_view("unknown") : box_alignment_;
    if (place.empty()) {
      ParagraphFormat format = styles_.paragraph(paragraph.style);
      format.add(paragraph.own);
      number_.alignment = format.alignment.value_or(Alignment::left);
    } else {
      number_.outside = place == "outside";
      number_.alignment = place == "right"    ? std::optional(Alignment::right)
                          : place == "center" ? std::optional(Alignment::centre)
                          : place == "left"   ? std::optional(Alignment::left)
                                              : std::nullopt;
    }
  }

  RunStyles& styles_;
  PageNumberLayout number_;
  std::vector<Paragraph> paragraphs_;  // those that are open
  RunFormat run_;
  Field field_ = Field::none;
  std::string instruction_, around_, box_alignment_;
  unsigned depth_ = 0, in_paragraph_properties_ = 0, in_run_properties_ = 0, fallback_ = 0;
  bool in_text_ = false, in_instruction_ = false, in_box_ = false, in_position_ = false, in_align_ = false;
};

}  // namespace

PageNumberLayout read_page_number(std::string_view bytes, RunStyles& styles) {
  FooterReader reader(styles);
  (void)parse_xml(bytes, reader);  // it was parsed before
  return reader.finish();
}

}  // namespace jianyan

#include "word/word_file.h"

#include <algorithm>
#include <utility>

namespace jianyan {
namespace {

Error no_document() {
  return {ErrorCode::unsupported_format,
          {"压缩包里没有 Word 文档（可能是 Excel、PowerPoint 文件或普通压缩包）；只能处理 .docx",
           "no Word document in the archive (perhaps of Excel or PowerPoint, or a plain archive); only .docx is read"}};
}

Error external_document() {
  return {ErrorCode::unsupported_format,
          {"文档正文不在文件之内，而是指向外部地址，不予读取；请用 Word 打开后另存",
           "the text is not in the file but at an address outside: not read; save it anew in Word"}};
}

/// UTF-8 bytes of a member. Errors: as Package::read().
Result<std::string> read_xml(const Package& package, const std::string& name) {
  Result<std::string> bytes = package.read(name);
  if (!bytes) return bytes;
  return xml_in_utf8(*std::move(bytes));
}

Result<std::vector<Relationship>> relationships_of(const Package& package, const std::string& part) {
  const std::string name = relationships_name(part);
  if (!package.has(name)) return std::vector<Relationship>();
  const Result<std::string> bytes = read_xml(package, name);
  if (!bytes) return bytes.error();
  return read_relationships(*bytes, part);
}

/// w:documentProtection in the settings.
class SettingsReader final : public XmlHandler {
 public:
  void start(XmlName name, const XmlAttributes& attributes, Span) override {
    if (name.space != Namespace::word || name.local != "documentProtection") return;
    const auto enforced = attributes.word("enforcement").value_or("0");
    if (enforced == "0" || enforced == "false" || enforced == "off") return;
    const bool revisions = attributes.word("edit").value_or("") == "trackedChanges";
    protection = revisions ? WordProtection::revisions_only : WordProtection::locked;
  }
  void end(XmlName, std::uint32_t) override {}

  WordProtection protection = WordProtection::none;
};

}  // namespace

bool WordLayout::may_edit(Span span) const {
  const auto after = std::upper_bound(editable.begin(), editable.end(), span.begin,
                                      [](std::uint32_t offset, Span stretch) { return offset < stretch.begin; });
  return after != editable.begin() && std::prev(after)->begin <= span.begin && span.end <= std::prev(after)->end;
}

WordLayout WordLayout::after(std::span<const Edit> edits) const {
  WordLayout moved = *this;
  const auto move = [edits](std::vector<Span*> spans) {
    std::int64_t growth = 0;
    std::size_t edit = 0;
    for (Span* span : spans) {
      // Edits lie inside one span, or between spans' ends and begins where nothing is.
      const auto grow_until = [&](std::uint32_t offset, bool inclusive) {
        while (edit < edits.size() &&
               (edits[edit].span.begin < offset || (inclusive && edits[edit].span.end <= offset))) {
          growth += static_cast<std::int64_t>(edits[edit].replacement.size()) - edits[edit].span.size();
          ++edit;
        }
        return static_cast<std::uint32_t>(static_cast<std::int64_t>(offset) + growth);
      };
      const std::uint32_t begin = grow_until(span->begin, false);
      span->end = grow_until(span->end, true);
      span->begin = begin;
    }
  };
  std::vector<Span*> spans;
  spans.reserve(moved.paragraphs.size());
  for (WordParagraph& paragraph : moved.paragraphs) spans.push_back(&paragraph.span);
  move(std::move(spans));
  spans = {};
  for (Span& stretch : moved.editable) spans.push_back(&stretch);
  move(std::move(spans));
  return moved;
}

Span WordLayout::place_of(Span span, const WordLayout& original) const {
  if (this == &original) return span;
  const auto paragraph = std::partition_point(original.paragraphs.begin(), original.paragraphs.end(),
                                              [span](const WordParagraph& p) { return p.span.end < span.end; });
  const auto number = static_cast<std::size_t>(paragraph - original.paragraphs.begin());
  return number < paragraphs.size() ? paragraphs[number].span : Span{};
}

Result<std::shared_ptr<const WordFile>> WordFile::read(std::string_view bytes) {
  Result<Package> package = Package::open(bytes);
  if (!package) return package.error();
  std::shared_ptr<WordFile> file(new WordFile(*std::move(package)));
  if (auto error = file->find_main_part()) return *std::move(error);
  if (auto error = file->read_settings()) return *std::move(error);
  if (auto error = file->read_text()) return *std::move(error);
  file->find_editable();
  file->add_notes();
  return std::shared_ptr<const WordFile>(std::move(file));
}

const PageLayout& WordFile::page_layout() const {
  std::call_once(page_layout_read_, [this] { page_layout_ = read_page_layout(*this); });
  return page_layout_;
}

const WordLeftovers& WordFile::leftovers() const {
  std::call_once(leftovers_read_, [this] { leftovers_ = read_leftovers(*this); });
  return leftovers_;
}

std::string WordFile::bytes_of(const std::string& name) const {
  if (!package_.has(name)) return {};
  Result<std::string> bytes = read_xml(package_, name);
  return bytes ? *std::move(bytes) : std::string();
}

std::string WordFile::related_part(std::string_view type) const {
  const Relationship* related = find_relationship(parts_.front().relationships, type);
  return related == nullptr ? std::string() : bytes_of(related->target);
}

std::optional<Error> WordFile::find_main_part() {
  const auto list = relationships_of(package_, "");
  if (!list) return list.error();
  const Relationship* main = find_relationship(*list, "officeDocument");
  if (main == nullptr) {
    const bool outside = std::any_of(list->begin(), list->end(), [](const Relationship& r) {
      return r.type == "officeDocument" && r.external;
    });
    return outside ? external_document() : no_document();
  }
  if (!package_.has(main->target)) return no_document();
  signed_ = package_.has_folder("_xmlsignatures/") ||
            std::any_of(list->begin(), list->end(), [](const Relationship& r) { return r.type == "origin"; });
  parts_.push_back({main->target, {}, Place::body, {}});
  auto own = relationships_of(package_, main->target);
  if (!own) return own.error();
  parts_.front().relationships = *std::move(own);
  macros_ = find_relationship(parts_.front().relationships, "vbaProject") != nullptr;
  return std::nullopt;
}

std::optional<Error> WordFile::read_settings() {
  const Relationship* settings = find_relationship(parts_.front().relationships, "settings");
  if (settings == nullptr || !package_.has(settings->target)) return std::nullopt;
  const Result<std::string> bytes = read_xml(package_, settings->target);
  if (!bytes) return bytes.error();
  SettingsReader reader;
  if (auto error = parse_xml(*bytes, reader)) return error;
  protection_ = reader.protection;
  return std::nullopt;
}

std::optional<Error> WordFile::read_text() {
  const std::vector<Relationship>& related = parts_.front().relationships;
  const auto read_related = [&](std::string_view type, auto read) -> std::optional<Error> {
    const Relationship* part = find_relationship(related, type);
    if (part == nullptr || !package_.has(part->target)) return std::nullopt;
    const Result<std::string> bytes = read_xml(package_, part->target);
    if (!bytes) return bytes.error();
    return read(*bytes);
  };
  Styles styles;
  Numbering numbering;
  const auto take = [](auto& target) {
    return [&target](const std::string& bytes) -> std::optional<Error> {
      auto result = std::remove_reference_t<decltype(target)>::read(bytes);
      if (!result) return result.error();
      target = *std::move(result);
      return std::nullopt;
    };
  };
  if (auto error = read_related("styles", take(styles))) return error;
  if (auto error = read_related("numbering", take(numbering))) return error;

  std::vector<std::pair<std::string, Place>> wanted{{parts_.front().name, Place::body}};
  for (const auto& [type, place] : {std::pair{"footnotes", Place::note}, {"endnotes", Place::note},
                                    {"header", Place::margin}, {"footer", Place::margin}}) {
    for (const Relationship& part : related) {
      if (part.type == type && !part.external && package_.has(part.target)) wanted.emplace_back(part.target, place);
    }
  }
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const auto& [name, place] = wanted[i];
    const auto same = [&, &part = name](const auto& other) { return other.first == part; };
    if (std::any_of(wanted.begin(), wanted.begin() + static_cast<std::ptrdiff_t>(i), same)) continue;
    if (auto error = read_part(name, place, styles, numbering)) return error;
  }
  std::sort(ids_.begin(), ids_.end());
  ids_.erase(std::unique(ids_.begin(), ids_.end()), ids_.end());
  return std::nullopt;
}

std::optional<Error> WordFile::read_part(const std::string& name, Place place, const Styles& styles,
                                         Numbering& numbering) {
  if (place != Place::body) parts_.push_back({name, {}, place, {}});
  WordPart& part = parts_.back();
  Result<std::string> bytes = read_xml(package_, name);
  if (!bytes) return bytes.error();
  part.bytes = *std::move(bytes);
  const auto first_run = static_cast<std::uint32_t>(runs_.size());
  Result<PartText> text =
      read_part_text(part.bytes, place, static_cast<std::uint16_t>(parts_.size() - 1), styles, numbering);
  if (!text) return text.error();
  runs_.insert(runs_.end(), text->runs.begin(), text->runs.end());
  ids_.insert(ids_.end(), text->ids.begin(), text->ids.end());
  foreign_content_ = foreign_content_ || text->foreign_content;

  const std::uint32_t first_cell = cells_;
  add_story(std::move(text->main), first_run, first_cell);
  std::vector<std::uint32_t> box_begins;
  for (Story& box : text->boxes) {
    box_begins.push_back(static_cast<std::uint32_t>(text_.size()));
    add_story(std::move(box), first_run, first_cell);
  }
  for (Twin& twin : text->twins) {
    for (WordPiece piece : twin.story.pieces) {
      piece.begin += box_begins[twin.box];
      if (piece.run != WordRun::kNone) piece.run += first_run;
      twins_.push_back(piece);
    }
  }
  const auto by_begin = [](const WordPiece& a, const WordPiece& b) { return a.begin < b.begin; };
  if (!std::is_sorted(twins_.begin(), twins_.end(), by_begin)) std::stable_sort(twins_.begin(), twins_.end(), by_begin);
  return std::nullopt;
}

void WordFile::add_story(Story story, std::uint32_t first_run, std::uint32_t first_cell) {
  const auto base = static_cast<std::uint32_t>(text_.size());
  if (text_.empty()) text_ = std::move(story.text);
  else text_ += story.text;
  for (WordPiece& piece : story.pieces) {
    piece.begin += base;
    if (piece.run != WordRun::kNone) piece.run += first_run;
  }
  for (WordParagraph& paragraph : story.paragraphs) {
    paragraph.span = {paragraph.span.begin + base, paragraph.span.end + base};
    if (paragraph.cell != 0) paragraph.cell += first_cell;
    cells_ = std::max(cells_, paragraph.cell);
  }
  pieces_.insert(pieces_.end(), story.pieces.begin(), story.pieces.end());
  paragraphs_.insert(paragraphs_.end(), story.paragraphs.begin(), story.paragraphs.end());
}

void WordFile::find_editable() {
  auto layout = std::make_shared<WordLayout>();
  layout->paragraphs = std::move(paragraphs_);
  for (const WordPiece& piece : pieces_) {
    if (piece.fixed) continue;
    const Span span{piece.begin, piece.begin + piece.size};
    if (!layout->editable.empty() && layout->editable.back().end == span.begin) layout->editable.back().end = span.end;
    else layout->editable.push_back(span);
  }
  layout_ = std::move(layout);
}

void WordFile::add_notes() {
  if (signed_) {
    notes_.push_back({"文件带有数字签名，只能检查；修改会使签名失效",
                      "the file bears a digital signature: it can be checked only, since changes would break it"});
  }
  if (protection_ == WordProtection::locked) {
    notes_.push_back({"文件设有编辑限制，只能检查；要修改请先在 Word 中停止保护",
                      "the file is protected: it can be checked only; stop the protection in Word to change it"});
  } else if (protection_ == WordProtection::revisions_only) {
    notes_.push_back({"文件设有编辑限制，只能以修订方式修改", "the file is protected: changes must be tracked"});
  }
  if (macros_) notes_.push_back({"文件含有宏，宏原样保留", "the file has macros; they stay as they are"});
  if (foreign_content_) {
    notes_.push_back({"文件嵌有其他格式的内容（altChunk），这部分没有检查",
                      "the file embeds content of another format (altChunk), which was not checked"});
  }
  if (!package_.has("[Content_Types].xml")) {
    notes_.push_back({"文件缺少 [Content_Types].xml，不完整，Word 可能打不开",
                      "the file lacks [Content_Types].xml: it is incomplete, and Word may refuse it"});
  }
}

}  // namespace jianyan

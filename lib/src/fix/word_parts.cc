#include "fix/word_parts.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "text/xml.h"
#include "word/raw_xml.h"
#include "word/xml.h"

namespace jianyan {
namespace {

constexpr std::string_view kTransitional = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
constexpr std::string_view kStrict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
constexpr std::string_view kDeclaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view kContentTypes = "[Content_Types].xml";

class IdReader final : public XmlHandler {
 public:
  explicit IdReader(std::vector<std::uint32_t>& ids) : ids_(ids) {}
  void start(XmlName name, const XmlAttributes& attributes, Span) override {
    if (name.space != Namespace::word || name.local != "comment") return;
    const auto id = attributes.number("id");
    if (id && *id >= 0) ids_.push_back(static_cast<std::uint32_t>(*id));
  }
  void end(XmlName, std::uint32_t) override {}

 private:
  std::vector<std::uint32_t>& ids_;
};

/// The bytes of a member, or those of an empty part.
Result<std::string> member_or(const WordFile& file, const std::string& name, std::string_view empty) {
  if (!file.package().has(name)) return std::string(kDeclaration) + std::string(empty);
  Result<std::string> bytes = file.package().read(name);
  if (!bytes) return bytes;
  return xml_in_utf8(*std::move(bytes));
}

}  // namespace

IdSource::IdSource(std::vector<std::uint32_t> used, const std::vector<std::uint32_t>& more) : used_(std::move(used)) {
  used_.insert(used_.end(), more.begin(), more.end());
  std::sort(used_.begin(), used_.end());
}

std::uint32_t IdSource::next() {
  for (;; ++next_) {
    while (passed_ < used_.size() && used_[passed_] < next_) ++passed_;
    if (passed_ == used_.size() || used_[passed_] != next_) return next_++;
  }
}

std::string IdSource::renumbered(std::string_view raw) {
  std::string out;
  std::size_t done = 0;
  for (std::size_t at = 0; (at = raw.find(":id=", at)) != std::string_view::npos;) {
    const std::size_t open = at + 4;
    at = open;
    if (open >= raw.size() || (raw[open] != '"' && raw[open] != '\'')) continue;
    const std::size_t close = std::min(raw.find(raw[open], open + 1), raw.size());
    out += raw.substr(done, open + 1 - done);
    out += std::to_string(next());
    done = at = close;
  }
  out += raw.substr(done);
  return out;
}

std::string_view word_namespace_of(const WordFile& file) {
  const std::string& bytes = file.parts().front().bytes;
  const std::size_t strict = bytes.find(kStrict);
  return strict != std::string::npos && strict < bytes.find(kTransitional) ? kStrict : kTransitional;
}

Result<CommentsPart> CommentsPart::open(const WordFile& file) {
  CommentsPart part(file);
  const WordPart& main = file.parts().front();
  const Relationship* related = find_relationship(main.relationships, "comments");
  if (related != nullptr && file.package().has(related->target)) {
    part.name_ = related->target;
    Result<std::string> bytes = member_or(file, part.name_, "");
    if (!bytes) return bytes.error();
    part.bytes_ = *std::move(bytes);
    IdReader reader(part.ids_);
    if (auto error = parse_xml(part.bytes_, reader)) return *std::move(error);
    return part;
  }
  const std::string folder = main.name.substr(0, main.name.rfind('/') + 1);
  part.name_ = folder + "comments.xml";
  for (int i = 1; file.package().has(part.name_); ++i) part.name_ = folder + "comments" + std::to_string(i) + ".xml";
  return part;
}

// Each declares its own namespace, whatever the root calls it.
void CommentsPart::add(std::uint32_t id, std::string_view text, const WordWriteOptions& options) {
  added_ += "<w:comment xmlns:w=\"" + namespace_ + "\" w:id=\"" + std::to_string(id) +
            "\" w:author=\"" + xml(options.author) + "\"";
  if (!options.date.empty()) added_ += " w:date=\"" + xml(options.date) + "\"";
  added_ += ">";
  while (true) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    added_ += "<w:p><w:r><w:t xml:space=\"preserve\">" + xml(text.substr(0, end)) + "</w:t></w:r></w:p>";
    if (end == text.size()) break;
    text.remove_prefix(end + 1);
  }
  added_ += "</w:comment>";
}

std::optional<Error> CommentsPart::write(std::map<std::string, std::string>& members) const {
  if (added_.empty()) return std::nullopt;
  if (!bytes_.empty()) {
    members[name_] = append_to_root(bytes_, added_);
    return std::nullopt;
  }
  const std::string root = "<w:comments xmlns:w=\"" + namespace_ + "\"/>";
  members[name_] = append_to_root(std::string(kDeclaration) + root, added_);

  const WordPart& main = file_->parts().front();
  const std::string relationships = relationships_name(main.name);
  Result<std::string> related = member_or(
      *file_, relationships, "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>");
  if (!related) return related.error();
  std::string id = "jianyan";
  const auto taken = [&main](const std::string& wanted) {
    return std::any_of(main.relationships.begin(), main.relationships.end(),
                       [&wanted](const Relationship& other) { return other.id == wanted; });
  };
  while (taken(id)) id += '1';
  const std::string types = namespace_ == kStrict ? "http://purl.oclc.org/ooxml/officeDocument/relationships"
                                              : "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  members[relationships] = append_to_root(
      *std::move(related),
      "<Relationship xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\" Id=\"" + id + "\" Type=\"" +
          types + "/comments\" Target=\"/" + xml(name_) + "\"/>");

  Result<std::string> content = member_or(
      *file_, std::string(kContentTypes),
      "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
  if (!content) return content.error();
  members[std::string(kContentTypes)] = append_to_root(
      *std::move(content),
      "<Override xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\" PartName=\"/" + xml(name_) +
          "\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml\"/>");
  return std::nullopt;
}

}  // namespace jianyan

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
  for (std::size_t tag = next_tag(raw, 0); tag < raw.size();) {
    const std::size_t end = raw_start_tag(raw, static_cast<std::uint32_t>(tag)).end;
    for (std::size_t open = tag; (open = raw.find_first_of("\"'", open)) < end;) {
      const std::size_t close = std::min(raw.find(raw[open], open + 1), end);
      if (raw.substr(0, open).ends_with(":id=")) {
        out += raw.substr(done, open + 1 - done);
        out += std::to_string(next());
        done = close;
      }
      open = close + 1;
    }
    tag = next_tag(raw, end);
  }
  out += raw.substr(done);
  return out;
}

std::optional<Error> refusal_to_change(const WordFile& file) {
  if (!file.is_signed()) return std::nullopt;
  return Error{ErrorCode::not_editable,
               {"文件带有数字签名，修改会使签名失效，没有写出；请用未签名的文件",
                "the file bears a digital signature that changes would break: nothing written"}};
}

std::string_view word_namespace_of(const WordFile& file) {
  const std::string& bytes = file.parts().front().bytes;
  const std::size_t strict = bytes.find(kStrict);
  return strict != std::string::npos && strict < bytes.find(kTransitional) ? kStrict : kTransitional;
}

Result<std::string> member_or(const WordFile& file, const std::map<std::string, std::string>& members,
                              const std::string& name, std::string_view empty) {
  const auto written = members.find(name);
  if (written != members.end()) return written->second;
  if (!file.package().has(name)) return std::string(kDeclaration) + std::string(empty);
  Result<std::string> bytes = file.package().read(name);
  if (!bytes) return bytes;
  return xml_in_utf8(*std::move(bytes));
}

std::string new_part_name(const WordFile& file, const std::map<std::string, std::string>& members,
                          const std::string& stem) {
  const std::string& main = file.parts().front().name;
  const std::string path = main.substr(0, main.rfind('/') + 1) + stem;
  const auto taken = [&](const std::string& name) { return file.package().has(name) || members.contains(name); };
  std::string name = path + ".xml";
  for (int i = 1; taken(name); ++i) name = path + std::to_string(i) + ".xml";
  return name;
}

Result<std::string> add_part(const WordFile& file, std::map<std::string, std::string>& members, const std::string& name,
                             std::string bytes, const std::string& type) {
  members[name] = std::move(bytes);
  const WordPart& main = file.parts().front();
  const std::string relationships = relationships_name(main.name);
  Result<std::string> related =
      member_or(file, members, relationships,
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>");
  if (!related) return related.error();
  std::string id = "jianyan";
  const auto taken = [&](char quote) { return related->find(quote + id + quote) != std::string::npos; };
  for (int i = 1; taken('"') || taken('\''); ++i) id = "jianyan" + std::to_string(i);
  const std::string types = word_namespace_of(file) == kStrict
                                ? "http://purl.oclc.org/ooxml/officeDocument/relationships"
                                : "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  members[relationships] = append_to_root(
      *std::move(related),
      "<Relationship xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\" Id=\"" + id + "\" Type=\"" +
          types + "/" + type + "\" Target=\"/" + xml(name) + "\"/>");

  Result<std::string> content =
      member_or(file, members, std::string(kContentTypes),
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
  if (!content) return content.error();
  members[std::string(kContentTypes)] = append_to_root(
      *std::move(content),
      "<Override xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\" PartName=\"/" + xml(name) +
          "\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml." + type + "+xml\"/>");
  return id;
}

Result<CommentsPart> CommentsPart::open(const WordFile& file) {
  CommentsPart part(file);
  const WordPart& main = file.parts().front();
  const Relationship* related = find_relationship(main.relationships, "comments");
  if (related != nullptr && file.package().has(related->target)) {
    part.name_ = related->target;
    Result<std::string> bytes = member_or(file, {}, part.name_, "");
    if (!bytes) return bytes.error();
    part.bytes_ = *std::move(bytes);
    IdReader reader(part.ids_);
    if (auto error = parse_xml(part.bytes_, reader)) return *std::move(error);
    return part;
  }
  part.name_ = new_part_name(file, {}, "comments");
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
  std::string bytes = append_to_root(std::string(kDeclaration) + root, added_);
  const Result<std::string> id = add_part(*file_, members, name_, std::move(bytes), "comments");
  if (!id) return id.error();
  return std::nullopt;
}

}  // namespace jianyan

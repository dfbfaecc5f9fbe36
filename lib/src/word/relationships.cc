#include "word/relationships.h"

#include <algorithm>

#include "word/xml.h"

namespace jianyan {
namespace {

std::string_view folder_of(std::string_view part) {
  const std::size_t slash = part.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : part.substr(0, slash + 1);
}

/// "styles.xml" of word/document.xml is word/styles.xml; "/word/x.xml" is from the top; "../x.xml" goes up.
std::string resolve(std::string_view target, std::string_view part) {
  std::string path;
  if (!target.starts_with('/')) path = folder_of(part);
  while (!target.empty()) {
    const std::size_t slash = std::min(target.find('/'), target.size());
    const std::string_view step = target.substr(0, slash);
    target.remove_prefix(std::min(slash + 1, target.size()));
    if (step.empty() || step == ".") continue;
    if (step == "..") {
      if (!path.empty()) path.pop_back();
      path.resize(folder_of(path).size());
      continue;
    }
    path += step;
    if (!target.empty()) path += '/';
  }
  return path;
}

class Reader final : public XmlHandler {
 public:
  explicit Reader(std::string_view part) : part_(part) {}

  void start(XmlName name, const XmlAttributes& attributes, Span) override {
    if (name.space != Namespace::relationships || name.local != "Relationship") return;
    const auto get = [&](std::string_view key) { return attributes.find(Namespace::none, key).value_or(""); };
    Relationship& added = list.emplace_back();
    const std::string_view type = get("Type");
    added.id = get("Id");
    added.type = type.substr(type.rfind('/') + 1);
    added.external = get("TargetMode") == "External";
    added.target = added.external ? std::string(get("Target")) : resolve(get("Target"), part_);
  }
  void end(XmlName, std::uint32_t) override {}

  std::vector<Relationship> list;

 private:
  std::string_view part_;
};

}  // namespace

std::string relationships_name(std::string_view part) {
  const std::string_view folder = folder_of(part);
  return std::string(folder) + "_rels/" + std::string(part.substr(folder.size())) + ".rels";
}

Result<std::vector<Relationship>> read_relationships(std::string_view bytes, std::string_view part) {
  Reader reader(part);
  if (auto error = parse_xml(bytes, reader)) return *error;
  return std::move(reader.list);
}

const Relationship* find_relationship(const std::vector<Relationship>& list, std::string_view type) {
  const auto found = std::find_if(list.begin(), list.end(),
                                  [&](const Relationship& r) { return r.type == type && !r.external; });
  return found == list.end() ? nullptr : &*found;
}

}  // namespace jianyan

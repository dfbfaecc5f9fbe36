#include "word/raw_xml.h"

#include <algorithm>

namespace jianyan {
namespace {

std::uint32_t size32(std::size_t size) { return static_cast<std::uint32_t>(size); }

/// Behind the tag that begins at `at`: the > that is in no attribute.
std::size_t tag_end(std::string_view bytes, std::size_t at) {
  char quote = '\0';
  for (; at < bytes.size(); ++at) {
    const char c = bytes[at];
    if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      return at + 1;
    }
  }
  return bytes.size();
}

/// Behind what begins with < and is no tag: comment, CDATA, processing instruction. `at` where it is a tag.
std::size_t skip_other_markup(std::string_view bytes, std::size_t at) {
  const auto behind = [&](std::string_view end) {
    return std::min(bytes.find(end, at), bytes.size() - end.size()) + end.size();
  };
  if (bytes.substr(at, 4) == "<!--") return behind("-->");
  if (bytes.substr(at, 9) == "<![CDATA[") return behind("]]>");
  if (bytes.substr(at, 2) == "<?") return behind("?>");
  return at;
}

}  // namespace

std::size_t next_tag(std::string_view bytes, std::size_t at) {
  while ((at = bytes.find('<', at)) != std::string_view::npos) {
    const std::size_t behind = skip_other_markup(bytes, at);
    if (behind == at) return at;
    at = behind;
  }
  return bytes.size();
}

Span raw_start_tag(std::string_view bytes, std::uint32_t begin) { return {begin, size32(tag_end(bytes, begin))}; }

RawElement raw_element(std::string_view bytes, std::uint32_t begin) {
  RawElement element;
  element.start_tag = raw_start_tag(bytes, begin);
  element.empty = bytes[element.start_tag.end - 2] == '/';
  element.whole = element.start_tag;
  element.content = {element.start_tag.end, element.start_tag.end};
  std::size_t at = element.start_tag.end;
  for (int depth = element.empty ? 0 : 1; depth > 0 && at < bytes.size();) {
    const std::size_t tag = next_tag(bytes, at);
    at = tag_end(bytes, tag);
    if (bytes.substr(tag, 2) == "</") --depth;
    else if (at >= 2 && bytes[at - 2] != '/') ++depth;
    element.content.end = size32(tag);
    element.whole.end = size32(at);
  }
  return element;
}

std::vector<RawElement> raw_children(std::string_view bytes, Span content) {
  std::vector<RawElement> children;
  const std::string_view inside = bytes.substr(0, content.end);
  for (std::size_t at = next_tag(inside, content.begin); at < inside.size(); at = next_tag(inside, at)) {
    children.push_back(raw_element(inside, size32(at)));
    at = children.back().whole.end;
  }
  return children;
}

Span shown_text(std::string_view bytes, const RawElement& text) {
  Span shown = text.content;
  const std::string_view tag = bytes.substr(text.start_tag.begin, text.start_tag.size());
  const std::size_t space = tag.find("xml:space");
  if (space != tag.npos && tag.find("preserve", space) != tag.npos) return shown;
  const auto blank = [bytes](std::uint32_t at) { return std::string_view(" \t\r\n").find(bytes[at]) != bytes.npos; };
  while (!shown.empty() && blank(shown.begin)) ++shown.begin;
  while (!shown.empty() && blank(shown.end - 1)) --shown.end;
  return shown;
}

std::string_view raw_name(std::string_view bytes, std::uint32_t begin) {
  const std::size_t end = bytes.find_first_of(" \t\r\n/>", begin + 1);
  return bytes.substr(begin + 1, end - begin - 1);
}

std::string_view raw_prefix(std::string_view name) { return name.substr(0, name.find(':') + 1); }
std::string_view raw_local(std::string_view name) { return name.substr(name.find(':') + 1); }

RawElement raw_root(std::string_view bytes) { return raw_element(bytes, size32(next_tag(bytes, 0))); }

std::string append_to_root(std::string bytes, std::string_view added) {
  const RawElement root = raw_root(bytes);
  if (!root.empty) return bytes.insert(root.content.end, added);
  const std::string name(raw_name(bytes, root.whole.begin));
  return bytes.replace(root.start_tag.end - 2, 2, ">" + std::string(added) + "</" + name + ">");
}

}  // namespace jianyan

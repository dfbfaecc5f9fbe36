#include "word/xml.h"

#include <expat.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <utility>

#include "jianyan/encoding.h"

namespace jianyan {
namespace {

/// Real files stay below 100; tables in tables in text boxes can be made to go deeper.
constexpr unsigned kDeepest = 2000;
/// Between the namespace and the local name, as expat gives them; cannot occur in either.
constexpr char kSeparator = '\n';

struct NamespaceName {
  std::string_view uri;
  Namespace space;
};

constexpr std::array kNamespaces{
    NamespaceName{"http://schemas.openxmlformats.org/wordprocessingml/2006/main", Namespace::word},
    NamespaceName{"http://purl.oclc.org/ooxml/wordprocessingml/main", Namespace::word},
    NamespaceName{"http://schemas.openxmlformats.org/officeDocument/2006/relationships", Namespace::relationship},
    NamespaceName{"http://purl.oclc.org/ooxml/officeDocument/relationships", Namespace::relationship},
    NamespaceName{"http://schemas.openxmlformats.org/package/2006/relationships", Namespace::relationships},
    NamespaceName{"http://schemas.openxmlformats.org/package/2006/content-types", Namespace::content_types},
    NamespaceName{"http://schemas.openxmlformats.org/markup-compatibility/2006", Namespace::compatibility},
    NamespaceName{"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", Namespace::drawing},
    NamespaceName{"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", Namespace::drawing},
    NamespaceName{"http://schemas.openxmlformats.org/drawingml/2006/main", Namespace::main},
    NamespaceName{"http://purl.oclc.org/ooxml/drawingml/main", Namespace::main},
    NamespaceName{"http://schemas.openxmlformats.org/officeDocument/2006/math", Namespace::math},
    NamespaceName{"http://purl.oclc.org/ooxml/officeDocument/math", Namespace::math},
};

XmlName split(std::string_view name) {
  const std::size_t separator = name.find(kSeparator);
  if (separator == std::string_view::npos) return {Namespace::none, name};
  const std::string_view uri = name.substr(0, separator);
  const auto known = std::find_if(kNamespaces.begin(), kNamespaces.end(),
                                  [uri](const NamespaceName& space) { return space.uri == uri; });
  return {known == kNamespaces.end() ? Namespace::other : known->space, name.substr(separator + 1)};
}

Error not_well_formed() {
  return {ErrorCode::damaged,
          {"文件内部的 XML 有错误，可能已损坏；请用 Word 打开修复后另存",
           "the XML inside is not well-formed, perhaps damaged; let Word repair and save it"}};
}

class Parse {
 public:
  Parse(std::string_view bytes, XmlHandler& handler)
      : bytes_(bytes), handler_(handler), parser_(XML_ParserCreateNS("UTF-8", kSeparator), XML_ParserFree) {
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(
        parser_.get(), [](void* self, const char* name, const char** pairs) { of(self).start(name, pairs); },
        [](void* self, const char* name) { of(self).end(name); });
    XML_SetCharacterDataHandler(parser_.get(),
                                [](void* self, const char* text, int size) { of(self).text(text, size); });
    XML_SetCdataSectionHandler(
        parser_.get(), [](void* self) { of(self).cdata_ = true; }, [](void* self) { of(self).cdata_ = false; });
    XML_SetStartDoctypeDeclHandler(parser_.get(), [](void* self, const char*, const char*, const char*, int) {
      of(self).stop({ErrorCode::damaged,
                     {"文件内部的 XML 带有 DTD（Word 从不写入，可能是恶意文件），不予处理",
                      "the XML inside has a DTD, which Word never writes and attacks do: refused"}});
    });
  }

  std::optional<Error> run() {
    constexpr std::size_t kStep = std::size_t{1} << 30;  // expat takes an int
    for (std::size_t at = 0; !error_;) {
      const std::size_t size = std::min(kStep, bytes_.size() - at);
      const bool last = at + size == bytes_.size();
      const XML_Status status = XML_Parse(parser_.get(), bytes_.data() + at, static_cast<int>(size), last ? 1 : 0);
      if (status != XML_STATUS_OK && !error_) error_ = not_well_formed();
      if (last) break;
      at += size;
    }
    return error_;
  }

 private:
  static Parse& of(void* self) { return *static_cast<Parse*>(self); }

  [[nodiscard]] Span here() const {
    const auto begin = static_cast<std::uint32_t>(XML_GetCurrentByteIndex(parser_.get()));
    return {begin, begin + static_cast<std::uint32_t>(XML_GetCurrentByteCount(parser_.get()))};
  }

  void stop(Error error) {
    error_ = std::move(error);
    XML_StopParser(parser_.get(), XML_FALSE);
  }

  void start(const char* name, const char** pairs) {
    if (++depth_ > kDeepest) {
      stop({ErrorCode::too_large,
            {"文件内部嵌套过深（正常文稿不会如此），不予处理", "nested deeper than any real document: refused"}});
      return;
    }
    handler_.start(split(name), XmlAttributes(pairs), here());
  }

  void end(const char* name) {
    --depth_;
    if (!error_) handler_.end(split(name), here().end);
  }

  void text(const char* text, int size) {
    if (!error_) handler_.text({text, static_cast<std::size_t>(size)}, here(), cdata_);
  }

  std::string_view bytes_;
  XmlHandler& handler_;
  std::unique_ptr<XML_ParserStruct, void (*)(XML_Parser)> parser_;
  std::optional<Error> error_;
  unsigned depth_ = 0;
  bool cdata_ = false;
};

}  // namespace

std::optional<std::string_view> XmlAttributes::find(Namespace space, std::string_view local) const {
  for (const char* const* pair = pairs_; *pair != nullptr; pair += 2) {
    const std::string_view name = *pair;
    if (!name.ends_with(local)) continue;
    const XmlName parts = split(name);
    if (parts.local == local && parts.space == space) return pair[1];
  }
  return std::nullopt;
}

bool XmlAttributes::on() const {
  const auto value = word("val");
  return !value || !(*value == "0" || *value == "false" || *value == "off" || *value == "none");
}

std::optional<std::int32_t> XmlAttributes::number(std::string_view local) const {
  const auto value = word(local);
  if (!value) return std::nullopt;
  std::int32_t number = 0;
  const auto [end, error] = std::from_chars(value->data(), value->data() + value->size(), number);
  if (error != std::errc()) return std::nullopt;
  return number;
}

Result<std::string> xml_in_utf8(std::string bytes) {
  using namespace std::string_view_literals;
  const std::string_view head = bytes;
  const bool little = head.starts_with("\xFF\xFE"sv) || head.starts_with("<\0"sv);
  const bool big = head.starts_with("\xFE\xFF"sv) || head.starts_with("\0<"sv);
  const std::size_t declaration_end = head.find("?>");
  if (little || big) {
    auto decoded = decode(bytes, little ? Encoding::utf16le : Encoding::utf16be);
    if (!decoded || !decoded->origin.raw.empty()) return not_well_formed();
    std::string text = std::move(decoded->text);
    if (text.starts_with("<?xml")) text.erase(0, std::min(text.find("?>"), text.size() - 2) + 2);
    return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>" + text;
  }
  // Any other encoding is forbidden here, and would make garbage of what is written.
  if (declaration_end != std::string_view::npos) {
    std::string declaration = bytes.substr(0, declaration_end);
    std::transform(declaration.begin(), declaration.end(), declaration.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    const std::size_t encoding = declaration.starts_with("\xEF\xBB\xBF<?xml") || declaration.starts_with("<?xml")
                                     ? declaration.find("encoding")
                                     : std::string::npos;
    if (encoding != std::string::npos && declaration.find("utf-8", encoding) == std::string::npos) {
      return not_well_formed();
    }
  }
  return bytes;
}

std::optional<Error> parse_xml(std::string_view bytes, XmlHandler& handler) { return Parse(bytes, handler).run(); }

}  // namespace jianyan

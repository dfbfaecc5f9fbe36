// XML as Word writes it, through expat: names with their namespaces told apart, and where in the bytes each thing is.
//
// A document type is never accepted: Word writes none, and with it go entity bombs and external entities. Depth is
// bounded.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "jianyan/result.h"
#include "jianyan/span.h"

namespace jianyan {

/// The namespaces that matter, each in its transitional and its strict form.
enum class Namespace : std::uint8_t {
  none,
  word,
  relationship,   ///< of attributes r:id
  relationships,  ///< of .rels
  content_types,
  compatibility,  ///< mc:AlternateContent
  drawing,        ///< wp:anchor
  main,           ///< a: fonts of a theme
  math,
  other,
};

struct XmlName {
  Namespace space;
  std::string_view local;
};

/// Attributes of an element. Views are valid during the call.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char* const* pairs) : pairs_(pairs) {}
  [[nodiscard]] std::optional<std::string_view> find(Namespace space, std::string_view local) const;
  /// One of Word's: w:val and the like.
  [[nodiscard]] std::optional<std::string_view> word(std::string_view local) const {
    return find(Namespace::word, local);
  }
  /// w:b, w:b w:val="1", "true", "on": what an element that is a switch says.
  [[nodiscard]] bool on() const;
  /// A number that Word would take; none for all else.
  [[nodiscard]] std::optional<std::int32_t> number(std::string_view local) const;

 private:
  const char* const* pairs_;
};

class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  /// `raw`: the tag in the bytes; of an empty element, the whole.
  virtual void start(XmlName name, const XmlAttributes& attributes, Span raw) = 0;
  /// `raw_end`: behind the end tag.
  virtual void end(XmlName name, std::uint32_t raw_end) = 0;
  /// Text between tags, in pieces; each character reference and line end comes alone. `raw`: where it is in the bytes.
  virtual void text(std::string_view, Span, bool /*cdata*/) {}
};

/// Makes UTF-8 of a part in UTF-16, and passes UTF-8 through. Errors: damaged.
[[nodiscard]] Result<std::string> xml_in_utf8(std::string bytes);

/// Errors: damaged (not well-formed, or with a document type), too_large (depth).
[[nodiscard]] std::optional<Error> parse_xml(std::string_view bytes, XmlHandler& handler);

}  // namespace jianyan

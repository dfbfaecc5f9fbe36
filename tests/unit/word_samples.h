// Small Word files made on the spot, for tests.
#pragma once

#include <zip.h>

#include <map>
#include <stdexcept>
#include <string>
#include <string_view>

#include "word/package.h"

namespace jianyan::testing {

using Members = std::map<std::string, std::string>;

inline constexpr std::string_view kWordNamespace =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
    "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"";

/// An archive of these members, all with one date. Packing takes most of the time, where there are many to make.
inline std::string zip_of(const Members& members, bool packed = true) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(target);
  zip_t* archive = zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, &error);
  for (const auto& [name, content] : members) {
    zip_source_t* source = zip_source_buffer(archive, content.data(), content.size(), 0);
    const auto index = static_cast<zip_uint64_t>(zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8));
    zip_file_set_dostime(archive, index, 0, 0x21, 0);
    if (!packed) zip_set_file_compression(archive, index, ZIP_CM_STORE, 0);
  }
  zip_close(archive);
  zip_source_open(target);
  zip_source_seek(target, 0, SEEK_END);
  std::string bytes(static_cast<std::size_t>(zip_source_tell(target)), '\0');
  zip_source_seek(target, 0, SEEK_SET);
  zip_source_read(target, bytes.data(), bytes.size());
  zip_source_close(target);
  zip_source_free(target);
  return bytes;
}

/// Members of a Word file with this content of w:body; `more` adds to them, "styles" and the like by their short names.
inline Members word_members(std::string_view body, const Members& more = {}) {
  const std::string types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  Members members{
      {"[Content_Types].xml",
       "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
       "<Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"},
      {"_rels/.rels",
       "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" "
       "Type=\"" + types + "officeDocument\" Target=\"word/document.xml\"/></Relationships>"},
      {"word/document.xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document " + std::string(kWordNamespace) +
                                "><w:body>" + std::string(body) + "</w:body></w:document>"},
  };
  std::string related = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
  for (const auto& [name, content] : more) {
    if (name.find('/') != std::string::npos) {
      members[name] = content;
      continue;
    }
    related += "<Relationship Id=\"" + name + "\" Type=\"" + types + name + "\" Target=\"" + name + ".xml\"/>";
    members["word/" + name + ".xml"] = content;
  }
  if (!more.empty()) members["word/_rels/document.xml.rels"] = related + "</Relationships>";
  return members;
}

inline std::string word_file(std::string_view body, const Members& more = {}) {
  return zip_of(word_members(body, more));
}

/// <w:p><w:r><w:t>…
inline std::string paragraph(std::string_view text) {
  return "<w:p><w:r><w:t>" + std::string(text) + "</w:t></w:r></w:p>";
}

/// A root of a part, around its content.
inline std::string part(std::string_view root, std::string_view content) {
  return "<w:" + std::string(root) + " " + std::string(kWordNamespace) + ">" + std::string(content) + "</w:" +
         std::string(root) + ">";
}

/// Content of a member of an archive. @throws std::runtime_error when it cannot be read.
inline std::string member(const std::string& bytes, const std::string& name) {
  const auto package = Package::open(bytes);
  if (!package) throw std::runtime_error(package.error().message.en);
  const auto content = package->read(name);
  if (!content) throw std::runtime_error(name + ": " + content.error().message.en);
  return *content;
}

}  // namespace jianyan::testing

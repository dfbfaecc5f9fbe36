// Any text is linted and cleaned without harm: spans on code points, changes that compose, a second clean that changes
// nothing.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "jianyan/cleaner.h"

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

bool on_code_point(std::string_view text, std::uint32_t offset) {
  return offset == text.size() || (offset < text.size() && (static_cast<unsigned char>(text[offset]) & 0xC0) != 0x80);
}

void check(const jianyan::Document& document, const jianyan::Linter& linter, bool suggest) {
  for (const jianyan::Diagnostic& found : linter.lint(document)) {
    require(on_code_point(document.text(), found.span.begin));
    require(on_code_point(document.text(), found.span.end));
  }
  const jianyan::CleanResult once = jianyan::clean(document, linter, {suggest});
  require(jianyan::apply_edits(document.text(), once.edits()) == once.document.text());
  const jianyan::CleanResult twice = jianyan::clean(once.document, linter, {suggest});
  require(twice.document.text() == once.document.text());
}

jianyan::LintOptions web_options() {
  jianyan::LintOptions options;
  options.profile = jianyan::Profile::web;
  return options;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const jianyan::Linter drafts(jianyan::Data::open(JIANYAN_DATA_FILE));
  static const jianyan::Linter pages(jianyan::Data::open(JIANYAN_DATA_FILE), web_options());
  if (size == 0) return 0;
  // The first byte chooses format, scope, what is applied, and the profile.
  const jianyan::Linter& linter = (data[0] & 8) != 0 ? pages : drafts;
  jianyan::ReadOptions options;
  options.format = (data[0] & 1) != 0 ? jianyan::Format::markdown : jianyan::Format::text;
  if ((data[0] & 2) != 0) options.scope = jianyan::Scope::draft;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  check(jianyan::Document::from_text(std::string(bytes), options), linter, (data[0] & 4) != 0);
  return 0;
}

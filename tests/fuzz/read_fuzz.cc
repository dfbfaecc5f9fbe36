// Readers on any bytes, as text and as Markdown: every span must keep the promises of document.h. The first byte
// chooses the format.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "jianyan/document.h"

namespace {

using jianyan::Document;
using jianyan::Span;

void require(bool condition) {
  if (!condition) std::abort();
}

void check(const Document& document) {
  const std::string_view text = document.text();
  const auto valid = [text](Span span) {
    const auto on_code_point = [text](std::uint32_t offset) {
      return offset == text.size() || (static_cast<unsigned char>(text[offset]) & 0xC0) != 0x80;
    };
    return span.begin <= span.end && span.end <= text.size() && on_code_point(span.begin) && on_code_point(span.end);
  };
  std::uint32_t last = 0;
  for (const jianyan::Block& block : document.blocks()) {
    require(valid(block.span) && valid(block.mark) && valid(block.content));
    require(last <= block.span.begin && !block.span.empty() && block.span.contains(block.content));
    require(block.mark.empty() || (block.span.contains(block.mark) && block.mark.end <= block.content.begin));
    require(document.block_at(block.span.begin) == &block);
    last = block.span.end;
  }
  last = 0;
  for (const Span masked : document.masked()) {
    require(valid(masked) && !masked.empty() && last <= masked.begin);
    const jianyan::Block* block = document.block_at(masked.begin);
    require(block != nullptr && block->span.contains(masked.begin));
    last = masked.end;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  jianyan::ReadOptions options;
  options.format = data[0] % 2 == 0 ? jianyan::Format::text : jianyan::Format::markdown;
  check(Document::from_text(std::string(reinterpret_cast<const char*>(data) + 1, size - 1), options));
  return 0;
}

// What the benchmarks run on: drafts of about 7 KB, the size of a long suggestion, made of the bundled ones.
#pragma once

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "jianyan/data.h"

namespace jianyan::bench {

inline std::string bundled_draft(std::string_view name) {
  std::ifstream file(std::string(JIANYAN_SOURCE_DIR "/examples/drafts/").append(name), std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The draft's paragraphs below its title, repeated up to 7 KB.
inline std::string long_draft(std::string_view name) {
  const std::string draft = bundled_draft(name);
  const std::size_t body = draft.find('\n') + 1;
  std::string text = draft.substr(0, body);
  while (text.size() < 7000) text += draft.substr(body);
  return text;
}

inline const std::shared_ptr<const Data>& data() {
  static const std::shared_ptr<const Data> opened = Data::open(JIANYAN_DATA_FILE);
  return opened;
}

}  // namespace jianyan::bench

// The section is text, a line an entry: region, key and value between tabs, sorted. It has a few kilobytes and is read
// once for each linter.
#include "rules/region.h"

#include <charconv>

#include <fmt/format.h>

#include "data/text_section.h"
#include "jianyan/linter.h"

namespace jianyan {
namespace {

/// Calls use(region, key, value) for each line.
template <class Use>
void for_each_entry(const Data& data, Use use) {
  std::string_view text = text_of(data.section(Region::kSection));
  while (!text.empty()) {
    std::string_view line = take_until(text, '\n');
    const std::string_view region = take_until(line, '\t');
    const std::string_view key = take_until(line, '\t');
    use(region, key, line);
  }
}

}  // namespace

Region::Region(const Data& data, std::string_view id) {
  if (id.empty()) id = kNational;
  bool known = false;
  for_each_entry(data, [&](std::string_view region, std::string_view key, std::string_view value) {
    known = known || region == id;
    if (region == id) values_.insert_or_assign(key, value);
    else if (region == kNational) values_.try_emplace(key, value);
  });
  if (known) return;
  throw LoadError({fmt::format("数据文件里没有地区“{}”；请换一个，或在 dictionaries/regions/ 里加上它再重新生成", id),
                   fmt::format("the data file knows no region '{}'; take another, or add it to dictionaries/regions/ "
                               "and build the file anew",
                               id)});
}

std::string_view Region::value(std::string_view key) const noexcept {
  const auto found = values_.find(key);
  return found == values_.end() ? std::string_view() : found->second;
}

unsigned Region::number(std::string_view key) const noexcept {
  const std::string_view text = value(key);
  unsigned number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

bool Region::knows_units() const noexcept {
  const auto first = values_.lower_bound("unit.");
  return first != values_.end() && first->first.starts_with("unit.");
}

std::vector<std::string_view> region_ids(const Data& data) {
  std::vector<std::string_view> ids;
  for_each_entry(data, [&ids](std::string_view region, std::string_view, std::string_view) {
    if (ids.empty() || ids.back() != region) ids.push_back(region);
  });
  return ids;
}

}  // namespace jianyan

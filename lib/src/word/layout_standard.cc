// Values of [layout] are texts as people write them: "二号", "28-30", "210x297".
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "jianyan/layout.h"

namespace jianyan {
namespace {

using std::string_view;

struct NamedSize {
  string_view name;
  int half_points;
};

/// The sizes of Chinese typesetting, as Word has them. 初号 is 42 points.
constexpr auto kSizes = std::to_array<NamedSize>({
    {"初号", 84}, {"小初", 72}, {"一号", 52}, {"小一", 48}, {"二号", 44}, {"小二", 36}, {"三号", 32}, {"小三", 30},
    {"四号", 28}, {"小四", 24}, {"五号", 21}, {"小五", 18}, {"六号", 15}, {"小六", 13}, {"七号", 11}, {"八号", 10},
});
constexpr auto kDigitSizes = std::to_array<NamedSize>({
    {"1号", 52}, {"2号", 44}, {"3号", 32}, {"4号", 28}, {"5号", 21}, {"6号", 15}, {"7号", 11}, {"8号", 10},
});

struct NamedPaper {
  string_view name;
  int width, height;  // twips
};
constexpr auto kPapers =
    std::to_array<NamedPaper>({{"A3", 16838, 23811}, {"A4", 11906, 16838}, {"A5", 8391, 11906}});

constexpr int kSmallestType = 8, kLargestType = 200;  // half points
constexpr double kTwipsPerMillimetre = 1440 / 25.4;

string_view trimmed(string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

/// "28.5", with nothing behind it.
std::optional<double> number_of(string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<int> size_of(string_view text) {
  for (const NamedSize& size : kSizes)
    if (size.name == text) return size.half_points;
  for (const NamedSize& size : kDigitSizes)
    if (size.name == text) return size.half_points;
  for (const string_view unit : {"磅", "pt"})
    if (text.ends_with(unit)) text.remove_suffix(unit.size());
  const auto points = number_of(text);
  if (!points) return std::nullopt;
  const int half_points = static_cast<int>(std::lround(*points * 2));
  if (half_points < kSmallestType || half_points > kLargestType) return std::nullopt;
  return half_points;
}

Message bad_type(string_view value) {
  return {fmt::format("“{}”看不懂：应写字体和字号，如 \"仿宋 三号\"；可用的几种字体以 | 分隔，字号也可写磅数", value),
          fmt::format("cannot use '{}': write font and size, such as \"仿宋 三号\"; several fonts are parted by |, and the "
                      "size may be in points",
                      value)};
}

/// "方正小标宋简体|宋体 二号"
std::optional<Message> set_type(TypeStyle& type, string_view value) {
  const string_view text = trimmed(value);
  const std::size_t blank = text.rfind(' ');
  const auto size = blank == text.npos ? std::nullopt : size_of(text.substr(blank + 1));
  if (!size) return bad_type(value);
  TypeStyle read{{}, *size};
  for (string_view fonts = text.substr(0, blank); !fonts.empty();) {
    const std::size_t bar = std::min(fonts.find('|'), fonts.size());
    const string_view font = trimmed(fonts.substr(0, bar));
    if (font.empty()) return bad_type(value);
    read.fonts.emplace_back(font);
    fonts.remove_prefix(std::min(bar + 1, fonts.size()));
  }
  if (read.fonts.empty()) return bad_type(value);
  type = std::move(read);
  return std::nullopt;
}

std::optional<Message> set_length(int& twips, string_view value, double most) {
  const auto millimetres = number_of(trimmed(value));
  if (!millimetres || *millimetres < 0 || *millimetres > most) {
    return Message{fmt::format("“{}”不合理：应为 0 到 {} 之间的毫米数", value, most),
                   fmt::format("'{}' is out of range: write millimetres from 0 to {}", value, most)};
  }
  twips = static_cast<int>(std::lround(*millimetres * kTwipsPerMillimetre));
  return std::nullopt;
}

/// "A4", or "210x297" in millimetres.
std::optional<Message> set_paper(LayoutStandard& standard, string_view value) {
  for (const NamedPaper& paper : kPapers) {
    if (paper.name != value) continue;
    standard.width = paper.width;
    standard.height = paper.height;
    return std::nullopt;
  }
  constexpr double kSmallest = 50, kLargest = 1000;
  const std::size_t cross = value.find('x');
  const auto width = cross == value.npos ? std::nullopt : number_of(value.substr(0, cross));
  const auto height = cross == value.npos ? std::nullopt : number_of(value.substr(cross + 1));
  const auto fits = [](std::optional<double> side) { return side && *side >= kSmallest && *side <= kLargest; };
  if (!fits(width) || !fits(height)) {
    return Message{fmt::format("“{}”看不懂：应写 A3、A4、A5，或毫米数，如 \"210x297\"", value),
                   fmt::format("cannot use '{}': write A3, A4, A5, or millimetres such as \"210x297\"", value)};
  }
  standard.width = static_cast<int>(std::lround(*width * kTwipsPerMillimetre));
  standard.height = static_cast<int>(std::lround(*height * kTwipsPerMillimetre));
  return std::nullopt;
}

/// "28-30" or "28.95", in points.
std::optional<Message> set_line_pitch(LayoutStandard& standard, string_view value) {
  constexpr double kLeast = 6, kMost = 200;
  const std::size_t dash = value.find('-');
  const auto least = number_of(trimmed(value.substr(0, dash)));
  const auto most = dash == value.npos ? least : number_of(trimmed(value.substr(dash + 1)));
  if (!least || !most || *least < kLeast || *most > kMost || *least > *most) {
    return Message{fmt::format("“{}”看不懂：应写磅数，如 \"28-30\" 或 \"28.95\"", value),
                   fmt::format("cannot use '{}': write points, such as \"28-30\" or \"28.95\"", value)};
  }
  standard.line_least = static_cast<int>(std::lround(*least * 20));
  standard.line_most = static_cast<int>(std::lround(*most * 20));
  return std::nullopt;
}

std::optional<Message> set_indent(LayoutStandard& standard, string_view value) {
  constexpr double kMost = 10;
  const auto characters = number_of(trimmed(value));
  if (!characters || *characters < 0 || *characters > kMost) {
    return Message{fmt::format("“{}”不合理：应为 0 到 {} 之间的字数", value, kMost),
                   fmt::format("'{}' is out of range: write characters from 0 to {}", value, kMost)};
  }
  standard.indent = static_cast<int>(std::lround(*characters * 100));
  return std::nullopt;
}

}  // namespace

int LayoutStandard::line_pitch() const noexcept {
  constexpr int kOfStandard = 579;  // 225 mm by 22 lines
  return line_least <= kOfStandard && kOfStandard <= line_most ? kOfStandard : (line_least + line_most) / 2;
}

const TextStyle* ParagraphLayout::main_style() const noexcept {
  const auto most = std::max_element(text.begin(), text.end(), [](const StyledText& a, const StyledText& b) {
    return a.han != b.han ? a.han < b.han : a.other < b.other;
  });
  return most == text.end() || most->han + most->other == 0 ? nullptr : &most->style;
}

std::optional<Message> set_layout_value(LayoutStandard& standard, string_view key, string_view value) {
  constexpr double kWidestMargin = 200, kWidestTolerance = 20;
  if (key == "paper") return set_paper(standard, value);
  if (key == "top") return set_length(standard.top, value, kWidestMargin);
  if (key == "bottom") return set_length(standard.bottom, value, kWidestMargin);
  if (key == "left") return set_length(standard.left, value, kWidestMargin);
  if (key == "right") return set_length(standard.right, value, kWidestMargin);
  if (key == "tolerance") return set_length(standard.tolerance, value, kWidestTolerance);
  if (key == "title") return set_type(standard.title, value);
  if (key == "body") return set_type(standard.body, value);
  if (key == "page-number") return set_type(standard.page_number, value);
  if (key == "line-pitch") return set_line_pitch(standard, value);
  if (key == "indent") return set_indent(standard, value);
  const auto level = static_cast<std::size_t>(key.back() - '1');  // heading-1 … heading-4
  return set_type(standard.headings.at(level), value);
}

std::string size_name(int half_points) {
  for (const NamedSize& size : kSizes)
    if (size.half_points == half_points) return std::string(size.name);
  return fmt::format("{}磅", half_points / 2.0);
}

}  // namespace jianyan

// For whom a draft is written shows in its form, its signature and its title; running text does not speak for the whole
// (a suggestion may well cite a proposal). The form is asked first: who has filled in a deputy's form and calls the
// paper a proposal has mistaken the word, not the form.
#include <algorithm>
#include <array>

#include "jianyan/rule.h"

namespace jianyan {
namespace {

using std::string_view;

constexpr std::array<string_view, kProfiles> kProfileNames = {"npc", "cppcc", "official", "web", "minimal"};

constexpr auto kNpcCues =
    std::to_array<string_view>({"人大代表", "代表证", "代表团", "领衔代表", "附议代表", "联名代表", "建议人"});
constexpr auto kCppccCues = std::to_array<string_view>({"提案", "政协委员", "案由", "界别", "政协第", "委员证"});

/// Kinds of papers of GB/T 9704 that nobody takes for a suggestion. 意见 is left out: so deputies call theirs, too.
constexpr auto kOfficialKinds = std::to_array<string_view>({
    "通知", "通报", "请示", "报告", "批复", "的函", "复函", "决定", "公告", "通告", "命令", "纪要",
});
constexpr auto kOrganEndings = std::to_array<string_view>({
    "政府", "委员会", "局", "厅", "部", "办公室", "办公厅", "常委会", "街道", "中心", "公司", "单位", "部门", "院", "学校",
});

template <std::size_t N>
bool has_any(string_view text, const std::array<string_view, N>& words) {
  return std::any_of(words.begin(), words.end(), [text](string_view word) { return text.find(word) != text.npos; });
}

template <std::size_t N>
bool ends_with_any(string_view text, const std::array<string_view, N>& endings) {
  return std::any_of(endings.begin(), endings.end(), [text](string_view ending) { return text.ends_with(ending); });
}

string_view without_stop(string_view text) {
  for (const string_view stop : {"。", "：", ":", "！"})
    if (text.ends_with(stop)) text.remove_suffix(stop.size());
  return text;
}

/// 县府发〔2025〕5号, in whatever brackets: a line that ends with a year in brackets and a number.
bool is_document_number(string_view line) {
  constexpr std::size_t kLongest = 90;
  if (line.size() > kLongest || !line.ends_with("号")) return false;
  const auto opens = {"〔20", "[20", "（20", "(20", "【20", "［20"};
  return std::any_of(opens.begin(), opens.end(), [line](const char* open) { return line.find(open) != line.npos; });
}

/// The title names a kind of official paper, and the frame is that of one: a number, an organ addressed or signing.
bool is_official(const Document& document) {
  std::string title;
  bool framed = false;
  for (const Block& block : document.blocks()) {
    const string_view text = document.text(block.content);
    switch (block.kind) {
      case BlockKind::title: title += text; break;
      case BlockKind::salutation:
        framed = framed || (ends_with_any(without_stop(text), kOrganEndings) && !text.starts_with("尊敬"));
        break;
      case BlockKind::signature: framed = framed || ends_with_any(text, kOrganEndings); break;
      default: framed = framed || is_document_number(text);
    }
  }
  return framed && ends_with_any(without_stop(title), kOfficialKinds);
}

}  // namespace

string_view profile_name(Profile profile) noexcept { return kProfileNames[static_cast<std::size_t>(profile)]; }

std::optional<Profile> profile_from_name(string_view name) noexcept {
  const auto at = std::find(kProfileNames.begin(), kProfileNames.end(), name);
  if (at == kProfileNames.end()) return std::nullopt;
  return static_cast<Profile>(at - kProfileNames.begin());
}

Profile detect_profile(const Document& document) {
  bool cppcc_form = false, cppcc_title = false;
  for (const Block& block : document.blocks()) {
    const string_view text = document.text(block.span);
    const bool form = block.kind == BlockKind::form_field || block.kind == BlockKind::signature;
    if (form && has_any(text, kNpcCues)) return Profile::npc;
    cppcc_form = cppcc_form || (form && has_any(text, kCppccCues));
    cppcc_title = cppcc_title || (block.kind == BlockKind::title && has_any(text, kCppccCues));
  }
  if (cppcc_form || cppcc_title) return Profile::cppcc;
  return is_official(document) ? Profile::official : Profile::npc;
}

}  // namespace jianyan

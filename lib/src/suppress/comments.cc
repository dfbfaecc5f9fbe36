// The comments of a Markdown draft. A comment counts where Markdown takes it for one: in a comment block, or masked
// within a block; in code it is an example.
#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "jianyan/suppress.h"
#include "text/edit_distance.h"

namespace jianyan {
namespace {

constexpr std::string_view kOpen = "<!--";
constexpr std::string_view kClose = "-->";
constexpr std::string_view kPrefix = "jianyan-";

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

/// Takes the first word off.
std::string_view take_word(std::string_view& text) {
  const std::string_view word = text.substr(0, std::min(text.find_first_of(" \t\r\n"), text.size()));
  text = trimmed(text.substr(word.size()));
  return word;
}

std::vector<std::string> words_of(std::string_view list) {
  std::vector<std::string> words;
  for (std::size_t at = 0; (at = list.find_first_not_of(", \t\r\n", at)) != std::string_view::npos;) {
    const std::size_t end = std::min(list.find_first_of(", \t\r\n", at), list.size());
    words.emplace_back(list.substr(at, end - at));
    at = end;
  }
  return words;
}

bool is_comment(const Document& document, std::uint32_t offset) {
  const Block* block = document.block_at(offset);
  if (block == nullptr || !block->span.contains(offset)) return false;
  if (block->kind == BlockKind::comment) return true;
  const auto masked = document.masked();
  const auto after = std::upper_bound(masked.begin(), masked.end(), offset,
                                      [](std::uint32_t at, Span span) { return at < span.begin; });
  if (after == masked.begin() || !std::prev(after)->contains(offset)) return false;
  return document.text(Span{std::prev(after)->begin, offset}).find('`') == std::string_view::npos;
}

}  // namespace

void Suppressions::read_comments() {
  if (document_->format() != Format::markdown) return;
  const std::string_view text = document_->text();
  std::vector<Stretch> open;
  for (std::size_t at = 0; (at = text.find(kOpen, at)) != std::string_view::npos;) {
    const std::size_t close = text.find(kClose, at + kOpen.size());
    if (close == std::string_view::npos) break;
    const Span comment{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(close + kClose.size())};
    if (is_comment(*document_, comment.begin)) read_comment(comment, open);
    at = comment.end;
  }
  for (Stretch& stretch : open) {
    stretch.span.end = end_;
    stretches_.push_back(stretch);
  }
  sorted_ = false;
}

// jianyan-ignore a,b -- reason
void Suppressions::read_comment(Span comment, std::vector<Stretch>& open) {
  std::string_view text = document_->text(comment);
  text = trimmed(text.substr(kOpen.size(), text.size() - kOpen.size() - kClose.size()));
  if (!text.starts_with(kPrefix)) return;
  const std::string_view order = take_word(text);
  constexpr std::array<std::string_view, 3> kOrders = {"jianyan-ignore", "jianyan-off", "jianyan-on"};
  if (std::find(kOrders.begin(), kOrders.end(), order) == kOrders.end()) {
    const std::string_view near = nearest_name(order, kOrders).value_or(kOrders[0]);
    return fault(comment, {fmt::format("注释里的“{}”不认识，是不是想写“{}”？", order, near),
                           fmt::format("unknown order '{}' in a comment; did you mean '{}'?", order, near)});
  }
  const std::size_t reason = text.starts_with("--") ? 0 : text.find(" --");
  SelectionRequest request;
  request.select = words_of(text.substr(0, std::min(reason, text.size())));
  if (request.select.empty()) request.select = {"all"};
  const Result<RuleSelection> rules = RuleSelection::parse(request);
  if (!rules) return fault(comment, rules.error().message);
  if (order == kOrders[0]) return ignore_line(comment, *rules);
  if (order == kOrders[2]) return switch_on(comment, *rules, open);
  const std::size_t source = add_source(SuppressionKind::comment, line_of(comment.begin), 0);
  open.push_back({{comment.end, 0}, Reach::begins, source, *rules});
}

void Suppressions::ignore_line(Span comment, const RuleSelection& rules) {
  const std::string_view text = document_->text();
  const auto line_end = [text](std::size_t at) { return std::min(text.find('\n', at), text.size()); };
  std::size_t begin = comment.begin == 0 ? 0 : text.rfind('\n', comment.begin - 1) + 1;  // npos + 1 is 0
  std::size_t end = line_end(comment.end);
  const bool alone = trimmed(text.substr(begin, comment.begin - begin)).empty() &&
                     trimmed(text.substr(comment.end, end - comment.end)).empty();
  while (alone && end < text.size()) {
    begin = end + 1;
    end = line_end(begin);
    if (!trimmed(text.substr(begin, end - begin)).empty()) break;
  }
  const std::size_t source = add_source(SuppressionKind::comment, line_of(comment.begin), 0);
  const Span line{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end) + 1};
  stretches_.push_back({line, Reach::begins, source, rules});
}

// Ends what is open for these rules; what is open for others goes on.
void Suppressions::switch_on(Span comment, const RuleSelection& rules, std::vector<Stretch>& open) {
  std::vector<Stretch> rest;
  bool ended = false;
  for (Stretch& stretch : open) {
    const RuleSelection remaining = stretch.rules.without(rules);
    const RuleSelection closed = stretch.rules.without(remaining);
    if (!closed.empty()) {
      ended = true;
      stretches_.push_back({{stretch.span.begin, comment.begin}, stretch.reach, stretch.source, closed});
    }
    if (!remaining.empty()) rest.push_back({stretch.span, stretch.reach, stretch.source, remaining});
  }
  open = std::move(rest);
  if (ended) return;
  fault(comment, {"jianyan-on 之前没有对应的 jianyan-off，可以删去",
                  "jianyan-on without a jianyan-off before it; delete it"});
}

void Suppressions::fault(Span comment, Message message) {
  faults_.push_back({line_of(comment.begin), std::move(message)});
}

std::uint32_t Suppressions::line_of(std::uint32_t offset) const {
  const std::string_view before = document_->text().substr(0, offset);
  return static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n')) + 1;
}

}  // namespace jianyan

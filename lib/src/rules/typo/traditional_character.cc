// Traditional and variant characters in a simplified draft: 國家, 審査. What is traditional, OpenCC's tables decide
// (phrases/build/opencc_table.h); what the table of general standard characters keeps, and words of characters that it
// keeps for other uses (乾燥), stand in dictionaries/phrases/traditional-character.tsv.
//
// Spared are persons' names, which are written as they are registered, and what stands in quotes or 《》: titles and
// words of places that write traditional characters. A character is replaced without asking only where it becomes part
// of a word. A draft that is traditional as a whole gets one finding: converting it is work for another program.
#include <algorithm>
#include <string>
#include <vector>

#include "rules/rule.h"

namespace jianyan {
namespace {

constexpr std::string_view kList = "traditional-character";
constexpr std::size_t kReach = 12;           // characters on either side: enough for the words that hold a match
constexpr std::size_t kLongestRun = 20;      // characters that are reported as one
constexpr std::size_t kWholeDraft = 20;      // so many, and
constexpr std::size_t kWholeDraftShare = 5;  // one of so many ideographs: in traditional text it is every third

bool replaces(const PhraseMatch& match) { return !match.entry.replacement.empty(); }

// How deep in quotes and titles the places of a block are; they are asked for in their order.
class Quotes {
 public:
  explicit Quotes(const RuleContext& context) : context_(context) {}

  bool hold(const PhraseMatch& match) {
    if (match.block != block_) {
      block_ = match.block;
      at_ = context_.range_of(*block_).begin;
      depth_ = 0;
    }
    for (; at_ < match.begin; ++at_) {
      if (is_one_of(context_.c[at_], U"“‘「『《〈")) ++depth_;
      if (depth_ > 0 && is_one_of(context_.c[at_], U"”’」』》〉")) --depth_;
    }
    return depth_ > 0;
  }

 private:
  const RuleContext& context_;
  const Block* block_ = nullptr;
  std::size_t at_ = 0, depth_ = 0;
};

// Matches without a character between them.
struct Run {
  std::size_t begin, end;
  std::string replacement;
  bool unbroken = true;
  Safety safety = Safety::safe;

  void add(const PhraseMatch& match) {
    end = match.target_end;
    replacement += match.entry.replacement;
    unbroken = unbroken && match.unbroken;
    safety = std::min(safety, match.entry.safety.value_or(Safety::safe));
  }
};

enum class Becomes { name, words, something };

// What the words of the mended text are that hold the run.
Becomes becomes(const RuleContext& context, const Run& run) {
  const Characters& c = context.c;
  std::size_t from = run.begin, to = run.end;
  while (c.han(from - 1) && run.begin - from < kReach) --from;
  while (c.han(to) && to - run.end < kReach) ++to;
  const std::string left(c.text(from, run.begin));
  const std::string text = left + run.replacement + std::string(c.text(run.end, to));
  const Span mended{static_cast<std::uint32_t>(left.size()),
                    static_cast<std::uint32_t>(left.size() + run.replacement.size())};
  constexpr std::size_t kOneCharacter = 4;  // bytes at most
  Becomes result = Becomes::words;
  for (const Token& token : context.segmenter.segment(text)) {
    if (!token.span.overlaps(mended)) continue;
    if (token.kind == TokenKind::name) return Becomes::name;
    if (token.kind != TokenKind::word || token.span.size() <= kOneCharacter) result = Becomes::something;
  }
  return result;
}

void report(RuleContext& context, const Run& run) {
  const Becomes what = becomes(context, run);
  if (what == Becomes::name) return;
  const std::string text(context.c.text(run.begin, run.end));
  Message message{"“" + text + "”不是规范字，应为“" + run.replacement + "”",
                  "'" + text + "' is traditional or a variant; write '" + run.replacement + "'"};
  const Safety safety = what == Becomes::words ? run.safety : Safety::suggest;
  if (run.unbroken) context.replace(run.begin, run.end, std::move(message), safety, run.replacement);
  else context.report(run.begin, run.end, std::move(message));
}

bool traditional_as_a_whole(const RuleContext& context, std::span<const PhraseMatch> matches) {
  const auto found = static_cast<std::size_t>(std::count_if(matches.begin(), matches.end(), &replaces));
  if (found < kWholeDraft) return false;
  std::size_t ideographs = 0;
  for (std::size_t i = 0; i < context.c.size(); ++i) ideographs += context.c.han(i) ? 1 : 0;
  return found * kWholeDraftShare >= ideographs;
}

void check(RuleContext& context) {
  const std::span<const PhraseMatch> matches = context.phrases(kList);
  if (traditional_as_a_whole(context, matches)) {
    context.report(matches.front().target_begin, matches.front().target_end,
                   {"文稿是繁体的；如应提交简体，请先整篇转换", "the draft is in traditional characters; convert it as a "
                    "whole if it shall be simplified"});
    return;
  }
  Quotes quotes(context);
  std::vector<Run> runs;
  for (const PhraseMatch& match : matches) {
    if (!replaces(match) || quotes.hold(match)) continue;
    const bool goes_on = !runs.empty() && runs.back().end == match.target_begin &&
                         match.target_end - runs.back().begin <= kLongestRun;
    if (!goes_on) runs.push_back({match.target_begin, match.target_end, {}});
    runs.back().add(match);
  }
  for (const Run& run : runs) report(context, run);
}

}  // namespace

extern const Rule traditional_character = {.info = {.id = "traditional-character",
                                                    .category = Category::typo,
                                                    .severity = Severity::warning,
                                                    .safety = Safety::safe,
                                                    .summary_zh = "简体文稿里有繁体字、异体字",
                                                    .summary_en = "traditional or variant character in simplified text",
                                                    .clause = "《通用规范汉字表》"},
                                           .document = &check};

}  // namespace jianyan

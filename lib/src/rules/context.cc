#include "rules/rule.h"

namespace jianyan {

RuleContext::RuleContext(const Document& document_to_read, const Characters& characters,
                         const Segmenter& segmenter_to_ask, const PhraseLists& phrase_lists,
                         const TypoFinder& typo_finder, const Standard& standard_in_force,
                         std::vector<Diagnostic>& found)
    : document(document_to_read),
      c(characters),
      segmenter(segmenter_to_ask),
      standard(standard_in_force),
      profile(standard_in_force.profile),
      phrase_lists_(phrase_lists),
      typo_finder_(typo_finder),
      found_(found) {
  ranges_.reserve(document.blocks().size());
  for (const Block& block : document.blocks())
    ranges_.push_back({c.index_at(block.span.begin), c.index_at(block.span.end), c.index_at(block.content.begin),
                       c.index_at(block.content.end)});
}

bool RuleContext::in_numbering(std::size_t index) const noexcept {
  constexpr BlockKinds kNumbered{BlockKind::heading, BlockKind::list_item, BlockKind::paragraph};
  return kNumbered.contains(block_->kind) && block_->mark.contains(c.offset(index));
}

std::span<const PhraseMatch> RuleContext::phrases(std::string_view list) {
  if (!phrases_) phrases_.emplace(document, c, phrase_lists_);
  return phrases_->of(list);
}

const std::vector<Typo>& RuleContext::typos() {
  if (!typos_) typos_ = typo_finder_.find(document, standard.typo_level);
  return *typos_;
}

const std::vector<PrivateItem>& RuleContext::private_data() const {
  if (!private_data_) private_data_ = find_private_data(document.text());
  return *private_data_;
}

Span RuleContext::first_text() const noexcept {
  const auto blocks = document.blocks();
  return blocks.empty() ? Span{} : blocks.front().content;
}

void RuleContext::report(std::size_t first, std::size_t last, Message message) {
  report(c.span(first, last), std::move(message));
}

void RuleContext::report(Span span, Message message) {
  found_.push_back({.rule = &rule_->info,
                    .severity = rule_->info.severity,
                    .span = span,
                    .message = std::move(message),
                    .fix = std::nullopt,
                    .score = std::nullopt});
}

void RuleContext::report(std::size_t first, std::size_t last, Message message, Fix fix) {
  report(first, last, std::move(message));
  found_.back().fix = std::move(fix);
}

void RuleContext::replace(std::size_t first, std::size_t last, Message message, Safety safety,
                          std::string replacement) {
  Fix fix{safety, {}};
  fix.edits.push_back(edit(first, last, std::move(replacement)));
  report(first, last, std::move(message), std::move(fix));
}

void RuleContext::report(const PhraseMatch& match, Message message, Safety safety) {
  const std::optional<std::string_view> replacement = match.entry.only_replacement();
  safety = match.entry.safety.value_or(safety);
  if (!replacement || !match.unbroken || safety == Safety::none)
    report(match.target_begin, match.target_end, std::move(message));
  else
    replace(match.target_begin, match.target_end, std::move(message), safety, fill_replacement(c, match, *replacement));
}

void RuleContext::report(const Typo& typo, Message message) {
  report(typo.span, std::move(message));
  Fix fix{Safety::suggest, {}};
  fix.edits.push_back({typo.span, typo.replacement});
  found_.back().fix = std::move(fix);
  found_.back().score = typo.score;
  found_.back().candidates.push_back({{typo.span, typo.replacement}, typo.score});
  for (const Typo& other : typo.others) {
    found_.back().candidates.push_back({{other.span, other.replacement}, other.score});
  }
}

Edit RuleContext::edit(std::size_t first, std::size_t last, std::string replacement) const {
  return {c.span(first, last), std::move(replacement)};
}

}  // namespace jianyan

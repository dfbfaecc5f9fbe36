// One walk over the text serves every rule that looks at characters: a two-level table leads from a code point to the
// rules that it triggers, and almost every character of a draft triggers none. Rules about blocks and about the whole
// draft are called beside it. Tested by linter_test.cc and by the examples of every rule's page.
#include "jianyan/linter.h"

#include <algorithm>
#include <array>
#include <map>

#include "phrases/phrase_compiler.h"
#include "rules/characters.h"
#include "rules/dates.h"
#include "rules/rule.h"

namespace jianyan {

extern const Rule unwanted_word;

namespace {

/// From code points to lists of rules. Code points with the same rules share a list: a list is made from the one before
/// it and the rule that joins, as the states of a trie are.
class Triggers {
 public:
  void add(char32_t code_point, const Rule* rule) {
    std::unique_ptr<Page>& page = pages_.at(code_point >> 8);
    if (page == nullptr) page = std::make_unique<Page>();
    std::uint16_t& list = (*page)[code_point & 0xFF];
    const auto [next, fresh] = successors_.try_emplace({list, rule}, static_cast<std::uint16_t>(lists_.size()));
    if (fresh) {
      lists_.push_back(lists_[list]);
      lists_.back().push_back(rule);
    }
    list = next->second;
  }

  [[nodiscard]] const std::vector<const Rule*>& of(char32_t code_point) const {
    const std::unique_ptr<Page>& page = pages_[code_point >> 8];
    return lists_[page == nullptr ? 0 : (*page)[code_point & 0xFF]];
  }

 private:
  using Page = std::array<std::uint16_t, 256>;  // indexes into lists_; 0 is the empty list
  std::array<std::unique_ptr<Page>, 0x1100> pages_;
  std::vector<std::vector<const Rule*>> lists_ = std::vector<std::vector<const Rule*>>(1);
  std::map<std::pair<std::uint16_t, const Rule*>, std::uint16_t> successors_;
};

}  // namespace

/// Runs the rules over one document.
class RuleRunner {
 public:
  RuleRunner(RuleContext& context, const RuleSelection& on_request)
      : context_(context),
        on_request_(on_request),
        is_draft_(context.document.scope() == Scope::draft),
        is_title_(context.document.format() == Format::title) {}

  void run_document(const Rule& rule) {
    if (!runs(rule)) return;
    context_.rule_ = &rule;
    rule.document(context_);
  }

  void enter(const Block& block) {
    context_.block_ = &block;
    context_.range_ = context_.range_of(block);
  }

  void run_block(const Rule& rule) {
    if (!reads_block(rule)) return;
    context_.rule_ = &rule;
    rule.block(context_);
  }

  /// Enters the block of the match.
  void run_phrase(const Rule& rule, const PhraseMatch& match) {
    enter(*match.block);
    if (!reads_block(rule)) return;
    context_.rule_ = &rule;
    rule.phrase(context_, match);
  }

  void run_at(const Rule& rule, std::size_t index) {
    if (!reads_block(rule) || context_.c.in(index, kMasked)) return;
    context_.rule_ = &rule;
    rule.at(context_, index);
  }

 private:
  [[nodiscard]] bool runs(const Rule& rule) const {
    // The title of a record is a whole title, though no whole draft.
    const bool whole = is_draft_ || (is_title_ && rule.info.category == Category::title);
    const bool wanted = rule.info.profiles.contains(context_.profile) ||
                        (rule.info.on_request && on_request_.contains(rule.info));
    return wanted && (whole || !rule.info.whole_draft);
  }
  [[nodiscard]] bool reads_block(const Rule& rule) const {
    return rule.info.blocks.contains(context_.block().kind) && runs(rule);
  }

  RuleContext& context_;
  const RuleSelection& on_request_;
  const bool is_draft_;
  const bool is_title_;
};

struct Linter::Impl {
  Segmenter segmenter;
  Region region;
  std::optional<Profile> profile;
  std::optional<Date> date;
  unsigned shortest, longest;
  std::shared_ptr<const Data> data;  // for phrases, which are views into it
  PhraseLists phrases;
  TypoFinder typo_finder;
  TypoLevel typo_level;
  LayoutStandard layout;
  FontNames fonts;
  RuleSelection on_request;
  std::vector<std::byte> unwanted_words;  // compiled
  std::optional<PhraseLists> unwanted;
  std::vector<RuleSeverity> severities;
  Triggers triggers;
  std::vector<const Rule*> repetition_rules, block_rules, phrase_rules, document_rules;

  Impl(std::shared_ptr<const Data> shared_data, const LintOptions& options)
      : segmenter(shared_data, options.user_words),
        region(*shared_data, options.region),
        profile(options.profile),
        date(options.date),
        shortest(options.shortest != 0 ? options.shortest : region.number("length.least")),
        longest(options.longest != 0 ? options.longest : region.number("length.most")),
        data(std::move(shared_data)),
        phrases(*data),
        typo_finder(data, options.user_words),
        typo_level(options.typo_level),
        layout(options.layout),
        fonts(*data),
        on_request(options.on_request),
        severities(options.severities) {
    if (options.selection.contains(unwanted_word.info)) compile_unwanted(options.unwanted);
    for (const Rule* rule : all_rules()) {
      if (!options.selection.contains(rule->info)) continue;
      for (const char32_t code_point : rule->triggers) triggers.add(code_point, rule);
      for (const CodePointRange range : rule->trigger_ranges)
        for (char32_t code_point = range.first; code_point <= range.last; ++code_point) triggers.add(code_point, rule);
      if (rule->repetitions) repetition_rules.push_back(rule);
      if (rule->block != nullptr && rule->triggers.empty()) block_rules.push_back(rule);
      if (rule->phrase != nullptr) phrase_rules.push_back(rule);
      if (rule->document != nullptr && rule->triggers.empty()) document_rules.push_back(rule);
    }
  }

  void compile_unwanted(const std::vector<UnwantedWord>& words) {
    if (words.empty()) return;
    std::vector<PhraseRow> rows;
    for (const UnwantedWord& word : words) {
      PhraseRow& row = rows.emplace_back();
      row.list = unwanted_word.info.id;
      row.phrase = word.word;
      row.replacement = word.preferred;
      row.note = word.message;
      row.group = severity_name(word.severity);
    }
    try {
      unwanted_words = compile_phrases(rows);
    } catch (const PhraseError& error) {
      const std::string& word = words[error.row()].word;
      throw LoadError({"用语“" + word + "”看不懂：" + error.what(), "cannot use the word '" + word + "': " + error.what()});
    }
    unwanted.emplace(unwanted_words);
  }

  // Each word has a severity of its own.
  void lint_unwanted(RuleRunner& runner, const Document& document, const Characters& characters,
                     std::vector<Diagnostic>& found) const {
    const PhraseMatches matches(document, characters, *unwanted);
    for (const PhraseMatch& match : matches.of(unwanted_word.info.id)) {
      const std::size_t before = found.size();
      runner.run_phrase(unwanted_word, match);
      for (std::size_t i = before; i < found.size(); ++i) {
        found[i].severity = severity_from_name(match.entry.group).value_or(unwanted_word.info.severity);
      }
    }
  }

  void set_severities(std::vector<Diagnostic>& found) const {
    for (const RuleSeverity& wish : severities) {
      for (Diagnostic& diagnostic : found) {
        if (wish.rules.contains(*diagnostic.rule)) diagnostic.severity = wish.severity;
      }
    }
  }

  /// Adds to `met` the rules about the whole draft that the block has a trigger of.
  void lint_block(RuleRunner& runner, const RuleContext& context, std::vector<const Rule*>& met) const {
    const Characters& c = context.c;
    const auto add = [](std::vector<const Rule*>& rules, const Rule* rule) {
      if (std::find(rules.begin(), rules.end(), rule) == rules.end()) rules.push_back(rule);
    };
    for (const Rule* rule : block_rules) runner.run_block(*rule);
    std::vector<const Rule*> triggered;  // rules about blocks, once each
    for (std::size_t i = context.begin(); i < context.end(); ++i) {
      for (const Rule* rule : triggers.of(c[i])) {
        if (rule->at != nullptr)
          runner.run_at(*rule, i);
        else
          add(rule->document != nullptr ? met : triggered, rule);
      }
      if (c[i] == c[i - 1] && i > context.begin() && c.han(i))
        for (const Rule* rule : repetition_rules) runner.run_at(*rule, i);
    }
    for (const Rule* rule : triggered) runner.run_block(*rule);
  }
};

namespace {

/// A rule quotes what it finds, and may find fault with the digits of a telephone: what reports do not show of the
/// text, messages must not tell.
void hide_in_messages(const RuleContext& context, std::vector<Diagnostic>& found) {
  if (found.empty()) return;
  for (const PrivateItem& item : context.private_data()) {
    for (Diagnostic& diagnostic : found) {
      if (!diagnostic.span.overlaps(item.hidden)) continue;
      put_stars_on_numbers(diagnostic.message.zh);
      put_stars_on_numbers(diagnostic.message.en);
    }
  }
}

/// What rules other than those of the model speak of: findings of category typo, and what fixes would change. Sorted,
/// disjoint.
std::vector<Span> known_from_lists(const std::vector<Diagnostic>& found) {
  std::vector<Span> known;
  for (const Diagnostic& diagnostic : found) {
    if (diagnostic.score) continue;
    if (diagnostic.rule->category == Category::typo) known.push_back(diagnostic.span);
    if (!diagnostic.fix) continue;
    for (const Edit& edit : diagnostic.fix->edits) known.push_back(edit.span);
  }
  std::sort(known.begin(), known.end());
  std::vector<Span> merged;
  for (const Span span : known) {
    if (merged.empty() || merged.back().end < span.begin) merged.push_back(span);
    else merged.back().end = std::max(merged.back().end, span.end);
  }
  return merged;
}

/// Where a model and what people have written down find the same, one finding is enough, and the list knows why. So is
/// it where they disagree.
void leave_to_lists(std::vector<Diagnostic>& found) {
  if (std::none_of(found.begin(), found.end(), [](const Diagnostic& diagnostic) { return diagnostic.score; })) return;
  const std::vector<Span> known = known_from_lists(found);
  std::erase_if(found, [&](const Diagnostic& diagnostic) {
    if (!diagnostic.score) return false;
    const auto next = std::partition_point(known.begin(), known.end(),
                                           [&](Span span) { return span.end <= diagnostic.span.begin; });
    return next != known.end() && next->overlaps(diagnostic.span);
  });
}

/// What cannot be written back is no fix.
void drop_impossible_fixes(const Document& document, std::vector<Diagnostic>& found) {
  for (Diagnostic& diagnostic : found) {
    if (!diagnostic.fix) continue;
    const auto possible = [&](const Edit& edit) { return document.may_edit(edit); };
    const std::vector<Edit>& edits = diagnostic.fix->edits;
    if (!std::all_of(edits.begin(), edits.end(), possible)) diagnostic.fix.reset();
  }
}

}  // namespace

Linter::Linter(std::shared_ptr<const Data> data, LintOptions options)
    : impl_(std::make_unique<const Impl>(data, options)) {}
Linter::~Linter() = default;
Linter::Linter(Linter&&) noexcept = default;
Linter& Linter::operator=(Linter&&) noexcept = default;

Profile Linter::profile_of(const Document& document) const {
  return impl_->profile ? *impl_->profile : detect_profile(document);
}

TypoExplanation Linter::explain_typo(const Document& document, std::uint32_t offset) const {
  return impl_->typo_finder.explain(document, offset);
}

std::vector<Diagnostic> Linter::lint(const Document& document) const {
  std::vector<Diagnostic> found;
  const Characters characters(document.text(), document.masked());
  const Standard standard{profile_of(document), impl_->region, impl_->date ? impl_->date : date_of(document),
                          impl_->shortest, impl_->longest, impl_->typo_level, impl_->layout, impl_->fonts};
  RuleContext context(document, characters, impl_->segmenter, impl_->phrases, impl_->typo_finder, standard,
                      found);
  RuleRunner runner(context, impl_->on_request);
  for (const Rule* rule : impl_->document_rules) runner.run_document(*rule);
  std::vector<const Rule*> met;
  for (const Block& block : document.blocks()) {
    if (!BlockKinds::prose().contains(block.kind)) continue;
    runner.enter(block);
    impl_->lint_block(runner, context, met);
  }
  for (const Rule* rule : met) runner.run_document(*rule);
  for (const Rule* rule : impl_->phrase_rules)
    for (const PhraseMatch& match : context.phrases(rule->list)) runner.run_phrase(*rule, match);
  if (impl_->unwanted) impl_->lint_unwanted(runner, document, characters, found);
  leave_to_lists(found);
  impl_->set_severities(found);
  if (document.format() == Format::word) drop_impossible_fixes(document, found);
  hide_in_messages(context, found);
  std::stable_sort(found.begin(), found.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return a.span != b.span ? a.span < b.span : a.rule->id < b.rule->id;
  });
  return found;
}

}  // namespace jianyan

// A stretch with rules, and how a finding must lie to it, is all there is; comments, entries, allowed texts, unchanged
// lines and the baseline become stretches. They are sorted by their begin, and the greatest end up to each tells how
// far back a look-up has to go. Those of the whole draft are kept apart, as they would lead every look-up to the front.
#include "jianyan/suppress.h"

#include <algorithm>

#include "diagnostic/fingerprint.h"

namespace jianyan {
namespace {

// Rules, and what stands at the very end of the text, where nothing contains it.
constexpr std::uint32_t kBeyond = 1;

std::uint32_t end_of(const Document& document) { return static_cast<std::uint32_t>(document.text().size()) + kBeyond; }

bool reported(SuppressionKind kind) {
  return kind != SuppressionKind::baseline && kind != SuppressionKind::unchanged;
}

/// Where an offset is after edits. One inside an edit moves to the begin of what replaces it, or to its end.
class Mover {
 public:
  explicit Mover(std::span<const Edit> edits) : edits_(edits) {
    std::int64_t growth = 0;
    for (const Edit& edit : edits) {
      growth_.push_back(growth);
      growth += static_cast<std::int64_t>(edit.replacement.size()) - edit.span.size();
    }
    growth_.push_back(growth);
  }

  [[nodiscard]] std::uint32_t moved(std::uint32_t offset, bool to_end) const {
    const auto after = std::partition_point(edits_.begin(), edits_.end(), [&](const Edit& edit) {
      return to_end ? edit.span.begin < offset : edit.span.end <= offset;
    });
    const auto index = static_cast<std::size_t>(after - edits_.begin());
    if (to_end && index > 0 && edits_[index - 1].span.end > offset) return shifted(edits_[index - 1].span.end, index);
    if (!to_end && index < edits_.size() && edits_[index].span.begin < offset) {
      return shifted(edits_[index].span.begin, index);
    }
    return shifted(offset, index);
  }

 private:
  [[nodiscard]] std::uint32_t shifted(std::uint32_t offset, std::size_t edits_before) const {
    return static_cast<std::uint32_t>(offset + growth_[edits_before]);
  }

  std::span<const Edit> edits_;
  std::vector<std::int64_t> growth_;  // before each edit, and behind all
};

}  // namespace

Suppressions::Suppressions(const Document& document) : document_(&document), end_(end_of(document)) {
  read_comments();
}

std::size_t Suppressions::add_source(SuppressionKind kind, std::uint32_t line, std::size_t number) {
  sources_.push_back({{kind, line, number}});
  return sources_.size() - 1;
}

void Suppressions::add_texts(std::size_t source, const RuleSelection& rules, std::string_view text, Reach reach) {
  const std::string_view whole = document_->text();
  for (std::size_t at = 0; (at = whole.find(text, at)) != std::string_view::npos; at += text.size()) {
    const auto begin = static_cast<std::uint32_t>(at);
    stretches_.push_back({{begin, begin + static_cast<std::uint32_t>(text.size())}, reach, source, rules});
  }
  sorted_ = false;
}

void Suppressions::ignore_text(std::size_t number, const RuleSelection& rules, std::string_view text) {
  const std::size_t source = add_source(SuppressionKind::entry, 0, number);
  if (!text.empty()) return add_texts(source, rules, text, Reach::touches);
  everywhere_.push_back({{0, end_}, Reach::begins, source, rules});
}

void Suppressions::allow_text(std::size_t number, const RuleSelection& rules, std::string_view text) {
  if (!text.empty()) add_texts(add_source(SuppressionKind::allowed, 0, number), rules, text, Reach::inside);
}

void Suppressions::only_lines(std::span<const LineRange> lines) {
  const std::size_t source = add_source(SuppressionKind::unchanged, 0, 0);
  const std::string_view text = document_->text();
  std::uint32_t line = 1, unchanged = 0;  // the stretch that begins there
  std::size_t at = 0;
  const auto skip_to = [&](std::uint32_t wanted) {
    while (line < wanted && at < text.size()) {
      const std::size_t end = text.find('\n', at);
      at = end == std::string_view::npos ? text.size() : end + 1;
      ++line;
    }
    return static_cast<std::uint32_t>(at);
  };
  for (const LineRange range : lines) {
    const std::uint32_t begin = skip_to(range.first);
    if (begin > unchanged) stretches_.push_back({{unchanged, begin}, Reach::inside, source, RuleSelection::all()});
    unchanged = skip_to(range.last + 1);
  }
  const bool last_line_changed = unchanged == text.size() && !text.ends_with('\n') && !lines.empty();
  if (!last_line_changed) {
    stretches_.push_back({{unchanged, end_}, Reach::inside, source, RuleSelection::all()});
  }
  sorted_ = false;
}

void Suppressions::sort() {
  if (sorted_) return;
  std::stable_sort(stretches_.begin(), stretches_.end(),
                   [](const Stretch& a, const Stretch& b) { return a.span.begin < b.span.begin; });
  ends_.clear();
  std::uint32_t end = 0;
  for (const Stretch& stretch : stretches_) ends_.push_back(end = std::max(end, stretch.span.end));
  sorted_ = true;
}

template <class Visit>
void Suppressions::visit_near(Span span, Visit visit) const {
  const auto after = std::upper_bound(stretches_.begin(), stretches_.end(), span.end,
                                      [](std::uint32_t end, const Stretch& s) { return end < s.span.begin; });
  for (auto i = static_cast<std::size_t>(after - stretches_.begin()); i > 0 && ends_[i - 1] >= span.begin; --i) {
    visit(stretches_[i - 1]);
  }
}

bool Suppressions::silenced(const Diagnostic& finding) {
  const Span span = finding.span;
  const auto lies_right = [span](const Stretch& stretch) {
    switch (stretch.reach) {
      case Reach::begins: return stretch.span.contains(span.begin);
      case Reach::inside: return stretch.span.contains(span) && span.begin < stretch.span.end;
      case Reach::touches:
        return stretch.span.overlaps(span) ||
               (span.empty() && stretch.span.begin <= span.begin && span.begin <= stretch.span.end);
    }
    return false;
  };
  bool found = false;
  const auto use = [&](const Stretch& stretch) {
    if (lies_right(stretch) && stretch.rules.contains(*finding.rule)) sources_[stretch.source].used = found = true;
  };
  for (const Stretch& stretch : everywhere_) use(stretch);
  visit_near(span, use);
  return found;
}

std::size_t Suppressions::take_from(std::vector<Diagnostic>& findings) {
  sort();
  std::vector<Stretch> old;
  BaselineCounts taken;
  const std::size_t removed = std::erase_if(findings, [&](const Diagnostic& finding) {
    if (silenced(finding)) return true;
    if (baseline_ == nullptr || baseline_->empty()) return false;
    const std::uint64_t key = finding_key(*document_, finding);
    const auto counted = baseline_->find(key);
    if (counted == baseline_->end() || taken[key] == counted->second) return false;
    ++taken[key];
    old.push_back({finding.span, Reach::touches, 0, RuleSelection::of(*finding.rule)});
    return true;
  });
  // From here on they are told by their place: an edit in the sentence changes its key.
  baseline_ = nullptr;
  if (!old.empty()) {
    const std::size_t source = add_source(SuppressionKind::baseline, 0, 0);
    for (Stretch& stretch : old) stretch.source = source;
    stretches_.insert(stretches_.end(), old.begin(), old.end());
    sorted_ = false;
    sort();
  }
  return removed;
}

bool Suppressions::allows(const RuleInfo& rule, Span edit) const {
  const auto speaks = [&rule](const Stretch& stretch) { return stretch.rules.contains(rule); };
  bool allowed = std::none_of(everywhere_.begin(), everywhere_.end(), speaks);
  visit_near(edit, [&](const Stretch& stretch) {
    const bool unchanged = sources_[stretch.source].what.kind == SuppressionKind::unchanged;
    const bool within = unchanged ? stretch.span.contains(edit) && edit.begin < stretch.span.end
                                  : stretch.span.overlaps(edit);
    if (within && speaks(stretch)) allowed = false;
  });
  return allowed;
}

void Suppressions::move_along(std::span<const Edit> edits, const Document& next) {
  const Mover mover(edits);
  const std::uint32_t end = end_of(next);
  for (Stretch& stretch : everywhere_) stretch.span.end = end;
  for (Stretch& stretch : stretches_) {
    const bool to_the_end = stretch.span.end == end_;
    stretch.span.begin = mover.moved(stretch.span.begin, false);
    stretch.span.end = to_the_end ? end : mover.moved(stretch.span.end, true);
  }
  document_ = &next;
  end_ = end;
  sorted_ = false;
  sort();
}

std::vector<UnusedSuppression> Suppressions::unused() const {
  std::vector<UnusedSuppression> unused;
  for (const Source& source : sources_)
    if (!source.used && reported(source.what.kind)) unused.push_back(source.what);
  return unused;
}

}  // namespace jianyan

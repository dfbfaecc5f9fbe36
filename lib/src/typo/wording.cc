// Evidence knows more, but not in words: what is told is found anew, for the few edits that are.
#include "typo/wording.h"

#include <algorithm>

#include "segment/lattice.h"
#include "segment/piece.h"
#include "text/utf8.h"

namespace jianyan {
namespace {

constexpr std::size_t kAround = 10;  // characters on either side
constexpr int kLooksAlike = 50;

Message exchange_reason(SoundMatch sound, bool alike) {
  switch (sound) {
    case SoundMatch::none: return {"形近", "looks alike"};
    case SoundMatch::slip: return alike ? Message{"形近", "looks alike"} : Message{"输入时易混", "easily mistyped"};
    case SoundMatch::near:
      return alike ? Message{"音近形近", "sounds and looks alike"} : Message{"音近", "sounds nearly alike"};
    case SoundMatch::tone:
    case SoundMatch::same: break;
  }
  return alike ? Message{"同音形近", "sounds the same and looks alike"} : Message{"同音", "sounds the same"};
}

/// As the least alike of its characters.
Message word_reason(const TypoModels& models, std::u32string_view written, std::u32string_view meant) {
  SoundMatch sound = SoundMatch::same;
  for (std::size_t i = 0; i < std::min(written.size(), meant.size()); ++i) {
    if (written[i] != meant[i]) sound = std::min(sound, models.confusions.find(written[i], meant[i]).sound);
  }
  return sound == SoundMatch::none ? Message{"音近", "sounds nearly alike"} : exchange_reason(sound, false);
}

/// The token that covers a place. Precondition: there is a token.
const Token& token_at(const std::vector<Token>& tokens, std::size_t place) {
  const auto next = std::partition_point(tokens.begin(), tokens.end(),
                                         [&](const Token& token) { return token.span.end <= place; });
  return next == tokens.end() ? tokens.back() : *next;
}

bool is_text(TokenKind kind) { return kind <= TokenKind::name; }

}  // namespace

Message reason_of(const TypoModels& models, std::u32string_view written, TypoKind kind, std::u32string_view meant) {
  switch (kind) {
    case TypoKind::extra: return {"多字", "a character too many"};
    case TypoKind::doubled: return {"叠字", "written twice"};
    case TypoKind::swapped: return {"颠倒", "in the wrong order"};
    case TypoKind::missing: return {"缺字", "a character is missing"};
    case TypoKind::word: return word_reason(models, written, meant);
    case TypoKind::character: break;
  }
  const Confusion confusion = models.confusions.find(written[0], meant[0]);
  return exchange_reason(confusion.sound, confusion.shape >= kLooksAlike);
}

EditInContext::EditInContext(const TypoModels& models, std::u32string_view paragraph, const TypoEdit& edit)
    : models_(models) {
  const std::size_t low = edit.begin < kAround ? 0 : edit.begin - kAround;
  begin_ = edit.begin - low;
  end_ = edit.end - low;
  shift_ = edit.size - (end_ - begin_);
  before_.text = paragraph.substr(low, end_ + kAround);
  after_.text = before_.text;
  after_.text.replace(begin_, end_ - begin_, edit.with());
  cut(before_);
  cut(after_);
  find_shown();
}

void EditInContext::cut(Version& version) const {
  if (version.text.empty()) return;
  Lattice lattice(models_.lexicon, models_.bigrams, models_.edges);
  Piece piece;
  piece.assign(version.text, models_.lexicon);
  version.words = lattice.search(piece);
  lattice.append_tokens(piece, version.tokens);
}

void EditInContext::find_shown() {
  shown_begin_ = begin_;
  shown_end_ = end_;
  for (const Token& token : after_.tokens) {  // those that the edit makes, or the one that it leaves a word of
    if (token.span.end <= begin_ || token.span.begin >= std::max(end_ + shift_, begin_ + 1)) continue;
    if (!is_text(token.kind)) continue;
    shown_begin_ = std::min<std::size_t>(shown_begin_, token.span.begin);
    shown_end_ = std::max<std::size_t>(shown_end_, token.span.end - shift_);
  }
  const auto size = [&] { return std::min(shown_end_, shown_end_ + shift_) - shown_begin_; };
  if (size() < 2 && shift_ == 1) show_word_before();  // 治理体 for 治理体系: what lacks a character may end a word
  if (size() < 2) show_word_behind();
  if (size() < 2) show_word_before();
}

void EditInContext::show_word_behind() {
  if (shown_end_ == before_.text.size()) return;
  const Token& next = token_at(before_.tokens, shown_end_);
  if (is_text(next.kind)) shown_end_ = next.span.end;
}

void EditInContext::show_word_before() {
  if (shown_begin_ == 0) return;
  const Token& last = token_at(before_.tokens, shown_begin_ - 1);
  if (is_text(last.kind)) shown_begin_ = last.span.begin;
}

std::string EditInContext::name() const {
  if (before_.tokens.empty()) return {};
  const Token& token = token_at(before_.tokens, begin_);
  if (token.kind == TokenKind::name) return part(before_, token.span.begin, token.span.end);
  return token.kind == TokenKind::unknown ? written() : std::string();
}

std::string EditInContext::part(const Version& version, std::size_t begin, std::size_t end) {
  return to_utf8(std::u32string_view(version.text).substr(begin, end - begin));
}

EditInContext::Reading EditInContext::reading(const Version& version) const {
  Cost characters = 0;
  Ngrams::Context context = models_.ngrams.begin();
  for (const char32_t c : version.text) characters += models_.ngrams.cost(context, models_.ngrams.id(c), context);
  Reading reading{static_cast<double>(characters) / kCostPerDigit, static_cast<double>(version.words) / kCostPerDigit,
                  {}};
  for (const Token& token : version.tokens) reading.cut.push_back(part(version, token.span.begin, token.span.end));
  return reading;
}

}  // namespace jianyan

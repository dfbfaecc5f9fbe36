// Edits and comments of the text become operations on bytes of runs; a run that has any is taken apart into its
// children and put together from their bytes, with what is deleted, inserted or remarked standing between runs. All
// else is left where it is.
//
// An operation lies inside one piece of text (word/story.h), so that it never cuts a tag, a reference or a comment.
#include <algorithm>
#include <map>
#include <tuple>
#include <optional>
#include <utility>

#include "fix/word_parts.h"
#include "jianyan/word.h"
#include "text/utf8.h"
#include "text/xml.h"
#include "word/raw_xml.h"
#include "word/word_file.h"

namespace jianyan {
namespace {

/// In the order in which they stand at one place.
enum class Kind : std::uint8_t { comment_end, comment_begin, change };

struct Operation {
  std::uint32_t run = 0;
  Kind kind = Kind::change;
  Span raw;            ///< what is deleted; for comments, an empty place
  std::string insert = {};    ///< text behind what is deleted
  std::uint32_t comment = 0;  ///< its id
};

/// Bytes to be put where others are. Sorted and disjoint, like edits.
using Splices = std::vector<Edit>;

Error not_editable(Message message) { return {ErrorCode::not_editable, std::move(message)}; }

std::optional<Error> refusal(const WordFile& file, const WordWriteOptions& options, bool edits) {
  if (auto error = refusal_to_change(file)) return error;
  if (file.protection() == WordProtection::locked) {
    return not_editable({"文件设有编辑限制，没有写出；请先在 Word 中停止保护",
                         "the file is protected: nothing written; stop the protection in Word first"});
  }
  if (file.protection() == WordProtection::revisions_only && edits && options.changes == WordChanges::direct) {
    return not_editable({"文件只允许以修订方式修改，没有写出；请不要加 --direct",
                         "the file allows tracked changes only: nothing written; leave out --direct"});
  }
  return std::nullopt;
}

/// Finds pieces by their place in the text.
class Pieces {
 public:
  explicit Pieces(const std::vector<WordPiece>& pieces) : pieces_(pieces) {}

  /// The first piece that ends behind `offset`.
  [[nodiscard]] std::vector<WordPiece>::const_iterator at(std::uint32_t offset) const {
    return std::partition_point(pieces_.begin(), pieces_.end(),
                                [offset](const WordPiece& piece) { return piece.begin + piece.size <= offset; });
  }
  [[nodiscard]] std::vector<WordPiece>::const_iterator end() const { return pieces_.end(); }
  [[nodiscard]] std::vector<WordPiece>::const_iterator begin() const { return pieces_.begin(); }

 private:
  const std::vector<WordPiece>& pieces_;
};

/// Where in the bytes an offset of the text inside or at the ends of the piece is.
std::uint32_t raw_offset(const WordPiece& piece, std::uint32_t offset) {
  if (piece.raw.size() == piece.size) return piece.raw.begin + (offset - piece.begin);
  return offset == piece.begin ? piece.raw.begin : piece.raw.end;
}

/// The edit without what it leaves as it is at its ends.
Edit trimmed(std::string_view text, Edit edit) {
  const auto inside = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; };
  const std::string_view before = text.substr(edit.span.begin, edit.span.size());
  std::string_view after = edit.replacement;
  const std::size_t shortest = std::min(before.size(), after.size());
  std::size_t head = 0;
  while (head < shortest && before[head] == after[head]) ++head;
  const auto cuts = [&](std::string_view side) { return head < side.size() && inside(side[head]); };
  while (head > 0 && (cuts(before) || cuts(after))) --head;
  std::size_t tail = 0;
  while (tail < shortest - head && before[before.size() - 1 - tail] == after[after.size() - 1 - tail]) ++tail;
  while (tail > 0 && inside(after[after.size() - tail])) --tail;
  edit.span = {edit.span.begin + static_cast<std::uint32_t>(head), edit.span.end - static_cast<std::uint32_t>(tail)};
  edit.replacement = std::string(after.substr(head, after.size() - head - tail));
  return edit;
}

class Operations {
 public:
  Operations(const WordFile& file, std::string_view text) : file_(file), text_(text) {}

  /// False where the file has no bytes for it.
  bool add(const Edit& original, const Pieces& pieces) {
    const Edit edit = trimmed(text_, original);
    if (edit.span.empty()) return edit.replacement.empty() || insert(edit, pieces);
    const std::size_t before = list_.size();
    std::uint32_t covered = edit.span.begin;
    for (auto piece = pieces.at(edit.span.begin); piece != pieces.end() && piece->begin < edit.span.end; ++piece) {
      if (piece->fixed || piece->begin > covered) break;
      const std::uint32_t end = std::min(piece->begin + piece->size, edit.span.end);
      list_.push_back({.run = piece->run, .raw = {raw_offset(*piece, covered), raw_offset(*piece, end)}});
      covered = end;
    }
    if (covered < edit.span.end) {
      list_.resize(before);
      return false;
    }
    list_[before].insert = edit.replacement;
    return true;
  }

  /// False where the body has no text to bear it.
  bool add_comment(Span span, std::uint32_t id, const Pieces& pieces) {
    const auto first = anchor(span.begin, pieces);
    if (first == pieces.end()) return false;
    auto last = first;
    while (std::next(last) != pieces.end() && std::next(last)->begin < span.end && can_anchor(*std::next(last))) ++last;
    const auto clamp = [](const WordPiece& piece, std::uint32_t offset) {
      return std::clamp(offset, piece.begin, piece.begin + piece.size);
    };
    std::uint32_t begin = clamp(*first, span.begin), end = clamp(*last, span.end);
    // A comment on nothing is put on a character.
    if (begin >= end) {
      begin = first->begin;
      end = last->begin + last->size;
      if (first == last && span.begin > begin && span.begin < end) begin = span.begin;
    }
    list_.push_back({.run = first->run, .kind = Kind::comment_begin,
                     .raw = at(raw_offset(*first, begin)), .comment = id});
    list_.push_back({.run = last->run, .kind = Kind::comment_end, .raw = at(raw_offset(*last, end)), .comment = id});
    return true;
  }

  /// Sorted by run, and by place in it.
  std::vector<Operation> take() {
    std::stable_sort(list_.begin(), list_.end(), [](const Operation& a, const Operation& b) {
      return std::tie(a.run, a.raw.begin, a.kind) < std::tie(b.run, b.raw.begin, b.kind);
    });
    return std::move(list_);
  }

 private:
  static Span at(std::uint32_t offset) { return {offset, offset}; }

  /// Behind the character before it, else before the one behind it.
  bool insert(const Edit& edit, const Pieces& pieces) {
    const std::uint32_t offset = edit.span.begin;
    auto piece = pieces.at(offset);
    const auto usable = [&](auto candidate) {
      return candidate != pieces.end() && !candidate->fixed && candidate->begin <= offset &&
             offset <= candidate->begin + candidate->size;
    };
    const bool inside = usable(piece) && piece->begin < offset;
    if (!inside && piece != pieces.begin() && usable(std::prev(piece))) --piece;
    if (!usable(piece)) return false;
    list_.push_back({.run = piece->run, .raw = at(raw_offset(*piece, offset)), .insert = edit.replacement});
    return true;
  }

  [[nodiscard]] bool can_anchor(const WordPiece& piece) const {
    return piece.run != WordRun::kNone && !piece.raw.empty() && piece.begin < body_end() &&
           file_.runs()[piece.run].part == 0;
  }
  [[nodiscard]] std::uint32_t body_end() const {
    const auto& paragraphs = file_.layout()->paragraphs;
    const auto outside = std::partition_point(paragraphs.begin(), paragraphs.end(),
                                              [](const WordParagraph& p) { return p.place == Place::body; });
    return outside == paragraphs.begin() ? 0 : std::prev(outside)->span.end + 1;
  }
  /// The first piece from here on that may bear a comment, in this paragraph; else the last before.
  [[nodiscard]] std::vector<WordPiece>::const_iterator anchor(std::uint32_t offset, const Pieces& pieces) const {
    const std::size_t line_end = std::min(text_.find('\n', offset), text_.size());
    const auto here = pieces.at(offset);
    for (auto piece = here; piece != pieces.end() && piece->begin < line_end; ++piece)
      if (can_anchor(*piece)) return piece;
    for (auto piece = here; piece != pieces.begin();)
      if (can_anchor(*--piece)) return piece;
    return std::find_if(pieces.begin(), pieces.end(), [this](const WordPiece& piece) { return can_anchor(piece); });
  }

  const WordFile& file_;
  std::string_view text_;
  std::vector<Operation> list_;
};

/// What all runs share.
struct Context {
  const WordWriteOptions& options;
  IdSource& ids;
  std::string_view word_namespace;
};

/// Puts a run together anew.
class RunWriter {
 public:
  RunWriter(std::string_view bytes, const WordRun& run, Context context)
      : bytes_(bytes), run_(raw_element(bytes, run.raw.begin)), insertion_(run.insertion), context_(context),
        prefix_(raw_prefix(raw_name(bytes, run.raw.begin))), done_(run_.whole.begin) {
    // Elements of the default namespace still need a prefix for their attributes.
    if (prefix_.empty()) declaration_ = " xmlns:w=\"" + std::string(context.word_namespace) + "\"";
  }

  void write(std::span<const Operation> operations, Splices& splices) {
    splices_ = &splices;
    std::uint32_t last_end = run_.content.begin;
    for (const RawElement& child : raw_children(bytes_, run_.content)) {
      if (raw_local(raw_name(bytes_, child.whole.begin)) == "rPr" && properties_.empty()) {
        properties_ = child.whole;
        last_end = child.whole.end;
        continue;
      }
      std::size_t count = 0;
      while (count < operations.size() && belongs(operations[count], child)) ++count;
      if (count == 0) {
        open();
        flush(last_end);
        done_ = child.whole.end;
      } else {
        new_ += slice({last_end, child.whole.begin});
        write_child(child, operations.first(count));
        operations = operations.subspan(count);
        flush(child.whole.end);
      }
      last_end = child.whole.end;
    }
    flush(open_ ? last_end : run_.whole.end);
  }

 private:
  [[nodiscard]] std::string_view slice(Span span) const { return bytes_.substr(span.begin, span.size()); }

  [[nodiscard]] bool is_text(const RawElement& child) const {
    return raw_local(raw_name(bytes_, child.whole.begin)) == "t" && !child.empty;
  }
  /// Operations on text lie in its content; what stands behind a tab belongs to it.
  [[nodiscard]] bool belongs(const Operation& operation, const RawElement& child) const {
    if (is_text(child)) return operation.raw.begin <= child.content.end;
    return operation.raw.begin < child.whole.end ||
           (operation.raw.empty() && operation.raw.begin == child.whole.end);
  }

  /// What was collected stands for the bytes up to `end`.
  void flush(std::uint32_t end) {
    const Span replaced{done_, end};
    if (slice(replaced) != new_) splices_->push_back({replaced, std::move(new_)});
    new_.clear();
    done_ = end;
  }

  void write_child(const RawElement& child, std::span<const Operation> operations) {
    if (!is_text(child)) return write_opaque(child, operations);
    const Span shown = shown_text(bytes_, child);
    std::uint32_t kept = shown.begin;
    for (const Operation& operation : operations) {
      if (operation.raw.begin > kept) keep(slice({kept, operation.raw.begin}));
      kept = std::max(kept, operation.raw.end);  // a comment may begin or end inside what is deleted
      if (operation.kind != Kind::change) {
        write_comment(operation);
      } else {
        if (!operation.raw.empty()) remove(element("delText", " xml:space=\"preserve\"", slice(operation.raw)));
        if (!operation.insert.empty()) insert(operation.insert);
      }
    }
    if (shown.end > kept) keep(slice({kept, shown.end}));
    close_text();
  }

  /// A tab, or a child that comments surround.
  void write_opaque(const RawElement& child, std::span<const Operation> operations) {
    const bool deleted = std::any_of(operations.begin(), operations.end(), [&](const Operation& operation) {
      return operation.raw == child.whole;
    });
    const auto write = [&](bool before) {
      for (const Operation& operation : operations) {
        const bool stands_before = operation.kind == Kind::comment_begin ||
                                   (operation.kind == Kind::change && operation.raw.end <= child.whole.begin);
        if (stands_before != before) continue;
        if (operation.kind != Kind::change) write_comment(operation);
        else if (!operation.insert.empty()) insert(operation.insert);
      }
      close_text();
    };
    write(true);
    if (deleted) {
      remove(std::string(slice(child.whole)));
    } else {
      open();
      flush(child.whole.begin);
      done_ = child.whole.end;
    }
    write(false);
  }

  void open() {
    if (open_) return;
    open_ = true;
    new_ += run_start();
  }
  void close() {
    close_text();
    if (open_) new_ += end_tag("r");
    open_ = false;
  }
  void keep(std::string_view raw) {
    if (raw.empty()) return;
    open();
    if (!in_text_) new_ += "<" + prefix_ + "t xml:space=\"preserve\">";
    in_text_ = true;
    new_ += raw;
  }
  void close_text() {
    if (in_text_) new_ += end_tag("t");
    in_text_ = false;
  }

  void remove(std::string content) {
    if (context_.options.changes == WordChanges::direct) return;
    close();
    new_ += start_of_change("del") + run_start() + content + end_tag("r") + end_tag("del");
  }

  void insert(const std::string& text) {
    if (context_.options.changes == WordChanges::direct) return keep(xml(text));
    close();
    // Inside another's insertion: theirs is interrupted.
    if (insertion_ != WordRun::kNone) new_ += "</" + std::string(raw_name(bytes_, insertion_)) + ">";
    new_ += start_of_change("ins") + run_start() + element("t", " xml:space=\"preserve\"", xml(text)) + end_tag("r") +
            end_tag("ins");
    if (insertion_ != WordRun::kNone) new_ += context_.ids.renumbered(slice(raw_start_tag(bytes_, insertion_)));
  }

  void write_comment(const Operation& operation) {
    close();
    const std::string id = declaration_ + " " + attribute("id", std::to_string(operation.comment)) + "/>";
    if (operation.kind == Kind::comment_begin) {
      new_ += "<" + prefix_ + "commentRangeStart" + id;
    } else {
      new_ += "<" + prefix_ + "commentRangeEnd" + id;
      new_ += "<" + prefix_ + "r>" + "<" + prefix_ + "commentReference" + id + end_tag("r");
    }
  }

  /// The run's own start tag and properties. In a copy, a tracked change of format among them needs an id of its own.
  std::string run_start() {
    std::string_view tag = slice(run_.start_tag);
    const std::string properties(slice(properties_));
    const std::string out = std::string(tag) + (started_ ? context_.ids.renumbered(properties) : properties);
    started_ = true;
    return out;
  }
  [[nodiscard]] std::string end_tag(std::string_view name) const { return "</" + prefix_ + std::string(name) + ">"; }
  [[nodiscard]] std::string element(std::string_view name, std::string_view attributes,
                                    std::string_view content) const {
    return "<" + prefix_ + std::string(name) + std::string(attributes) + ">" + std::string(content) + end_tag(name);
  }
  [[nodiscard]] std::string attribute(std::string_view name, std::string_view value) const {
    return (prefix_.empty() ? "w:" : prefix_) + std::string(name) + "=\"" + xml(value) + "\"";
  }
  std::string start_of_change(std::string_view name) {
    std::string out = "<" + prefix_ + std::string(name) + declaration_ + " " +
                      attribute("id", std::to_string(context_.ids.next())) + " " +
                      attribute("author", context_.options.author);
    if (!context_.options.date.empty()) out += " " + attribute("date", context_.options.date);
    return out + ">";
  }

  std::string_view bytes_;
  RawElement run_;
  std::uint32_t insertion_;
  Context context_;
  std::string prefix_;
  std::string declaration_;
  Span properties_;
  Splices* splices_ = nullptr;
  std::uint32_t done_;  // the bytes before are written or left
  std::string new_;     // stands for the bytes from there on
  bool open_ = false;   // a run is open in new_
  bool in_text_ = false;
  bool started_ = false;
};

/// Bytes of the parts that change.
std::map<std::string, std::string> changed_parts(const WordFile& file, const std::vector<Operation>& operations,
                                                 Context context) {
  std::map<std::size_t, Splices> splices;
  for (std::size_t begin = 0; begin < operations.size();) {
    std::size_t end = begin;
    while (end < operations.size() && operations[end].run == operations[begin].run) ++end;
    const WordRun& run = file.runs()[operations[begin].run];
    const std::string& bytes = file.parts()[run.part].bytes;
    RunWriter writer(bytes, run, context);
    writer.write(std::span(operations).subspan(begin, end - begin), splices[run.part]);
    begin = end;
  }
  std::map<std::string, std::string> parts;
  for (auto& [number, list] : splices) {
    // Runs of text boxes lie inside other runs.
    std::sort(list.begin(), list.end(), [](const Edit& a, const Edit& b) { return a.span < b.span; });
    const WordPart& part = file.parts()[number];
    parts[part.name] = apply_edits(part.bytes, list);
  }
  return parts;
}

}  // namespace

Result<std::string> write_word(const Document& document, std::span<const Edit> edits, const WordWriteOptions& options) {
  const WordFile& file = *std::get<WordOrigin>(document.origin()).file;
  if (edits.empty() && options.comments.empty()) return file.package().bytes();
  if (auto error = refusal(file, options, !edits.empty())) return *std::move(error);
  Operations operations(file, file.text());
  const Pieces pieces(file.pieces()), twins(file.twins());
  for (const Edit& edit : edits) {
    if (!document.may_edit(edit) || !operations.add(edit, pieces)) {
      return not_editable({"有改动落在不能修改的内容上（域、锁定的控件、自动编号等）",
                           "an edit lies where nothing can be changed (a field, locked content, an automatic number)"});
    }
    operations.add(edit, twins);  // a box that the file holds twice is changed twice; where it cannot, the copy stays
  }
  auto comments = CommentsPart::open(file);
  if (!comments) return comments.error();
  IdSource ids(file.ids(), comments->ids());
  for (const WordComment& comment : options.comments) {
    const std::uint32_t id = ids.next();
    if (operations.add_comment(comment.span, id, pieces)) comments->add(id, comment.text, options);
  }
  std::map<std::string, std::string> members =
      changed_parts(file, operations.take(), {options, ids, word_namespace_of(file)});
  if (auto error = comments->write(members)) return *std::move(error);
  return file.package().with(members);
}

Span original_span(std::span<const Change> changes, Span span) {
  const auto original = [changes](std::uint32_t offset, bool is_end) {
    std::int64_t growth = 0;  // of the text before
    for (const Change& change : changes) {
      const auto begin = static_cast<std::int64_t>(change.span.begin) + growth;
      const std::int64_t end = begin + static_cast<std::int64_t>(change.after.size());
      if (offset < begin || (offset == begin && (is_end || begin < end))) break;
      if (offset < end) return is_end ? change.span.end : change.span.begin;
      growth += static_cast<std::int64_t>(change.after.size()) - change.span.size();
    }
    return static_cast<std::uint32_t>(static_cast<std::int64_t>(offset) - growth);
  };
  const Span out{original(span.begin, false), original(span.end, true)};
  return {out.begin, std::max(out.begin, out.end)};
}

}  // namespace jianyan

// A draft: its text, cut into blocks.
//
//   jianyan::ReadOptions options;
//   options.name = "草稿.txt";                                     // the suffix chooses the reader
//   jianyan::Result<jianyan::Document> document = jianyan::read_document(bytes, options);
//   for (const jianyan::Block& block : document->blocks())
//     if (block.kind == jianyan::BlockKind::heading) std::cout << document->text(block.content) << '\n';
//
// A Document is immutable and owns its text; it may be moved, and shared by any number of threads. Views returned by
// its members live as long as it does.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "jianyan/encoding.h"
#include "jianyan/export.h"
#include "jianyan/layout.h"
#include "jianyan/result.h"
#include "jianyan/span.h"

namespace jianyan {

/// What a block is. Rules say which kinds they read; the last four no rule reads.
///
/// Kinds are told by words and by place, and told with care: a line that might be a title, a heading or a signature,
/// and might as well be running text, is a paragraph.
enum class BlockKind : std::uint8_t {
  title,         ///< 关于……的建议, also on two or three lines; below the name of the form and its fields, if there are any
  form_field,    ///< 案由：…… 题目：…… 联系电话：……; several on one line are several blocks
  salutation,    ///< 各位代表： 县人大常委会：
  heading,       ///< 一、…… （一）…… 1.…… （1）…… or a Markdown heading, short, without a full stop, alone in its block
  paragraph,     ///< running text, also where it begins with a mark (一、加强领导。要……。 第一条　……)
  list_item,     ///< an item with a bullet, or a numbered line of one sentence that is no heading
  table_cell,    ///< in plain text: lines with tabs, two or more together
  quotation,     ///< Markdown > …, whatever is quoted
  signature,     ///< names or organs at the end
  date,          ///< a line that is a date, at the end
  attachment,    ///< 附件：1.…… and the lines 2.…… below it
  text_box,      ///< in a Word file, a line in a text box
  note,          ///< in a Word file, a footnote or endnote
  margin,        ///< in a Word file, a page header or footer
  code,          ///< code, and HTML without text
  link_target,   ///< Markdown [name]: address
  front_matter,
  comment,       ///< Markdown <!-- … -->
};

inline constexpr std::size_t kBlockKinds = 18;
[[nodiscard]] JIANYAN_EXPORT std::string_view block_kind_name(BlockKind kind) noexcept;

/// A set of block kinds; rules carry one.
class BlockKinds {
 public:
  constexpr BlockKinds() = default;
  template <class... Kinds>
  constexpr explicit BlockKinds(BlockKind first, Kinds... rest) : bits_((bit(first) | ... | bit(rest))) {}
  /// Everything that people read: all but code, link_target, front_matter and comment.
  [[nodiscard]] static constexpr BlockKinds prose() {
    BlockKinds kinds;
    kinds.bits_ = (1u << static_cast<unsigned>(BlockKind::code)) - 1;
    return kinds;
  }
  [[nodiscard]] constexpr bool contains(BlockKind kind) const { return (bits_ & bit(kind)) != 0; }
  friend constexpr bool operator==(BlockKinds, BlockKinds) = default;

 private:
  static constexpr unsigned bit(BlockKind kind) { return 1u << static_cast<unsigned>(kind); }
  unsigned bits_ = 0;
};

/// Blocks are in the order of the text and disjoint. Between them lie line ends, blank lines, and the lines of
/// Markdown that show nothing of their own: rulers, code fences, the lines under headings and table heads.
///
/// In plain text a line is a block. In Markdown a block is what the reader of the page sees as one: a paragraph may
/// span lines. In a Word file a paragraph is a line of the text, and so is each stretch of it between line breaks; the
/// body comes first, then text boxes, notes, and what stands in the margins.
struct Block {
  BlockKind kind = BlockKind::paragraph;
  /// Depth from 1. By the mark: 一、 is 1, （一） 2, 1. 3, （1） 4, ① 5, wherever a block has one, a paragraph too. Markdown
  /// headings: the number of #; Markdown list items: how deep they are nested. Word's headings without a mark: by
  /// style. 0 for all else.
  std::uint8_t level = 0;
  /// Whole lines without the last line end, with indent and trailing spaces. A table cell: what lies between its
  /// separators; one of several form fields on a line: up to the next label.
  Span span;
  /// What stands before the content to say what it is, with the blanks that follow: "一、", "- ", "## 一、", "案由：", "附件：",
  /// "> ". Empty where there is none.
  Span mark;
  Span content;  ///< what remains of the span without indent, mark and trailing spaces; may be empty after a mark
};

enum class Format : std::uint8_t {
  text,
  markdown,
  title,  ///< the title field of a record: every line of the text is a title block
  word,   ///< a Word file; by its bytes, never by its name
};
[[nodiscard]] JIANYAN_EXPORT std::string_view format_name(Format format) noexcept;

/// Whether the text is a whole draft. Rules about structure and layout of drafts run on drafts only.
enum class Scope : std::uint8_t {
  draft,     ///< has form fields, or a title, salutation, signature or date with some text, or two paragraphs
  fragment,  ///< a line of a stream, a sentence, a paragraph, a title alone
};

struct ReadOptions {
  std::string name = {};                  ///< its suffix chooses the format: .md, .markdown; all else is text or Word
  std::optional<Format> format = {};      ///< overrides the suffix
  std::optional<Encoding> encoding = {};  ///< overrides detection
  std::optional<Scope> scope = {};        ///< overrides what the structure says
  bool title_apart = false;               ///< the title is kept elsewhere, as in a record with a field for it
};

class WordFile;
struct WordLayout;

/// A Word file as it was read, and where in the text its paragraphs are.
struct WordOrigin {
  std::shared_ptr<const WordFile> file;
  std::shared_ptr<const WordLayout> layout;
};

/// What is needed to write a text back into its file.
using Origin = std::variant<TextOrigin, WordOrigin>;

class JIANYAN_EXPORT Document {
 public:
  /// Cuts text that is UTF-8 already. Invalid bytes in it become U+FFFD. Never fails; `options.encoding` is not used.
  /// Precondition: the repaired text is smaller than 4 GiB.
  [[nodiscard]] static Document from_text(std::string text, const ReadOptions& options = {});
  /// Cuts what decode() gave.
  [[nodiscard]] static Document from_decoded(DecodedText decoded, const ReadOptions& options = {});
  /// Cuts the text of a Word file; `options.format` and `options.encoding` are not used.
  [[nodiscard]] static Document from_word(WordOrigin origin, const ReadOptions& options = {});
  /// The document after the edits, cut anew. A scope that was given stays, one that was found is found anew.
  /// Preconditions: sorted, disjoint, valid UTF-8, allowed by may_edit().
  [[nodiscard]] Document with_edits(std::span<const Edit> edits) const;

  [[nodiscard]] std::string_view text() const& noexcept { return text_; }
  std::string_view text() const&& = delete;
  [[nodiscard]] std::string_view text(Span span) const& noexcept {
    return std::string_view(text_).substr(span.begin, span.size());
  }
  std::string_view text(Span span) const&& = delete;

  [[nodiscard]] std::span<const Block> blocks() const& noexcept { return blocks_; }
  /// Stretches inside blocks that no rule reads, because they are markup: code spans, link targets, <addresses>, HTML
  /// tags and comments, the signs of emphasis, quotation signs of continued lines. They have no width: **甲**乙 reads
  /// 甲乙. Sorted, disjoint. Empty for plain text. A bare URL is text in both formats.
  [[nodiscard]] std::span<const Span> masked() const& noexcept { return masked_; }
  [[nodiscard]] Format format() const noexcept { return format_; }
  [[nodiscard]] Scope scope() const noexcept { return scope_; }
  [[nodiscard]] bool title_apart() const noexcept { return title_apart_; }
  [[nodiscard]] const Origin& origin() const& noexcept { return origin_; }
  /// Whether an edit can be written back. In a Word file not: of the ends of paragraphs, automatic numbers, results of
  /// fields, locked content, objects. In a text, always. O(log n).
  [[nodiscard]] bool may_edit(const Edit& edit) const noexcept;
  /// What a user should know of the file, such as that it is signed.
  [[nodiscard]] std::span<const Message> notes() const& noexcept;

  /// How the paragraph of a block of the body is set; nullptr for text boxes, notes and margins, and for files that are
  /// not Word's. The first call reads styles and pages: O(file). O(log paragraphs).
  [[nodiscard]] const ParagraphLayout* layout_of(const Block& block) const&;
  /// The sections of a Word file; empty for others.
  [[nodiscard]] std::span<const SectionLayout> sections() const&;

  /// The block that holds `offset`, or the last one before it; nullptr before the first. O(log blocks).
  [[nodiscard]] const Block* block_at(std::uint32_t offset) const& noexcept;

 private:
  Document(std::string text, Origin origin, Format format, const ReadOptions& options);

  std::string text_;
  std::vector<Block> blocks_;
  std::vector<Span> masked_;
  Origin origin_;
  Format format_ = Format::text;
  Scope scope_ = Scope::draft;
  std::optional<Scope> scope_given_;
  bool title_apart_ = false;
};

/// Decodes and cuts a file. Word files (.docx and its kin) are told by their bytes.
/// Errors: those of decode(), unsupported_format, damaged, encrypted. Complexity: O(n). Thread-safe.
[[nodiscard]] JIANYAN_EXPORT Result<Document> read_document(std::string_view bytes, const ReadOptions& options = {});

}  // namespace jianyan

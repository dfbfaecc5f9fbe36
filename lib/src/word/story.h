// The text of one part of a Word file: of the body, of the notes, of a header or footer.
//
// A paragraph's text is put together from pieces, each of which knows the bytes that it came from: Word spreads a word
// over as many runs as it likes. What is read is what a reader of the printed page sees once all tracked changes are
// accepted: deleted text is left out, two paragraphs whose mark between them was deleted are one, automatic numbers
// stand in front, and a text box that a file holds twice (mc:AlternateContent) is read once.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jianyan/result.h"
#include "jianyan/span.h"
#include "word/numbering.h"
#include "word/styles.h"
#include "word/xml.h"

namespace jianyan {

/// Where in the file text stands.
enum class Place : std::uint8_t { body, text_box, note, margin };

/// A w:r in the bytes of its part.
struct WordRun {
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  Span raw;
  std::uint32_t insertion = kNone;  ///< where the w:ins begins whose child it is
  std::uint16_t part = 0;
};

/// Text that comes from one stretch of bytes. In a piece of text each character stands for itself, or the piece is one
/// character that the file writes as a reference.
struct WordPiece {
  std::uint32_t begin = 0;  ///< in the text of its story, later of the document
  std::uint32_t size = 0;
  Span raw;
  std::uint32_t run = WordRun::kNone;
  bool fixed = false;  ///< must not be edited: the result of a field, locked content, an object, an automatic number
};

struct WordParagraph {
  Span span;  ///< without its end
  Place place = Place::body;
  std::uint8_t outline = 0;     ///< 1 to 9 for a heading by style, 0 for text
  bool title = false;
  bool contents = false;        ///< a line of a table of contents
  std::uint32_t cell = 0;       ///< a number for each table cell, from 1; 0 outside of tables
  std::uint32_t row = 0;        ///< of its cell: a number for each row of the part
  std::uint32_t raw = 0;        ///< where its w:p begins in the bytes of its part; of several made one, the last
};

/// Consecutive paragraphs, their pieces in order.
struct Story {
  std::string text;
  std::vector<WordPiece> pieces;
  std::vector<WordParagraph> paragraphs;
};

/// A text box in the fallback of an AlternateContent, whose text is that of a box that was read.
struct Twin {
  std::size_t box;   ///< the index of the box that was read
  Story story;
};

struct PartText {
  Story main;
  std::vector<Story> boxes;
  std::vector<Twin> twins;
  std::vector<WordRun> runs;
  std::vector<std::uint32_t> ids;  ///< of annotations and bookmarks
  bool foreign_content = false;    ///< has w:altChunk: content in another format that is not read
};

/// `numbering` goes on counting. Errors: those of parse_xml().
[[nodiscard]] Result<PartText> read_part_text(std::string_view bytes, Place place, std::uint16_t part,
                                              const Styles& styles, Numbering& numbering);

}  // namespace jianyan

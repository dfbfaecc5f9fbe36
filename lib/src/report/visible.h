// Text of a draft as it may be shown: on one line, with nothing that a terminal would obey or swallow.
#pragma once

#include <string>
#include <string_view>

namespace jianyan {

/// Appends `text` with control, invisible and private characters as <U+200B>, tabs as a space and line ends as ⏎.
void append_visible(std::string& out, std::string_view text);

/// The same, with the middle of a long text left out.
void append_excerpt(std::string& out, std::string_view text);

/// The same between quotation marks.
void append_quoted(std::string& out, std::string_view text);

}  // namespace jianyan

// Old and foreign word processor files (.doc .wps .rtf .odt), through LibreOffice where it is installed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "jianyan/message.h"

namespace jianyan::tools {

/// Whether the bytes are of a format that LibreOffice can make a .docx of.
[[nodiscard]] bool is_office_format(std::string_view bytes);

struct OfficeResult {
  std::string bytes;             ///< of the .docx
  std::optional<Message> error;  ///< why there is none
};

/// Runs soffice with a profile of its own in a private temporary folder, for at most a minute. Macros are not run.
[[nodiscard]] OfficeResult convert_with_office(std::string_view bytes);

}  // namespace jianyan::tools

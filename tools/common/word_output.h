// How Word files are written: the options that the tools share.
#pragma once

#include <string>

#include "jianyan/word.h"

namespace jianyan::tools {

struct WordOptions {
  bool direct = false;    ///< no tracked changes
  bool comment = false;   ///< remarks on what was not applied
  std::string author = "jianyan";
};

/// With the date of SOURCE_DATE_EPOCH, or of now. @throws UsageError where that variable is no number of seconds.
[[nodiscard]] WordWriteOptions write_options(const WordOptions& options);

}  // namespace jianyan::tools

#include "document/readers.h"
namespace jianyan {
Reading read_markdown(std::string_view text) { return read_text(text); }
}

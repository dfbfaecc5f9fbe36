#include "language/bigrams.h"

namespace jianyan {

Bigrams::Bigrams(const Data& data) : table_(buckets_of(data.section(kSection))) {}

}  // namespace jianyan

// The compiled data of the build tree, opened once for all tests.
#pragma once

#include <memory>

#include "jianyan/data.h"

namespace jianyan::testing {

inline const std::shared_ptr<const Data>& test_data() {
  static const std::shared_ptr<const Data> data = Data::open(JIANYAN_DATA_FILE);
  return data;
}

}  // namespace jianyan::testing

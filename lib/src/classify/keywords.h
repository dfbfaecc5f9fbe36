// The words that tell what a draft is about.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "classify/record_text.h"
#include "jianyan/segmenter.h"

namespace jianyan {

inline constexpr std::size_t kMostKeywords = 8;

class KeywordFinder {
 public:
  /// Both must outlive the object. The words of fields called kCommonField are common to all drafts.
  KeywordFinder(const Segmenter& segmenter, const Subjects& topics) : segmenter_(segmenter), topics_(topics) {}

  /// At most kMostKeywords, best first. `matches` are of `topics` in the record; names in `named` are no keywords.
  [[nodiscard]] std::vector<std::string> find(const RecordText& record, const RecordMatches& matches,
                                              const RecordMatches& named) const;

  static constexpr std::string_view kCommonField = "公文用语";

 private:
  const Segmenter& segmenter_;
  const Subjects& topics_;
};

}  // namespace jianyan

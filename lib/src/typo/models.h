// What the search for typos knows: words, characters, and what is mistaken for what. Views into the data; immutable.
#pragma once

#include "jianyan/data.h"
#include "language/bigrams.h"
#include "language/lexicon.h"
#include "language/names.h"
#include "language/network.h"
#include "language/ngrams.h"
#include "language/word_vectors.h"
#include "segment/edges.h"
#include "segment/user_words.h"
#include "typo/confusions.h"
#include "typo/word_pairs.h"

namespace jianyan {

struct TypoModels {
  /// @throws LoadError when the data lacks a section, or one is damaged.
  explicit TypoModels(const Data& data)
      : lexicon(data), bigrams(data), names(data), edges(lexicon, names, user_words), ngrams(data), confusions(data), vectors(data),
        network(data), pairs(data) {}
  TypoModels(const TypoModels&) = delete;
  TypoModels& operator=(const TypoModels&) = delete;

  Lexicon lexicon;
  Bigrams bigrams;
  Names names;
  UserWords user_words;  ///< none: a user's words are no place to look for typos at all
  EdgeFinder edges;
  Ngrams ngrams;
  Confusions confusions;
  WordVectors vectors;
  Network network;
  WordPairs pairs;
};

}  // namespace jianyan

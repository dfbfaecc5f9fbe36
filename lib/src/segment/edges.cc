#include "segment/edges.h"

namespace jianyan {

EdgeFinder::EdgeFinder(const Lexicon& lexicon, const Names& names, const UserWords& user_words)
    : lexicon_(lexicon), names_(names), user_words_(user_words) {
  // After "30" come the same words as after "三", whose bigrams the model knows.
  if (const LexiconNode* three = lexicon.find("三")) number_ = *three;
}

}  // namespace jianyan

#include "segment/edges.h"

namespace jianyan {

EdgeFinder::EdgeFinder(const Lexicon& lexicon, const UserWords& user_words) : lexicon_(lexicon), user_words_(user_words) {
  // After "30" come the same words as after "三", whose bigrams the model knows.
  if (const LexiconNode* three = lexicon.find("三")) number_ = *three;
}

}  // namespace jianyan

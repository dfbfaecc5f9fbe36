// A text for the user, in both languages of the tools.
//
// The library never chooses a language and reads no locale: it hands out both texts, and whoever prints decides.
//
//   jianyan::Message m{"句末连用两个句号", "two full stops in a row"};
//   m.in(jianyan::Language::zh);                  // "句末连用两个句号"
#pragma once

#include <string>

namespace jianyan {

enum class Language { zh, en };

struct Message {
  std::string zh;
  std::string en;

  [[nodiscard]] const std::string& in(Language language) const { return language == Language::zh ? zh : en; }
  friend bool operator==(const Message&, const Message&) = default;
};

}  // namespace jianyan

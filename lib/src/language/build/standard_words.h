// Which strings the segmentation standard calls one word, whatever the language model thinks.
//
//   StandardWords standard;
//   standard.add_jieba(read_source("/usr/lib/python3/dist-packages/jieba/dict.txt"));
//   standard.add("全市");
//   model.conform(standard, names);
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace jianyan {

class StandardWords {
 public:
  /// Takes the words of jieba's dictionary ("word count tag" a line) that its counts and tags show to be words; the rest are
  /// phrases and noise. Names of persons are kept apart.
  void add_jieba(std::string_view dictionary);
  void add(const std::string& word) { words_.insert(word); }
  void remove(const std::string& word) {
    words_.erase(word);
    known_words_.erase(word);
  }
  void add_name(const std::string& name) { known_names_.insert(name); }

  /// Whether a word of the language model is one word of the standard.
  [[nodiscard]] bool contains(const std::string& word) const { return known_words_.contains(word) || words_.contains(word); }
  /// Words that are to be known though the language model may lack them, sorted.
  [[nodiscard]] std::vector<std::string> words() const;
  /// What jieba's dictionary calls a person's name: for statistics, since much of it is none. Sorted.
  [[nodiscard]] std::vector<std::string> perhaps_names() const;
  [[nodiscard]] bool is_perhaps_name(const std::string& word) const { return perhaps_names_.contains(word); }
  /// Names from our own table.
  [[nodiscard]] bool is_known_name(const std::string& word) const { return known_names_.contains(word); }

 private:
  std::unordered_set<std::string> words_;
  std::unordered_set<std::string> known_words_;
  std::unordered_set<std::string> perhaps_names_;
  std::unordered_set<std::string> known_names_;
};

}  // namespace jianyan

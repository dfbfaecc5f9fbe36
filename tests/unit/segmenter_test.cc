// Segmentation with the data file of the build: what tokens look like, and that nothing of a text is lost.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "jianyan/data.h"
#include "jianyan/segmenter.h"
#include "language/bigrams.h"
#include "language/lexicon.h"
#include "language/names.h"
#include "segment/edges.h"
#include "segment/lattice.h"
#include "segment/piece.h"
#include "segment/user_words.h"
#include "text/utf8.h"

namespace jianyan {
namespace {

std::shared_ptr<const Data> shared_data() {
  static const std::shared_ptr<const Data> data = Data::open(JIANYAN_DATA_FILE);
  return data;
}

const Segmenter& shared_segmenter() {
  static const Segmenter segmenter(shared_data());
  return segmenter;
}

std::string joined(const Segmenter& segmenter, std::string_view text) {
  std::string words;
  for (const Token& token : segmenter.segment(text)) {
    if (!words.empty()) words += '|';
    words += text.substr(token.span.begin, token.span.size());
  }
  return words;
}

/// Tokens are in order, not empty, on code points, and cover the text.
void check_cover(std::string_view text, const std::vector<Token>& tokens) {
  const bool valid = valid_utf8_prefix(text) == text.size();
  std::uint32_t at = 0;
  for (const Token& token : tokens) {
    REQUIRE(token.span.begin == at);
    REQUIRE(token.span.end > at);
    at = token.span.end;
    if (valid && at < text.size()) {
      CHECK((static_cast<unsigned char>(text[at]) & 0xC0u) != 0x80u);
    }
  }
  CHECK(at == text.size());
}

TEST_CASE("segmenter: words of running text") {
  const std::pair<const char*, const char*> cases[] = {
      {"", ""},
      {"我们建议加强农村公路养护。", "我们|建议|加强|农村|公路|养护|。"},
      {"研究生命起源", "研究|生命|起源"},
      {"市民反映强烈", "市民|反映|强烈"},
      {"人民群众的获得感", "人民|群众|的|获得|感"},
  };
  for (const auto& [text, words] : cases) CHECK(joined(shared_segmenter(), text) == words);
}

TEST_CASE("segmenter: tokens known by their form") {
  const struct {
    const char* text;
    const char* words;
    TokenKind kind;  // of the first token
  } cases[] = {
      {"1,280元", "1,280|元", TokenKind::number},
      {"3.5%以上", "3.5%|以上", TokenKind::number},
      {"１５％以上", "１５％|以上", TokenKind::number},
      {"1.5万人", "1.5万|人", TokenKind::number},
      {"1:2.5", "1:2.5", TokenKind::number},
      {"20年来", "20|年|来", TokenKind::number},
      {"〔2025〕12号", "〔2025〕|12|号", TokenKind::number},
      {"三十五名", "三十五|名", TokenKind::number},
      {"第二十届", "第二十|届", TokenKind::number},
      {"百分之三十五", "百分之三十五", TokenKind::number},
      {"2025年3月5日9时30分", "2025年|3月|5日|9时|30分", TokenKind::date},
      {"二〇二五年十二月", "二〇二五年|十二月", TokenKind::date},
      {"PM2.5浓度", "PM2.5|浓度", TokenKind::latin},
      {"GB/T 9704", "GB/T| |9704", TokenKind::latin},
      {"5G基站", "5G|基站", TokenKind::latin},
      {"https://example.org/a?b=1。", "https://example.org/a?b=1|。", TokenKind::latin},
      {"zhang.san@example.org。", "zhang.san@example.org|。", TokenKind::latin},
      {"——", "——", TokenKind::punctuation},
      {"…………", "…………", TokenKind::punctuation},
      {"，。", "，|。", TokenKind::punctuation},
      {" \t\n", " \t\n", TokenKind::space},
      {"\xff", "\xff", TokenKind::unknown},
  };
  for (const auto& expected : cases) {
    CAPTURE(expected.text);
    CHECK(joined(shared_segmenter(), expected.text) == expected.words);
    CHECK(shared_segmenter().segment(expected.text).front().kind == expected.kind);
  }
}

TEST_CASE("segmenter: user words") {
  const std::string text = "请明月湖创投办牵头办理";
  CHECK(joined(shared_segmenter(), text) != "请|明月湖创投办|牵头|办理");
  const std::vector<UserWord> whole{{"明月湖创投办", {}}, {"", {}}, {"Ａ类5G", -2.0}};
  const Segmenter segmenter(shared_data(), whole);
  CHECK(joined(segmenter, text) == "请|明月湖创投办|牵头|办理");
  CHECK(joined(segmenter, "新增A类5G网点").find("A类5G") != std::string::npos);

  // A weight decides, also for words of the lexicon.
  const std::vector<UserWord> unlikely{{"明月湖创投办", -90.0}};
  CHECK(joined(Segmenter(shared_data(), unlikely), text) == joined(shared_segmenter(), text));
}

TEST_CASE("segmenter: every text is covered, whatever its bytes") {
  std::mt19937 random(3);
  const std::u32string alphabet = U"的一是了我不人在他有这个上们来到时大地为子中你说生国年着第十二三百千万〇月日分之12 ,.%年〔〕—…aZ-@:/\n\t𠀀\uFFFD";
  for (int round = 0; round < 2000; ++round) {
    std::u32string text;
    for (auto left = random() % 60; left > 0; --left) text += alphabet[random() % alphabet.size()];
    std::string bytes = to_utf8(text);
    check_cover(bytes, shared_segmenter().segment(bytes));
    for (auto left = random() % 5; left > 0 && !bytes.empty(); --left) bytes[random() % bytes.size()] = static_cast<char>(random());
    check_cover(bytes, shared_segmenter().segment(bytes));
  }
}

/// The least cost of any path from `place` on, by trying them all. `before` is the edge that ended there.
Cost cheapest(const Piece& piece, const EdgeFinder& edges, const Bigrams& bigrams, std::uint32_t place, const Edge& before) {
  if (place == piece.size()) return 0;
  Cost best = Bigrams::kNone;
  edges.for_each_edge(piece, place, [&](const Edge& edge) {
    Cost cost = before.backoff + edge.cost;
    if (before.last_word != 0 && edge.first_word != 0) {
      const Cost bigram = bigrams.cost(Bigrams::left(before.last_word), edge.first_word);
      if (bigram != Bigrams::kNone) cost = std::min(cost, bigram + edge.inner_cost);
    }
    best = std::min(best, cost + cheapest(piece, edges, bigrams, edge.end, edge));
  });
  return best;
}

TEST_CASE("segmenter: the path found costs what the cheapest of all paths costs") {
  const auto data = shared_data();
  const Lexicon lexicon(*data);
  const Bigrams bigrams(*data);
  const Names names(*data);
  const UserWords user_words;
  const EdgeFinder edges(lexicon, names, user_words);
  Lattice lattice(lexicon, bigrams, edges);
  Piece piece;
  std::mt19937 random(11);
  const std::u32string alphabet = U"人大代表建议市民生活力发展中国家有的是一个三十年月第王建明，7a";
  for (int round = 0; round < 1500; ++round) {
    std::u32string characters;
    for (auto left = 1 + random() % 10; left > 0; --left) characters += alphabet[random() % alphabet.size()];
    const std::string text = to_utf8(characters);
    CAPTURE(text);
    REQUIRE(piece.read(text, 0, lexicon) == text.size());
    const Edge start{0, 0, 0, 0, 0, 0, 0, TokenKind::space};
    CHECK(lattice.search(piece) == cheapest(piece, edges, bigrams, 0, start));
    CHECK(shared_segmenter().score(text) == doctest::Approx(-lattice.search(piece) / static_cast<double>(kCostPerDigit)));
  }
}

TEST_CASE("segmenter: words of the standard, and names of persons") {
  const std::pair<const char*, const char*> cases[] = {
      {"全市各级部门", "全市|各级|部门"},
      {"这是一个问题", "这|是|一个|问题"},
      {"市场经济体系", "市场经济|体系"},
      {"三个问题", "三|个|问题"},
      {"请王建国代表发言", "请|王|建国|代表|发言"},
      {"走出困境", "走|出|困境"},
      {"规划自然资源局", "规划自然资源局"},
      {"市发展改革委负责统筹推进", "市|发展改革委|负责|统筹|推进"},
  };
  for (const auto& [text, words] : cases) CHECK(joined(shared_segmenter(), text) == words);
  const std::vector<Token> tokens = shared_segmenter().segment("张晓婷委员");
  REQUIRE(tokens.size() == 3);
  CHECK(tokens[0].kind == TokenKind::name);
  CHECK(tokens[1].kind == TokenKind::name);
}

TEST_CASE("segmenter: a long line is cut into pieces, and only there may words differ") {
  std::string sentence = "各区县应当加强统筹协调，推动任务落地见效。";
  std::string text;
  std::size_t tokens = 0;
  for (int i = 0; i < 5000; ++i) text += sentence;
  const auto all = shared_segmenter().segment(text);
  check_cover(text, all);
  tokens = shared_segmenter().segment(sentence).size();
  CHECK(all.size() == 5000 * tokens);

  const std::string without_stops(30000, '7');
  CHECK(shared_segmenter().segment(without_stops).size() == 30000 / 4096 + 1);
}

TEST_CASE("segmenter: score prefers what is written more often") {
  const Segmenter& segmenter = shared_segmenter();
  CHECK(segmenter.score("") == 0);
  CHECK(segmenter.score("反映问题") > segmenter.score("反应问题"));
  CHECK(segmenter.score("截至目前") > segmenter.score("截止目前"));
  CHECK(std::isfinite(segmenter.score(std::string(100000, 'x'))));
}

TEST_CASE("threads: two threads share one segmenter") {
  const std::string text = "建议市交通运输委会同有关区县加快推进农村公路建设，力争2025年底前完成。";
  const std::string expected = joined(shared_segmenter(), text);
  std::vector<std::thread> threads;
  std::vector<int> wrong(2);
  for (int& count : wrong) {
    threads.emplace_back([&count, &text, &expected] {
      for (int i = 0; i < 500; ++i) count += joined(shared_segmenter(), text) != expected;
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == std::vector<int>{0, 0});
}

}  // namespace
}  // namespace jianyan

// Reading, linting and cleaning of whole drafts: bytes of the file a second.
#include <benchmark/benchmark.h>

#include "bench_texts.h"
#include "jianyan/cleaner.h"

namespace jianyan::bench {
namespace {

void set_bytes(benchmark::State& state, const std::string& text) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(text.size()));
}

void open_linter(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(Linter(Data::open(JIANYAN_DATA_FILE)));
}
BENCHMARK(open_linter)->Unit(benchmark::kMicrosecond);

void read(benchmark::State& state, const char* name) {
  const std::string text = long_draft(name);
  for (auto _ : state) benchmark::DoNotOptimize(read_document(text));
  set_bytes(state, text);
}
BENCHMARK_CAPTURE(read, clean, "clean-elderly-care.txt");

/// All rules but those about typos, some of which ask the typo engine: it costs many times as much as all others together.
LintOptions without_typos() {
  LintOptions options;
  options.selection = *RuleSelection::parse({.select = {}, .ignore = {"typo"}});
  return options;
}

void lint(benchmark::State& state, const char* name) {
  const Linter linter(data(), without_typos());
  const std::string text = long_draft(name);
  const Document document = Document::from_text(text);
  for (auto _ : state) benchmark::DoNotOptimize(linter.lint(document));
  set_bytes(state, text);
}
BENCHMARK_CAPTURE(lint, clean, "clean-elderly-care.txt");
BENCHMARK_CAPTURE(lint, dirty, "dirty-rural-road.txt");

void lint_with_typos(benchmark::State& state, TypoLevel level) {
  LintOptions options;
  options.typo_level = level;
  const Linter linter(data(), options);
  const std::string text = long_draft("clean-elderly-care.txt");
  const Document document = Document::from_text(text);
  for (auto _ : state) benchmark::DoNotOptimize(linter.lint(document));
  set_bytes(state, text);
}
BENCHMARK_CAPTURE(lint_with_typos, strict, TypoLevel::strict);
BENCHMARK_CAPTURE(lint_with_typos, normal, TypoLevel::normal);

void read_and_clean(benchmark::State& state, const char* name) {
  const Linter linter(data(), without_typos());
  const std::string text = long_draft(name);
  for (auto _ : state) benchmark::DoNotOptimize(clean(Document::from_text(text), linter));
  set_bytes(state, text);
}
BENCHMARK_CAPTURE(read_and_clean, clean, "clean-elderly-care.txt");
BENCHMARK_CAPTURE(read_and_clean, dirty, "dirty-rural-road.txt");

}  // namespace
}  // namespace jianyan::bench

BENCHMARK_MAIN();

// How fast segmentation is, on drafts made by repeating and shuffling invented sentences.
//
//   build/release/bin/segment_bench
#include <benchmark/benchmark.h>

#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "jianyan/data.h"
#include "jianyan/segmenter.h"

namespace {

constexpr std::string_view kClauses[] = {
    "近年来我市农村公路建设成效明显", "但部分路段养护资金不足", "群众出行仍有不便", "建议市交通运输委牵头制定养护办法",
    "明确各区县责任", "将日常养护经费列入财政预算", "对超限超载车辆加强治理", "力争2027年底前完成3200公里改造任务",
    "社区养老服务设施布局不够均衡", "老城区嵌入式机构床位紧张", "护理人员流动性大", "建议民政部门会同卫生健康部门完善医养结合机制",
    "支持职业院校扩大护理专业招生", "对连续服务满5年的护理员给予一次性奖励", "中小学课后服务质量参差不齐", "部分家长反映活动内容单一",
    "应当统筹文体场馆和志愿者资源", "丰富艺术体育科技类课程", "降低第三方机构准入的随意性", "长江支流沿线生活污水直排问题时有发生",
    "管网老化破损占比约18.6%", "雨污分流改造进展缓慢", "建议生态环境部门开展全面排查", "建立问题清单和整改台账",
    "引导民营企业参与数字化转型", "对购买工业软件的企业按比例补助", "推动公共数据有序开放", "提高政务服务事项一网通办水平",
};
constexpr std::string_view kMarks[] = {"，", "，", "，", "。", "；", "。"};

/// About `size` bytes: sentences in a random but fixed order, a line end now and then.
std::string invented_text(std::size_t size) {
  std::mt19937 random(7);
  std::string text;
  while (text.size() < size) {
    text += kClauses[random() % std::size(kClauses)];
    text += kMarks[random() % std::size(kMarks)];
    if (random() % 12 == 0) text += '\n';
  }
  return text;
}

const jianyan::Segmenter& segmenter() {
  static const jianyan::Segmenter instance(jianyan::Data::open(JIANYAN_DATA_FILE));
  return instance;
}

void segment_text(benchmark::State& state) {
  const std::string text = invented_text(static_cast<std::size_t>(state.range(0)));
  std::vector<jianyan::Token> tokens;
  for (auto _ : state) {
    segmenter().segment(text, tokens);
    benchmark::DoNotOptimize(tokens.data());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(segment_text)->Arg(300)->Arg(7 << 10)->Arg(1 << 20);

void open_and_first_sentence(benchmark::State& state) {
  for (auto _ : state) {
    const jianyan::Segmenter fresh(jianyan::Data::open(JIANYAN_DATA_FILE));
    benchmark::DoNotOptimize(fresh.segment(kClauses[0]));
  }
}
BENCHMARK(open_and_first_sentence)->Unit(benchmark::kMicrosecond);

}  // namespace

BENCHMARK_MAIN();

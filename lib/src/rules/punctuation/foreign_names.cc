// The characters are the usual ones of transcription from European languages (GB/T 17693 uses the same for places).
#include "rules/punctuation/foreign_names.h"

namespace jianyan {
namespace {

constexpr std::u32string_view kTranscription =
    U"阿埃艾安奥巴贝本比彼波伯博布查达戴丹道德登迪蒂顿多恩尔法菲费芬弗福戈格古哈海汉赫亨胡华霍基吉加贾杰金卡凯坎康考科克"
    U"肯库夸拉莱兰朗劳雷里丽利莉林琳卢鲁路伦罗洛马玛迈麦曼芒梅门蒙米密莫姆穆娜奈南内尼涅宁纽努诺欧帕佩珀普奇恰乔切萨塞桑瑟森"
    U"列沙莎山尚什史司斯思丝苏索泰坦汤唐特提廷托瓦万威韦维温沃乌伍西希锡夏肖谢辛雅亚扬耶叶伊因尤约泽扎詹珍朱兹佐夫娃";
constexpr std::size_t kLongestPart = 6;

}  // namespace

bool separates_foreign_name(const Characters& c, std::size_t dot) noexcept {
  std::size_t left = 0, right = 0;
  while (left < kLongestPart && is_one_of(c[dot - 1 - left], kTranscription)) ++left;
  while (right < kLongestPart && is_one_of(c[dot + 1 + right], kTranscription)) ++right;
  return left >= 2 && right >= 2 && left + right >= 5;
}

}  // namespace jianyan

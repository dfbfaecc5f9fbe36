// One walk over the bytes looks for the begin of a run of letters and digits; most bytes of a draft are ideographs, and
// are passed over. A run is read with the groups of digits that follow it (138 0000 0000), tried as a whole, then each
// group alone. What stands before it (账号：, 护照, 渝) decides where the digits alone cannot.
#include "privacy/private_data.h"

#include <algorithm>
#include <array>
#include <optional>

#include "privacy/numbers.h"
#include "text/character_class.h"
#include "text/utf8.h"

namespace jianyan {
namespace {

using std::string_view;

constexpr std::u32string_view kPlateProvinces = U"京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
/// The commonest surnames; together they name more than nine in ten persons.
constexpr std::u32string_view kSurnames =
    U"王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任"
    U"沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔"
    U"向汤冉牟邬庞樊兰殷施洪翟安颜倪牛温芦季俞章鲁葛伍申尤毕聂柴焦齐梅庄辛管祝左涂谷祁时舒耿卜路詹关苗凌费"
    U"纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位霍翁隋植甘景薄单包司柏宁柯阮桂闵";

/// How far before a number its cue may stand, in bytes: six ideographs.
constexpr std::size_t kCueReach = 18;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_alnum(char c) { return is_digit(c) || is_upper(c) || (c >= 'a' && c <= 'z'); }

/// A letter or digit, of ASCII or full width; 0 for all else.
struct Glyph {
  char value = 0;
  std::uint32_t length = 0;
};

Glyph glyph_at(string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  if (is_alnum(text[at])) return {text[at], 1};
  if (static_cast<unsigned char>(text[at]) != 0xEF || at + 2 >= text.size()) return {};
  const char32_t c = decode_utf8_at(text, at).value;
  if (c < 0xFF10 || c > 0xFF5A) return {};
  const char narrow = static_cast<char>(c - 0xFF00 + 0x20);
  return is_alnum(narrow) ? Glyph{narrow, 3} : Glyph{};
}

char32_t character_at(string_view text, std::size_t at) {
  return at < text.size() ? decode_utf8_at(text, at).value : U'\0';
}

std::size_t before(string_view text, std::size_t at) {
  if (at == 0) return 0;
  do --at;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
  return at;
}

char32_t character_before(string_view text, std::size_t at) {
  return at == 0 ? U'\0' : decode_utf8_at(text, before(text, at)).value;
}

bool one_of(char32_t c, std::u32string_view set) { return c != 0 && set.find(c) != set.npos; }

/// A run of letters and digits, with groups of digits joined by single blanks or hyphens.
struct Run {
  std::string value;                          // in ASCII, without separators
  std::vector<std::uint32_t> offsets, ends;   // of each character
  std::vector<std::size_t> groups{0};         // index of the first character of each group

  [[nodiscard]] std::size_t size() const { return value.size(); }
  [[nodiscard]] std::uint32_t begin() const { return offsets.front(); }
  [[nodiscard]] std::uint32_t end() const { return ends.back(); }
  [[nodiscard]] bool digits() const { return std::all_of(value.begin(), value.end(), is_digit); }
  /// Characters [first, last). Precondition: first < last.
  [[nodiscard]] Span span(std::size_t first, std::size_t last) const { return {offsets[first], ends[last - 1]}; }

  [[nodiscard]] Run group(std::size_t number) const {
    const auto first = static_cast<std::ptrdiff_t>(groups[number]);
    const auto last = static_cast<std::ptrdiff_t>(number + 1 < groups.size() ? groups[number + 1] : size());
    return {std::string(value.begin() + first, value.begin() + last),
            std::vector(offsets.begin() + first, offsets.begin() + last),
            std::vector(ends.begin() + first, ends.begin() + last)};
  }
};

class Finder {
 public:
  explicit Finder(string_view text) : text_(text) {}

  std::vector<PrivateItem> find() {
    for (std::size_t at = 0; at < text_.size();) {
      const auto byte = static_cast<unsigned char>(text_[at]);
      const bool ideograph = byte >= 0xE3 && byte <= 0xEE;  // or a mark; of three bytes, and none of full width
      if (ideograph || glyph_at(text_, at).value == 0) {
        at += ideograph ? 3 : 1;
        continue;
      }
      at = examine(at);
      if (!found_.empty()) at = std::max<std::size_t>(at, found_.back().span.end);
    }
    return std::move(found_);
  }

 private:
  /// Tries what begins at `at`, and returns where to go on.
  std::size_t examine(std::size_t at) {
    if (const std::size_t end = take_email(at)) return end;
    if (const std::size_t end = take_plate(at)) return end;
    const Run run = read_run(at);
    if (take_number(run) || run.groups.size() == 1) return run.end();
    for (std::size_t i = 0; i < run.groups.size(); ++i) take_number(run.group(i));
    return run.end();
  }

  [[nodiscard]] Run read_run(std::size_t at) const {
    constexpr std::size_t kLongest = 64;  // longer is no number of anything
    Run run;
    for (;;) {
      for (Glyph glyph = glyph_at(text_, at); glyph.value != 0; glyph = glyph_at(text_, at)) {
        run.value += glyph.value;
        run.offsets.push_back(static_cast<std::uint32_t>(at));
        at += glyph.length;
        run.ends.push_back(static_cast<std::uint32_t>(at));
      }
      const bool separator = at < text_.size() && (text_[at] == ' ' || text_[at] == '-');
      if (!separator || !is_digit(run.value.back()) || !is_digit(glyph_at(text_, at + 1).value) ||
          run.size() > kLongest)
        break;
      run.groups.push_back(run.size());
      ++at;
    }
    return run;
  }

  void add(PrivateKind kind, Span span, Span hidden) { found_.push_back({kind, span, hidden}); }

  /// Shows `front` characters at the begin of the run and `back` at its end.
  void add_run(PrivateKind kind, const Run& run, std::size_t front, std::size_t back) {
    const Span span = run.span(0, run.size());
    add(kind, span, front + back < run.size() ? run.span(front, run.size() - back) : span);
  }

  /// Whether one of the words stands within reach before `at`, in the same sentence.
  template <std::size_t N>
  [[nodiscard]] bool cued(std::size_t at, const std::array<string_view, N>& cues, std::size_t reach = kCueReach) const {
    std::size_t begin = at > reach ? at - reach : 0;
    while (begin < at && (static_cast<unsigned char>(text_[begin]) & 0xC0) == 0x80) ++begin;
    string_view context = text_.substr(begin, at - begin);
    for (const string_view stop : {"。", "；", "\n"})
      if (const std::size_t found = context.rfind(stop); found != context.npos)
        context.remove_prefix(found + stop.size());
    return std::any_of(cues.begin(), cues.end(),
                       [context](string_view cue) { return context.find(cue) != context.npos; });
  }

  /// A number that is a part of an address on the web, a decimal, or an amount.
  [[nodiscard]] bool part_of_more(const Run& run) const {
    const char32_t left = character_before(text_, run.begin());
    const char32_t right = character_at(text_, run.end());
    if (one_of(left, U"/=_#&?%.￥$¥") || one_of(right, U"_%/=")) return true;
    if (right == U'.' && glyph_at(text_, run.end() + 1).value != 0) return true;
    return one_of(right, U"元万亿人户吨米平公千个件次册亩斤");
  }

  bool take_number(const Run& run) {
    if (run.size() < 5) return take_place_or_age(run);
    return take_resident_id(run) || take_card(run) || take_passport(run) || take_telephone(run) ||
           take_account(run) || take_chat(run) || take_credit_code(run) || take_place_or_age(run);
  }

  bool take_resident_id(const Run& run) {
    static constexpr std::array<string_view, 3> kCues{"身份证", "身份号码", "证件号"};
    const string_view value = run.value;
    const bool known = (is_resident_id_shape(value) && (resident_id_checks(value) || cued(run.begin(), kCues))) ||
                       is_old_resident_id(value);
    if (known) add_run(PrivateKind::resident_id, run, 3, value.size() == 18 ? 4 : 3);
    return known;
  }

  bool take_card(const Run& run) {
    static constexpr std::array<string_view, 5> kCues{"卡号", "账号", "帐号", "账户", "银行"};
    const bool known = !part_of_more(run) && (is_unionpay_card(run.value) ||
                                              (is_other_card(run.value) && cued(run.begin(), kCues)));
    if (known) add_run(PrivateKind::bank_card, run, 4, 4);
    return known;
  }

  bool take_passport(const Run& run) {
    static constexpr std::array<string_view, 2> kCues{"护照", "通行证"};
    const string_view value = run.value;
    if (!is_upper(value[0]) || value.size() < 8 || value.size() > 11) return false;
    const std::size_t letters = is_upper(value[1]) ? 2 : 1;
    const bool digits = std::all_of(value.begin() + static_cast<std::ptrdiff_t>(letters), value.end(), is_digit);
    if (!digits || !cued(run.begin(), kCues)) return false;
    add_run(PrivateKind::passport_number, run, 1, 1);
    return true;
  }

  bool take_telephone(const Run& run) {
    if (part_of_more(run)) return false;
    string_view value = run.value;
    std::size_t front = 3;
    for (const string_view country : {"0086", "86"}) {
      if (value.size() != country.size() + 11 || !value.starts_with(country)) continue;
      value.remove_prefix(country.size());
      front += country.size();
      break;
    }
    const bool grouped = run.groups.size() > 1;
    if (is_mobile_number(value) && (!grouped || run.groups.back() == run.size() - 4)) {
      add_run(PrivateKind::mobile_number, run, front, 4);
      return true;
    }
    if (is_landline_number(run.value) && (!grouped || run.groups[1] == 3 || run.groups[1] == 4)) {
      add_run(PrivateKind::landline_number, run, run.value[1] < '3' ? 3 : 4, 2);
      return true;
    }
    return take_bracketed_landline(run);
  }

  /// （023）6000 0000: the area code in brackets is a run of its own, and has been passed.
  bool take_bracketed_landline(const Run& run) {
    const std::size_t close = before(text_, run.begin());
    if (run.begin() == 0 || !one_of(character_at(text_, close), U"）)")) return false;
    std::size_t code = close;
    while (code > 0 && is_digit(text_[code - 1]) && close - code < 5) --code;
    if (!one_of(character_before(text_, code), U"（(")) return false;
    const std::string number = std::string(text_.substr(code, close - code)) + run.value;
    if (!is_landline_number(number)) return false;
    const Span all = run.span(0, run.size());
    add(PrivateKind::landline_number, {static_cast<std::uint32_t>(before(text_, code)), all.end},
        run.span(0, run.size() - 2));
    return true;
  }

  bool take_account(const Run& run) {
    static constexpr std::array<string_view, 4> kCues{"账号", "帐号", "卡号", "账户"};
    const string_view value = run.value;
    if (value.size() < 9 || value.size() > 25 || !run.digits()) return false;
    if (!cued(run.begin(), kCues, 12)) return false;
    add_run(PrivateKind::bank_account, run, 0, 4);
    return true;
  }

  /// 微信号：…… QQ：……; without a colon or 号 the name of a program may follow.
  bool take_chat(const Run& run) {
    const string_view value = run.value;
    const bool glued = value.size() > 6 && (value.starts_with("QQ") || value.starts_with("qq")) &&
                       std::all_of(value.begin() + 2, value.end(), is_digit);
    if (glued) {
      add(PrivateKind::chat_account, run.span(2, value.size()), run.span(3, value.size() - 1));
      return true;
    }
    string_view context = text_.substr(0, run.begin());
    bool marked = false;
    for (const string_view word : {" ", "：", ":", "为", "是", "号", "群"}) {
      if (!context.ends_with(word)) continue;
      context.remove_suffix(word.size());
      marked = marked || word != " ";
    }
    for (const string_view word : {"：", "号", "群"})
      if (context.ends_with(word)) context.remove_suffix(word.size());
    const bool named = context.ends_with("微信") || context.ends_with("QQ") || context.ends_with("qq");
    if (!marked || !named || value.size() > 20) return false;
    std::uint32_t end = run.end();
    while (end < text_.size() && (is_alnum(text_[end]) || text_[end] == '_' || text_[end] == '-')) ++end;
    add(PrivateKind::chat_account, {run.begin(), end}, {run.ends[0], end});
    return true;
  }

  bool take_credit_code(const Run& run) {
    if (!is_credit_code(run.value)) return false;
    const Span span = run.span(0, run.size());
    add(PrivateKind::credit_code, span, {span.begin, span.begin});
    return true;
  }

  std::size_t take_email(std::size_t at) {
    const auto local = [](char c) { return is_alnum(c) || c == '.' || c == '_' || c == '%' || c == '+' || c == '-'; };
    std::size_t sign = at;
    while (sign < text_.size() && local(text_[sign])) ++sign;
    if (sign == at || sign == text_.size() || text_[sign] != '@') return 0;
    std::size_t end = sign + 1, dot = 0;
    for (; end < text_.size() && (is_alnum(text_[end]) || text_[end] == '-' || text_[end] == '.'); ++end)
      if (text_[end] == '.') dot = end;
    while (end > sign && text_[end - 1] == '.') --end;
    if (dot <= sign + 1 || end < dot + 3) return 0;
    add(PrivateKind::email_address, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)},
        {static_cast<std::uint32_t>(at + 1), static_cast<std::uint32_t>(sign)});
    return end;
  }

  /// GA 36—2018: province, letter, five places with at most two letters; six for electric cars (D… or …D).
  std::size_t take_plate(std::size_t at) {
    constexpr std::u32string_view kSpecial = U"挂学警港澳";
    const char letter = text_[at];
    if (!is_upper(letter) || letter == 'I' || letter == 'O' || !one_of(character_before(text_, at), kPlateProvinces))
      return 0;
    std::size_t first = at + 1;
    if (one_of(character_at(text_, first), U"·•・ -")) first += decode_utf8_at(text_, first).length;
    std::size_t end = first, letters = 0;
    for (; end < text_.size() && is_alnum(text_[end]) && end - first < 7; ++end)
      letters += is_digit(text_[end]) ? 0 : 1;
    const std::size_t places = end - first;
    const bool special = places == 4 && one_of(character_at(text_, end), kSpecial);
    const bool electric = places == 6 && letters > 0 && (is_upper(text_[first]) || is_upper(text_[end - 1]));
    if (!(special || electric || places == 5) || letters > 2) return 0;
    for (std::size_t i = first; i < end; ++i)
      if (text_[i] == 'I' || text_[i] == 'O' || (text_[i] >= 'a' && text_[i] <= 'z')) return 0;
    const auto begin = static_cast<std::uint32_t>(before(text_, at));
    const std::size_t whole = special ? end + 3 : end;
    add(PrivateKind::vehicle_plate, {begin, static_cast<std::uint32_t>(whole)},
        {static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(end - 1)});
    return whole;
  }

  bool take_place_or_age(const Run& run) {
    if (!run.digits()) return false;
    return take_person(run) || take_address(run);
  }

  /// 张小红，女，13岁: what is hidden is the given name. 张某 is hidden already.
  bool take_person(const Run& run) {
    string_view context = text_.substr(0, run.begin());
    const auto take = [&context](std::initializer_list<string_view> words) {
      for (const string_view word : words) {
        if (!context.ends_with(word)) continue;
        context.remove_suffix(word.size());
        return true;
      }
      return false;
    };
    if (character_at(text_, run.end()) != U'岁') return false;
    take({"现年", "年仅", "今年"});
    if (!take({"，", "、", ","}) || !take({"男", "女"}) || !take({"，", "、", "（", ",", "("})) return false;
    // The longer name first: 李小红, then 小红, which no surname begins.
    for (const std::size_t characters : {std::size_t{3}, std::size_t{2}}) {
      std::size_t begin = context.size();
      bool name = true;
      for (std::size_t i = 0; i < characters; ++i) {
        begin = before(context, begin);
        const char32_t c = character_at(context, begin);
        name = name && character_class(c) == CharacterClass::han && c != U'某';
      }
      if (!name || !one_of(character_at(context, begin), kSurnames)) continue;
      const std::size_t given = begin + decode_utf8_at(context, begin).length;
      add(PrivateKind::person_with_trait,
          {static_cast<std::uint32_t>(begin), run.end() + 3},
          {static_cast<std::uint32_t>(given), static_cast<std::uint32_t>(context.size())});
      return true;
    }
    return false;
  }

  /// 家住滨江路12号3栋2单元501室: a cue that somebody lives there, and a number down to the house or flat.
  bool take_address(const Run& run) {
    static constexpr std::array<string_view, 6> kCues{"家住", "住在", "住址", "家庭地址", "现住", "户籍地址"};
    constexpr std::size_t kReach = 75;
    if (!one_of(character_at(text_, run.end()), U"栋幢号单座组社室")) return false;
    if (!cued(run.begin(), kCues, kReach)) return false;
    std::size_t end = run.end();
    std::size_t numbers = 1;
    bool house = false;  // down to the flat, or to the house of a village
    while (end < text_.size()) {
      const char32_t c = character_at(text_, end);
      const bool digit = glyph_at(text_, end).value != 0 && is_digit(glyph_at(text_, end).value);
      if (!digit && !one_of(c, U"栋幢号楼座单元室户层附之组社-")) break;
      if (digit && !is_digit(text_[end - 1])) ++numbers;
      house = house || one_of(c, U"栋幢室户") || (c == U'号' && numbers > 1);
      end += decode_utf8_at(text_, end).length;
    }
    if (!house || numbers < 2) return false;
    const Span span{run.begin(), static_cast<std::uint32_t>(end)};
    add(PrivateKind::home_address, span, span);
    return true;
  }

  string_view text_;
  std::vector<PrivateItem> found_;
};

}  // namespace

std::vector<PrivateItem> find_private_data(string_view text) { return Finder(text).find(); }

void put_stars(std::string& text, Span hidden) {
  for (std::size_t at = hidden.begin; at < hidden.end;) {
    const CodePoint point = decode_utf8_at(text, at);
    const CharacterClass kind = character_class(point.value);
    if (kind <= CharacterClass::fullwidth_letter) {
      // ＊ takes three bytes, * one: four bytes become ＊*.
      const std::string stars = point.length >= 3 ? "＊" + std::string(point.length - 3, '*')
                                                  : std::string(point.length, '*');
      text.replace(at, point.length, stars);
    }
    at += point.length;
  }
}

void put_stars_on_numbers(std::string& text) {
  constexpr std::size_t kShortest = 5;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at, digits = 0;
    for (Glyph glyph = glyph_at(text, end); glyph.value != 0 && is_digit(glyph.value); glyph = glyph_at(text, end)) {
      end += glyph.length;
      ++digits;
    }
    if (digits >= kShortest) put_stars(text, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
    at = std::max(end, at + 1);
  }
}

std::string masked(string_view text, const PrivateItem& item) {
  std::string shown(text.substr(item.span.begin, item.span.size()));
  put_stars(shown, {item.hidden.begin - item.span.begin, item.hidden.end - item.span.begin});
  return shown;
}

}  // namespace jianyan

// The characters that make up most of any Chinese text: what detection of encodings looks for.
//
// The 600 most frequent characters and marks of 29 million in the transcripts of a Chinese television news programme,
// 2012 to 2026, most frequent first; they cover 85 % of it. Marks that news do not use but drafts do are added at the
// end.
#pragma once

namespace jianyan {

inline constexpr char32_t kFrequentCharacters[] =
    U"，。的国、中在一人和发大会年全作新了展地方业为进要日行”“出动家合民是有成同部对"
    U"实上平建生加工政关重等主天化多力开以不个来强区高经时共到近今持月表体产总长务前机"
    U"现推将面党美设系法能员通制这公理保定好习两提利各示市议我增过领目分度与军用安战文"
    U"事学交下代入于海自治次场统基斯济资深道当就万正路心社续外水北改点量本们组内向联期"
    U"际第调委运创后坚十导题明特最西央更情问造克科项三施间里电立活指南已记村从企得台举"
    U"亚农性布流达他数信也界支》《世应域技任者报相俄起决程金小比式首院防席规协书位元名"
    U"护革计带东及门之局步意放京队广江取府山互品还众色解可服并受着结据号亿至团尔视物义"
    U"车线集都织确城接其级巴省管拉）（源投完精办育气升子质口华群稳州列说收构罗快风教球"
    U"标此击态打供境医极求四双空节落商积愿网传研参二策种超专责所势件略把；断案贸效约德"
    U"老环复果干术查五引疫伊航优准边做届权非处手由港马称贫消型游欧友装常维使历命见促严"
    U"反先被继例转别原河监火论费乌备形病变划去核控速史格兰条神武批易善助让致认融回客而"
    U"宣阿县感障走切李验周族营乡铁显春突难选预纪整播始影话无卫降看—兴益越范础访模单百"
    U"措旅林告类青志土福然息救层少警观连响讲需望识洲米赛司紧给士往因清未想谈价张挥困希"
    U"包健站检况奥尼头署采根如朗居灾每身户英普功试围职康获再抗率察沙富直思古负启些段险"
    U"八：审具献演争扩晚盟湖夫智破密热证真午迎苏但念值没依光媒官考飞伴伙努样则执律叙声"
    U"？！…·\u3000";

/// Traditional forms of those that have one, by OpenCC's tables s2t and s2tw, in the same order.
inline constexpr char32_t kFrequentTraditionalForms[] =
    U"國發會業爲進動對實關開個來強區經時體產總長務機現將黨設員這習兩議過領與軍戰學於場"
    U"統濟資當萬續點們組內聯際調運創後堅導題問項間裏電記從臺舉亞農達數應報決規協書護計"
    U"帶東門隊廣還衆並結據號億團爾視義車線織確級辦氣質華羣穩說構羅風標擊態醫極雙節積願"
    U"網傳參種專責勢斷貿約環復幹術優準邊屆權處馬稱貧遊歐裝維歷見嚴繼轉別監論費烏備變劃"
    U"蘭條讓認縣驗營鄉鐵顯難選預紀話無衛興範礎訪單類層觀連響講識賽緊給談價張揮檢況奧頭"
    U"採災戶試圍職獲負啓險審獻爭擴熱證蘇沒飛夥樣則執敘聲為裡眾著啟";

}  // namespace jianyan

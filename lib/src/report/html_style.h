// The style sheet of the HTML report. No web fonts, no script, nothing to load: a page must still open in ten years.
//
// Levels differ by the line under the text as well as by colour, for black-and-white printers and colour-blind readers.
#pragma once

#include <string_view>

namespace jianyan {

inline constexpr std::string_view kHtmlStyle = R"css(
:root{--ink:#1d2129;--soft:#5a6270;--line:#dfe3e8;--ground:#f3f4f6;--paper:#fff;
--error:#b42318;--error-ground:#fde3e0;--warning:#9a5b00;--warning-ground:#fdefc8;--info:#1f5fae;--info-ground:#dcebfa}
*{box-sizing:border-box}
html{color-scheme:light;scroll-padding-top:1rem;-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);
font:16px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",sans-serif}
a{color:inherit}
h1,h2,h3,p,ol,ul{margin:0;padding:0}
header,main,footer{max-width:86rem;margin:0 auto;padding:0 1.5rem}
header{padding-top:2rem;padding-bottom:1.25rem}
h1{font-size:1.05rem;font-weight:600;color:var(--soft);letter-spacing:.08em}
.verdict{font-size:1.6rem;font-weight:650;line-height:1.35;margin:.35rem 0 1rem}
.verdict small{display:block;margin-top:.3rem;font-size:1rem;font-weight:400;color:var(--soft)}
.counts{display:flex;flex-wrap:wrap;gap:.5rem;list-style:none}
.counts li{border:1px solid var(--line);border-radius:999px;
background:var(--paper);padding:.1rem .85rem;white-space:nowrap}
.counts b{margin-left:.35rem;font-variant-numeric:tabular-nums}
.counts .error{color:var(--error);background:var(--error-ground);border-color:transparent}
.counts .warning{color:var(--warning);background:var(--warning-ground);border-color:transparent}
.counts .info{color:var(--info);background:var(--info-ground);border-color:transparent}
.counts .gap{border:0;background:none;padding:0;flex:0 0 .75rem}
.index{width:100%;border-collapse:collapse;
background:var(--paper);border-radius:.5rem;overflow:hidden;margin-bottom:1.5rem}
.index th,.index td{text-align:left;padding:.45rem .9rem;border-bottom:1px solid var(--line)}
.index th{font-weight:500;color:var(--soft)}
.index td:first-child{overflow-wrap:anywhere}
.index~.clean{display:none}
.index .n{text-align:right;width:4.5rem;white-space:nowrap;font-variant-numeric:tabular-nums}
h2{font-size:1.1rem;font-weight:600;overflow-wrap:anywhere;margin:0 0 .6rem}
h2 small{font-weight:400;font-size:.9rem;color:var(--soft);margin-left:.6rem;display:inline-block}
.draft{margin-bottom:2.5rem}
.columns{display:grid;grid-template-columns:minmax(0,1fr) 25rem;gap:1.5rem;align-items:start}
.paper{background:var(--paper);border:1px solid var(--line);border-radius:.35rem;padding:2.5rem 3rem 2.5rem 4.25rem;
font:1.125rem/2 "Noto Serif CJK SC","Source Han Serif SC","Songti SC",SimSun,serif}
.paper p{position:relative;white-space:pre-wrap;overflow-wrap:anywhere;min-height:2em}
.paper p::before{content:attr(data-line);position:absolute;left:-3.25rem;width:2.25rem;text-align:right;color:#a4abb6;
font:.75rem/3rem system-ui,sans-serif;font-variant-numeric:tabular-nums}
.paper .t{font-weight:700;font-size:1.35rem;line-height:1.7;text-align:center}
.paper .t::before{line-height:2.3rem}
.paper .h{font-weight:700}
.paper .x{color:var(--soft);font-family:ui-monospace,Consolas,monospace;font-size:.95rem}
.m{position:relative;text-decoration:underline 2px;
text-underline-offset:.3em;text-decoration-skip-ink:none;border-radius:2px}
.m.error{background:var(--error-ground);text-decoration-color:var(--error)}
.m.warning{background:var(--warning-ground);text-decoration-style:wavy;text-decoration-thickness:1.5px;
text-decoration-color:var(--warning)}
.m.info{background:var(--info-ground);text-decoration-style:dotted;text-decoration-color:var(--info)}
.m.gap{padding:0 .1em;font-weight:700}
.at{scroll-margin-top:30vh}
.at:target+.m{outline:3px solid currentColor;outline-offset:2px}
.paper sup{font:600 .68rem/1 system-ui,sans-serif;vertical-align:super;margin:0 .1em}
.paper sup a{text-decoration:none;padding:0 .15em}
sup.error{color:var(--error)}sup.warning{color:var(--warning)}sup.info{color:var(--info)}
.tip{display:none;position:absolute;z-index:2;left:-.5rem;top:calc(100% + .35rem);width:max-content;max-width:21rem;
padding:.55rem .8rem;border-radius:.4rem;background:#20242c;color:#fff;white-space:normal;text-align:left;text-indent:0;
font:400 .9rem/1.55 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;
box-shadow:0 .3rem 1rem rgba(0,0,0,.25)}
.tip span{display:block}
.tip>span+span{margin-top:.4rem;padding-top:.4rem;border-top:1px solid #4a505c}
.m:hover .tip,.m:focus-visible .tip{display:block}
.list{list-style:none;position:sticky;top:1rem;max-height:calc(100vh - 2rem);overflow:auto;display:grid;gap:.55rem;
padding:1px;scrollbar-width:thin}
.card{display:grid;grid-template-columns:2.1rem minmax(0,1fr);background:var(--paper);border:1px solid var(--line);
border-left:.3rem solid;border-radius:.35rem;padding:.55rem .8rem .6rem .3rem;scroll-margin-top:1rem}
.card.error{border-left-color:var(--error)}.card.warning{border-left-color:var(--warning)}
.card.info{border-left-color:var(--info)}
.card:target{box-shadow:0 0 0 2px var(--ink)}
.card .n{font-weight:600;text-align:center;text-decoration:none;font-variant-numeric:tabular-nums;color:var(--soft)}
.card .n:hover{text-decoration:underline}
.card .what{overflow-wrap:anywhere}
.card .level{font-weight:600;margin-right:.35rem}
.error .level{color:var(--error)}.warning .level{color:var(--warning)}.info .level{color:var(--info)}
.fix{overflow-wrap:anywhere;margin-top:.1rem}
.fix del,.fix ins{white-space:pre-wrap;padding:0 .25em;border-radius:2px;text-decoration-thickness:1px}
.fix del{background:#fbe9e7;color:#8a1c12}
.fix ins{background:#dff3e4;color:#12592b;text-decoration:none}
.fix .tag{color:var(--soft);font-size:.85rem;margin-left:.5rem;white-space:nowrap}
.more{font-size:.85rem;line-height:1.5;color:var(--soft);overflow-wrap:anywhere;margin-top:.2rem}
.none,.unread{background:var(--paper);
border:1px solid var(--line);border-radius:.35rem;padding:.6rem .9rem;color:var(--soft)}
.unread,.index .error{color:var(--error)}
.index .warning{color:var(--warning)}.index .info{color:var(--info)}
.index .unread{border-width:0 0 1px;border-radius:0}
.rules{background:var(--paper);
border:1px solid var(--line);border-radius:.35rem;padding:1.25rem 1.5rem;margin-bottom:2rem}
.rules dl{margin:0}.rules dt{font-weight:600;margin-top:.9rem}.rules dd{margin:0;color:var(--soft)}
.rules code,.more code{font:.85em ui-monospace,Consolas,monospace;font-weight:400}
footer{color:var(--soft);font-size:.85rem;padding-bottom:2rem}
@media (max-width:62rem){
header,main,footer{padding-left:1rem;padding-right:1rem}
header{padding-top:1.25rem}
.verdict{font-size:1.3rem}
.columns{grid-template-columns:minmax(0,1fr);gap:1rem}
.list{position:static;max-height:none;overflow:visible}
}
@media (max-width:40rem){
.paper{padding:1.1rem 1rem;font-size:1.06rem}
.paper p::before{display:none}
.paper .t{font-size:1.2rem}
.paper .s{text-align:right}
.paper .s .i{display:none}
.tip{position:fixed;left:.75rem;right:.75rem;top:auto;bottom:.75rem;width:auto;max-width:none}
.index th,.index td{padding:.4rem .5rem}
.index .n{width:3rem}
}
@media print{
@page{margin:18mm 16mm}
body{background:#fff;font-size:10.5pt}
header,main,footer{max-width:none;padding:0}
header{padding-bottom:.75rem}
.verdict{font-size:15pt;margin-bottom:.5rem}
.columns{display:block}
.paper{border:0;padding:0 0 0 2.6rem;font-size:12pt;line-height:1.85;margin-bottom:1rem}
.paper p::before{left:-2.6rem;width:1.9rem}
.tip{display:none!important}
.list{position:static;max-height:none;overflow:visible;display:block}
.card{break-inside:avoid;margin-bottom:.4rem;border-radius:0;padding-top:.25rem;padding-bottom:.3rem}
.card:target,.at:target+.m{box-shadow:none;outline:0}
.draft:has(.columns)+.draft{break-before:page}
.rules{border:0;padding:0;break-before:page}
.m,.counts li,.fix del,.fix ins,.card{-webkit-print-color-adjust:exact;print-color-adjust:exact}
a{text-decoration:none}.m{text-decoration-line:underline}
}
)css";

}  // namespace jianyan

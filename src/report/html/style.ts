/** Colours have a contrast of at least 4.5 on what they stand on, in both schemes. */
export const STYLE = `
:root{--page:#fff;--panel:#f6f8fa;--line:#d1d9e0;--text:#1f2328;--muted:#59636e;--link:#0550ae;
--red:#a40e26;--red-on:#fff0ee;--amber:#7d4e00;--amber-on:#fff5d6;--green:#0f5b25;--green-on:#e6f6ea;
--blue:#0a4f9e;--blue-on:#e8f3ff;--purple:#5e35a8;--purple-on:#f5efff;--broken:#b3132b;--broken-text:#fff;
--drift:#ffcf7d;--drift-text:#4d2d00;--match:#dcf2e1;--match-text:#0f5b25;--unknown:#e9edf1;--unknown-text:#505a64}
@media (prefers-color-scheme:dark){:root{--page:#0d1117;--panel:#161c24;--line:#313944;--text:#e6edf3;--muted:#9aa4af;--link:#79b8ff;
--red:#ff9d97;--red-on:#2d1416;--amber:#f2c063;--amber-on:#2b2009;--green:#7ee2a0;--green-on:#0f2518;
--blue:#8cc2ff;--blue-on:#0f2036;--purple:#cbb2ff;--purple-on:#221836;--broken:#e5534b;--broken-text:#0d0203;
--drift:#9a6700;--drift-text:#fff;--match:#143322;--match-text:#8fe3ab;--unknown:#232b35;--unknown-text:#a9b3be}}
body{--tone:var(--blue);--tone-on:var(--blue-on)}
body.error,body.violation{--tone:var(--red);--tone-on:var(--red-on)}
body.unstable{--tone:var(--purple);--tone-on:var(--purple-on)}
body.drift{--tone:var(--amber);--tone-on:var(--amber-on)}
body.match{--tone:var(--green);--tone-on:var(--green-on)}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0;background:var(--page);color:var(--text);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
header,nav,main,footer{max-width:76rem;margin-inline:auto;padding-inline:clamp(1rem,4vw,2.5rem)}
header{margin-top:clamp(1rem,3vw,2rem);padding-block:1.4rem;background:var(--tone-on);border-left:.4rem solid var(--tone);border-radius:.5rem}
h1{margin:0;font-size:clamp(1.5rem,4vw,2.1rem);line-height:1.2;color:var(--tone)}
h2{margin:2.4rem 0 .8rem;padding-bottom:.35rem;border-bottom:1px solid var(--line);font-size:1.3rem;line-height:1.3}
h3{margin:1.4rem 0 .4rem;font-size:1.05rem}
p{margin:.5rem 0;max-width:75ch}
.where{color:var(--muted);margin-top:.5rem}
.where strong{color:var(--tone)}
.summary{font-size:1.1rem;margin-bottom:0}
.notices{margin:.9rem 0 0;padding:.7rem 1rem .7rem 2rem;background:var(--page);border:1px solid var(--tone);border-radius:.4rem}
nav{margin-top:1rem;font-size:.9rem}
nav ul{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;list-style:none;margin:0;padding:0}
nav a{display:inline-block;padding:.25rem 0;text-decoration:none;white-space:nowrap}
nav a:hover{text-decoration:underline}
.prose{display:block;min-width:14rem}
.whole{white-space:nowrap}
a{color:var(--link);text-underline-offset:.15em}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:.2rem}
.skip{position:absolute;left:-999rem}
.skip:focus{left:1rem;top:.5rem;z-index:1;padding:.5rem 1rem;background:var(--page)}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
code,pre,.numbers,td small{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.875em;unicode-bidi:isolate}
code{padding:.1em .35em;background:var(--panel);border:1px solid var(--line);border-radius:.3em}
header code{background:var(--page)}
pre{margin:.6rem 0;padding:.8rem 1rem;background:var(--panel);border:1px solid var(--line);border-radius:.4rem}
.scroll{position:relative;max-width:100%;overflow-x:auto;margin:.6rem 0 1rem}
table{border-collapse:collapse;font-size:.92rem;font-variant-numeric:tabular-nums}
caption{text-align:left;color:var(--muted);padding:.2rem 0 .4rem}
th,td{padding:.35rem .75rem;border:1px solid var(--line);text-align:left;vertical-align:top;overflow-wrap:normal}
td{min-width:4ch}
thead th{background:var(--panel);font-weight:600;white-space:nowrap}
tbody th{font-weight:400;white-space:nowrap}
td small{color:var(--muted);white-space:nowrap}
.muted{color:var(--muted);font-weight:400}
.same{color:var(--green)}
.moved{color:var(--amber);font-weight:600;white-space:nowrap}
.heat{border-collapse:separate;border-spacing:2px}
.heat th,.heat td{padding:.1rem .45rem;border:0;line-height:1.5}
.heat td{min-width:1.9rem;text-align:center;border-radius:.2rem}
.heat thead th{background:none;text-align:center;font-weight:500;color:var(--muted);vertical-align:bottom}
.heat thead th:first-child{text-align:left}
.heat tbody th{position:sticky;left:0;background:var(--page);padding-right:.8rem}
.tall span{writing-mode:vertical-rl;transform:rotate(180deg)}
.heat small{margin-left:.25em;font-size:.75em;color:inherit}
.square{display:inline-block;min-width:1.7rem;text-align:center;border-radius:.2rem}
td.match,.square.match{background:var(--match);color:var(--match-text)}
td.drift,.square.drift{background:var(--drift);color:var(--drift-text);font-weight:600}
td.broken,.square.broken{background:var(--broken);color:var(--broken-text);font-weight:700}
td.accepted,.square.accepted{box-shadow:inset 0 0 0 2px var(--broken);color:var(--red)}
td.close,.square.close{background:var(--blue-on);color:var(--blue)}
td.unknown,.square.unknown{background:var(--unknown);color:var(--unknown-text)}
.strip td.rank0{background:var(--blue-on);color:var(--blue);box-shadow:inset 0 -3px var(--blue)}
.strip td.rank1{background:var(--amber-on);color:var(--amber);box-shadow:inset 0 3px var(--amber)}
.strip td.rank2{background:var(--green-on);color:var(--green);box-shadow:inset 3px 0 var(--green)}
.strip td.rank3{background:var(--purple-on);color:var(--purple);box-shadow:inset -3px 0 var(--purple)}
.strip td.shared{background:var(--panel);box-shadow:inset 0 0 0 2px var(--muted)}
.legend{display:flex;flex-wrap:wrap;gap:.3rem 1.4rem;list-style:none;margin:.4rem 0 1rem;padding:0;font-size:.9rem}
figure{margin:.6rem 0 1rem}
.plot{display:block;width:100%;max-width:44rem;height:auto;background:var(--panel);border:1px solid var(--line);border-radius:.4rem}
.plot text{fill:var(--muted);font:12px system-ui,sans-serif}
.plot polyline{fill:none;stroke-width:2;stroke-linejoin:round;stroke-linecap:round}
.plot .axis{fill:none;stroke:var(--line)}
.plot .now{stroke:var(--blue)}
.plot .before{stroke:var(--amber);stroke-dasharray:6 5}
.plot .noise{fill:var(--muted);fill-opacity:.3}
.key.now{color:var(--blue)}
.key.before{color:var(--amber)}
details{margin:.5rem 0;padding:.1rem .9rem;border:1px solid var(--line);border-radius:.4rem}
summary strong{font-weight:600}
summary{margin-inline:-.9rem;padding:.5rem .9rem;cursor:pointer}
details[open]>summary{border-bottom:1px solid var(--line)}
.check{margin:.8rem 0;padding:.2rem 1.1rem .7rem;border:1px solid var(--line);border-left:.3rem solid var(--red);border-radius:.4rem}
.check h3{margin-top:.7rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1rem;margin:.5rem 0 0}
dt{font-weight:600}
dd{margin:0}
.status.fail{color:var(--red);font-weight:600}
.status.accepted,.status.hazard{color:var(--amber)}
.status.pass{color:var(--green)}
footer{margin-block:3rem 2rem;color:var(--muted);font-size:.875rem}
@media (max-width:40rem){dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.4rem}th,td{padding:.3rem .5rem}nav ul{flex-wrap:nowrap;overflow-x:auto}.prose{min-width:10rem}header{border-radius:0}}
@media print{nav,.skip{display:none}.scroll{overflow:visible}section{break-inside:auto}tr,.check{break-inside:avoid}
details:not([open])::details-content{content-visibility:visible;block-size:auto}body{font-size:10pt}*{print-color-adjust:exact}}
`

"""How the page looks, on a light ground and on a dark one."""

STYLE = """
:root {
  color-scheme: light dark;
  --ground: #fbfbf9; --card: #ffffff; --ink: #23272b; --quiet: #687076; --rule: #e3e5e2;
  --shown: #3b6fb6; --there: #7a8791; --good: #4d9a6a; --fair: #d9a441; --bad: #c8503f;
  --gone: #a9b0b5; --gone2: #838c92; --waits: #8b6bb1; --limit: #b0722f;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #15181a; --card: #1c2023; --ink: #e4e7e6; --quiet: #98a1a6; --rule: #32383c;
    --shown: #6b9fe0; --there: #93a0a9; --good: #62b583; --fair: #dfb35c; --bad: #e0705f;
    --gone: #5c656b; --gone2: #79838a; --waits: #a98bd0; --limit: #d0954f;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--ground); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
}
main { max-width: 1000px; margin: 0 auto; padding: 32px 20px 64px; }
h1 { font-size: 26px; line-height: 1.25; margin: 0 0 8px; text-wrap: balance; }
h2 { font-size: 17px; margin: 0 0 10px; }
section {
  background: var(--card); border: 1px solid var(--rule); border-radius: 8px;
  padding: 18px 20px; margin-top: 18px;
}
.verdict { font-weight: 600; margin: 0 0 14px; }
.verdict.good { color: var(--good); }
.verdict.bad, .problems { color: var(--bad); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 18px; margin: 0; }
dt { color: var(--quiet); }
dd { margin: 0; }
figure { margin: 0; }
figcaption, footer, .words { color: var(--quiet); font-size: 13px; margin-top: 8px; }
footer { overflow-wrap: anywhere; margin-top: 24px; }
svg { display: block; width: 100%; height: auto; font-size: 11.5px; }
svg text { fill: var(--quiet); }
svg .grid { stroke: var(--rule); }
svg .zero { stroke: var(--quiet); stroke-opacity: .6; }
svg .line { fill: none; stroke-width: 1.8; stroke-linejoin: round; }
svg .shown { fill: var(--shown); } svg .line.shown { fill: none; stroke: var(--shown); }
svg .there { fill: var(--there); } svg .line.there { fill: none; stroke: var(--there); }
svg .good { fill: var(--good); }
svg .fair { fill: var(--fair); }
svg .bad { fill: var(--bad); } svg .line.bad { fill: none; stroke: var(--bad); }
svg .limit { fill: var(--limit); }
svg .line.limit { fill: none; stroke: var(--limit); stroke-dasharray: 6 4; }
svg .gone { fill: var(--gone); }
svg .gone2 { fill: var(--gone2); }
svg .waits { fill: var(--waits); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 13.5px; }
th, td { padding: 4px 9px 4px 0; text-align: left; vertical-align: top; }
th { color: var(--quiet); font-weight: 500; border-bottom: 1px solid var(--rule); }
tbody tr + tr td { border-top: 1px solid var(--rule); }
@media (max-width: 640px) {
  main { padding: 16px 8px 40px; } section { padding: 14px 12px; }
  .laws tr { display: grid; grid-template-columns: 1fr max-content max-content; gap: 0 12px; }
  .laws td:last-child, .laws th:last-child { grid-column: 1 / -1; color: var(--quiet); }
  .laws td, .laws tbody tr + tr td { border: 0; overflow-wrap: anywhere; }
  .laws tbody tr + tr { border-top: 1px solid var(--rule); }
}
.number:first-child { width: 1%; min-width: 3.5em; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
"""

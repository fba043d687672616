import { createHash } from 'node:crypto';

/** The one style sheet. In TypeScript, so that it goes wherever the program is built to. */
export const STYLE = `:root {
  color-scheme: light dark;
  --ground: #f6f7f5; --paper: #fff; --ink: #1b211f; --faint: #606b67; --line: #dde2df; --soft: #eef1ef;
  --accent: #0b6b5c; --accent-soft: #d8ece7; --bad: #a8321f; --bad-soft: #fbe6e1; --wait: #80580b; --wait-soft: #f8ecd0;
  --mark: #fff0a8;
  font: 16px/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #121614; --paper: #1a1f1d; --ink: #e4e9e6; --faint: #97a39e; --line: #2d3532; --soft: #222826;
    --accent: #5cc4af; --accent-soft: #173a34; --bad: #f0927f; --bad-soft: #44211a; --wait: #e0b662; --wait-soft: #3a2f17;
    --mark: #5a4d10;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); overflow-wrap: anywhere; }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 2px; }
a:focus-visible, button:focus-visible, input:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
small { font-size: .82em; color: var(--faint); }
code { font: .9em/1.4 ui-monospace, 'SF Mono', Menlo, 'Liberation Mono', monospace; }
mark { background: var(--mark); color: inherit; border-radius: 3px; padding: 0 .1em; }
.faint { color: var(--faint); }

header, main, footer { max-width: 68rem; margin: 0 auto; padding: 0 1.25rem; }
header { display: flex; flex-wrap: wrap; align-items: center; gap: .6rem 1.25rem; padding-top: 1rem; padding-bottom: .9rem; }
.brand { font-weight: 700; font-size: 1.15rem; letter-spacing: -.02em; color: var(--ink); text-decoration: none; }
nav { display: flex; gap: .25rem; margin-right: auto; }
nav a { padding: .3rem .7rem; border-radius: 999px; text-decoration: none; color: var(--faint); }
nav a:hover { color: var(--ink); }
nav a[aria-current] { background: var(--accent-soft); color: var(--accent); font-weight: 600; }
.search { display: flex; gap: .4rem; flex: 0 1 22rem; }
input { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: .4rem .7rem; width: 100%; min-width: 0; }
button { font: inherit; font-weight: 600; color: var(--paper); background: var(--accent); border: 1px solid var(--accent); border-radius: 8px; padding: .4rem .9rem; cursor: pointer; white-space: nowrap; }
button.quiet { background: none; color: var(--faint); border-color: var(--line); font-weight: 400; }
footer { color: var(--faint); font-size: .85rem; padding-top: 2rem; padding-bottom: 2rem; }
h1 { font-size: 1.7rem; line-height: 1.25; letter-spacing: -.02em; margin: .6rem 0 .4rem; }
h2 { font-size: 1.05rem; margin: 2rem 0 .6rem; }
.empty { color: var(--faint); background: var(--paper); border: 1px dashed var(--line); border-radius: 12px; padding: 1.6rem; text-align: center; }
.more { margin: .9rem 0 0; }

.problems { list-style: none; margin: 0 0 1rem; padding: .7rem 1rem; border-radius: 12px; background: var(--bad-soft); color: var(--bad); }
.warnings { margin: 1rem 0; padding: .7rem 1rem; border-radius: 12px; background: var(--wait-soft); color: var(--wait); font-size: .9rem; }
.warnings h2 { margin: 0 0 .2rem; font-size: .95rem; }
.warnings ul { list-style: none; margin: 0; padding: 0; }
.warnings li + li { margin-top: .3rem; }
.warnings small { color: inherit; white-space: nowrap; }
.warnings .more, .warnings .more a { margin: .3rem 0 0; color: inherit; }
.status { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .75rem; margin: .3rem 0 .7rem; }
.status div { background: var(--paper); border: 1px solid var(--line); border-radius: 12px; padding: .7rem 1rem; }
.status dt { color: var(--faint); font-size: .82rem; }
.status dd { margin: 0; font-size: 1.6rem; font-weight: 650; line-height: 1.25; letter-spacing: -.02em; font-variant-numeric: tabular-nums; }
.status .note { font-size: .82rem; font-weight: 400; letter-spacing: 0; color: var(--faint); }
.status .bad .note, .status .bad .note a { color: var(--bad); }
.running { color: var(--faint); font-size: .88rem; margin: 0; }

.chart { margin: 1.2rem 0 0; background: var(--paper); border: 1px solid var(--line); border-radius: 12px; padding: 1rem 1rem .6rem; }
.chart svg { display: block; width: 100%; height: 5rem; }
.chart .some { fill: var(--accent); }
.chart .none { fill: var(--line); }
.chart .hover { fill: transparent; }
.chart g:hover .hover { fill: var(--soft); }
.chart figcaption { display: flex; justify-content: space-between; gap: 1rem; margin-top: .4rem; font-size: .78rem; color: var(--faint); text-align: center; }
.chart figcaption span:nth-child(odd) { white-space: nowrap; }

.matches { list-style: none; margin: 0; padding: 0; }
.matches > li { background: var(--paper); border: 1px solid var(--line); border-radius: 12px; padding: 1rem 1.2rem; margin-bottom: .7rem; }
.matches h3 { margin: 0 0 .3rem; font-size: 1.08rem; line-height: 1.35; letter-spacing: -.01em; }
.matches h3 a { color: var(--ink); text-decoration: none; }
.matches h3 a:hover { color: var(--accent); text-decoration: underline; }
.facts { list-style: none; display: flex; flex-wrap: wrap; align-items: center; gap: .25rem .8rem; margin: 0 0 .6rem; padding: 0; font-size: .84rem; color: var(--faint); }
.facts a { text-decoration: none; }
.topic, .score, .tag { border-radius: 999px; padding: .05rem .6rem; background: var(--soft); }
.topic { background: var(--accent-soft); }
.score { font-weight: 650; color: var(--ink); font-variant-numeric: tabular-nums; }
.tag.wrong { background: var(--bad-soft); color: var(--bad); }
.tag.right { background: var(--accent-soft); color: var(--accent); }
.excerpt { margin: 0 0 .5rem; }
.reasons { list-style: none; margin: 0; padding: 0 0 0 .9rem; border-left: 3px solid var(--accent-soft); font-size: .9rem; }
.reasons li { margin: .15rem 0; }
.concept { font-weight: 600; }
q { quotes: none; }
.links { margin: .6rem 0 0; font-size: .88rem; }
.story { margin: .6rem 0 0; font-size: .88rem; }
.story ul { display: inline; list-style: none; margin: 0; padding: 0; }
.story li { display: inline; }
.story li + li::before { content: ' · '; color: var(--faint); }
.tellers { margin: 0; padding: 0 0 0 1.1rem; }
.tellers li { margin: .3rem 0; }
.tellers .faint { font-size: .86rem; }

table { width: 100%; border-collapse: separate; border-spacing: 0; background: var(--paper); border: 1px solid var(--line); border-radius: 12px; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .55rem .8rem; border-bottom: 1px solid var(--line); }
tbody tr:last-child > * { border-bottom: 0; }
thead th { color: var(--faint); font-weight: 500; font-size: .82rem; white-space: nowrap; }
tbody th { font-weight: 500; max-width: 24rem; }
td small, th small { display: block; font-weight: 400; }
time { white-space: nowrap; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.problem { color: var(--bad); }
small.warned { color: var(--wait); }
.health { display: inline-block; white-space: nowrap; }
.health::before { content: ''; display: inline-block; width: .55em; height: .55em; border-radius: 50%; margin-right: .45em; background: var(--faint); }
.health.healthy::before { background: var(--accent); }
.health.failing::before, .health.gone::before { background: var(--bad); }
.health.refused::before { background: var(--wait); }
.health.failing, .health.gone { color: var(--bad); }
.health.refused { color: var(--wait); }

.whole { max-width: 46rem; margin: 0 auto; }
.byline { margin: 0 0 .6rem; color: var(--faint); }
.address { margin: 0 0 .3rem; font-size: .88rem; }
.standing { margin: 0; }
.whole h3 { display: flex; justify-content: space-between; margin: 1rem 0 .3rem; font-size: .92rem; }
.points { list-style: none; margin: 0; padding: 0; font-size: .9rem; background: var(--paper); border: 1px solid var(--line); border-radius: 12px; }
.points li { display: grid; grid-template-columns: 3.2rem 1fr; padding: .55rem .9rem .55rem .4rem; border-bottom: 1px solid var(--line); }
.points li:last-child { border-bottom: 0; }
.points .number { font-weight: 600; padding-right: .8rem; color: var(--accent); }
.points.against .number { color: var(--bad); }
.points strong { font-weight: 600; }
.points p { margin: .15rem 0 0; }
.text p { margin: 0 0 1em; line-height: 1.65; }
.mark { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem; margin: 1.4rem 0 0; padding: .8rem 1rem; border: 1px solid var(--line); border-radius: 12px; background: var(--paper); font-size: .9rem; }
.mark span { margin-right: auto; }
.mark button { background: none; color: var(--accent); }
.mark button.wrong { color: var(--bad); border-color: var(--bad); }
.mark button[aria-pressed='true'] { background: var(--accent); color: var(--paper); }
.mark button.wrong[aria-pressed='true'] { background: var(--bad); }

.notice { max-width: 24rem; margin: 14vh auto 0; padding: 1.6rem 1.8rem; background: var(--paper); border: 1px solid var(--line); border-radius: 16px; }
.notice h1 { margin-top: 0; }
.login { display: grid; gap: .6rem; }
.login p { margin: 0; }

@media (max-width: 44rem) {
  .search { flex: 1 1 100%; order: 1; }
  .status { grid-template-columns: repeat(2, 1fr); }
  .status div:last-child:nth-child(odd) { grid-column: 1 / -1; }
  .matches > li { padding: .9rem 1rem; }
  .mark span { flex: 1 1 100%; }
  thead { display: none; }
  table, tbody, tr, th, td { display: block; }
  tr { padding: .7rem 1rem; border-bottom: 1px solid var(--line); }
  tbody tr:last-child { border-bottom: 0; }
  th, td { border: 0; padding: .1rem 0; }
  tbody th { max-width: none; }
  td.number { text-align: left; }
  td::before { content: attr(data-label) ' '; color: var(--faint); }
  td[data-label='Health']::before { content: none; }
  td:not([data-label='Health']) { display: inline-block; margin-right: 1rem; font-size: .85rem; }
}
`;

/** Its address changes with its content, so that browsers may keep it. */
export const STYLE_URL = `/style.css?v=${createHash('sha256').update(STYLE).digest('hex').slice(0, 8)}`;

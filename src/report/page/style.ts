/** The one style sheet of a report page: readable on a phone, on paper and in the dark. */
export const pageStyle = `
:root { color-scheme: light dark; --line: #ccc; --faint: #666; --accent: #0b5fa5; --bad: #b3261e; --warn: #8a5a00; }
@media (prefers-color-scheme: dark) { :root { --line: #444; --faint: #aaa; --accent: #7db8ee; --bad: #ff8a80; --warn: #ffca6b; } }
* { box-sizing: border-box; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem; }
h1 { font-size: 1.5rem; overflow-wrap: anywhere; }
h2 { font-size: 1.25rem; margin-top: 2.5rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1rem; margin-top: 1.75rem; overflow-wrap: anywhere; }
a { color: var(--accent); }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; list-style: none; padding: 0; }
nav a { display: inline-block; padding: .25rem 0; }
.skip { position: absolute; left: -100rem; }
.skip:focus { position: static; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.scroll, pre { overflow-x: auto; max-width: 100%; }
pre { font: .85rem/1.45 ui-monospace, monospace; padding: .75rem; border: 1px solid var(--line); border-radius: .25rem; }
code { font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
table { border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding: .25rem 0; }
th, td { padding: .2rem .6rem; text-align: left; border-bottom: 1px solid var(--line); white-space: nowrap; }
tbody th { font-weight: 400; }
.number { text-align: right; }
td:not(.number) { white-space: normal; min-width: 6rem; }
.note { color: var(--faint); font-size: .9rem; margin: .25rem 0; }
.equation { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem 1.5rem; padding: .2rem 0; }
.equation math { margin: 0; text-align: left; }
.verdict { padding: .5rem .75rem; border-left: .3rem solid; font-weight: 600; }
.trusted { border-color: #2e7d32; } .warned, .untrusted { border-color: var(--warn); } .errors { border-color: var(--bad); }
.findings { padding-left: 1.25rem; } .error > p { color: var(--bad); } .warning > p { color: var(--warn); }
.findings p { margin: .25rem 0; overflow-wrap: anywhere; }
summary { cursor: pointer; padding: .25rem 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; }
dt { color: var(--faint); } dd { margin: 0; overflow-wrap: anywhere; }
figure { margin: 1rem 0; } figure svg { max-width: 100%; height: auto; background: #fff; }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; } }
@media print { nav, .skip { display: none; } .scroll { overflow: visible; } }
`;

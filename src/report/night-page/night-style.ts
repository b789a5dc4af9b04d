/** What the page of a night has besides the style of every page. */
export const nightStyle: string = `
:root { --hold: #a15c00; --publish: #1b6e3c; --band: #0072b2; }
@media (prefers-color-scheme: dark) { :root { --hold: #ffb454; --publish: #6fd398; --band: #56b4e9; } }
body { max-width: 68rem; }
.faint { color: var(--faint); font-size: .85rem; font-weight: 400; }
.bad { color: var(--bad); }
.unit { font-weight: 600; overflow-wrap: anywhere; }
.tag { font-size: .75rem; border: 1px solid var(--hold); color: var(--hold); border-radius: .25rem; padding: 0 .25rem; }
.decision { border-left: .4rem solid; padding: .25rem 1rem; margin: 1rem 0; }
.decision.hold { border-color: var(--hold); } .decision.publish { border-color: var(--publish); }
.decision .word { font-size: 1.4rem; font-weight: 700; margin: 0; }
.decision.hold .word { color: var(--hold); } .decision.publish .word { color: var(--publish); }
.decision ul { margin: .25rem 0; padding-left: 1.1rem; overflow-wrap: anywhere; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); gap: 1rem; margin: 1.25rem 0; }
.figure { display: flex; flex-direction: column; } .figure b { font-size: 1.6rem; font-variant-numeric: tabular-nums; }
.path { display: block; overflow: visible; } figure .path, figure .key svg { background: none; }
.grid { stroke: var(--line); } .mark { fill: var(--faint); font-size: 12px; }
.band { fill: var(--band); fill-opacity: .2; }
polyline { fill: none; stroke-width: 2; vector-effect: non-scaling-stroke; }
.predicted { stroke: var(--band); }
.bar { stroke: var(--band); stroke-width: 2; } .dot { fill: var(--band); } .shown { fill: var(--publish); }
.key { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: .25rem 0; }
.key svg { vertical-align: middle; }
.areas { width: 100%; } .areas .drawn { width: 45%; min-width: 6rem; padding: .1rem 0; }
.strip { display: block; } .wide { stroke: var(--band); stroke-width: 1.5; } .narrow { stroke: var(--band); stroke-width: 4.5; }
.floor { stroke: var(--faint); stroke-width: 2; }
.changes { width: 100%; } .changes td, .changes th { vertical-align: top; } .changes td:nth-of-type(3) { width: 60%; }
tbody th { overflow-wrap: anywhere; white-space: normal; }
@media (max-width: 44rem) {
  .areas, .changes, .areas tbody, .changes tbody { display: block; } .areas thead, .changes thead { display: none; }
  .areas tr, .changes tr { display: grid; grid-template-columns: 1fr auto auto; padding: .35rem 0; border-bottom: 1px solid var(--line); }
  .areas th, .areas td, .changes th, .changes td { border: 0; padding: 0 .35rem 0 0; }
  .changes td:nth-of-type(3) { grid-column: 1 / -1; width: auto; } .areas td:nth-of-type(3) { grid-column: 2 / -1; grid-row: 2; }
  .areas .drawn { grid-column: 1; grid-row: 2; width: auto; }
}
`;

/** Milliseconds of a full refresh, of one batch between refreshes, and of opening the night: 2,000 units, half reported. */
import { compile, fit, live, simulateNight } from "../../../dist/src/index.js";

const formula =
  "log(turnout / baseline) ~ 1 + urban + college + age + (1 + urban + college + age || election) + " +
  "(1 | county:election) + (1 | district:election)";

function timed(run, times) {
  const walls = [];
  const cpus = [];
  for (let k = 0; k < times; k++) {
    const [from, cpu] = [performance.now(), process.cpuUsage()];
    run(k);
    const { user, system } = process.cpuUsage(cpu);
    walls.push(performance.now() - from);
    cpus.push((user + system) / 1000);
  }
  const middle = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
  return { wall_ms: middle(walls), cpu_ms: middle(cpus), least_ms: Math.min(...walls) };
}

const state = simulateNight({ seed: 1 });
const cold = performance.now();
const before = await fit(
  compile(formula, state.past, {
    family: "gaussian",
    priors: { "sd(1|election)": "HalfNormal(0.2)" },
  }),
  { engine: "inla", seed: 1 },
);
const opening = performance.now();
const { night } = live(before, state.tonight, {
  unit: "precinct",
  level: "election=e5",
  by: ["district", "county"],
});
const opened = performance.now();
const turnout = state.final.columns.find(({ name }) => name === "turnout").values;
const reports = night.units.map(({ unit }, i) => ({
  unit,
  status: "reported",
  counted: turnout[i],
}));
const half = reports.filter((_, i) => i % 2 === 0);
const full = timed(() => night.forecast(half), 15);
const held = night.hold(half);
const batch = timed(
  (k) => held([...half, ...reports.slice(1, 40 + 2 * k).filter((_, i) => i % 2 === 0)]),
  25,
);
console.log(
  JSON.stringify(
    { fit_s: (opening - cold) / 1000, open_s: (opened - opening) / 1000, full, batch },
    undefined,
    1,
  ),
);

/**
 * The model's form, judged on 2017 alone: half of the places are the past, the other half is the night. `node
 * virginia-halves.mjs SPLITS [ORDERS] [delegates|governor] [district|county] [all|near]`; splits come in pairs, each half the night
 * once. Means over splits and orders of coverage, width, the 90 % interval score, error and bias by form, order and level;
 * the total also has its bias in sds, the root mean square of that, and the shares of the cells that intervals and
 * median cut the line into. `near` leaves out of the night the units that changed by more than the factor, and the contests.
 */
import { live, replay } from "../../../dist/src/index.js";
import { openStream } from "../../../dist/src/math/index.js";
import { farthest, frameOf, governor2017, virginia2017 } from "./virginia-data.mjs";
import { fitPast, model, nightOptions } from "./virginia-model.mjs";

const splits = Number(process.argv[2] ?? 2);
const orders = Number(process.argv[3] ?? 1);
const [race = "delegates", place = "district", which = "all"] = process.argv.slice(4);
const groups = "(1 + log_gov || county:election) + (1 + log_gov || district:election)";
const earlier = {
  formula:
    "log(turnout / baseline) ~ 1 + log_gov + aged + black + college + income + " +
    `(1 + log_gov + income || election) + ${groups}`,
  family: "gaussian",
};
const exact = { ...nightOptions, baseline_noise: 0 };
const forms = {
  chosen: { ...model, night: nightOptions },
  "exact baselines": { ...model, night: exact },
  "no rate, no district ratio": { ...earlier, night: nightOptions },
  "none of these": { ...earlier, night: exact },
};

/** How many of tonight's districts have lost half their log turnout: contests that are none any more. */
const shares = { "as it was": 0, ...(which === "all" && { "a sixth contested no more": 1 / 6 }) };
const lost = 0.5;

function shift(units, share, random) {
  const names = [...new Set(units.map(({ district }) => district))];
  const gone = new Set(names.filter(() => random.uniform() < share));
  return units.map((unit) =>
    gone.has(unit.district)
      ? { ...unit, turnout: Math.max(1, Math.round(unit.turnout * Math.exp(-lost))) }
      : unit,
  );
}

/** Width plus 2 / α times how far outside, over the truth; small is good (Gneiting & Raftery 2007). */
function scoreOf({ widths, inside, error, truth }) {
  const width = widths.at(-1);
  const outside = inside.at(-1) ? 0 : Math.max(0, Math.abs(error) - width / 2);
  return (width + 20 * outside) / Math.max(1, truth);
}

const sums = new Map();
const none = { n: 0, inside: 0, width: 0, score: 0, error: 0, bias: 0, z: 0, squares: 0 };
/** A 90 % interval of a normal is so many sds wide. */
const sdsWide = 3.29;

function add(label, judged) {
  for (const by of ["unit", "district", "total"]) {
    const key = `${label} ${by}`;
    const sum = sums.get(key) ?? { ...none, cells: [0, 0, 0, 0, 0, 0] };
    for (const one of judged.filter((each) => each.by === by)) {
      const truth = Math.max(1, one.truth);
      const z = (sdsWide * one.error) / Math.max(1e-9, one.widths.at(-1));
      sum.n++;
      sum.inside += Number(one.inside.at(-1));
      sum.width += one.widths.at(-1) / truth;
      sum.score += scoreOf(one);
      sum.error += Math.abs(one.error) / truth;
      sum.bias += one.error / truth;
      sum.z += z;
      sum.squares += z * z;
      sum.cells[one.cell]++;
    }
    sums.set(key, sum);
  }
}

const open = race === "governor" ? governor2017 : virginia2017;
const units = open({ all: which === "all" });
const isNear = ({ turnout, baseline }) =>
  turnout * farthest >= baseline && turnout <= farthest * baseline;
const places = [...new Set(units.map((unit) => unit[place]))];
for (let split = 1; split <= splits; split++) {
  const random = openStream(Math.ceil(split / 2), "halves");
  const keyed = places.map((name) => [random.uniform(), name]).sort(([a], [b]) => a - b);
  const first = new Set(keyed.slice(0, places.length / 2).map(([, name]) => name));
  const isPast = (unit) => first.has(unit[place]) === (split % 2 === 1);
  const past = units.filter((unit) => isPast(unit) && isNear(unit));
  const tonight = units
    .filter((unit) => !isPast(unit))
    .map((unit) => ({ ...unit, election: "tonight" }));
  for (const [name, form] of Object.entries(forms)) {
    const before = await fitPast(past, form);
    for (const [kind, share] of Object.entries(shares)) {
      const own = shift(tonight, share, openStream(split, "contested"));
      const night = live(before, frameOf("tonight", own), {
        ...form.night,
        unit: "precinct",
        level: "election=tonight",
        by: ["district"],
      });
      for (const order of ["random", "small-first"]) {
        for (let seed = 1; seed <= orders; seed++) {
          const played = replay(night, frameOf("final", own), {
            order,
            seed: 100 * split + seed,
            stages: [0.25, 0.5],
          });
          for (const stage of played.stages)
            add(`${kind} | ${name} | ${order} ${stage.stage}`, stage.judged);
        }
      }
    }
  }
}
for (const [key, { n, inside, width, score, error, bias, z, squares, cells }] of sums) {
  const figures = { inside, width, score, error, bias, z };
  const means = Object.entries(figures).map(([name, sum]) => `${name} ${(sum / n).toFixed(4)}`);
  const spread = `sd of z ${Math.sqrt(squares / n).toFixed(2)}`;
  const shown = cells.map((count) => (count / n).toFixed(2)).join(" ");
  console.log(key.padEnd(76), String(n).padStart(6), ...means, spread, `cells ${shown}`);
}

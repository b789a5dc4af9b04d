/**
 * The model's form, judged on 2017 alone: half of the districts are the past, the other half is the night. `node
 * virginia-halves.mjs SPLITS`; means over splits of coverage, width and the 90 % interval score by form, order and level.
 */
import { live, replay } from "../../../dist/src/index.js";
import { openStream } from "../../../dist/src/math/index.js";
import { farthest, frameOf, virginia2017 } from "./virginia-data.mjs";
import { fitPast, model } from "./virginia-model.mjs";

const splits = Number(process.argv[2] ?? 2);
const predictors = "log_gov + aged + black + college + income";
const groups = "(1 | county:election) + (1 | district:election)";
const elections = "(1 + log_gov + income || election)";
const forms = {
  chosen: model,
  "t residuals": { ...model, family: "student_t" },
  "no slopes by place": {
    formula: `log(turnout / baseline) ~ 1 + ${predictors} + ${elections} + ${groups}`,
    family: "gaussian",
  },
};

/** How many of tonight's districts have lost half their log turnout: contests that are none any more. */
const shares = { "as it was": 0, "a sixth contested no more": 1 / 6 };
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

function add(label, judged) {
  for (const by of ["unit", "district", "total"]) {
    const key = `${label} ${by}`;
    const sum = sums.get(key) ?? { n: 0, inside: 0, width: 0, score: 0, error: 0 };
    for (const one of judged.filter((each) => each.by === by)) {
      sum.n++;
      sum.inside += Number(one.inside.at(-1));
      sum.width += one.widths.at(-1) / Math.max(1, one.truth);
      sum.score += scoreOf(one);
      sum.error += Math.abs(one.error) / Math.max(1, one.truth);
    }
    sums.set(key, sum);
  }
}

const units = virginia2017();
const districts = [...new Set(units.map(({ district }) => district))];
for (let split = 1; split <= splits; split++) {
  const random = openStream(split, "halves");
  const keyed = districts.map((name) => [random.uniform(), name]).sort(([a], [b]) => a - b);
  const half = new Set(keyed.slice(0, districts.length / 2).map(([, name]) => name));
  const past = units.filter(({ district }) => half.has(district));
  const tonight = units
    .filter(({ district }) => !half.has(district))
    .map((unit) => ({ ...unit, election: "tonight" }));
  for (const [name, form] of Object.entries(forms)) {
    const before = await fitPast(past, form);
    for (const [kind, share] of Object.entries(shares)) {
      const own = shift(tonight, share, openStream(split, "contested"));
      const night = live(before, frameOf("tonight", own), {
        unit: "precinct",
        level: "election=tonight",
        by: ["district"],
        size: "size",
        factor: farthest,
      });
      for (const order of ["random", "small-first"]) {
        const played = replay(night, frameOf("final", own), {
          order,
          seed: split,
          stages: [0.25, 0.5],
        });
        for (const stage of played.stages)
          add(`${kind} | ${name} | ${order} ${stage.stage}`, stage.judged);
      }
    }
  }
}
for (const [key, { n, inside, width, score, error }] of sums)
  console.log(
    key.padEnd(72),
    "inside",
    (inside / n).toFixed(3),
    "width",
    (width / n).toFixed(3),
    "score",
    (score / n).toFixed(3),
    "error",
    (error / n).toFixed(4),
  );

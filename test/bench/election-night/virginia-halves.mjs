/**
 * The model's form, judged on 2017 alone: half of the districts are the past, the other half is the night. `node
 * virginia-halves.mjs SPLITS`; means over splits of coverage, width and the 90 % interval score by form, order and level.
 */
import { live, replay } from "../../../dist/src/index.js";
import { openStream } from "../../../dist/src/math/index.js";
import { frameOf, virginia2017 } from "./virginia-data.mjs";
import { fitPast, model } from "./virginia-model.mjs";

const splits = Number(process.argv[2] ?? 2);
const predictors = "log_gov + aged + black + college + income";
const groups = "(1 | county:election) + (1 | district:election)";
const elections = "(1 + log_gov + black + income || election)";
const ratio = "log(turnout / baseline)";
const forms = {
  chosen: model,
  normal: { ...model, family: "gaussian" },
  "no slopes by place": {
    formula: `${ratio} ~ 1 + ${predictors} + ${elections} + ${groups}`,
    family: "student_t",
  },
  "slopes by district": {
    formula: `${ratio} ~ 1 + ${predictors} + ${elections} + (1 | county:election) + (1 + log_gov || district:election)`,
    family: "student_t",
  },
  "black by district": {
    formula: `${ratio} ~ 1 + ${predictors} + ${elections} + (1 + log_gov || county:election) + (1 + log_gov + black || district:election)`,
    family: "student_t",
  },
};

/** Width plus 2 / α times how far outside, over the truth; small is good (Gneiting & Raftery 2007). */
function scoreOf({ widths, inside, error, truth }) {
  const width = widths.at(-1);
  const outside = inside.at(-1) ? 0 : Math.max(0, Math.abs(error) - width / 2);
  return (width + 20 * outside) / Math.max(1, truth);
}

const units = virginia2017();
const districts = [...new Set(units.map(({ district }) => district))];
const sums = new Map();
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
    const night = live(before, frameOf("tonight", tonight), {
      unit: "precinct",
      level: "election=tonight",
      by: ["district"],
      size: "size",
    });
    for (const order of ["random", "small-first"]) {
      const played = replay(night, frameOf("final", tonight), {
        order,
        seed: split,
        stages: [0.1, 0.25, 0.5],
      });
      for (const { stage, judged } of played.stages)
        for (const by of ["unit", "district", "total"]) {
          const own = judged.filter((one) => one.by === by);
          const key = `${name} | ${order} ${stage} ${by}`;
          const sum = sums.get(key) ?? { n: 0, inside: 0, width: 0, score: 0, error: 0 };
          for (const one of own) {
            sum.n++;
            sum.inside += Number(one.inside.at(-1));
            sum.width += one.widths.at(-1) / Math.max(1, one.truth);
            sum.score += scoreOf(one);
            sum.error += Math.abs(one.error) / Math.max(1, one.truth);
          }
          sums.set(key, sum);
        }
    }
  }
}
for (const [key, { n, inside, width, score, error }] of sums)
  console.log(
    key.padEnd(48),
    "inside",
    (inside / n).toFixed(3),
    "width",
    (width / n).toFixed(3),
    "score",
    (score / n).toFixed(3),
    "error",
    (error / n).toFixed(4),
  );

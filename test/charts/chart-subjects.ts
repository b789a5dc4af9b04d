/** Small fits and estimates to draw, with any names for the levels. */
import {
  compile,
  compileNetwork,
  fit,
  frameFromColumns,
  poststratify,
  trainNetwork,
  type DataFrame,
  type InlaPosterior,
  type NetworkFit,
  type NutsPosterior,
  type Poststratified,
} from "../../src/index.js";

export interface ChartSubjects {
  readonly sampled: NutsPosterior;
  readonly approximated: InlaPosterior;
  readonly network: NetworkFit;
  readonly estimates: Poststratified;
  readonly truth: DataFrame;
  readonly levels: readonly string[];
  /** What the column of the levels is called. */
  readonly column: string;
}

export const stateNames: readonly string[] = ["OH", "ca", "Texas", "36", "8", "Nowhere"];

const quoted = (name: string): string => `\`${name}\``;

/** A network on the totals of eight units, with two people of every level in each. */
async function networkOf(levels: readonly string[], column: string): Promise<NetworkFit> {
  const units = Array.from({ length: 8 }, (_, unit) => `u${unit}`);
  const people = units.flatMap((unit) => [...levels, ...levels].map((level) => ({ unit, level })));
  const voters = frameFromColumns("voters", {
    unit: people.map(({ unit }) => unit),
    [column]: people.map(({ level }) => level),
  });
  const returns = frameFromColumns("returns", {
    unit: units,
    yes: units.map((_, unit) => 1 + (unit % 3)),
    no: units.map((_, unit) => 2 * levels.length - 1 - (unit % 3)),
  });
  const model = compileNetwork(
    { vote: "votes(yes, no)" },
    `dense(${quoted(column)}, hidden = [3])`,
    voters,
    { aggregate: { by: "unit", to: "returns" }, frames: { returns } },
  );
  return trainNetwork(model, { epochs: 3, restarts: 1, seed: 1 });
}

/** Cells of six areas, in which agreement rises from area to area. */
export async function chartSubjects(
  levels: readonly string[],
  column: string = "area",
  predictor: string = "male",
): Promise<ChartSubjects> {
  const rows = levels.flatMap((level, i) =>
    [-0.5, 0.5].map((male) => ({ level, male, y: 6 + 3 * (i % 7) + (male > 0 ? 2 : 0) })),
  );
  const cells = frameFromColumns("cells", {
    [column]: rows.map(({ level }) => level),
    [predictor]: rows.map(({ male }) => male),
    n: rows.map(() => 30),
    y: rows.map(({ y }) => y),
  });
  const formula = `p(y, n) ~ ${quoted(predictor)} + (1 | ${quoted(column)})`;
  const model = compile(formula, cells, {
    family: "binomial",
    priors: { common: "Normal(0, 2.5)", sd: "HalfNormal(1)" },
  });
  const sampled = await fit(model, { engine: "nuts", draws: 150, tune: 150, chains: 2, seed: 1 });
  const approximated = await fit(model, { engine: "inla" });
  const estimates = poststratify(sampled, cells, { by: column, weight: "n" });
  const truth = frameFromColumns("truth", {
    [column]: levels,
    truth: levels.map((_, i) => 0.2 + 0.1 * i),
  });
  const network = await networkOf(levels, column);
  return { sampled, approximated, network, estimates, truth, levels, column };
}

/** Small fits and estimates to draw, with any names for the levels. */
import {
  compile,
  fit,
  frameFromColumns,
  poststratify,
  type DataFrame,
  type InlaPosterior,
  type NutsPosterior,
  type Poststratified,
} from "../../src/index.js";

export interface ChartSubjects {
  readonly sampled: NutsPosterior;
  readonly approximated: InlaPosterior;
  readonly estimates: Poststratified;
  readonly truth: DataFrame;
  readonly levels: readonly string[];
}

export const stateNames: readonly string[] = ["OH", "ca", "Texas", "36", "8", "Nowhere"];

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
  const quoted = (name: string): string => `\`${name}\``;
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
  return { sampled, approximated, estimates, truth, levels };
}

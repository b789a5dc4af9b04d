/** Linear predictor and mean response on any rows from one draw of the reported parameters. */
import type { LinearPredictor } from "../design/design-blocks.js";
import type { ModelSpec } from "../model/model-spec.js";
import type { ReportedParameter } from "../target/index.js";
import { openPredictorProgram } from "./predictor-program.js";
import { fillTable, tabulateTerms } from "./predictor-tables.js";
import { predictorTerms } from "./predictor-terms.js";

export interface Predictor {
  readonly rowCount: number;
  /** For each group block: number of new levels times effects per level. */
  readonly newEffectSizes: readonly number[];
  /** Writes the linear predictor. New effects are level-major, one array per group block. */
  evaluate(draw: Float64Array, newEffects: readonly Float64Array[], eta: Float64Array): void;
  /** Writes the inverse link of the linear predictor. */
  evaluateMean(draw: Float64Array, newEffects: readonly Float64Array[], mu: Float64Array): void;
}

/** Parameters by name; a draw without one of them belongs to another model. */
function positionsOf(parameters: readonly ReportedParameter[]): (name: string) => number {
  const places = new Map(parameters.map(({ name }, position) => [name, position]));
  return (name) => {
    const place = places.get(name);
    if (place === undefined) throw new Error(`the draws have no parameter ${name}`);
    return place;
  };
}

/** Tables may have an eighth of the rows: then filling them costs less than the look-ups they save. */
function mostEntries(rowCount: number): number {
  return Math.max(16, rowCount >> 3);
}

/**
 * Opens a predictor for the rows of `predictor` (the model's design evaluated on any data). Its
 * memory is a few arrays of one entry per row, whatever the number of draws.
 */
export function openPredictor(
  spec: Pick<ModelSpec, "link" | "intercept">,
  predictor: LinearPredictor,
  parameters: readonly ReportedParameter[],
): Predictor {
  const { rowCount, offset } = predictor;
  const ofParameter = positionsOf(parameters);
  const newEffectSizes = predictor.group.map(
    ({ factor, effectNames }) => factor.newLevels.length * effectNames.length,
  );
  let valueCount = parameters.length;
  const firstNewEffect = newEffectSizes.map((size) => (valueCount += size) - size);
  const most = mostEntries(rowCount);
  const { terms, columns } = predictorTerms(predictor, { ofParameter, firstNewEffect }, most);
  const tables = tabulateTerms(terms, most);
  const program = openPredictorProgram({ rowCount, link: spec.link, offset, tables, columns });
  const intercept = spec.intercept && ofParameter(spec.intercept.name);
  const values = new Float64Array(valueCount);
  const load = (draw: Float64Array, newEffects: readonly Float64Array[]): void => {
    values.set(draw);
    firstNewEffect.forEach((first, block) => values.set(newEffects[block]!, first));
    program.intercept[0] = intercept === undefined ? 0 : values[intercept]!;
    columns.forEach(({ position }, j) => (program.coefficients[j] = values[position]!));
    tables.forEach((table, i) => fillTable(table, values, program.entries[i]!));
  };
  return {
    rowCount,
    newEffectSizes,
    evaluate(draw, newEffects, eta) {
      load(draw, newEffects);
      program.runPredictor();
      eta.set(program.eta);
    },
    evaluateMean(draw, newEffects, mu) {
      load(draw, newEffects);
      program.runMean();
      mu.set(program.mu);
    },
  };
}

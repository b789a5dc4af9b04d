/** What is ranked: every parameter, some effects of each term, and the log likelihood of the data. */
import { allRows, openRowLikelihoods, type CompiledModel } from "../../compiler/index.js";
import { isEffect, type ReportedParameter } from "../../target/index.js";

/** A scalar of the parameters and the data. */
export interface Quantity {
  readonly name: string;
  /** The position of its parameter; undefined for the log likelihood. */
  readonly parameter: number | undefined;
}

/** Effects of one term that are ranked; the others are alike. */
const effectsOfTerm = 4;

/** First, last and between, in even steps. */
function spread(positions: readonly number[]): readonly number[] {
  const count = Math.min(effectsOfTerm, positions.length);
  if (count < effectsOfTerm) return positions;
  return Array.from({ length: count }, (_, k) => {
    const at = Math.floor((k * (positions.length - 1)) / (count - 1));
    return positions[at]!;
  });
}

function positionsByTerm(parameters: readonly ReportedParameter[]): Iterable<readonly number[]> {
  const byTerm = new Map<string, number[]>();
  parameters.forEach(({ role, term }, at) => {
    const positions = byTerm.get(term) ?? [];
    if (isEffect(role)) byTerm.set(term, [...positions, at]);
  });
  return byTerm.values();
}

export function rankedQuantities({ parameters }: CompiledModel): readonly Quantity[] {
  const scalars = parameters.flatMap(({ role }, at) => (isEffect(role) ? [] : [at]));
  const effects = [...positionsByTerm(parameters)].flatMap(spread);
  return [
    ...[...scalars, ...effects].map((at) => ({ name: parameters[at]!.name, parameter: at })),
    { name: "log likelihood", parameter: undefined },
  ];
}

/** The log likelihood of all rows at one draw of the reported parameters. */
export function openLogLikelihood(model: CompiledModel): (draw: Float64Array) => number {
  const { rowCount } = model.spec.design.predictor;
  const rows = openRowLikelihoods(model)(allRows(model));
  const each = new Float64Array(rowCount);
  return (draw) => {
    rows.logLikelihood(draw, each);
    return each.reduce((sum, value) => sum + value, 0);
  };
}

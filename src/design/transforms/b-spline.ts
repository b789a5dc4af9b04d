/** `bs(x, df)`: B-spline basis with inner knots at quantiles of x, extrapolated as polynomials. */
import { quantile } from "../../math/index.js";
import type { BoundCall, FormulaFunction } from "./formula-function.js";
import {
  column,
  flagOption,
  numberOption,
  numbersArgument,
  numbersOption,
  option,
  rejectArgument,
  wholeNumberOption,
} from "./formula-function.js";

interface SplineSettings {
  readonly degree: number;
  readonly intercept: boolean;
  readonly df: number | undefined;
  readonly knots: readonly number[] | undefined;
  readonly lower: number | undefined;
  readonly upper: number | undefined;
}

/** Positions between knots such that knots[span] <= x < knots[span + 1]; clamped to the boundary. */
function findSpan(knots: readonly number[], degree: number, x: number): number {
  let low = degree;
  let high = knots.length - degree - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (x < knots[middle]!) high = middle;
    else low = middle;
  }
  return low;
}

/**
 * The degree + 1 basis functions that are not zero on the span, by the Cox-de Boor triangle
 * (Piegl and Tiller, The NURBS Book, A2.2). Outside the boundary it continues the polynomials.
 */
function basisOnSpan(
  knots: readonly number[],
  degree: number,
  span: number,
  x: number,
  basis: Float64Array,
): void {
  basis[0] = 1;
  for (let order = 1; order <= degree; order++) {
    let carried = 0;
    for (let k = 0; k < order; k++) {
      const right = knots[span + k + 1]!;
      const left = knots[span + 1 - order + k]!;
      const share = basis[k]! / (right - left);
      basis[k] = carried + (right - x) * share;
      carried = (x - left) * share;
    }
    basis[order] = carried;
  }
}

function splineColumns(x: Float64Array, knots: readonly number[], degree: number): Float64Array[] {
  const columns = Array.from(
    { length: knots.length - degree - 1 },
    () => new Float64Array(x.length),
  );
  const basis = new Float64Array(degree + 1);
  for (let row = 0; row < x.length; row++) {
    const span = findSpan(knots, degree, x[row]!);
    basisOnSpan(knots, degree, span, x[row]!, basis);
    for (let k = 0; k <= degree; k++) columns[span - degree + k]![row] = basis[k]!;
  }
  return columns;
}

/** Inner knots at equally spaced quantiles, linear interpolation between order statistics. */
function quantileKnots(x: Float64Array, count: number): readonly number[] {
  const sorted = x.toSorted();
  return Array.from({ length: count }, (_, k) => quantile(sorted, (k + 1) / (count + 1)));
}

function innerKnots(
  bound: BoundCall,
  x: Float64Array,
  { degree, intercept, df, knots }: SplineSettings,
): readonly number[] | undefined {
  const implied = df === undefined ? undefined : df - (degree + 1) + (intercept ? 0 : 1);
  if (implied === undefined) {
    if (knots) return knots.toSorted((left, right) => left - right);
    rejectArgument(bound, "x", "give `df` or `knots`");
    return undefined;
  }
  if (implied < 0) {
    const least = degree + (intercept ? 1 : 0);
    rejectArgument(bound, "df", `\`df\` must be at least ${least} for degree ${degree}`);
    return undefined;
  }
  if (!knots) return quantileKnots(x, implied);
  if (knots.length === implied) return knots.toSorted((left, right) => left - right);
  rejectArgument(
    bound,
    "knots",
    `\`df\` asks for ${implied} inner knots, but ${knots.length} are given`,
  );
  return undefined;
}

/** All knots, the boundary repeated degree + 1 times; undefined when they cannot be placed. */
function learnKnots(
  bound: BoundCall,
  x: Float64Array,
  settings: SplineSettings,
): readonly number[] | undefined {
  const inner = innerKnots(bound, x, settings);
  if (!inner) return undefined;
  const lower = settings.lower ?? x.reduce((least, value) => Math.min(least, value), Infinity);
  const upper = settings.upper ?? x.reduce((most, value) => Math.max(most, value), -Infinity);
  if (!(lower < upper)) {
    rejectArgument(bound, "x", "the lower boundary must be below the upper one");
    return undefined;
  }
  const outside = inner.find((knot) => knot <= lower || knot >= upper);
  if (outside !== undefined) {
    rejectArgument(
      bound,
      settings.knots ? "knots" : "df",
      `the inner knot ${outside} is not between the boundaries ${lower} and ${upper}`,
    );
    return undefined;
  }
  const end = (value: number): number[] => new Array<number>(settings.degree + 1).fill(value);
  return [...end(lower), ...inner, ...end(upper)];
}

function readSettings(bound: BoundCall): SplineSettings | undefined {
  const degree = wholeNumberOption(bound, "degree", 3, 0);
  const intercept = flagOption(bound, "intercept", false);
  const df = wholeNumberOption(bound, "df", null, 1);
  const lower = numberOption(bound, "lower_bound", null);
  const upper = numberOption(bound, "upper_bound", null);
  const knots = numbersOption(bound, "knots");
  const wrong = [degree, intercept, df, lower, upper].includes(undefined);
  if (wrong || degree === undefined || intercept === undefined) return undefined;
  const given = <T>(value: T | null | undefined): T | undefined => value ?? undefined;
  return { degree, intercept, knots, df: given(df), lower: given(lower), upper: given(upper) };
}

export const bs: FormulaFunction = {
  parameters: [
    column("x"),
    ...["df", "knots", "degree", "intercept", "lower_bound", "upper_bound"].map(option),
  ],
  evaluate(bound) {
    const x = numbersArgument(bound, "x");
    const settings = readSettings(bound);
    if (!x || !settings) return undefined;
    const knots = bound.context.memory.numbers(bound.key, () => learnKnots(bound, x, settings));
    if (!knots) return undefined;
    const columns = splineColumns(x, knots, settings.degree);
    return { kind: "matrix", columns: settings.intercept ? columns : columns.slice(1) };
  },
};

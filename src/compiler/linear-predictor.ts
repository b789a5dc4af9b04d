/** Intercept, common terms and offset as addends of the linear predictor. */
import type { BlockColumns } from "../design/design-blocks.js";
import type { NodeId } from "../graph/index.js";
import type { InterceptParameter } from "../model/model-spec.js";
import type { ModelContext } from "./model-context.js";
import { addPriors, selectEntries } from "./prior-densities.js";
import { addScalarParameters, realLine, supportOf } from "./scalar-parameters.js";

export interface InterceptNodes {
  /** The intercept with all predictors at zero, as reported. */
  readonly atZero: NodeId;
  /** The intercept where the columns' means are subtracted. */
  readonly atMeans: NodeId;
}

interface CommonColumn {
  readonly position: number;
  readonly values: Float64Array;
}

/** means · beta over the columns where `included`; undefined when that is zero. */
function meansTimes(
  { spec, builder }: ModelContext,
  beta: NodeId | undefined,
  included: (position: number) => boolean,
): NodeId | undefined {
  if (beta === undefined || !spec.centred) return undefined;
  const weights = Float64Array.from(spec.common, ({ columnMean }, position) =>
    included(position) ? columnMean : 0,
  );
  if (weights.every((weight) => weight === 0)) return undefined;
  return builder.add("dot", [beta], { weights }, "predictor means × coefficients");
}

function shifted(
  { builder }: ModelContext,
  op: "add" | "subtract",
  intercept: NodeId,
  shift: NodeId | undefined,
  label: string,
): NodeId {
  return shift === undefined ? intercept : builder.add(op, [intercept, shift], {}, label);
}

/**
 * The intercept's coordinate is where its prior is bounded, if it is, and otherwise at the means
 * of the predictors, where it is least correlated with the coefficients.
 */
export function addIntercept(
  context: ModelContext,
  intercept: InterceptParameter,
  beta: NodeId | undefined,
): InterceptNodes {
  const { name, prior } = intercept;
  const shift = meansTimes(context, beta, () => true);
  const { lower, upper } = supportOf({ prior, natural: realLine });
  const bounded = lower !== -Infinity || upper !== Infinity;
  const coordinate = (): NodeId =>
    bounded
      ? addScalarParameters(context, [{ name, term: name, prior, natural: realLine }])[0]!
      : context.take([name], "Intercept at predictor means");
  if (bounded && prior.at === "zero") {
    const atZero = coordinate();
    return { atZero, atMeans: shifted(context, "add", atZero, shift, "Intercept at means") };
  }
  const atMeans = coordinate();
  const atZero = shifted(context, "subtract", atMeans, shift, name);
  if (!bounded) addPriors(context, prior.at === "zero" ? atZero : atMeans, [prior], name);
  return { atZero, atMeans };
}

function centredColumns({ spec }: ModelContext): readonly CommonColumn[] {
  let position = 0;
  return spec.design.predictor.common.flatMap(({ columnNames, columns }) => {
    const first = position;
    position += columnNames.length;
    if (columns.kind !== "dense") return [];
    return columns.columns.map((values, j) => {
      const mean = spec.centred ? spec.common[first + j]!.columnMean : 0;
      return { position: first + j, values: mean === 0 ? values : subtractMean(values, mean) };
    });
  });
}

function subtractMean(values: Float64Array, mean: number): Float64Array {
  const centred = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) centred[i] = values[i]! - mean;
  return centred;
}

function addPatternTerms(context: ModelContext, beta: NodeId): readonly NodeId[] {
  const { builder, spec } = context;
  let start = 0;
  return spec.design.predictor.common.flatMap(({ term, columnNames, columns }) => {
    const positions = columnNames.map((_name, j) => start + j);
    start += columnNames.length;
    if (columns.kind !== "pattern") return [];
    return [
      builder.add(
        "pattern_times",
        [selectEntries(builder, beta, positions, term)],
        patternAttributes(columns),
        term,
      ),
    ];
  });
}

function patternAttributes({
  index,
  patterns,
  patternCount,
  multiplier,
}: BlockColumns & { kind: "pattern" }) {
  return { index, patterns, patternCount, multiplier };
}

/** What the common terms, the intercept and the offset add to each row; scalars are for all rows. */
export function addCommonRows(
  context: ModelContext,
  beta: NodeId | undefined,
  intercept: InterceptNodes | undefined,
): readonly NodeId[] {
  const { builder, spec } = context;
  const { offset } = spec.design.predictor;
  const terms: NodeId[] = [];
  const dense = centredColumns(context);
  const positions = dense.map(({ position }) => position);
  if (intercept) {
    const shift = meansTimes(context, beta, (position) => !positions.includes(position));
    terms.push(shifted(context, "subtract", intercept.atMeans, shift, "constant part"));
  }
  if (beta !== undefined && dense.length > 0) {
    const parameters = positions.map((position) => spec.common[position]!);
    const label = [...new Set(parameters.map(({ term }) => term))].join(", ");
    const names = parameters.map(({ name }) => name);
    const entries = selectEntries(builder, beta, positions, label);
    const columns = dense.map(({ values }) => values);
    terms.push(builder.add("columns_times", [entries], { columns, rows: true, names }, label));
  }
  if (beta !== undefined) terms.push(...addPatternTerms(context, beta));
  if (offset) {
    terms.push(builder.add("constant", [], { values: offset, rows: true }, "offset"));
  }
  return terms;
}

/** Common coefficients: coordinates, priors, and the node that holds all of them in design order. */
import type { BlockColumns } from "../design/design-blocks.js";
import type { NodeId } from "../graph/index.js";
import type { CommonParameter, ModelSpec } from "../model/model-spec.js";
import { distributionNamed } from "../vocabulary/index.js";
import { informationMatrix } from "./information-matrix.js";
import { informationWeights } from "./information-weights.js";
import { unitInformation } from "./unit-information.js";
import type { ModelContext } from "./model-context.js";
import { addPriors, selectEntries } from "./prior-densities.js";
import { addScalarParameters, realLine, supportOf } from "./scalar-parameters.js";
import { whiteningColumns } from "./whitening.js";

const label = "common coefficients";

/** Beyond this many columns the linear map costs more than it saves. */
const mostWhitened = 200;

function isFree({ prior }: CommonParameter): boolean {
  const { lower, upper } = supportOf({ prior, natural: realLine });
  return lower === -Infinity && upper === Infinity;
}

/** Columns of a block at the given positions. */
function columnsAt(columns: BlockColumns, positions: readonly number[]): BlockColumns {
  if (columns.kind === "dense") {
    return { kind: "dense", columns: positions.map((position) => columns.columns[position]!) };
  }
  const { patterns, patternCount } = columns;
  const width = patterns.length / patternCount;
  if (positions.length === width) return columns;
  const selected = new Float64Array(patternCount * positions.length);
  for (let p = 0; p < patternCount; p++) {
    positions.forEach((position, j) => {
      selected[p * positions.length + j] = patterns[p * width + position]!;
    });
  }
  return { ...columns, patterns: selected };
}

/** The design's blocks restricted to the common columns at the given positions. */
function blocksOf(spec: ModelSpec, positions: readonly number[]): readonly BlockColumns[] {
  let start = 0;
  return spec.design.predictor.common.flatMap(({ columnNames, columns }) => {
    const first = start;
    start += columnNames.length;
    const inside = positions.filter((position) => position >= first && position < start);
    return inside.length === 0
      ? []
      : [
          columnsAt(
            columns,
            inside.map((position) => position - first),
          ),
        ];
  });
}

function approximatePrecision(spec: ModelSpec, positions: readonly number[]): Float64Array {
  const n = positions.length;
  const parameters = positions.map((position) => spec.common[position]!);
  const means = Float64Array.from(parameters, (p) => (spec.centred ? p.columnMean : 0));
  const blocks = blocksOf(spec, positions);
  const precision = spec.totals
    ? unitInformation(spec, spec.totals, blocks, means)
    : informationMatrix(blocks, means, informationWeights(spec));
  parameters.forEach(({ prior: { distribution } }, j) => {
    const sd = distributionNamed(distribution.name).standardDeviation(distribution.parameters);
    if (Number.isFinite(sd) && sd > 0) precision[j * n + j]! += 1 / (sd * sd);
  });
  return precision;
}

function addFree(context: ModelContext, positions: readonly number[]): NodeId {
  const { spec, builder } = context;
  const parameters = positions.map((position) => spec.common[position]!);
  const terms = parameters.map(({ term }) => term);
  const n = positions.length;
  const columns =
    n >= 2 && n <= mostWhitened
      ? whiteningColumns(approximatePrecision(spec, positions), n)
      : undefined;
  const free = context.take(terms, columns ? `whitened ${label}` : label);
  const beta = columns
    ? builder.add("columns_times", [free], { columns, rows: false }, label)
    : free;
  addPriors(
    context,
    beta,
    parameters.map(({ prior }) => prior),
    label,
  );
  return beta;
}

/** All coefficients in the order of the design's columns; undefined when there are none. */
export function addCommonCoefficients(context: ModelContext): NodeId | undefined {
  const { spec, builder } = context;
  const positions = spec.common.map((_parameter, position) => position);
  const free = positions.filter((position) => isFree(spec.common[position]!));
  const bounded = positions.filter((position) => !free.includes(position));
  if (positions.length === 0) return undefined;
  if (bounded.length === 0) return addFree(context, free);
  const parts = free.length === 0 ? [] : [addFree(context, free)];
  const scalars = addScalarParameters(
    context,
    bounded.map((position) => {
      const { name, term, prior } = spec.common[position]!;
      return { name, term, prior, natural: realLine };
    }),
  );
  const joined = builder.add("concat", [...parts, ...scalars], {}, label);
  const order = [...free, ...bounded];
  return selectEntries(
    builder,
    joined,
    positions.map((position) => order.indexOf(position)),
    label,
  );
}

/** Graphs with one likelihood and a linear predictor of every kind of addend, for tests of rewrites. */
import {
  likelihoods,
  openGraphBuilder,
  type Graph,
  type LikelihoodName,
  type LinkOpName,
  type NodeId,
} from "../../src/graph/index.js";
import { openStream, type RandomStream } from "../../src/math/index.js";

export interface PredictorCase {
  readonly family: LikelihoodName;
  readonly link: LinkOpName;
  readonly rowCount: number;
  /** Numeric columns take this many different values; 0: all are different. */
  readonly distinctNumbers: number;
  /** Rows without information: trials or weights that are zero. */
  readonly emptyRows?: boolean;
  /** Every row is one trial. */
  readonly singleTrials?: boolean;
}

/** Coordinates: 1 intercept, 2 slopes, 3 pattern columns, 4 levels, 3 levels with slopes, auxiliary. */
const smallSize = 13;

function numbersOf(item: PredictorCase, random: RandomStream): Float64Array {
  const { rowCount, distinctNumbers } = item;
  return Float64Array.from({ length: rowCount }, () =>
    distinctNumbers === 0
      ? 0.3 * random.normal()
      : 0.1 * Math.floor(random.uniform() * distinctNumbers),
  );
}

function indexOf(rowCount: number, levels: number, random: RandomStream): Int32Array {
  return Int32Array.from({ length: rowCount }, () => Math.floor(random.uniform() * levels));
}

/** Statistics with the order of each family's names: responses in (0, 1), weights or trials 1 or 2. */
function statisticsOf(item: PredictorCase, random: RandomStream): Float64Array[] {
  const { family, rowCount, emptyRows, singleTrials } = item;
  const weight = Float64Array.from({ length: rowCount }, (_, i) =>
    emptyRows && i % 3 === 0 ? 0 : singleTrials ? 1 : 1 + (i % 2),
  );
  const y = weight.map(() => (Math.floor(random.uniform() * 3) + 1) / 4);
  const count = weight.map((w) => Math.floor(random.uniform() * (w + 1)));
  const byName: Readonly<Record<string, Float64Array>> = {
    successes: count,
    trials: weight,
    count: family === "poisson" ? count : y,
    exposure: weight,
    mean: y,
    weight,
    squares: weight.map((w) => 0.1 * w),
    precision: weight,
    y: family === "negative_binomial" ? count : y,
    sum: y.map((value, i) => value * weight[i]!),
    logSum: y.map((value, i) => Math.log(value) * weight[i]!),
    log1mSum: y.map((value, i) => Math.log1p(-value) * weight[i]!),
  };
  return likelihoods[family].statistics.map((name) => byName[name]!);
}

function addTerms(
  item: PredictorCase,
  take: (length: number) => NodeId,
  builder: ReturnType<typeof openGraphBuilder>,
): NodeId[] {
  const random = openStream(5, `${item.family} ${item.rowCount} ${item.distinctNumbers}`);
  const { rowCount } = item;
  const [first, second, offset, slope, multiplier] = Array.from({ length: 5 }, () =>
    numbersOf(item, random),
  );
  const patterns = {
    index: indexOf(rowCount, 3, random),
    patterns: Float64Array.of(0, 0, 0, 1, 0.5, 0, -1, 0, 1),
    patternCount: 3,
    multiplier: multiplier!,
  };
  const levels = { index: indexOf(rowCount, 4, random), multiplier: undefined, rows: true };
  const slopes = { index: indexOf(rowCount, 3, random), multiplier: slope!, rows: true };
  const columns = [first!, second!];
  return [
    take(1),
    builder.add("columns_times", [take(2)], { columns, rows: true }, "x + z"),
    builder.add("pattern_times", [take(3)], patterns, "a:x"),
    builder.add("gather", [take(4)], levels, "1|g"),
    builder.add("gather", [take(3)], slopes, "x|h"),
    builder.add("constant", [], { values: offset!, rows: true }, "offset"),
  ];
}

export function predictorGraph(item: PredictorCase): Graph {
  const { family, link } = item;
  const auxiliaryCount = likelihoods[family].auxiliary.length;
  const builder = openGraphBuilder(smallSize + auxiliaryCount);
  let taken = 0;
  const take = (length: number): NodeId => {
    const start = taken;
    taken += length;
    return builder.add("slice", [0], { start, length });
  };
  const eta = builder.add("add", addTerms(item, take, builder), {}, "linear predictor");
  const inputs =
    auxiliaryCount === 0 ? [eta] : [eta, builder.add("exp", [take(auxiliaryCount)], {})];
  const statistics = statisticsOf(item, openStream(6, item.family));
  const attributes = { family, link, statistics, constant: -3 };
  const value = builder.add("likelihood", inputs, attributes, "y");
  const prior = builder.add("standard_normal", [0], {}, "prior");
  return builder.finish(builder.add("add", [value, prior], {}, "log density"));
}

/** A position near which every mean exists: small, with the given intercept. */
export function predictorPosition(graph: Graph, intercept: number): Float64Array {
  const random = openStream(8, "position");
  const position = Float64Array.from({ length: graph.positionSize }, () => 0.05 * random.normal());
  position[0] = intercept;
  return position;
}

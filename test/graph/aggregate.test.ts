/** The aggregate op: against a likelihood written out by hand, differences, and its own plan on both backends. */
import { describe, expect, it } from "vitest";
import {
  ofObservations,
  openGraphBuilder,
  openOracle,
  planGraph,
  rewriteGraph,
  type Graph,
} from "../../src/graph/index.js";
import { openEvaluator } from "../../src/kernels/index.js";
import { openStream } from "../../src/math/index.js";
import {
  countLikelihoods,
  type CountLikelihoodName,
} from "../../src/math/poisson-binomial/index.js";
import { differentiate, relativeError } from "./finite-differences.js";

interface AggregateCase {
  readonly outcomes: 2 | 3;
  readonly likelihood: CountLikelihoodName;
  readonly dispersed: boolean;
  readonly reference: number;
  /** Numbers of the column take this many values; 0: all are different. */
  readonly distinct: number;
}

const units = 12;
const members = 480;

/** People per unit and outcome, by the members' weights. */
function countsOf(unit: Int32Array, weights: Float64Array, outcomes: number): Float64Array {
  const counts = new Float64Array(units * outcomes);
  unit.forEach((u, i) => (counts[u * outcomes + (i % outcomes)]! += weights[i]!));
  return counts;
}

/** Per outcome but the reference: a constant, a slope of a column, a pattern term and group effects. */
function graphOf({ outcomes, likelihood, dispersed, reference, distinct }: AggregateCase): Graph {
  const stream = openStream(5, "members", 0);
  const unit = Int32Array.from({ length: members }, (_, i) => (i * 7) % units);
  const weights = Float64Array.from({ length: members }, (_, i) => 1 + (i % 3));
  const column = Float64Array.from({ length: members }, (_, i) =>
    distinct === 0 ? stream.normal() : 0.5 * (i % distinct),
  );
  const party = Int32Array.from({ length: members }, (_, i) => i % 3);
  const width = 1 + 1 + 2 + units;
  const builder = openGraphBuilder(width * (outcomes - 1));
  const predictors = Array.from({ length: outcomes - 1 }, (_, k) => {
    const part = (start: number, length: number) =>
      builder.add("slice", [0], { start: k * width + start, length });
    const slope = builder.add("columns_times", [part(1, 1)], { columns: [column], rows: true });
    const pattern = builder.add("pattern_times", [part(2, 2)], {
      index: party,
      patterns: Float64Array.of(0, 0, 1, 0, 0, 1),
      patternCount: 3,
      multiplier: undefined,
    });
    const effects = builder.add("gather", [part(4, units)], {
      index: unit,
      multiplier: undefined,
      rows: true,
    });
    return builder.add("add", [part(0, 1), slope, pattern, effects], {});
  });
  const counts = countsOf(unit, weights, outcomes);
  const attributes = { likelihood, dispersed, outcomes, reference, unit, weights, counts };
  const kappa = dispersed
    ? [builder.add("exp", [builder.add("slice", [0], { start: 0, length: 1 })], {})]
    : [];
  const total = builder.add("aggregate", [...predictors, ...kappa], attributes, "votes");
  const prior = builder.add("standard_normal", [0], {});
  return builder.finish(builder.add("add", [total, prior], {}));
}

const positionOf = ({ positionSize }: Graph): Float64Array => {
  const stream = openStream(8, "position", 0);
  return Float64Array.from({ length: positionSize }, () => 0.6 * stream.normal());
};

const valueAndGradient = (
  target: ReturnType<typeof openOracle>,
  position: Float64Array,
): readonly [number, Float64Array] => {
  const gradient = new Float64Array(target.dimension);
  return [target.logDensityAndGradient(position, gradient), gradient];
};

const kinds = [
  ...countLikelihoods.map((likelihood) => ({ likelihood, dispersed: false })),
  { likelihood: "mean", dispersed: true } as const,
];

const cases = kinds.flatMap((kind) =>
  ([2, 3] as const).flatMap((outcomes) =>
    [0, 3].map((distinct): AggregateCase => ({
      ...kind,
      outcomes,
      distinct,
      reference: outcomes - 1,
    })),
  ),
);

it("three scores by hand: two members, one unit", () => {
  const builder = openGraphBuilder(4);
  const predictors = [0, 2].map((start) => builder.add("slice", [0], { start, length: 2 }));
  const attributes = {
    likelihood: "mean",
    dispersed: false,
    outcomes: 3,
    reference: 1,
    unit: Int32Array.of(0, 0),
    weights: Float64Array.of(1, 3),
    counts: Float64Array.of(2, 1, 1),
  } as const;
  const graph = builder.finish(builder.add("aggregate", predictors, attributes));
  const position = Float64Array.of(0.2, -1, 1.5, 0.3);
  const shares = [0, 1].map((i) => {
    const scores = [Math.exp(position[i]!), 1, Math.exp(position[2 + i]!)];
    const total = scores[0]! + scores[1]! + scores[2]!;
    return scores.map((score) => score / total);
  });
  const mean = [0, 1, 2].map((c) => (shares[0]![c]! + 3 * shares[1]![c]!) / 4);
  const wanted = Math.log(12) + 2 * Math.log(mean[0]!) + Math.log(mean[1]!) + Math.log(mean[2]!);
  expect(valueAndGradient(openOracle(graph), position)[0]).toBeCloseTo(wanted, 11);
});

describe.each(cases)(
  "$likelihood, dispersed $dispersed, $outcomes outcomes, $distinct distinct",
  (item) => {
    const graph = graphOf(item);
    const position = positionOf(graph);
    const [value, gradient] = valueAndGradient(openOracle(graph), position);

    it("has its gradient by differences", () => {
      const { likelihood, outcomes } = item;
      // The recursion over tables is slow; differences of a few thousand nats leave ten digits.
      if (likelihood === "exact" && outcomes === 3) return;
      expect(relativeError(gradient, differentiate(openOracle(graph), position))).toBeLessThan(
        1e-9,
      );
    });

    it("is the same function when rewritten and planned, with the same bits on both backends", () => {
      const { graph: rewritten, notes } = rewriteGraph(graph);
      expect(notes.some((note) => note.includes("members of a unit merged"))).toBe(
        item.distinct > 0,
      );
      const plan = planGraph(rewritten);
      const [byKernels, byTwins] = (["wasm", "javascript"] as const).map((backend) => {
        const evaluator = openEvaluator(plan, { backend });
        expect(evaluator.backend).toBe(backend);
        const into = new Float64Array(graph.positionSize);
        return [evaluator.logDensity.logDensityAndGradient(position, into), into] as const;
      });
      expect(byKernels![0]).toBe(byTwins![0]);
      expect(byKernels![1]).toEqual(byTwins![1]);
      expect(Math.abs(byKernels![0] - value)).toBeLessThan(1e-9 * Math.abs(value));
      expect(relativeError(byKernels![1], gradient)).toBeLessThan(1e-9);
    });
  },
);

it("the members of some units leave these units, and the parts add up to the whole", () => {
  const graph = graphOf({
    likelihood: "mean",
    dispersed: false,
    outcomes: 3,
    reference: 2,
    distinct: 0,
  });
  const position = positionOf(graph);
  const rows = Int32Array.from({ length: members }, (_, i) => i);
  const inFirst = (i: number): boolean => (i * 7) % units < 5;
  const value = (kept: Int32Array): number =>
    valueAndGradient(openOracle(ofObservations(graph, kept)!), position)[0];
  const prior = value(new Int32Array(0));
  const parts = value(rows.filter(inFirst)) + value(rows.filter((i) => !inFirst(i)));
  expect(parts - prior).toBeCloseTo(value(rows), 8);
});

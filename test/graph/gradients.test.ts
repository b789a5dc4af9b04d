/** Every op's pullback against fourth-order differences of its own forward pass. */
import { describe, expect, it } from "vitest";
import {
  densities,
  openGraphBuilder,
  openOracle,
  ops,
  type BoundedDensity,
  type DensityName,
  type Graph,
  type GraphBuilder,
  type NodeId,
  type OpName,
} from "../../src/graph/index.js";
import { openStream, uniformSpline } from "../../src/math/index.js";
import { effects, nullSpaceOf } from "../../src/vocabulary/effects/index.js";
import { differentiate, relativeError } from "./finite-differences.js";

/** Adds nodes over a position of the given size and returns the vector to be tested. */
interface OpCase {
  readonly op: OpName;
  readonly name?: string;
  readonly size: number;
  /** Positions are shifted by this, where an op needs positive numbers. */
  readonly shift?: number;
  build(builder: GraphBuilder): NodeId;
}

const none = {};
const two = (builder: GraphBuilder): readonly [NodeId, NodeId] => [
  builder.add("slice", [0], { start: 0, length: 3 }),
  builder.add("slice", [0], { start: 3, length: 3 }),
];
const scalarAndVector = (builder: GraphBuilder): readonly [NodeId, NodeId] => [
  builder.add("slice", [0], { start: 0, length: 1 }),
  builder.add("slice", [0], { start: 1, length: 3 }),
];
const index = Int32Array.of(2, 0, 0, 1, 2);
const numbers = Float64Array.of(0.5, -1.5, 2, 0.25, 1);

const elementwise = (["exp", "log", "square", "sqrt", "reciprocal"] as const).map((op): OpCase => ({
  op,
  size: 4,
  shift: 2,
  build: (builder) => builder.add(op, [0], none),
}));

const broadcasts = (["add", "subtract", "multiply"] as const).flatMap((op): readonly OpCase[] => [
  { op, name: `${op} of vectors`, size: 6, build: (b) => b.add(op, two(b), none) },
  {
    op,
    name: `${op} of scalar and vector`,
    size: 4,
    build: (b) => b.add(op, scalarAndVector(b), none),
  },
  {
    op,
    name: `${op} of vector and scalar`,
    size: 4,
    build: (b) => b.add(op, [...scalarAndVector(b)].reverse(), none),
  },
]);

const intervals = (
  [
    [0, Infinity],
    [-Infinity, 2],
    [-1, 3],
    [-Infinity, Infinity],
  ] as const
).flatMap(([lower, upper]): readonly OpCase[] => [
  {
    op: "interval",
    name: `interval (${lower}, ${upper})`,
    size: 3,
    build: (b) => b.add("interval", [0], { lower, upper }),
  },
  {
    op: "interval_log_jacobian",
    name: `log Jacobian of (${lower}, ${upper})`,
    size: 3,
    build: (b) => b.add("interval_log_jacobian", [0], { lower, upper }),
  },
]);

const factorOf = (b: GraphBuilder, start: number, size: number): NodeId => {
  const length = (size * (size - 1)) / 2;
  const y = b.add("slice", [0], { start, length });
  return b.add("correlation_cholesky", [y], { size });
};

const correlated: readonly OpCase[] = [2, 3, 5].flatMap((size): readonly OpCase[] => {
  const length = (size * (size - 1)) / 2;
  return [
    {
      op: "correlation_cholesky",
      name: `correlation_cholesky of ${size}`,
      size: length,
      build: (b) => b.add("correlation_cholesky", [0], { size }),
    },
    {
      op: "correlation_log_jacobian",
      name: `correlation_log_jacobian of ${size}`,
      size: length,
      build: (b) => b.add("correlation_log_jacobian", [0], { size }),
    },
    {
      op: "lkj",
      name: `lkj of ${size}`,
      size: length,
      build: (b) => b.add("lkj", [factorOf(b, 0, size)], { size, eta: 1.7 }),
    },
    {
      op: "correlations",
      name: `correlations of ${size}`,
      size: length,
      build: (b) => b.add("correlations", [factorOf(b, 0, size)], { size }),
    },
  ];
});

/** A walk of second order over five places, in two copies: rank 3 each. */
const walk = effects.rw2.build({
  nodeCount: 5,
  locations: Float64Array.of(0, 1, 2.5, 3, 5),
  graph: undefined,
  cyclic: false,
  scaled: true,
});
const rootAttributes = {
  matrix: walk.matrix!,
  nullSpaces: walk.intrinsic.map((component) => nullSpaceOf(component, 5)),
  rank: 3,
  copies: 2,
};

const between = { lower: -1, upper: 0.8 };
const bounded = (
  [
    { kind: "flat" },
    { kind: "natural", density: "normal", arguments: [0.2, 0.7] },
    { kind: "logit", density: "student_t", arguments: [4, 0.2, 1.3] },
    { kind: "correlation", rate: 1.7 },
    {
      kind: "share",
      rate: 0.6,
      logDistance: uniformSpline(
        -3,
        0.75,
        Float64Array.of(-3, -2.2, -1.3, -0.6, -0.1, 0.2, 0.4, 0.5, 0.55),
      ),
    },
  ] as const satisfies readonly BoundedDensity[]
).map((density): OpCase => ({
  op: "bounded_prior",
  name: `bounded_prior: ${density.kind}`,
  size: 1,
  shift: 0.4,
  build: (b) => b.add("bounded_prior", [0], { ...between, density }),
}));

const cases: readonly OpCase[] = [
  ...bounded,
  { op: "structure_root", size: 6, build: (b) => b.add("structure_root", [0], rootAttributes) },
  {
    op: "autoregression",
    size: 10,
    build: (b) => {
      const z = b.add("slice", [0], { start: 2, length: 8 });
      const sd = b.add("exp", [b.add("slice", [0], { start: 0, length: 1 })], none);
      const free = b.add("slice", [0], { start: 1, length: 1 });
      const rho = b.add("interval", [free], { lower: -1, upper: 1 });
      return b.add("autoregression", [z, sd, rho], { steps: 4 });
    },
  },
  ...elementwise,
  ...broadcasts,
  ...intervals,
  ...correlated,
  { op: "position", size: 3, build: () => 0 },
  {
    op: "constant",
    size: 3,
    build: (b) => {
      const constant = b.add("constant", [], { values: Float64Array.of(1, 2, 3), rows: false });
      return b.add("multiply", [0, constant], none);
    },
  },
  { op: "slice", size: 4, build: (b) => b.add("slice", [0], { start: 1, length: 2 }) },
  { op: "concat", size: 6, build: (b) => b.add("concat", [...two(b), two(b)[0]], none) },
  { op: "affine", size: 3, build: (b) => b.add("affine", [0], { scale: -1.5, shift: 2 }) },
  { op: "sum", size: 3, build: (b) => b.add("sum", [0], none) },
  {
    op: "dot",
    size: 3,
    build: (b) => b.add("dot", [0], { weights: Float64Array.of(1, -2, 0.5) }),
  },
  {
    op: "columns_times",
    size: 2,
    build: (b) =>
      b.add("columns_times", [0], { columns: [numbers, numbers.map(Math.sin)], rows: false }),
  },
  {
    op: "pattern_times",
    size: 2,
    build: (b) => {
      const patterns = Float64Array.of(0, 0.5, 1, -1, 2, 0);
      const attributes = { index, patterns, patternCount: 3 };
      const plain = b.add("pattern_times", [0], { ...attributes, multiplier: undefined });
      const slopes = b.add("pattern_times", [0], { ...attributes, multiplier: numbers });
      return b.add("multiply", [plain, slopes], none);
    },
  },
  {
    op: "gather",
    size: 3,
    build: (b) => {
      const plain = b.add("gather", [0], { index, multiplier: undefined, rows: false });
      const slopes = b.add("gather", [0], { index, multiplier: numbers, rows: false });
      return b.add("multiply", [plain, slopes], none);
    },
  },
  {
    op: "table_sum",
    size: 6,
    build: (b) =>
      b.add("table_sum", two(b), {
        size: 5,
        indices: [index, Int32Array.of(0, 1, 2, 0, 1)],
        multipliers: [undefined, numbers],
      }),
  },
  { op: "standard_normal", size: 4, build: (b) => b.add("standard_normal", [0], none) },
  {
    op: "group_effects",
    name: "group_effects, one effect",
    size: 4,
    build: (b) =>
      b.add("group_effects", [...scalarAndVector(b)].reverse(), { levels: 3, effects: 1 }),
  },
  {
    op: "group_effects",
    name: "group_effects, independent",
    size: 8,
    build: (b) => {
      const z = b.add("slice", [0], { start: 0, length: 6 });
      const sd = b.add("slice", [0], { start: 6, length: 2 });
      return b.add("group_effects", [z, sd], { levels: 3, effects: 2 });
    },
  },
  {
    op: "group_effects",
    name: "group_effects, correlated",
    size: 12,
    build: (b) => {
      const z = b.add("slice", [0], { start: 0, length: 6 });
      const sd = b.add("slice", [0], { start: 6, length: 3 });
      return b.add("group_effects", [z, sd, factorOf(b, 9, 3)], { levels: 2, effects: 3 });
    },
  },
  {
    op: "gaussian_sufficient",
    size: 3,
    shift: 2,
    build: (b) => {
      const coefficients = b.add("slice", [0], { start: 0, length: 2 });
      const sigma = b.add("slice", [0], { start: 2, length: 1 });
      return b.add("gaussian_sufficient", [coefficients, sigma], {
        gram: Float64Array.of(4, 1, 1, 3),
        centre: Float64Array.of(0.2, -0.1),
        residualGradient: Float64Array.of(0.3, 0.1),
        residualSquares: 2,
        weight: 5,
        constant: 1,
        rowCount: 5,
      });
    },
  },
];

const densityArguments: Readonly<Record<DensityName, readonly number[]>> = {
  normal: [0.3, 1.7],
  student_t: [4, 0.2, 1.3],
  cauchy: [0.1, 2],
  gamma: [2.5, 1.2],
  inverse_gamma: [2, 0.8],
  exponential: [1.5],
  beta: [2, 3],
  uniform: [-4, 4],
  log_normal: [0.1, 0.9],
  half_normal: [1.1],
  half_student_t: [4, 1.6],
  pc: [1.5, 0.05],
  pc_size: [1.5],
  half_cauchy: [0.7],
};

/** The case's vector times fixed weights, so that every entry's pullback is seen. */
function graphOf({ size, build }: Pick<OpCase, "size" | "build">): Graph {
  const builder = openGraphBuilder(size);
  const node = build(builder);
  const weights = Float64Array.from({ length: builder.shape(node).size }, (_, i) => 1 + 0.3 * i);
  return builder.finish(builder.add("dot", [node], { weights }));
}

function errorAt(graph: Graph, position: Float64Array): number {
  const oracle = openOracle(graph);
  const gradient = new Float64Array(oracle.dimension);
  const value = oracle.logDensityAndGradient(position, gradient);
  expect(Number.isFinite(value)).toBe(true);
  return relativeError(gradient, differentiate(oracle, position));
}

describe("the pullback", () => {
  it.each(cases.map((item) => [item.name ?? item.op, item] as const))("of %s", (_name, item) => {
    const random = openStream(1, item.op);
    const position = Float64Array.from(
      { length: item.size },
      () => (item.shift ?? 0) + 0.4 * random.normal(),
    );
    expect(errorAt(graphOf(item), position)).toBeLessThan(1e-7);
  });

  it.each(Object.keys(densities) as DensityName[])("of the density %s", (density) => {
    const build = (builder: GraphBuilder): NodeId =>
      builder.add("density", [0], {
        density,
        arguments: densityArguments[density].map((value) => Float64Array.of(value)),
      });
    expect(errorAt(graphOf({ size: 3, build }), Float64Array.of(0.31, 0.62, 0.87))).toBeLessThan(
      1e-7,
    );
  });

  it("has a case for every op that a model's graph may hold", () => {
    const covered = new Set<string>([...cases.map(({ op }) => op), "density"]);
    // Aggregates are covered in test/graph/aggregate.test.ts, the likelihood for every family and link in test/compiler.
    const elsewhere = ["likelihood", "aggregate", "block_sum"];
    expect(Object.keys(ops).filter((op) => !covered.has(op) && !elsewhere.includes(op))).toEqual(
      [],
    );
  });
});

/** Small regression graphs with every kind of block-program call, for tests of the evaluator. */
import {
  likelihoods,
  openGraphBuilder,
  type Graph,
  type LikelihoodName,
  type LinkOpName,
  type NodeId,
} from "../../src/graph/index.js";
import { openStream, type RandomStream } from "../../src/math/index.js";

function draws(n: number, draw: () => number): Float64Array {
  return Float64Array.from({ length: n }, draw);
}

function statistic(name: string, n: number, random: RandomStream): Float64Array {
  const positive = (): number => Math.exp(0.3 * random.normal());
  switch (name) {
    case "successes":
    case "count":
      return draws(n, () => Math.floor(3 * random.uniform()));
    case "trials":
      return draws(n, () => 3 + Math.floor(3 * random.uniform()));
    case "y":
      return draws(n, () => Math.floor(6 * random.uniform()));
    case "mean":
      return draws(n, () => random.normal());
    case "logSum":
    case "log1mSum":
      return draws(n, () => -positive());
    default:
      return draws(n, positive);
  }
}

/**
 * intercept + offset + 5 columns + two group intercepts + a group slope. The predictor is kept where
 * every link and family is defined: positive and below one.
 */
export function regressionGraph(
  family: LikelihoodName,
  link: LinkOpName,
  rowCount: number,
  seed: number,
): Graph {
  const random = openStream(seed, `${family} ${link}`);
  const columns = Array.from({ length: 5 }, () => draws(rowCount, () => 0.03 * random.normal()));
  const level = (): number => Math.floor(4 * random.uniform());
  const index = (): Int32Array => Int32Array.from({ length: rowCount }, level);
  const builder = openGraphBuilder(5 + 12 + 4);
  const slice = (start: number, length: number): NodeId =>
    builder.add("slice", [0], { start, length }, `slice ${start}`);
  const scale = builder.add("exp", [slice(17, 1)], {}, "sd");
  const effects = builder.add("multiply", [slice(5, 4), scale], {});
  const auxiliaryNames = likelihoods[family].auxiliary;
  const auxiliary = builder.add("exp", [slice(19, Math.max(auxiliaryNames.length, 1))], {});
  const constantPart = builder.add("affine", [slice(18, 1)], { scale: 0.05, shift: 0.4 });
  const eta = builder.add(
    "add",
    [
      constantPart,
      builder.add("constant", [], {
        values: draws(rowCount, () => 0.02 * random.normal()),
        rows: true,
      }),
      builder.add("columns_times", [slice(0, 5)], { columns, rows: true }),
      builder.add("gather", [effects], { index: index(), multiplier: undefined, rows: true }),
      builder.add("gather", [slice(9, 4)], { index: index(), multiplier: undefined, rows: true }),
      builder.add("gather", [slice(13, 4)], {
        index: index(),
        multiplier: draws(rowCount, () => 0.5 * random.normal()),
        rows: true,
      }),
    ],
    {},
    "eta",
  );
  const statistics = likelihoods[family].statistics.map((name) =>
    statistic(name, rowCount, random),
  );
  const likelihood = builder.add(
    "likelihood",
    auxiliaryNames.length > 0 ? [eta, auxiliary] : [eta],
    { family, link, statistics, constant: -1.25 },
  );
  const prior = builder.add("standard_normal", [0], {});
  const output = builder.add("add", [likelihood, prior], {}, "log density");
  builder.report(scale, [{ name: "sd(1|g)", role: "sd", term: "1|g" }]);
  builder.report(
    effects,
    [0, 1, 2, 3].map((k) => ({ name: `1|g[g${k}]`, role: "group" as const, term: "1|g" })),
  );
  return builder.finish(output);
}

/** A position at which the predictor of `regressionGraph` stays between zero and one. */
export function smallPosition(graph: Graph, seed: number): Float64Array {
  const random = openStream(seed, "position");
  return draws(graph.positionSize, () => 0.05 * random.normal());
}

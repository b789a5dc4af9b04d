/** Random walks of first and second order along a line or around a circle. */
import type { SymmetricMatrix } from "../../math/sparse/index.js";
import { assembleMatrix } from "../../math/sparse/symmetric-matrix.js";
import type { EffectInputs, LatentEffect } from "./effect.js";

/** Σ w h hᵀ over increments h, each a few nodes with coefficients. */
interface Increment {
  readonly nodes: readonly number[];
  readonly coefficients: readonly number[];
  readonly weight: number;
}

function sumOfSquares(nodeCount: number, increments: readonly Increment[]): SymmetricMatrix {
  const assembly = assembleMatrix(nodeCount);
  for (const { nodes, coefficients, weight } of increments)
    nodes.forEach((i, a) => {
      for (let b = 0; b <= a; b++)
        assembly.add(i, nodes[b]!, weight * coefficients[a]! * coefficients[b]!);
    });
  return assembly.finish();
}

/** x[i + 1] − x[i] has variance sd² times the distance. */
function firstDifferences({ nodeCount, locations, cyclic }: EffectInputs): readonly Increment[] {
  const steps = Array.from({ length: nodeCount - 1 }, (_, i) => ({
    nodes: [i, i + 1],
    coefficients: [-1, 1],
    weight: 1 / (locations[i + 1]! - locations[i]!),
  }));
  const closing = { nodes: [nodeCount - 1, 0], coefficients: [-1, 1], weight: 1 };
  return cyclic ? [...steps, closing] : steps;
}

/**
 * h = [1/d, −1/d − 1/d′, 1/d′] for distances d before and d′ after a node, of weight 2 / (d + d′): the
 * second derivative as white noise (Lindgren and Rue 2008); 1, −2, 1 at distance 1.
 */
function secondDifferences({ nodeCount, locations, cyclic }: EffectInputs): readonly Increment[] {
  if (cyclic)
    return Array.from({ length: nodeCount }, (_, i) => ({
      nodes: [(i + nodeCount - 1) % nodeCount, i, (i + 1) % nodeCount],
      coefficients: [1, -2, 1],
      weight: 1,
    }));
  return Array.from({ length: nodeCount - 2 }, (_, i) => {
    const before = locations[i + 1]! - locations[i]!;
    const after = locations[i + 2]! - locations[i + 1]!;
    return {
      nodes: [i, i + 1, i + 2],
      coefficients: [1 / before, -1 / before - 1 / after, 1 / after],
      weight: 2 / (before + after),
    };
  });
}

const allNodes = (nodeCount: number): Int32Array =>
  Int32Array.from({ length: nodeCount }, (_, i) => i);

export const firstOrderWalk: LatentEffect = {
  name: "rw1",
  summary:
    "rw1(x): first-order random walk over the distinct values of x, steps of variance sd² per distance; sums to zero.",
  nodeKind: "locations",
  options: ["cyclic", "scale", "by"],
  fewestNodes: 2,
  build: (inputs) => ({
    form: "scaled",
    nodeCount: inputs.nodeCount,
    matrix: sumOfSquares(inputs.nodeCount, firstDifferences(inputs)),
    intrinsic: [{ nodes: allNodes(inputs.nodeCount) }],
    scaled: inputs.scaled,
  }),
};

export const secondOrderWalk: LatentEffect = {
  name: "rw2",
  summary:
    "rw2(x): second-order random walk (smooth) over the distinct values of x; sums to zero, its linear trend has a flat prior.",
  nodeKind: "locations",
  options: ["cyclic", "scale", "by"],
  fewestNodes: 3,
  build: (inputs) => {
    const { nodeCount, locations, cyclic, scaled } = inputs;
    const nodes = allNodes(nodeCount);
    return {
      form: "scaled",
      nodeCount,
      matrix: sumOfSquares(nodeCount, secondDifferences(inputs)),
      intrinsic: [cyclic ? { nodes } : { nodes, axis: locations }],
      scaled,
    };
  },
};

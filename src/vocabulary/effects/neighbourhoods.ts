/** Effects of areas that resemble their neighbours: intrinsic conditional autoregression, and BYM2. */
import { assembleMatrix } from "../../math/sparse/symmetric-matrix.js";
import type { EffectInputs, LatentEffect } from "./effect.js";
import type { EffectStructure } from "./effect-structure.js";
import { connectedParts, type NeighbourGraph } from "../../data/graphs/neighbour-graph.js";

/** D − W; a node without neighbours is independent, with 1 on its diagonal (Freni-Sterrantino et al. 2018). */
function neighbourhood(
  { graph, nodeCount, scaled }: EffectInputs,
  form: EffectStructure["form"],
): EffectStructure {
  const { neighbours } = graph!;
  const assembly = assembleMatrix(nodeCount);
  neighbours.forEach((own, i) => {
    assembly.add(i, i, Math.max(1, own.length));
    for (const j of own) if (j < i) assembly.add(i, j, -1);
  });
  const parts = connectedParts(graph as NeighbourGraph);
  return {
    form,
    nodeCount,
    matrix: assembly.finish(),
    intrinsic: parts.filter(({ length }) => length > 1).map((nodes) => ({ nodes })),
    scaled,
  };
}

export const besag: LatentEffect = {
  name: "besag",
  summary:
    "besag(area, graph = g): intrinsic conditional autoregression, every area around the mean of its neighbours; sums to zero in each connected part.",
  nodeKind: "graph",
  options: ["graph", "scale", "by"],
  fewestNodes: 2,
  build: (inputs) => neighbourhood(inputs, "scaled"),
};

export const bym2: LatentEffect = {
  name: "bym2",
  summary:
    "bym2(area, graph = g): sd (√(1 − phi) v + √phi u), v independent and u a scaled besag effect; phi is the share of the variance that is spatial.",
  nodeKind: "graph",
  options: ["graph", "by"],
  shape: "phi",
  fewestNodes: 2,
  build: (inputs) => neighbourhood({ ...inputs, scaled: true }, "mixed"),
};

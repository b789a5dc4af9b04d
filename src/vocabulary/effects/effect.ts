/** What a structured latent effect provides. */
import type { NeighbourGraph } from "../../data/graphs/neighbour-graph.js";
import type { SymmetricMatrix } from "../../math/sparse/index.js";
import type { EffectStructure } from "./effect-structure.js";

/** Effects that formulas call by name. */
export type TermEffectName = "iid" | "rw1" | "rw2" | "ar1" | "besag" | "bym2";

export type EffectName = TermEffectName | "covariance";

/**
 * What the nodes are: `levels` of a factor; `locations`, the distinct values of a column in order, or
 * `steps`, the whole numbers between its ends; the nodes of a `graph`; the levels of a `covariance`.
 */
export type NodeKind = "levels" | "locations" | "steps" | "graph" | "covariance";

/** Hyperparameters besides the standard deviation. */
export type EffectShape = "rho" | "phi";

export interface EffectInputs {
  readonly nodeCount: number;
  /** Where the nodes stand, ascending; 0, 1, 2, ... for ordered levels. */
  readonly locations: Float64Array;
  readonly graph: NeighbourGraph | undefined;
  /** The inverse of a known covariance. */
  readonly precision?: SymmetricMatrix | undefined;
  /** The last node is a neighbour of the first. */
  readonly cyclic: boolean;
  readonly scaled: boolean;
}

export interface LatentEffect {
  readonly name: EffectName;
  /** One sentence with the definition, for the catalogue. */
  readonly summary: string;
  readonly nodeKind: NodeKind;
  /** Arguments after the column. */
  readonly options: readonly ("graph" | "cyclic" | "scale" | "by")[];
  readonly shape?: EffectShape;
  /** The fewest nodes that the definition has a meaning for. */
  readonly fewestNodes: number;
  build(inputs: EffectInputs): EffectStructure;
}

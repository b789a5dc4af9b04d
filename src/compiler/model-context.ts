/** What the parts of a model share while its graph is built. */
import { openGraphBuilder, type GraphBuilder, type NodeId } from "../graph/index.js";
import { specsOfOutcomes } from "../model/index.js";
import type { ModelSpec } from "../model/model-spec.js";
import { countStructuredCoordinates } from "./structured/structured-coordinates.js";
import type { ReportedParameter } from "../target/index.js";

export interface ModelContext {
  readonly spec: ModelSpec;
  readonly builder: GraphBuilder;
  /** Addends of the log density. */
  readonly densities: NodeId[];
  /** The owning term of each coordinate taken so far. */
  readonly coordinateTerms: string[];
  /** Next coordinates of the position, one for each owning term. */
  take(terms: readonly string[], label: string): NodeId;
}

/** A node with the names of its entries, to be reported in the layout's order. */
export interface ReportedNode {
  readonly node: NodeId;
  readonly parameters: readonly ReportedParameter[];
}

/** Number of unconstrained coordinates of a model. */
function countCoordinates({ auxiliary, ...spec }: ModelSpec): number {
  const parts = specsOfOutcomes({ auxiliary, ...spec }).map(countOfPredictor);
  return parts.reduce((sum, count) => sum + count, auxiliary.length);
}

/** Those of one linear predictor. */
function countOfPredictor({ intercept, common, structured, design }: ModelSpec): number {
  const groups = design.predictor.group.map(({ factor, effectNames, correlated }) => {
    const k = effectNames.length;
    return k + (correlated ? (k * (k - 1)) / 2 : 0) + factor.levels.length * k;
  });
  const ofBlocks = design.predictor.structured.map((block, b) =>
    countStructuredCoordinates(block, structured[b]!),
  );
  const total = [...groups, ...ofBlocks].reduce((sum, count) => sum + count, 0);
  return (intercept ? 1 : 0) + common.length + total;
}

/** The same coordinates and densities, for the terms of one outcome. */
export function contextOf(context: ModelContext, spec: ModelSpec): ModelContext {
  return { ...context, spec };
}

export function openModelContext(spec: ModelSpec): ModelContext {
  const builder = openGraphBuilder(countCoordinates(spec));
  const coordinateTerms: string[] = [];
  return {
    spec,
    builder,
    densities: [],
    coordinateTerms,
    take(terms, label) {
      const start = coordinateTerms.length;
      coordinateTerms.push(...terms);
      return builder.add("slice", [0], { start, length: terms.length }, label);
    },
  };
}

/** A model ready to be evaluated: plan, layout and the specification that it came from. */
import type { Graph } from "../graph/graph.js";
import type { Plan } from "../graph/plan/plan.js";
import type { ModelSpec } from "../model/model-spec.js";
import type { ReportedParameter } from "../target/index.js";

export interface CompiledModel {
  readonly spec: ModelSpec;
  /** Before rewrites: one likelihood term per row as the user gave it; the oracle runs on this. */
  readonly graph: Graph;
  /** After rewrites. */
  readonly rewritten: Graph;
  readonly plan: Plan;
  readonly parameters: readonly ReportedParameter[];
  /** The owning term of each unconstrained coordinate. */
  readonly coordinateTerms: readonly string[];
  /** Rows left after merging and dropping. */
  readonly rowsCompiled: number;
  /** Seconds spent from ModelSpec to plan. */
  readonly seconds: number;
}

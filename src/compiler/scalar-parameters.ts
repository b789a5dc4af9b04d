/** Bounded scalar parameters: auxiliary parameters, group scales, coefficients with bounded priors. */
import type { NodeId } from "../graph/index.js";
import type { ResolvedPrior } from "../model/model-spec.js";
import { distributionNamed, type Support } from "../vocabulary/index.js";
import type { ModelContext } from "./model-context.js";
import { addScalePriors, positionsBy } from "./prior-densities.js";

export interface ScalarParameter {
  readonly name: string;
  readonly term: string;
  readonly prior: ResolvedPrior;
  /** What the parameter may be whatever its prior is. */
  readonly natural: Support;
}

export const realLine: Support = { lower: -Infinity, upper: Infinity };
export const positive: Support = { lower: 0, upper: Infinity };

/** Where the prior's support puts the sd, the prior standing on sd, variance or precision. */
function supportOfPrior({ distribution, scale }: ResolvedPrior): Support {
  const { lower, upper } = distributionNamed(distribution.name).support(distribution.parameters);
  if (scale === undefined || scale === "sd" || distribution.name === "Flat") {
    return { lower, upper };
  }
  const low = Math.sqrt(Math.max(lower, 0));
  const high = Math.sqrt(upper);
  return scale === "variance" ? { lower: low, upper: high } : { lower: 1 / high, upper: 1 / low };
}

/** Values that the parameter can take under its prior. */
export function supportOf({ prior, natural }: Pick<ScalarParameter, "prior" | "natural">): Support {
  const { lower, upper } = supportOfPrior(prior);
  return { lower: Math.max(lower, natural.lower), upper: Math.min(upper, natural.upper) };
}

/** Parameters that one vector of nodes can hold: same transform, same density, same scale. */
function runKey(parameter: ScalarParameter): string {
  const { lower, upper } = supportOf(parameter);
  const { distribution, scale = "sd" } = parameter.prior;
  return `${lower} ${upper} ${distribution.name} ${scale}`;
}

function addRun(context: ModelContext, run: readonly ScalarParameter[]): readonly NodeId[] {
  const { builder, densities } = context;
  const names = run.map(({ name }) => name).join(", ");
  const terms = run.map(({ term }) => term);
  const { lower, upper } = supportOf(run[0]!);
  const free = context.take(terms, `unconstrained ${names}`);
  const values = builder.add("interval", [free], { lower, upper }, names);
  densities.push(
    builder.add("interval_log_jacobian", [free], { lower, upper }, `Jacobian of ${names}`),
  );
  const priors = run.map(({ prior }) => prior);
  addScalePriors(context, values, priors, run[0]!.prior.scale ?? "sd", names);
  if (run.length === 1) return [values];
  return run.map(({ name }, start) => builder.add("slice", [values], { start, length: 1 }, name));
}

/** A scalar node for each parameter, in order; its prior and Jacobian join the log density. */
export function addScalarParameters(
  context: ModelContext,
  parameters: readonly ScalarParameter[],
): readonly NodeId[] {
  const nodes: NodeId[] = [];
  for (const positions of positionsBy(parameters, runKey).values()) {
    const run = addRun(
      context,
      positions.map((position) => parameters[position]!),
    );
    positions.forEach((position, i) => (nodes[position] = run[i]!));
  }
  return nodes;
}

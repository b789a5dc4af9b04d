/** Priors as addends of the log density. */
import type { GraphBuilder, NodeId } from "../graph/index.js";
import type { ResolvedPrior } from "../model/model-spec.js";
import { distributionNamed } from "../vocabulary/index.js";
import type { ModelContext } from "./model-context.js";

const logTwo = 0.6931471805599453;

/** Entries of a vector, by position; the vector itself when that is all of them in order. */
export function selectEntries(
  builder: GraphBuilder,
  vector: NodeId,
  positions: readonly number[],
  label: string,
): NodeId {
  const { size } = builder.shape(vector);
  const start = positions[0] ?? 0;
  if (positions.every((position, i) => position === start + i)) {
    if (positions.length === size) return vector;
    return builder.add("slice", [vector], { start, length: positions.length }, label);
  }
  const index = Int32Array.from(positions);
  return builder.add("gather", [vector], { index, multiplier: undefined, rows: false }, label);
}

/** Positions of the items for each key, in order of first appearance. */
export function positionsBy<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): ReadonlyMap<string, readonly number[]> {
  const groups = new Map<string, number[]>();
  items.forEach((item, position) => {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(position);
    else groups.set(key, [position]);
  });
  return groups;
}

/** Adds the log density of every entry of `vector`; priors with the same density share a node. */
export function addPriors(
  { builder, densities }: ModelContext,
  vector: NodeId,
  priors: readonly ResolvedPrior[],
  label: string,
): void {
  for (const [name, positions] of positionsBy(priors, (prior) => prior.distribution.name)) {
    const { density, parameters } = distributionNamed(name);
    if (density === undefined) continue;
    const values = parameters.map((_parameter, k) =>
      Float64Array.from(positions, (position) => priors[position]!.distribution.parameters[k]!),
    );
    const entries = selectEntries(builder, vector, positions, label);
    const attributes = { density, arguments: values };
    densities.push(builder.add("density", [entries], attributes, `prior of ${label}`));
  }
}

/** The same for standard deviations whose priors stand on the precision or the variance. */
export function addScalePriors(
  context: ModelContext,
  sds: NodeId,
  priors: readonly ResolvedPrior[],
  scale: NonNullable<ResolvedPrior["scale"]>,
  label: string,
): void {
  const { builder, densities } = context;
  if (scale === "sd" || priors.every(({ distribution }) => distribution.name === "Flat")) {
    addPriors(context, sds, priors, label);
    return;
  }
  const variance = builder.add("square", [sds], {}, `variance of ${label}`);
  const variable =
    scale === "variance"
      ? variance
      : builder.add("reciprocal", [variance], {}, `precision of ${label}`);
  addPriors(context, variable, priors, `${scale} of ${label}`);
  // |d variance / d sd| = 2 sd, |d precision / d sd| = 2 sd^-3
  const total = builder.add("sum", [builder.add("log", [sds], {})], {});
  const attributes = { scale: scale === "variance" ? 1 : -3, shift: priors.length * logTwo };
  densities.push(builder.add("affine", [total], attributes, `change of variable of ${label}`));
}

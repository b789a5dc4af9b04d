/** The variables of a fit under the names, dimensions and coordinates that ArviZ wants. */
import type { ReportedParameter } from "../target/index.js";
import { drawVariables, freshName, type DrawVariable } from "./draw-variables.js";

export interface ArvizVariable {
  readonly name: string;
  readonly parameters: readonly number[];
  /** Its one dimension besides chain and draw; absent for a scalar. */
  readonly dimension?: string;
}

export interface ArvizVariables {
  readonly variables: readonly ArvizVariable[];
  /** The labels along each dimension. */
  readonly coordinates: ReadonlyMap<string, readonly string[]>;
}

/** Rows of the data, as Bambi calls them. */
export const rowDimension = "__obs__";

/** Bambi's names: `eth_dim`; `state__factor_dim` of `1|state`, which all effects over states share. */
function wishedDimension({ name }: DrawVariable, role: ReportedParameter["role"]): string {
  const bar = name.lastIndexOf("|");
  return role === "group" && bar >= 0 ? `${name.slice(bar + 1)}__factor_dim` : `${name}_dim`;
}

const same = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((label, position) => label === right[position]);

/** Variables with equal labels share a dimension; no variable is called like a dimension. */
export function arvizVariables(parameters: readonly ReportedParameter[]): ArvizVariables {
  const coordinates = new Map<string, readonly string[]>();
  const found = drawVariables(parameters);
  const dimensions = found.map((variable) => {
    const { labels, parameters: positions } = variable;
    if (labels === undefined) return undefined;
    let name = wishedDimension(variable, parameters[positions[0] ?? -1]?.role ?? "common");
    while (!same(coordinates.get(name) ?? labels, labels)) name += "_";
    coordinates.set(name, labels);
    return name;
  });
  const taken = new Set(["chain", "draw", rowDimension, ...coordinates.keys()]);
  const variables = found.map(({ name, parameters: positions }, position) => {
    const dimension = dimensions[position];
    return {
      name: freshName(name, taken),
      parameters: positions,
      ...(dimension !== undefined && { dimension }),
    };
  });
  return { variables, coordinates };
}

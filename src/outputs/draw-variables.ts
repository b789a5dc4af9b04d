/** The reported parameters of a fit as named scalars and vectors with labels, as other programs keep draws. */
import type { ReportedParameter } from "../target/index.js";

export interface DrawVariable {
  /** The parameter's own name, or the term of a vector: `sigma`, `eth`, `1|state`. */
  readonly name: string;
  /** Positions among the reported parameters. */
  readonly parameters: readonly number[];
  /** What distinguishes the entries of a vector: levels, nodes; absent for a scalar. */
  readonly labels?: readonly string[];
}

/** `CA` of `1|state[CA]`; undefined for a parameter that stands alone. */
function labelOf({ name, term, role }: ReportedParameter): string | undefined {
  const isEntry = role === "common" || role === "group" || role === "node";
  const prefix = `${term}[`;
  return isEntry && name.startsWith(prefix) && name.endsWith("]")
    ? name.slice(prefix.length, -1)
    : undefined;
}

/** In the order of their first parameters; every parameter is in exactly one. */
export function drawVariables(parameters: readonly ReportedParameter[]): readonly DrawVariable[] {
  const found = new Map<string, { name: string; parameters: number[]; labels: string[] }>();
  parameters.forEach((parameter, position) => {
    const label = labelOf(parameter);
    const { role, term } = parameter;
    const key = label === undefined ? `${position}` : JSON.stringify([role, term]);
    const name = label === undefined ? parameter.name : term;
    const variable = found.get(key) ?? { name, parameters: [], labels: [] };
    variable.parameters.push(position);
    if (label !== undefined) variable.labels.push(label);
    found.set(key, variable);
  });
  return [...found.values()].map(({ labels, ...variable }) => ({
    ...variable,
    ...(labels.length > 0 && { labels }),
  }));
}

/** The name, with underscores after it until nothing else is called so. */
export function freshName(name: string, taken: Set<string>): string {
  let fresh = name;
  while (taken.has(fresh)) fresh += "_";
  taken.add(fresh);
  return fresh;
}

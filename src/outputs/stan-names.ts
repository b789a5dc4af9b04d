/** Names of columns that programs which read Stan's output accept, and whose they are. */
import type { ReportedParameter } from "../target/index.js";
import { drawVariables, type DrawVariable } from "./draw-variables.js";

export interface StanColumn {
  /** `sd_1_state`, `r_1_state.5`. */
  readonly name: string;
  /** Position among the reported parameters. */
  readonly parameter: number;
}

/** Letters, digits and single underscores inside: Stan keeps `__` for itself, readers keep `.` for indices. */
function identifier(text: string): string {
  const words = text.replaceAll(/[^A-Za-z0-9]+/gu, "_").replaceAll(/^_+|_+$/gu, "");
  return /^[A-Za-z]/u.test(words) ? words : `v_${words}`.replace(/_$/u, "");
}

function stem({ name, parameters }: DrawVariable, reported: readonly ReportedParameter[]): string {
  const isGroup = reported[parameters[0] ?? -1]?.role === "group";
  return identifier(isGroup ? `r_${name}` : name);
}

/** A column a parameter; entries of vectors are numbered from 1 and stand together. */
export function stanColumns(parameters: readonly ReportedParameter[]): readonly StanColumn[] {
  const taken = new Set<string>();
  return drawVariables(parameters).flatMap((variable) => {
    const base = stem(variable, parameters);
    let name = base;
    for (let copy = 2; taken.has(name.toLowerCase()); copy++) name = `${base}_${copy}`;
    taken.add(name.toLowerCase());
    return variable.parameters.map((parameter, position) => ({
      name: variable.labels ? `${name}.${position + 1}` : name,
      parameter,
    }));
  });
}

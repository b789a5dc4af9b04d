/** The cells of a joint population: every combination of the levels that its margins have. */
import { gradeColumn, listNames } from "../../data/index.js";
import type { Column } from "../../data/index.js";
import type { DiagnosticSink } from "../../diagnostics/index.js";
import { keyOf, labelsOfKey, marginName } from "./population-margins.js";
import type { PopulationMargin } from "./population-margins.js";
import type { Margin } from "./read-margins.js";
import { placeOf } from "./read-sizes.js";

export interface JointVariable {
  readonly name: string;
  readonly source: Column;
  readonly levels: readonly string[];
}

/** Levels of a variable with people in a margin. */
function inhabited({ variables, totals }: PopulationMargin, name: string): Set<string> {
  const place = variables.findIndex(({ text }) => text === name);
  const keys = [...totals].filter(([, people]) => people > 0).map(([key]) => key);
  return new Set(keys.map((key) => labelsOfKey(key)[place]!));
}

/** A level with people in one margin and none in another leaves no joint population. */
function checkLevels(
  name: string,
  margins: readonly PopulationMargin[],
  sink: DiagnosticSink,
): boolean {
  const levels = margins.map((margin) => inhabited(margin, name));
  for (const [place, margin] of margins.entries())
    for (const [other, theirs] of levels.entries()) {
      const missing = [...levels[place]!].filter((level) => !theirs.has(level));
      if (missing.length === 0) continue;
      sink.report({
        code: "margin-without-population",
        severity: "error",
        message: `\`${name}\` = ${listNames(missing)} ${missing.length === 1 ? "has" : "have"} people in the margin \`${marginName(margin.variables)}\` and none in \`${marginName(margins[other]!.variables)}\``,
        expected: "the same levels of a variable in every margin that has it",
        help: "recode(...) renames levels and puts them together",
        ...placeOf(margin.variables[0] ?? {}),
      });
      return false;
    }
  return true;
}

/** The variables of all margins in order of appearance; undefined after a report. */
export function jointVariables(
  margins: readonly PopulationMargin[],
  sink: DiagnosticSink,
): readonly JointVariable[] | undefined {
  const names = [...new Set(margins.flatMap(({ variables }) => variables.map(({ text }) => text)))];
  const variables = names.map((name): JointVariable | undefined => {
    const having = margins.filter((margin) => margin.variables.some(({ text }) => text === name));
    if (!checkLevels(name, having, sink)) return undefined;
    const [first] = having;
    const source = first!.columns.find((column) => column.name === name)!;
    const present = inhabited(first!, name);
    return {
      name,
      source,
      levels: gradeColumn(source).labels.filter((level) => present.has(level)),
    };
  });
  return variables.every((variable) => variable !== undefined) ? variables : undefined;
}

/** Level of a variable in each cell, the first variable slowest. */
export function cellLevels(variables: readonly JointVariable[], place: number): Int32Array {
  const count = variables.reduce((product, { levels }) => product * levels.length, 1);
  const later = variables.slice(place + 1).reduce((size, { levels }) => size * levels.length, 1);
  const own = variables[place]!.levels.length;
  return Int32Array.from({ length: count }, (_, cell) => Math.floor(cell / later) % own);
}

/** The margin with every cell of the joint population in one of its own. */
export function jointMargin(
  { variables, totals }: PopulationMargin,
  joint: readonly JointVariable[],
): Margin {
  const places = variables.map(({ text }) => joint.findIndex(({ name }) => name === text));
  const levels = places.map((place) => cellLevels(joint, place));
  let index: Int32Array = new Int32Array(levels[0]!.length);
  let cells: readonly (readonly string[])[] = [[]];
  places.forEach((place, position) => {
    const labels = joint[place]!.levels;
    index = index.map((code, cell) => code * labels.length + levels[position]![cell]!);
    cells = cells.flatMap((before) => labels.map((label) => [...before, label]));
  });
  const targets = Float64Array.from(cells, (labels) => totals.get(keyOf(labels)) ?? 0);
  return { name: marginName(variables), index, targets, cells };
}

/** A column of the joint population, of the kind that the margin's table has. */
export function jointColumn({ name, source, levels }: JointVariable, codes: Int32Array): Column {
  if (source.kind === "numeric")
    return {
      kind: "numeric",
      name,
      values: Float64Array.from(codes, (code) => Number(levels[code])),
    };
  if (source.kind === "factor") return { ...source, codes, levels };
  return { kind: "text", name, values: Array.from(codes, (code) => levels[code]) };
}

/** The rows that are predicted for: a grid, the observed rows, or those of new data. */
import { countOf, findColumn, listNames, reportUnknownColumn } from "../../data/index.js";
import type { DataFrame } from "../../data/index.js";
import type { DiagnosticSink } from "../../diagnostics/index.js";
import type { Asking, Conditional, GivenName, GivenVariable } from "./question.js";
import { readValues, sortValues } from "./read-values.js";
import { columnOfValues, defaultValue, gridValues } from "./variable-values.js";
import type { Values } from "./variable-values.js";
import { shortNumber } from "./varied.js";
import type { Variable, Variables } from "./variables.js";

export interface AnswerRows {
  readonly frame: DataFrame;
  /** Columns of the frame that tell one answer from the other, in order. */
  readonly shown: readonly string[];
  /** Columns that the program conditions on; undefined where rows come from data. */
  readonly conditional: readonly string[] | undefined;
  readonly notes: readonly string[];
  /** Where the variables that nobody speaks of are held, for tables that do not show it. */
  readonly held: string | undefined;
}

interface Axis {
  readonly variable: Variable;
  readonly values: Values;
}

const mostConditionals = 3;
const mostRows = 1_000_000;

function checkConditionals({ variables, span }: Conditional, sink: DiagnosticSink): boolean {
  const names = variables.map(({ name }) => name);
  const repeated = names.find((name, place) => names.indexOf(name) < place);
  if (names.length <= mostConditionals && repeated === undefined) return true;
  sink.report({
    code: "bad-argument",
    severity: "error",
    message:
      repeated === undefined
        ? `\`conditional\` names ${names.length} columns`
        : `\`conditional\` names \`${repeated}\` twice`,
    expected:
      "up to three columns: the first goes along, the second is a colour, the third a panel",
    ...(span !== undefined && { span }),
    ...(repeated === undefined && {
      help: "for more columns predict for the rows of a table: frame = DATA",
    }),
  });
  return false;
}

function axisOf(
  given: GivenVariable,
  variables: Variables,
  newLevels: boolean,
  sink: DiagnosticSink,
): Axis | undefined {
  const variable = variables.find(given, sink);
  if (variable === undefined) return undefined;
  if (given.values === undefined) return { variable, values: gridValues(variable) };
  if (given.values.length === 0) {
    sink.report({
      code: "bad-argument",
      severity: "error",
      message: `\`${given.name}\` has an empty list of values`,
      expected: `values, or the bare name for a grid of its own`,
      ...(given.span !== undefined && { span: given.span }),
    });
    return undefined;
  }
  const values = readValues(variable, given.values, newLevels, sink);
  return values && { variable, values: sortValues(variable, values) };
}

/** Every combination, the first axis slowest. */
function crossAxes(axes: readonly Axis[], rowCount: number): DataFrame {
  let run = rowCount;
  const columns = axes.map(({ variable, values }) => {
    const size = values.values.length;
    run /= size;
    const period = run;
    const places = Int32Array.from(
      { length: rowCount },
      (_, row) => Math.floor(row / period) % size,
    );
    return columnOfValues(variable, values, places);
  });
  return { kind: "data", name: "grid", rowCount, columns };
}

function noteDefaults(kind: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`Default computed for ${kind} variable: ${names.join(", ")}`];
}

function heldText(axes: readonly Axis[]): string | undefined {
  if (axes.length === 0) return undefined;
  const parts = axes.map(({ variable: { name }, values: { values } }) => {
    const [value] = values;
    return `${name} = ${typeof value === "number" ? shortNumber(value) : String(value)}`;
  });
  return `held at ${parts.join(", ")}`;
}

function gridRows(
  asking: Asking,
  conditional: Conditional,
  variables: Variables,
  varied: string | undefined,
  sink: DiagnosticSink,
): AnswerRows | undefined {
  if (!checkConditionals(conditional, sink)) return undefined;
  const { variables: given } = conditional;
  const named = given.map((one) => axisOf(one, variables, asking.newLevels !== undefined, sink));
  if (!named.every((axis) => axis !== undefined)) return undefined;
  const taken = new Set([...given.map(({ name }) => name), varied]);
  const unspecified = variables.predictors.filter((name) => !taken.has(name)).sort();
  const held = unspecified.flatMap((name): Axis[] => {
    const variable = variables.find({ name }, sink);
    return variable ? [{ variable, values: defaultValue(variable) }] : [];
  });
  const axes = [...named, ...held];
  const rowCount = axes.reduce((product, { values }) => product * values.values.length, 1);
  if (rowCount > mostRows) {
    sink.report({
      code: "bad-argument",
      severity: "error",
      message: `the grid would have ${countOf(rowCount, "row")}`,
      expected: "values for the columns that have many",
      ...(conditional.span !== undefined && { span: conditional.span }),
    });
    return undefined;
  }
  const open = given.filter(({ values }) => values === undefined).map(({ name }) => name);
  return {
    frame: crossAxes(axes, rowCount),
    shown: axes.map(({ variable }) => variable.name),
    conditional: given.map(({ name }) => name),
    notes: [...noteDefaults("conditional", open), ...noteDefaults("unspecified", unspecified)],
    held: heldText(held),
  };
}

/** Columns that the question needs besides the predictors. */
function namesBeside({ averageBy, weight, trials }: Asking): readonly GivenName[] {
  const by = averageBy === undefined || averageBy === "all" ? [] : averageBy;
  return [...by, ...[weight, trials].flatMap((one) => (one && "name" in one ? [one] : []))];
}

function requireNames(
  names: readonly GivenName[],
  frame: DataFrame,
  sink: DiagnosticSink,
  help?: string,
): boolean {
  const absent = names.filter(({ name }) => findColumn(frame, name) === undefined);
  for (const { name, span } of absent) reportUnknownColumn(frame, name, span, sink, help);
  return absent.length === 0;
}

/**
 * The rows of a question, with every column that it names; undefined after a report. `varied` is the
 * column that a contrast or slope sets, unless each row's own value is its place.
 */
export function answerRows(
  asking: Asking,
  variables: Variables,
  varied: string | undefined,
  sink: DiagnosticSink,
): AnswerRows | undefined {
  const { conditional, frame } = asking;
  const beside = namesBeside(asking);
  if (conditional !== undefined && frame !== undefined) {
    sink.report({
      code: "bad-argument",
      severity: "error",
      message: "`conditional` makes rows of its own, and `frame` brings others",
      expected: "one of the two",
      ...(conditional.span !== undefined && { span: conditional.span }),
    });
    return undefined;
  }
  if (conditional !== undefined) {
    const grid = gridRows(asking, conditional, variables, varied, sink);
    const help = `the grid has the columns ${listNames(grid?.shown ?? [])}; add the column to \`conditional\``;
    return grid && requireNames(beside, grid.frame, sink, help) ? grid : undefined;
  }
  const data = frame ?? variables.spec.origin.frame;
  if (!requireNames(beside, data, sink)) return undefined;
  const wanted = new Set([...variables.predictors, ...beside.map(({ name }) => name)]);
  const rows = frame ?? variables.observe(wanted);
  const shown = frame ? rows.columns.map(({ name }) => name) : variables.predictors;
  const named = rows.columns.map(({ name }) => name).filter((name) => shown.includes(name));
  return {
    frame: rows,
    shown: named.filter((name) => name !== varied),
    conditional: undefined,
    notes: [],
    held: undefined,
  };
}

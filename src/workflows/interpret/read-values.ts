/** Holds the values that a program names against those that a variable can take. */
import { listNames, numberLabel } from "../../data/index.js";
import { nearestName, type DiagnosticSink } from "../../diagnostics/index.js";
import type { GivenValue } from "./question.js";
import { occurringValues } from "./variable-values.js";
import type { Values } from "./variable-values.js";
import type { Variable } from "./variables.js";

const valuesShown = 8;

interface Reading {
  readonly variable: Variable;
  /** Levels that the fit has not seen are asked for. */
  readonly newLevels: boolean;
  readonly sink: DiagnosticSink;
}

function reportUnknownValue({ variable, sink }: Reading, given: GivenValue, known: Values): void {
  const { name, closed } = variable;
  const labels = known.values.map(String);
  const value = String(given.value);
  const nearest = known.kind === "labels" ? nearestName(value, labels) : undefined;
  const advice = [
    ...(nearest === undefined ? [] : [`did you mean \`${nearest}\`?`]),
    ...(closed ? [] : ["new_levels = gaussian predicts for a level that is new"]),
  ];
  sink.report({
    code: "unknown-level",
    severity: "error",
    message: `the fit has not seen ${known.kind === "labels" ? `"${value}"` : value} of \`${name}\``,
    expected: `one of ${listNames(labels, valuesShown)}`,
    ...(given.span !== undefined && { span: given.span }),
    ...(advice.length > 0 && { help: advice.join("; ") }),
  });
}

/** A number for a column of numbers, else a label; undefined after a report. */
function readValue(reading: Reading, given: GivenValue): number | string | undefined {
  const { variable, sink } = reading;
  const { value, span } = given;
  if (variable.column.kind === "factor")
    return typeof value === "number" ? numberLabel(value) : value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  sink.report({
    code: "bad-argument",
    severity: "error",
    message: `\`${variable.name}\` is a column of numbers, and "${value}" is none`,
    expected: "numbers",
    found: typeof value === "number" ? numberLabel(value) : "a text",
    ...(span !== undefined && { span }),
  });
  return undefined;
}

/** What occurs, and what the fit knows beside it: areas without data, declared levels with an effect. */
function knownValues(variable: Variable): Values {
  const occurring = occurringValues(variable);
  const { levels } = variable;
  return occurring.kind === "labels"
    ? { kind: "labels", values: [...new Set([...occurring.values, ...levels])] }
    : { kind: "numbers", values: [...new Set([...occurring.values, ...levels.map(Number)])] };
}

/** The values in the order given, repeats left out; undefined after reporting each that cannot be taken. */
export function readValues(
  variable: Variable,
  given: readonly GivenValue[],
  newLevels: boolean,
  sink: DiagnosticSink,
): Values | undefined {
  const reading: Reading = { variable, newLevels, sink };
  const known = knownValues(variable);
  const allowed = new Set<number | string>(known.values);
  const checked = variable.categorical && !(newLevels && !variable.closed);
  const read = given.map((one) => {
    const value = readValue(reading, one);
    if (value === undefined || !checked || allowed.has(value)) return value;
    reportUnknownValue(reading, one, known);
    return undefined;
  });
  if (!read.every((value) => value !== undefined)) return undefined;
  const distinct = [...new Set(read)];
  return variable.column.kind === "numeric"
    ? { kind: "numbers", values: distinct.filter((value) => typeof value === "number") }
    : { kind: "labels", values: distinct.filter((value) => typeof value === "string") };
}

/** Numbers ascending; labels in the order of the levels, and those without a place there by name. */
export function sortValues({ column }: Variable, values: Values): Values {
  if (values.kind === "numbers")
    return { kind: "numbers", values: values.values.toSorted((left, right) => left - right) };
  const levels = column.kind === "factor" ? column.levels : [];
  const placeOf = (label: string): number => {
    const place = levels.indexOf(label);
    return place < 0 ? levels.length : place;
  };
  const byPlace = (left: string, right: string): number =>
    placeOf(left) - placeOf(right) || (left < right ? -1 : 1);
  return { kind: "labels", values: values.values.toSorted(byPlace) };
}

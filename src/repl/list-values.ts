/** What the session has, one line each: `.names` and `.models`. */
import type { ModelSpec } from "../model/model-spec.js";
import { cleanText, displayWidth } from "../report/clean-text.js";
import type { NamedValue } from "../report/index.js";

/** Rows with their columns under each other; the last is as long as it is. */
function layOut(rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map(cleanText));
  const widthOf = (column: number): number =>
    Math.max(...cells.map((row) => displayWidth(row[column] ?? "")));
  const pad = (text: string, column: number): string =>
    text + " ".repeat(widthOf(column) - displayWidth(text));
  const line = (row: readonly string[]): string => `${row.map(pad).join("  ").trimEnd()}\n`;
  return cells.map(line).join("");
}

export function listNames(values: readonly NamedValue[]): string {
  return layOut(values.map(({ name, value }) => [name, value.kind]));
}

function describe(name: string, spec: ModelSpec, engine: string): readonly string[] {
  return [name, spec.formulaText, `${spec.family}(${spec.link})`, engine];
}

/** `fit1  p(agree, n) ~ male + (1 | state)  binomial(logit)  inla fit of model1`. */
export function listModels(values: readonly NamedValue[]): string {
  const rows = values.flatMap(({ name, value }) => {
    if (value.kind === "model") return [describe(name, value, `model on ${value.dataName}`)];
    if (value.kind !== "fit") return [];
    const { spec } = value.model;
    return [describe(name, spec, `${value.engine} fit of ${spec.name}`)];
  });
  return rows.length === 0 ? "there are no models yet\n" : layOut(rows);
}

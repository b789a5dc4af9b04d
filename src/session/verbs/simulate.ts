/** `simulate(BASE, seed = 1, name = expression, ...)`: data made up from a recipe. */
import { readCross, simulateFrame } from "../../data/index.js";
import type { CrossSpecification, DataFrame } from "../../data/index.js";
import type { CallExpression } from "../../language/ast.js";
import { openStream } from "../../math/index.js";
import { columnSet, definitionsOf } from "../column-expressions.js";
import { noteDefaults } from "../note-defaults.js";
import { defineVerb } from "../verb.js";
import type { Verb, VerbCall } from "../verb.js";

type Start = DataFrame | CrossSpecification | number;

const noColumns: ReadonlySet<string> = new Set();

function refuse(call: VerbCall, message: string): void {
  call.sink.report({
    code: "bad-argument",
    severity: "error",
    message,
    span: call.spanOf("base"),
    expected: "cross(name = levels, ...), data, or rows = a number",
  });
}

/** What the rows are before the first definition; undefined after a report. */
function startOf(
  base: DataFrame | CallExpression | undefined,
  rows: number | undefined,
  call: VerbCall,
): Start | undefined {
  if (base === undefined) {
    if (rows === undefined) refuse(call, "`simulate` needs something to start from");
    return rows;
  }
  if (rows !== undefined) {
    refuse(call, "`simulate` starts from one thing, not also `rows`");
    return undefined;
  }
  if (base.kind === "data") return base;
  const filled = call.fillIn(base, noColumns);
  return filled.kind === "call" ? readCross(filled, call.sink) : undefined;
}

function columnsOf(start: Start): ReadonlySet<string> {
  if (typeof start === "number") return noColumns;
  return start.kind === "data" ? columnSet(start) : new Set(start.factors.map(({ name }) => name));
}

export const simulate: Verb = defineVerb({
  name: "simulate",
  summary:
    "Makes data: a row per combination of levels, per row of other data, or a number of rows, with columns computed and drawn at random in order.",
  returns: "data",
  parameters: {
    base: { kind: "base", help: 'cross(state = levels("state", 50), ...), or data' },
    rows: { kind: "count", help: "the number of rows, instead of a base" },
    seed: { kind: "seed", default: "1", help: "seed of the random numbers" },
    columns: {
      kind: "definitions",
      help: "name = expression; may draw with normal, binomial, each, allocate, ...",
    },
  },
  run({ base, rows, seed, columns = [] }, call) {
    const start = startOf(base, rows, call);
    if (start === undefined) return Promise.resolve(undefined);
    if (seed === undefined) noteDefaults(call, ["seed = 1"]);
    const random = openStream(seed ?? 1, `simulate ${call.resultName}`);
    const definitions = definitionsOf(columns, columnsOf(start), call);
    return Promise.resolve(simulateFrame(start, definitions, random, call.resultName, call.sink));
  },
});

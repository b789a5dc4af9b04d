/** `simulate(BASE, seed = 1, name = expression, ...)`: data made up from a recipe. */
import { readCross, simulateFrame } from "../../data/index.js";
import type { CrossSpecification, DataFrame } from "../../data/index.js";
import type { Expression } from "../../language/ast.js";
import { openStream } from "../../math/index.js";
import { asFrame } from "../as-frame.js";
import { columnSet, definitionsOf } from "../column-expressions.js";
import { noteDefaults } from "../note-defaults.js";
import { isReal, kindOf, nameOfKind } from "../session-value.js";
import { defineVerb } from "../verb.js";
import type { Verb, VerbCall } from "../verb.js";

type Base = DataFrame | CrossSpecification | number;

const noColumns: ReadonlySet<string> = new Set();

function refuseBase(call: VerbCall, message: string, found?: string): undefined {
  call.sink.report({
    code: "bad-argument",
    severity: "error",
    message,
    span: call.spanOf("base"),
    expected: "cross(name = levels, ...), data, or rows = a number",
    ...(found !== undefined && { found }),
  });
  return undefined;
}

async function baseOf(
  base: Expression | undefined,
  rows: number | undefined,
  call: VerbCall,
): Promise<Base | undefined> {
  if (base === undefined)
    return rows ?? refuseBase(call, "`simulate` needs something to start from");
  if (rows !== undefined)
    return refuseBase(call, "`simulate` starts from one thing, not also `rows`");
  if (base.kind === "call" && base.callee.text === "cross") {
    const filled = call.fillIn(base, noColumns);
    return filled.kind === "call" ? readCross(filled, call.sink) : undefined;
  }
  const value = await call.evaluate(base);
  if (!isReal(value)) {
    if (value.kind === "pending")
      refuseBase(call, "`simulate` cannot start from what a fit has yet to make");
    return undefined;
  }
  const frame = asFrame(value, call.resultName, call.sink);
  if (frame !== undefined) return frame;
  const found = nameOfKind(kindOf(value));
  return refuseBase(call, `\`simulate\` cannot start from ${found}`, found);
}

function columnsOf(base: Base): ReadonlySet<string> {
  if (typeof base === "number") return noColumns;
  return base.kind === "data" ? columnSet(base) : new Set(base.factors.map(({ name }) => name));
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
  async run({ base, rows, seed, columns = [] }, call) {
    const start = await baseOf(base, rows, call);
    if (start === undefined) return undefined;
    if (seed === undefined) noteDefaults(call, ["seed = 1"]);
    const random = openStream(seed ?? 1, `simulate ${call.resultName}`);
    const definitions = definitionsOf(columns, columnsOf(start), call);
    return simulateFrame(start, definitions, random, call.resultName, call.sink);
  },
});

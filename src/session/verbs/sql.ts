/** `sql("SELECT ... FROM sample JOIN ...")`: data from a query over the data declared above. */
import { frameFromRecords } from "../../data/index.js";
import type { Column, DataFrame } from "../../data/index.js";
import { nearestName } from "../../diagnostics/index.js";
import type { Span } from "../../diagnostics/index.js";
import type { QueryProblem } from "../host.js";
import { defineVerb } from "../verb.js";
import type { Verb, VerbCall } from "../verb.js";

/** The place of the query that the database points at; the whole text where its spelling has escapes. */
function spanAt(at: number | undefined, sql: string, call: VerbCall): Span {
  const span = call.spanOf("query");
  const inner = span.end - span.start - 2;
  if (at === undefined || inner !== sql.length) return span;
  const start = span.start + 1 + Math.min(at, Math.max(0, inner - 1));
  const word = /^\w+/u.exec(sql.slice(at))?.[0].length ?? 1;
  return { ...span, start, end: Math.min(start + word, span.end - 1) };
}

function reportProblem(
  { message, help, at }: QueryProblem,
  sql: string,
  frames: readonly DataFrame[],
  call: VerbCall,
): void {
  const absent = /Table with name (\S+) does not exist/u.exec(message)?.[1];
  const names = frames.map(({ name }) => name);
  const nearest = absent === undefined ? undefined : nearestName(absent, names);
  const advice = nearest === undefined ? help : `did you mean \`${nearest}\`?`;
  call.sink.report({
    code: "bad-query",
    severity: "error",
    message: absent === undefined ? message : `no data above is called \`${absent}\``,
    span: spanAt(at, sql, call),
    ...(absent !== undefined && { expected: `one of ${names.join(", ")}` }),
    ...(advice !== undefined && { help: advice }),
  });
}

/** A column keeps the order of levels that a factor of its name had in the data. */
function keepLevels(column: Column, used: readonly DataFrame[]): Column {
  if (column.kind !== "factor") return column;
  const before = used
    .flatMap(({ columns }) => columns)
    .find(({ kind, name }) => kind === "factor" && name === column.name);
  if (before?.kind !== "factor") return column;
  const place = new Map(before.levels.map((level, code) => [level, code]));
  const codes = column.levels.map((level) => place.get(level));
  if (codes.some((code) => code === undefined)) return column;
  return { ...before, codes: column.codes.map((code) => (code < 0 ? -1 : (codes[code] ?? -1))) };
}

export const sql: Verb = defineVerb({
  name: "sql",
  summary:
    "Makes data by a SELECT over the data declared above, in DuckDB's SQL; it can open no file.",
  returns: "data",
  parameters: {
    query: { kind: "text", required: true, help: "one SELECT statement" },
  },
  async run({ query }, call) {
    const frames = call.dataAbove();
    const run = call.host.query;
    const outcome = run
      ? await run(query, frames, call.openSignal())
      : ({ kind: "problem", message: "there is no database here" } as const);
    if (outcome.kind === "problem") {
      reportProblem(outcome, query, frames, call);
      return undefined;
    }
    const reading = { file: "the answer", name: call.resultName, clauses: call.clauses };
    const frame = frameFromRecords(outcome.records, {
      ...reading,
      span: call.spanOf("query"),
      sink: call.sink,
    });
    const keep = (column: Column): Column => keepLevels(column, outcome.used);
    return frame && { ...frame, columns: frame.columns.map(keep) };
  },
});

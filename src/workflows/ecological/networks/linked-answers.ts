/**
 * How well linear models of few survey respondents, linked to people of a network, predict the respondent left out:
 * by the network's embedding and by the columns that it reads.
 */
import {
  findColumn,
  reportUnknownColumn,
  type Column,
  type DataFrame,
} from "../../../data/index.js";
import { countOf } from "../../../data/index.js";
import type { DiagnosticSink, Span } from "../../../diagnostics/index.js";
import type { Name } from "../../../language/ast.js";
import type { Cell, ResultTable } from "../../../posterior/result-table.js";
import { leaveOneOutRSquaredEach } from "../metrics/index.js";
import { embedPeople, rawFeatures, type Embedding } from "./embed-people.js";
import type { NetworkFit } from "./network-fit.js";

export interface LinkedOptions {
  readonly answers: DataFrame;
  /** The column that both data share, once for each person. */
  readonly by: Name;
  /** All columns of numbers but `by` and `sets` when absent. */
  readonly questions: readonly Name[] | undefined;
  /** Several sets of respondents, one below the other: measured one by one, then averaged. */
  readonly sets: Name | undefined;
  readonly ridge: number;
  readonly span: Span;
}

function keyOf(column: Column, row: number): string | undefined {
  if (column.kind === "text") return column.values[row];
  if (column.kind === "factor") return column.levels[column.codes[row]!];
  return Number.isNaN(column.values[row]!) ? undefined : String(column.values[row]);
}

/** The network's row of every respondent; undefined after reporting one who is not there. */
function linkRespondents(
  fit: NetworkFit,
  { answers, by, span }: LinkedOptions,
  sink: DiagnosticSink,
): Int32Array | undefined {
  const { frame } = fit.model.origin;
  const columns = [frame, answers].map((one) => {
    const column = findColumn(one, by.text);
    if (!column) reportUnknownColumn(one, by.text, by.span, sink);
    return column;
  });
  const [ofPeople, ofAnswers] = columns;
  if (!ofPeople || !ofAnswers) return undefined;
  const places = new Map<string, number>();
  let twice: string | undefined;
  fit.model.rows.forEach((row, place) => {
    const key = keyOf(ofPeople, row);
    if (key !== undefined && places.has(key)) twice ??= key;
    if (key !== undefined) places.set(key, place);
  });
  const linked = Int32Array.from({ length: answers.rowCount }, (_, row) => {
    const key = keyOf(ofAnswers, row);
    return key === undefined ? -1 : (places.get(key) ?? -1);
  });
  const lost = linked.findIndex((place) => place < 0);
  if (twice === undefined && lost < 0) return linked;
  sink.report({
    code: "bad-link",
    severity: "error",
    message:
      twice === undefined
        ? `nobody of ${frame.name} has the \`${by.text}\` of a row of ${answers.name} (row ${lost + 1})`
        : `${frame.name} has the same \`${by.text}\` twice: ${twice}`,
    span,
    expected: "a column with one value for each person",
  });
  return undefined;
}

function questionColumns(
  { answers, by, questions, sets }: LinkedOptions,
  sink: DiagnosticSink,
): readonly Extract<Column, { kind: "numeric" }>[] | undefined {
  const others = new Set([by.text, sets?.text]);
  const wanted = questions?.map((name) => {
    const column = findColumn(answers, name.text);
    if (column?.kind !== "numeric") reportUnknownColumn(answers, name.text, name.span, sink);
    return column;
  });
  const all = wanted ?? answers.columns.filter(({ name }) => !others.has(name));
  const numeric = all.flatMap((column) => (column?.kind === "numeric" ? [column] : []));
  return wanted && numeric.length < wanted.length ? undefined : numeric;
}

/** Rows of each set of respondents; undefined after reporting an unknown column. */
function setsOf(
  { answers, sets }: LinkedOptions,
  sink: DiagnosticSink,
): readonly (readonly number[])[] | undefined {
  const every = Array.from({ length: answers.rowCount }, (_, row) => row);
  if (!sets) return [every];
  const column = findColumn(answers, sets.text);
  if (!column) {
    reportUnknownColumn(answers, sets.text, sets.span, sink);
    return undefined;
  }
  const groups = new Map<string, number[]>();
  for (const row of every) {
    const key = keyOf(column, row) ?? "";
    const group = groups.get(key) ?? [];
    group.push(row);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Features of some people with mean 0 and variance 1 among them. */
function standardised({ names, values }: Embedding, places: readonly number[]): Float64Array {
  const width = names.length;
  const x = new Float64Array(places.length * width);
  for (let k = 0; k < width; k++) {
    const own = places.map((place) => values[place * width + k]!);
    const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
    const squares = own.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    const sd = Math.sqrt(squares / own.length);
    own.forEach((value, i) => (x[i * width + k] = sd > 0 ? (value - mean) / sd : 0));
  }
  return x;
}

/** R² of every question, averaged over the sets. */
function measure(
  embedding: Embedding,
  linked: Int32Array,
  sets: readonly (readonly number[])[],
  questions: readonly Extract<Column, { kind: "numeric" }>[],
  ridge: number,
): readonly number[] {
  const each = sets.map((rows) => {
    const values = standardised(
      embedding,
      rows.map((row) => linked[row]!),
    );
    const answers = questions.map((column) => rows.map((row) => column.values[row]!));
    return leaveOneOutRSquaredEach({ values, columns: embedding.names.length }, answers, ridge);
  });
  return questions.map((_, q) => each.reduce((sum, own) => sum + own[q]!, 0) / each.length);
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const cell = (value: number): Cell => (Number.isFinite(value) ? value : null);

/** Undefined after reporting answers that cannot be linked. */
export function linkedAnswers(
  fit: NetworkFit,
  options: LinkedOptions,
  sink: DiagnosticSink,
): ResultTable | undefined {
  const linked = linkRespondents(fit, options, sink);
  const questions = questionColumns(options, sink);
  const sets = setsOf(options, sink);
  if (!linked || !questions || !sets) return undefined;
  const { ridge, answers } = options;
  const own = measure(embedPeople(fit), linked, sets, questions, ridge);
  const raw = measure(rawFeatures(fit), linked, sets, questions, ridge);
  const rows = questions.map(({ name }, q) => [name, own[q]!, raw[q]!] as const);
  return {
    kind: "table",
    title: `${fit.model.name}: ${countOf(questions.length, "question")} of ${answers.name} by people's embedding`,
    columns: [
      { name: "question", format: "text" },
      ...["embedding", "columns", "difference"].map((name) => ({
        name,
        format: "number" as const,
      })),
    ],
    rows: [...rows, ["mean", meanOf(own), meanOf(raw)] as const].map(([name, a, b]) => [
      name,
      cell(a),
      cell(b),
      cell(a - b),
    ]),
    notes: [
      `leave-one-out R² of ridge regressions (penalty ${ridge}) on the last hidden layer, and on the columns that the network reads, standardised among respondents`,
      `${countOf(answers.rowCount, "respondent")}${sets.length === 1 ? "" : ` in ${sets.length} sets, measured one by one and averaged`}; answers of yes and no have an R² far below 1: compare differences`,
    ],
  };
}

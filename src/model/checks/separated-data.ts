/** Warns of columns that split successes from failures, so that only the prior bounds a coefficient. */
import { listNames } from "../../data/index.js";
import type { DiagnosticSink } from "../../diagnostics/index.js";
import type { CommonBlock, PatternColumns } from "../../design/design-blocks.js";
import { families } from "../../vocabulary/index.js";
import type { ModelSpec } from "../model-spec.js";
import { spanEntry } from "./block-span.js";

/** Successes and failures of every row. */
interface Outcomes {
  readonly successes: Float64Array;
  readonly failures: Float64Array;
}

export function warnOfSeparation(spec: ModelSpec, file: string, sink: DiagnosticSink): void {
  if (families[spec.family].trials === undefined || spec.link === "identity") return;
  const outcomes = outcomesOf(spec);
  if (!outcomes.successes.some((count) => count > 0)) return;
  if (!outcomes.failures.some((count) => count > 0)) return;
  for (const block of spec.design.predictor.common) {
    const { columns } = block;
    if (columns.kind === "dense") warnOfColumns(block, columns.columns, outcomes, file, sink);
    else if (!columns.multiplier) warnOfPatterns(spec, block, columns, outcomes, file, sink);
  }
}

function outcomesOf({ design }: ModelSpec): Outcomes {
  const { values, trials, weights } = design.response;
  const weight = (row: number): number => (weights ? Math.min(weights[row]!, 1) : 1);
  return {
    successes: values.map((y, row) => y * weight(row)),
    failures: values.map((y, row) => ((trials?.[row] ?? 1) - y) * weight(row)),
  };
}

function warnOfPatterns(
  spec: ModelSpec,
  block: CommonBlock,
  columns: PatternColumns,
  { successes, failures }: Outcomes,
  file: string,
  sink: DiagnosticSink,
): void {
  const won = new Float64Array(columns.patternCount);
  const lost = new Float64Array(columns.patternCount);
  for (let row = 0; row < columns.index.length; row++) {
    won[columns.index[row]!]! += successes[row]!;
    lost[columns.index[row]!]! += failures[row]!;
  }
  const split: string[] = [];
  for (let pattern = 0; pattern < columns.patternCount; pattern++) {
    const decided = won[pattern]! > 0 !== lost[pattern]! > 0;
    if (decided) split.push(patternName(spec, block, columns, pattern));
  }
  if (split.length === 0) return;
  sink.report({
    code: "separated-data",
    severity: "warning",
    message: `every trial has the same outcome in ${listNames(split)}: the coefficients involved are as large as their priors let them be`,
    ...spanEntry(block, file),
    help: `give \`${block.term}\` a prior you believe in, or pool its levels: \`(1 | ${block.term})\``,
  });
}

/** `eth[Black]` for the pattern of that column alone; the reference level for a pattern of zeros. */
function patternName(
  { design }: ModelSpec,
  { term, columnNames }: CommonBlock,
  { patterns }: PatternColumns,
  pattern: number,
): string {
  const width = columnNames.length;
  const own = columnNames.filter((_, column) => patterns[pattern * width + column] === 1);
  if (own.length === 1) return own[0]!;
  const levels = design.state.levels[term] ?? [];
  const reference = levels.find((level) => !columnNames.includes(`${term}[${level}]`));
  return reference === undefined ? `a reference level of ${term}` : `${term}[${reference}]`;
}

function warnOfColumns(
  block: CommonBlock,
  columns: readonly Float64Array[],
  outcomes: Outcomes,
  file: string,
  sink: DiagnosticSink,
): void {
  for (const [position, column] of columns.entries()) {
    const gap = separation(column, outcomes);
    if (!gap) continue;
    const name = block.columnNames[position]!;
    sink.report({
      code: "separated-data",
      severity: "warning",
      message: `\`${name}\` separates successes from failures ${gap}: its coefficient is as large as its prior lets it be`,
      ...spanEntry(block, file),
      help: `give \`${name}\` a prior you believe in: \`prior ${name} ~ Normal(0, ...)\``,
    });
  }
}

/** How one column splits the outcomes; undefined when they overlap. */
function separation(
  column: Float64Array,
  { successes, failures }: Outcomes,
): "completely" | "except where it is equal" | undefined {
  const won = rangeWhere(column, successes);
  const lost = rangeWhere(column, failures);
  if (won.high < lost.low || lost.high < won.low) return "completely";
  const constant = won.low === won.high && lost.low === lost.high;
  if (!constant && (won.high === lost.low || lost.high === won.low))
    return "except where it is equal";
  return undefined;
}

function rangeWhere(column: Float64Array, counts: Float64Array): { low: number; high: number } {
  let low = Infinity;
  let high = -Infinity;
  for (let row = 0; row < column.length; row++) {
    if (!(counts[row]! > 0)) continue;
    low = Math.min(low, column[row]!);
    high = Math.max(high, column[row]!);
  }
  return { low, high };
}

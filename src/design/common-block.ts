/** One coded common term as a block of columns, checked so that its coefficients can be estimated. */
import type { Span } from "../diagnostics/index.js";
import { listNames } from "../data/index.js";
import { checkFinite } from "./component-value.js";
import { blockColumns } from "./block-columns.js";
import type { CodedComponent, CodedTerm } from "./coded-term.js";
import { codedTerm, compositionOf, countColumns } from "./coded-term.js";
import type { BlockColumns, CommonBlock } from "./design-blocks.js";
import { findEmptyColumns, withoutColumns } from "./empty-columns.js";
import type { EvaluationContext } from "./formula-value.js";
import { reportError } from "./formula-value.js";

/** 800 MB of patterns or of columns. */
const entryLimit = 1e8;

interface Placed {
  readonly term: CodedTerm;
  readonly span: Span;
  readonly context: EvaluationContext;
  readonly intercept: boolean;
}

function isConstant(values: Float64Array): boolean {
  const first = values[0];
  return values.every((value) => value === first);
}

/** At the fit: a column that is the same in every row says nothing beside the intercept. */
function checkVaries({ term, span, context, intercept }: Placed, block: BlockColumns): boolean {
  if (!context.memory.learning || block.kind !== "dense") return true;
  const constant = block.columns.findIndex(
    (values) => isConstant(values) && (intercept || values[0] === 0),
  );
  if (constant < 0) return true;
  const value = block.columns[constant]![0]!;
  reportError(context.sink, {
    code: "constant-column",
    message: `\`${term.columnNames[constant]!}\` is ${value} in every row, so it cannot be told from the intercept`,
    span,
    help: "leave the term out",
  });
  return false;
}

/** Products of numbers may overflow where their factors did not. */
function checkProducts({ term, span, context }: Placed, block: BlockColumns): boolean {
  if (term.components.filter(({ kind }) => kind === "numeric").length < 2) return true;
  const columns =
    block.kind === "dense" ? block.columns : block.multiplier ? [block.multiplier] : [];
  return columns.every((values) =>
    checkFinite(values, term.name, span, context.rows, context.sink),
  );
}

/** Leaves out the columns without information at the fit, and refuses rows that need them later. */
function dropEmptyColumns(
  { term, span, context }: Placed,
  block: BlockColumns,
): { block: BlockColumns; names: readonly string[] } | undefined {
  const width = term.columnNames.length;
  const { memory, sink, rows } = context;
  const left = memory.emptyColumns(term.name, () => findEmptyColumns(block, width));
  if (left.length === 0) return { block, names: term.columnNames };
  const leftNames = left.map((column) => term.columnNames[column]!);
  if (memory.learning) {
    sink.report({
      code: "empty-combination",
      severity: "warning",
      message: `no row informs ${listNames(leftNames)}: left out of \`${term.name}\``,
      span,
      help: "a group-specific term would keep these combinations and give them their prior",
    });
  } else {
    const stillEmpty = new Set(findEmptyColumns(block, width));
    const met = left.filter((column) => !stillEmpty.has(column));
    if (met.length > 0) {
      const names = met.map((column) => term.columnNames[column]!);
      reportError(sink, {
        code: "new-common-level",
        message: `\`${rows.frame.name}\` has combinations that no row of the fit informed: ${listNames(names)}`,
        span,
      });
      return undefined;
    }
  }
  const gone = new Set(left);
  return {
    block: withoutColumns(block, width, left),
    names: term.columnNames.filter((_, column) => !gone.has(column)),
  };
}

function fits(
  components: readonly CodedComponent[],
  name: string,
  span: Span,
  context: EvaluationContext,
): boolean {
  const width = countColumns(components);
  const patterns = components.reduce(
    (count, one) => (one.kind === "categorical" ? count * one.matrix.levelCount : count),
    1,
  );
  if (width * Math.min(patterns, context.rows.rowCount) <= entryLimit) return true;
  reportError(context.sink, {
    code: "too-many-columns",
    message: `\`${name}\` needs ${width} columns, more than can be held as common coefficients`,
    span,
    help: `let them vary around a common mean: (1 | ${name})`,
  });
  return false;
}

/** The block of a coded term; undefined after a report. */
export function commonBlock(
  name: string,
  components: readonly CodedComponent[],
  span: Span,
  context: EvaluationContext,
  intercept: boolean,
): CommonBlock | undefined {
  if (!fits(components, name, span, context)) return undefined;
  const term = codedTerm(name, components);
  const placed = { term, span, context, intercept };
  const whole = blockColumns(term);
  if (!checkProducts(placed, whole) || !checkVaries(placed, whole)) return undefined;
  const composition = compositionOf(components);
  const kept =
    composition === "numeric"
      ? { block: whole, names: term.columnNames }
      : dropEmptyColumns(placed, whole);
  if (!kept) return undefined;
  const { start, end } = span;
  return {
    term: name,
    composition,
    columnNames: kept.names,
    columns: kept.block,
    span: { start, end },
  };
}

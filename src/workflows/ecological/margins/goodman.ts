/** Goodman's regression: shares of outcomes on shares of groups, the rates the same in every unit. */
import type { DiagnosticSink, Span } from "../../../diagnostics/index.js";
import { cholesky, solveCholesky } from "../../../math/index.js";
import type { Cell, ResultTable } from "../../../posterior/result-table.js";
import { caution, type Margins } from "./margins.js";

export interface Goodman {
  /** `rates[group * outcomes + outcome]`; not held inside [0, 1]. */
  readonly rates: Float64Array;
  readonly standardErrors: Float64Array;
}

interface Products {
  /** X'WX, groups x groups. */
  readonly square: Float64Array;
  /** X'WT, one column an outcome. */
  readonly cross: readonly Float64Array[];
  readonly weights: Float64Array;
}

/** Weights with mean one, so that residual variances are those of a unit of average size. */
function weightsOf({ sizes }: Margins, weighted: boolean): Float64Array {
  const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
  return sizes.map((size) => (weighted ? size / mean : 1));
}

function productsOf(margins: Margins, weighted: boolean): Products {
  const { groups, outcomes, sizes, composition, votes } = margins;
  const rows = groups.length;
  const weights = weightsOf(margins, weighted);
  const square = new Float64Array(rows * rows);
  const cross = outcomes.map(() => new Float64Array(rows));
  for (const [unit, size] of sizes.entries())
    for (let i = 0; i < rows; i++) {
      const x = weights[unit]! * composition[unit * rows + i]!;
      for (let j = 0; j < rows; j++) square[i * rows + j]! += x * composition[unit * rows + j]!;
      for (const [outcome, into] of cross.entries())
        into[i]! += (x * votes[unit * outcomes.length + outcome]!) / size;
    }
  return { square, cross, weights };
}

function residualSquares(
  margins: Margins,
  weights: Float64Array,
  outcome: number,
  rates: Float64Array,
): number {
  const { groups, outcomes, sizes, composition, votes } = margins;
  let sum = 0;
  for (const [unit, size] of sizes.entries()) {
    let residual = votes[unit * outcomes.length + outcome]! / size;
    for (let group = 0; group < groups.length; group++)
      residual -= composition[unit * groups.length + group]! * rates[group]!;
    sum += weights[unit]! * residual * residual;
  }
  return sum;
}

/** (Weighted) least squares of t = X B without intercept; undefined where groups are collinear. */
export function goodmanRates(margins: Margins, weighted: boolean): Goodman | undefined {
  const { groups, outcomes, units } = margins;
  const rows = groups.length;
  const { square, cross, weights } = productsOf(margins, weighted);
  const factor = cholesky(square, rows);
  const smallest = Math.min(
    ...groups.map((_, i) => (factor?.[i * rows + i] ?? 0) / Math.sqrt(square[i * rows + i]!)),
  );
  if (factor === undefined || units.length <= rows || !(smallest > 1e-7)) return undefined;
  const solve = (right: Float64Array): Float64Array => {
    const solution = right.slice();
    solveCholesky(factor, rows, solution);
    return solution;
  };
  const inverse = groups.map(
    (_, i) => solve(Float64Array.from(groups, (_group, j) => Number(i === j)))[i]!,
  );
  const rates = new Float64Array(rows * outcomes.length);
  const standardErrors = new Float64Array(rates.length);
  for (const [outcome, right] of cross.entries()) {
    const own = solve(right);
    const variance = residualSquares(margins, weights, outcome, own) / (units.length - rows);
    for (let group = 0; group < rows; group++) {
      rates[group * outcomes.length + outcome] = own[group]!;
      standardErrors[group * outcomes.length + outcome] = Math.sqrt(variance * inverse[group]!);
    }
  }
  return { rates, standardErrors };
}

/** What is said where least squares has left the possible. */
function outsideRemark({ groups, outcomes }: Margins, fits: readonly Goodman[]): string[] {
  const cells = groups.flatMap((group) => outcomes.map((outcome) => `${outcome} of ${group}`));
  const outside = cells.filter((_, at) =>
    fits.some(({ rates }) => rates[at]! < 0 || rates[at]! > 1),
  );
  if (outside.length === 0) return [];
  return [
    `estimates outside [0, 1], which no rate can be: ${outside.join(", ")}; the rates are not the same ` +
      "in all units, and se does not cover that",
  ];
}

export function reportCollinear(
  { groups }: Margins,
  sink: DiagnosticSink,
  span: Span | undefined,
): void {
  sink.report({
    code: "collinear-columns",
    severity: "error",
    message: `the shares of ${groups.join(", ")} do not vary enough between units to tell the groups apart`,
    expected: "more units than groups, and shares that are not multiples or sums of one another",
    ...(span && { span }),
  });
}

/** Rates with standard errors, units alike and weighted by their people. */
export function goodmanTable(
  margins: Margins,
  sink: DiagnosticSink,
  span?: Span,
): ResultTable | undefined {
  const plain = goodmanRates(margins, false);
  const weighted = goodmanRates(margins, true);
  if (plain === undefined || weighted === undefined) {
    reportCollinear(margins, sink, span);
    return undefined;
  }
  const { groups, outcomes, remarks } = margins;
  const rows = groups.flatMap((group, row) =>
    outcomes.map((outcome, column): Cell[] => {
      const at = row * outcomes.length + column;
      const cells = [weighted, plain].flatMap(({ rates, standardErrors }) => [
        rates[at]!,
        standardErrors[at]!,
      ]);
      return [group, outcome, ...cells];
    }),
  );
  return {
    kind: "table",
    title: "Goodman's regression",
    columns: [
      { name: "group", format: "text" },
      { name: "outcome", format: "text" },
      ...["weighted", "se_weighted", "unweighted", "se_unweighted"].map((name) => ({
        name,
        format: "number" as const,
      })),
    ],
    rows,
    notes: [
      "weighted: by the people of each unit; se: of least squares, if rates are the same in all units",
      ...outsideRemark(margins, [plain, weighted]),
      caution,
      ...remarks,
    ],
    chart: { shape: "points", x: "outcome", y: "weighted", beside: "unweighted", group: "group" },
  };
}

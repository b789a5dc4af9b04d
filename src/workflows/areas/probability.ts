/** How probable it is that an area's value lies above a threshold, or below one, or between two. */
import type { DiagnosticSink, Span } from "../../diagnostics/index.js";
import type { ResultTable } from "../../posterior/result-table.js";
import { areaChart, numberColumn } from "../mrp/index.js";
import type { Poststratified } from "../mrp/index.js";
import { areasOf, shareAbove } from "./area-draws.js";

export interface ProbabilityOptions {
  readonly above?: number;
  readonly below?: number;
  readonly span?: Span;
}

function describe({ above, below }: ProbabilityOptions): string {
  if (above === undefined) return `below ${below}`;
  return below === undefined ? `above ${above}` : `between ${above} and ${below}`;
}

/** Share of the draws between the thresholds, of every area. Undefined after a report. */
export function probability(
  estimates: Poststratified,
  options: ProbabilityOptions,
  sink: DiagnosticSink,
): ResultTable | undefined {
  const { above = -Infinity, below = Infinity, span } = options;
  if (!(above < below) || (above === -Infinity && below === Infinity)) {
    sink.report({
      code: "bad-argument",
      severity: "error",
      message:
        above < below
          ? "`probability` needs a threshold"
          : `no value is above ${above} and below ${below}`,
      expected: "above = 0.5, below = 0.5, or both, the lower one above",
      ...(span !== undefined && { span }),
    });
    return undefined;
  }
  const rows = areasOf(estimates)
    .flat()
    .map(({ labels, draws }) => {
      const mean = draws.reduce((sum, value) => sum + value, 0) / draws.length;
      return [...labels, mean, shareAbove(draws, above) - shareAbove(draws, below)];
    });
  const chart = areaChart(estimates, { shape: "points", y: "probability", none: 0.5 });
  return {
    kind: "table",
    columns: [
      ...estimates.by.map((name) => ({ name, format: "text" as const })),
      numberColumn("mean"),
      numberColumn("probability"),
    ],
    rows,
    notes: [`probability that the area's value is ${describe(options)}: a share of the draws`],
    ...(chart && { chart }),
  };
}

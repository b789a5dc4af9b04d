/** The library's samples of data and recodes of columns: the verbs of the same names, without a session. */
import { recodeFrame } from "../data/index.js";
import type { DataFrame } from "../data/index.js";
import { collectDiagnostics } from "../diagnostics/index.js";
import { openStream } from "../math/index.js";
import { sampleRows } from "../workflows/survey/index.js";
import { requireValue } from "./library.js";
import { expressionFile, named, parseExpression } from "./library-names.js";

export interface SampleOptions {
  /** How many rows, or people where `count` counts them. */
  readonly n: number;
  /** Chances relative to each other: a column or an expression over columns. */
  readonly weights?: string;
  /** 1 by default. */
  readonly seed?: number;
  /** Whether a row may be drawn again; false by default. */
  readonly replace?: boolean;
  /** The column of people in each cell; all cells stay, with the number drawn in its place. */
  readonly count?: string;
  /** The column of those of a cell's people who say yes, drawn with them. */
  readonly successes?: string;
}

/** Rows, or people of cells, drawn one after another with chances proportional to weights. */
export function sample(data: DataFrame, options: SampleOptions): DataFrame {
  const sink = collectDiagnostics();
  const { n, weights: text, seed = 1, replace = false, count, successes } = options;
  const weights = text === undefined ? undefined : parseExpression(text, sink);
  const drawn = sampleRows(
    {
      data,
      n,
      replace,
      random: openStream(seed, "sample"),
      name: data.name,
      ...(weights && { weights }),
      ...(count !== undefined && { count: named(count) }),
      ...(successes !== undefined && { successes: named(successes) }),
    },
    sink,
  );
  return requireValue(drawn, sink, new Map([[expressionFile, text ?? ""]]));
}

/** Values of a column replaced, `{ "HS diploma": "HS" }`; null makes a value missing. */
export function recode(
  data: DataFrame,
  column: string,
  values: Readonly<Record<string, string | number | null>>,
): DataFrame {
  const sink = collectDiagnostics();
  const recodes = Object.entries(values).map(([from, to]) => ({
    from: named(from),
    to: to ?? undefined,
  }));
  return requireValue(recodeFrame(data, named(column), recodes, data.name, sink), sink);
}

/** Tables of every combination of given levels, the start of a simulation. */
import type { DiagnosticSink } from "../diagnostics/index.js";
import type { CallExpression } from "../language/ast.js";
import type { Column, DataFrame } from "./data-frame.js";
import { readLevelList } from "./level-lists.js";
import type { LevelList } from "./level-lists.js";

/** `cross(state = levels("state", 50), male = [-0.5, 0.5])`, read. */
export interface CrossSpecification {
  readonly kind: "cross";
  readonly factors: readonly { readonly name: string; readonly levels: LevelList }[];
}

/** More rows than any of this product's tables is meant to hold in memory. */
const mostRows = 50_000_000;

/** The specification that a call of `cross` writes, or undefined after a report. */
export function readCross(
  call: CallExpression,
  sink: DiagnosticSink,
): CrossSpecification | undefined {
  const factors = call.arguments.map(({ name, value, span }) => {
    if (name === undefined) {
      const message = "every list of levels in `cross` needs the name of its column";
      const expected = 'cross(state = levels("state", 50), ...)';
      sink.report({ code: "bad-expression", severity: "error", message, span, expected });
      return undefined;
    }
    const levels = readLevelList(value, sink);
    return levels && { name: name.text, levels };
  });
  const complete = factors.filter((factor) => factor !== undefined);
  if (complete.length < factors.length) return undefined;
  const rows = complete.reduce((product, { levels }) => product * levels.values.length, 1);
  const repeated = new Set(complete.map(({ name }) => name)).size < complete.length;
  if (complete.length > 0 && rows <= mostRows && !repeated)
    return { kind: "cross", factors: complete };
  const message = repeated
    ? "`cross` names a column twice"
    : complete.length === 0
      ? "`cross` needs at least one list of levels"
      : `\`cross\` would make ${rows} rows`;
  sink.report({ code: "bad-expression", severity: "error", message, span: call.span });
  return undefined;
}

/** Repeats a list so that each entry fills `run` rows, over and over. */
function columnOf(name: string, levels: LevelList, run: number, rowCount: number): Column {
  const size = levels.values.length;
  const codes = new Int32Array(rowCount).map((_, row) => Math.floor(row / run) % size);
  if (levels.kind === "numbers") {
    const values = Float64Array.from(codes, (code) => levels.values[code]!);
    return { kind: "numeric", name, values };
  }
  return { kind: "factor", name, codes, levels: levels.values, ordered: false, declared: true };
}

/** One row per combination, the first column slowest; texts become factors in the order given. */
export function crossLevels(specification: CrossSpecification, name: string): DataFrame {
  const sizes = specification.factors.map(({ levels }) => levels.values.length);
  const rowCount = sizes.reduce((product, size) => product * size, 1);
  let run = rowCount;
  const columns = specification.factors.map((factor, position) => {
    run /= sizes[position]!;
    return columnOf(factor.name, factor.levels, run, rowCount);
  });
  return { kind: "data", name, rowCount, columns };
}

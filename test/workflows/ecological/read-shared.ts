/** Margins for tests: of columns written here, or of the reference data. */
import { readTable, frameFromColumns } from "../../../src/data/index.js";
import type { DataFrame } from "../../../src/data/index.js";
import { collectDiagnostics } from "../../../src/diagnostics/index.js";
import type { DiagnosticSink } from "../../../src/diagnostics/index.js";
import { parseExpressionText } from "../../../src/language/index.js";
import type { Expression } from "../../../src/language/index.js";
import { readMargins, type Margins } from "../../../src/workflows/ecological/margins/index.js";
import { readShared, sharedIsHere } from "../../reference/shared-data.js";

export const withShared: boolean = sharedIsHere;

export function expressionOf(text: string): Expression {
  return parseExpressionText({ file: "test", text }, collectDiagnostics())!;
}

export function sharedTable(path: string): DataFrame {
  const options = { file: path, name: "data", clauses: [] };
  return readTable(readShared(`data/${path}`), options, collectDiagnostics())!;
}

type Columns = Readonly<Record<string, readonly (string | number)[]>>;

export function marginsOf(
  data: DataFrame | Columns,
  votes: string,
  composition: string,
  unit?: string,
  sink: DiagnosticSink = collectDiagnostics(),
): Margins | undefined {
  const frame = "rowCount" in data ? (data as DataFrame) : frameFromColumns("data", data, sink)!;
  const name = unit === undefined ? undefined : expressionOf(unit);
  return readMargins(
    {
      frame,
      votes: expressionOf(votes),
      composition: expressionOf(composition),
      unit: name?.kind === "name" ? [name] : [],
    },
    sink,
  );
}

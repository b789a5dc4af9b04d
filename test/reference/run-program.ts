/** Runs a program of this folder on the shared CCES data, in a process of its own, and hands out its tables. */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { sharedPath } from "./shared-data.js";

type Cell = string | number | null;
export type Row = Readonly<Record<string, Cell>>;

export interface TableResult {
  readonly kind: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export async function runOnCces(program: string): Promise<Readonly<Record<string, TableResult>>> {
  const main = here("../../dist/src/cli/main.js");
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [main, "run", here(program), "--format", "json", "--allow", sharedPath("data/cces2018")],
    { maxBuffer: 1 << 28 },
  );
  const { results } = JSON.parse(stdout) as {
    readonly results: Readonly<Record<string, TableResult>>;
  };
  return results;
}

/** Rows of the table of that name, by column. */
export async function rowsOnCces(program: string): Promise<(name: string) => readonly Row[]> {
  const results = await runOnCces(program);
  return (name) => {
    const { columns, rows } = results[name]!;
    return rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i]!])));
  };
}

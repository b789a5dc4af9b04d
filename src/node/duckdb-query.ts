/** SQL over data frames by DuckDB, in memory, which may open no file and load no extension. */
import type * as duckDbModule from "@duckdb/node-api";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Column, DataFrame, RecordColumns } from "../data/index.js";
import type { QueryProblem, RunQuery } from "../session/index.js";

type DuckDb = typeof duckDbModule;

/** Nothing outside the tables can be reached, and no statement of the query can change that. */
const settings: Readonly<Record<string, string>> = {
  threads: "1", // the order of rows then depends on the query only
  memory_limit: "2GB",
  enable_external_access: "false",
  autoinstall_known_extensions: "false",
  autoload_known_extensions: "false",
  lock_configuration: "true",
};

async function loadDuckDb(): Promise<DuckDb | QueryProblem> {
  try {
    return await import("@duckdb/node-api");
  } catch {
    return {
      kind: "problem",
      message: "sql(...) needs DuckDB, which is not installed",
      help: "npm install @duckdb/node-api",
    };
  }
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const typeOf = ({ kind }: Column): string => (kind === "numeric" ? "DOUBLE" : "VARCHAR");

/** The cell as DuckDB takes it; what is missing is NULL. */
function cellOf(column: Column, row: number): number | string | null {
  switch (column.kind) {
    case "numeric": {
      const value = column.values[row] ?? NaN;
      return Number.isNaN(value) ? null : value;
    }
    case "factor":
      return column.levels[column.codes[row] ?? -1] ?? null;
    case "text":
      return column.values[row] ?? null;
  }
}

async function fillTable(connection: DuckDBConnection, frame: DataFrame): Promise<void> {
  const columns = frame.columns.map((column) => `${quoted(column.name)} ${typeOf(column)}`);
  await connection.run(`CREATE TABLE ${quoted(frame.name)} (${columns.join(", ")})`);
  const appender = await connection.createAppender(frame.name);
  for (let row = 0; row < frame.rowCount; row++) {
    for (const column of frame.columns) {
      const cell = cellOf(column, row);
      if (cell === null) appender.appendNull();
      else if (typeof cell === "number") appender.appendDouble(cell);
      else appender.appendVarchar(cell);
    }
    appender.endRow();
  }
  appender.closeSync();
}

/** Where `LINE 2: ...` and the `^` below it point, counted in characters of the query. */
function placeIn(sql: string, message: string): number | undefined {
  const [, label, lineNumber, shown, marks] = /\n(LINE (\d+): )(.*)\n( *)\^/u.exec(message) ?? [];
  if (label === undefined || shown === undefined || marks === undefined) return undefined;
  const lines = sql.split("\n");
  const before = lines
    .slice(0, Number(lineNumber) - 1)
    .reduce((sum, line) => sum + line.length + 1, 0);
  // A long line is shown from its middle, after dots: there the place is not known.
  if (lines[Number(lineNumber) - 1] !== shown) return undefined;
  return before + Math.max(0, marks.length - label.length);
}

function problemOf(sql: string, error: unknown): QueryProblem {
  const message = error instanceof Error ? error.message : String(error);
  const at = placeIn(sql, message);
  const [first = message] = message.replace(/^Failed to extract statements: /u, "").split("\n");
  return { kind: "problem", message: first, ...(at !== undefined && { at }) };
}

/** Dates and decimals as text and numbers; everything else as JavaScript has it. */
async function readAnswer(
  connection: DuckDBConnection,
  { JSDuckDBValueConverter }: DuckDb,
  sql: string,
): Promise<RecordColumns> {
  const reader = await connection.runAndReadAll(sql);
  const names = reader.deduplicatedColumnNames();
  const cells = reader.convertColumns(JSDuckDBValueConverter);
  return {
    rowCount: reader.currentRowCount,
    columns: new Map(names.map((name, at) => [name, cells[at] ?? []])),
  };
}

const notOneSelect: QueryProblem = {
  kind: "problem",
  message: "sql(...) takes one SELECT statement",
};

/** Statements of other kinds are refused before DuckDB looks for their tables. */
const otherStatement =
  /^[\s(]*(alter|attach|call|copy|create|delete|drop|export|import|insert|install|load|pragma|set|update|use)\b/iu;

/** A second statement could drop or change a table before it is read. */
async function isOneSelect(connection: DuckDBConnection, duckDb: DuckDb, sql: string) {
  const statements = await connection.extractStatements(sql);
  if (statements.count !== 1) return false;
  const prepared = await statements.prepare(0);
  return prepared.statementType === duckDb.StatementType.SELECT;
}

/** By the text: DuckDB's own list of a query's tables is empty where tables are joined by USING. */
function mentions(sql: string, name: string): boolean {
  return sql.toLowerCase().includes(name.toLowerCase());
}

/** Runs one SELECT; only the frames that it names are copied. */
export const queryByDuckDb: RunQuery = async (sql, frames, signal) => {
  if (otherStatement.test(sql)) return notOneSelect;
  const duckDb = await loadDuckDb();
  if ("kind" in duckDb) return duckDb;
  const instance = await duckDb.DuckDBInstance.create(":memory:", settings);
  const connection = await instance.connect();
  const interrupt = (): void => connection.interrupt();
  signal.addEventListener("abort", interrupt);
  try {
    const used = frames.filter(({ name }) => mentions(sql, name));
    for (const frame of used) await fillTable(connection, frame);
    if (!(await isOneSelect(connection, duckDb, sql))) return notOneSelect;
    return { kind: "answer", records: await readAnswer(connection, duckDb, sql), used };
  } catch (error) {
    return problemOf(sql, error);
  } finally {
    signal.removeEventListener("abort", interrupt);
    connection.closeSync();
    instance.closeSync();
  }
};

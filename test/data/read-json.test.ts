/** Tables from JSON, newline-delimited JSON and Parquet. */
import { parquetWriteBuffer } from "hyparquet-writer";
import { describe, expect, it } from "vitest";
import { readData } from "../../src/data/index.js";
import type { DataFrame } from "../../src/data/index.js";
import { collectDiagnostics } from "../../src/diagnostics/index.js";

async function readText(text: string | Uint8Array, file: string) {
  const sink = collectDiagnostics();
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  const frame = await readData(bytes, { file, name: "d", clauses: [] }, sink);
  return { frame, found: sink.diagnostics };
}

/** Columns as plain lists, what is missing as null. */
function plain(frame: DataFrame | undefined): Readonly<Record<string, readonly unknown[]>> {
  return Object.fromEntries(
    (frame?.columns ?? []).map((column): readonly [string, readonly unknown[]] => {
      if (column.kind === "numeric")
        return [column.name, Array.from(column.values, (x) => (Number.isNaN(x) ? null : x))];
      if (column.kind === "text") return [column.name, column.values];
      return [column.name, Array.from(column.codes, (code) => column.levels[code] ?? null)];
    }),
  );
}

describe("reading JSON", () => {
  it("takes a list of records, whose keys may differ, and a record of columns", async () => {
    const list = await readText(
      '[{"y": 1, "g": "a"}, {"g": null, "t": true}, {"y": 2.5}]',
      "d.json",
    );
    expect(plain(list.frame)).toEqual({
      y: [1, null, 2.5],
      g: ["a", null, null],
      t: [null, 1, null],
    });
    const columns = await readText('{"y": [1, 2], "g": ["b", "a"]}', "d.json");
    expect(plain(columns.frame)).toEqual({ y: [1, 2], g: ["b", "a"] });
  });

  it("keeps digits in quotes as a factor: the file has said that they are text", async () => {
    const { frame } = await readText('{"fips": "01"}\n{"fips": "02"}\n', "d.ndjson");
    expect(plain(frame)).toEqual({ fips: ["01", "02"] });
  });

  it("remembers the line of each record of a newline-delimited file", async () => {
    const { frame } = await readText('{"y": 1}\n\n{"y": 2}\n', "d.jsonl");
    expect(Array.from(frame?.origin?.lines ?? [])).toEqual([1, 3]);
  });

  it.each([
    ["no JSON", '{"y": [1,', "d.json", "malformed-table"],
    ["one value", "3", "d.json", "malformed-table"],
    ["one record", '{"y": 1}', "d.json", "malformed-table"],
    ["columns of two lengths", '{"y": [1, 2], "g": ["a"]}', "d.json", "malformed-table"],
    ["a list in a cell", '[{"y": [1]}]', "d.json", "malformed-table"],
    ["an empty list", "[]", "d.json", "no-rows"],
    ["a number that is too large", '[{"y": 1e300}]', "d.json", "number-out-of-range"],
    ["a broken line", '{"y": 1}\n{y: 2}\n', "d.ndjson", "malformed-table"],
  ])("says what is wrong with %s", async (_, text, file, code) => {
    const { frame, found } = await readText(text, file);
    expect(frame).toBeUndefined();
    expect(found.map((diagnostic) => diagnostic.code)).toEqual([code]);
  });

  it("warns of numbers among texts", async () => {
    const { found } = await readText('[{"y": 1}, {"y": "2"}]', "d.json");
    expect(found.map(({ code }) => code)).toEqual(["mixed-column"]);
  });

  it("makes a column of the name __proto__ and nothing else of it", async () => {
    const { frame } = await readText('[{"__proto__": 1}, {"__proto__": 2}]', "d.json");
    expect(frame?.columns.map(({ name }) => name)).toEqual(["__proto__"]);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

describe("reading Parquet", () => {
  const columnData = [
    { name: "y", data: [1.5, 2, null], type: "DOUBLE" as const, nullable: true },
    { name: "g", data: ["a", "b", "a"], type: "STRING" as const },
    { name: "n", data: [1n, 2n, 3n], type: "INT64" as const },
    { name: "t", data: [true, false, true], type: "BOOLEAN" as const },
  ];

  it("gives numbers, whole numbers, texts, truth values and what is missing", async () => {
    const bytes = new Uint8Array(parquetWriteBuffer({ columnData }));
    const { frame, found } = await readText(bytes, "d.parquet");
    expect(found).toEqual([]);
    expect(plain(frame)).toEqual({
      y: [1.5, 2, null],
      g: ["a", "b", "a"],
      n: [1, 2, 3],
      t: [1, 0, 1],
    });
  });

  it("says that a file is none, however it is broken", async () => {
    const whole = new Uint8Array(parquetWriteBuffer({ columnData }));
    for (const bytes of [new Uint8Array(3), whole.slice(0, whole.length - 9), whole.slice(40)]) {
      const { frame, found } = await readText(bytes, "d.parquet");
      expect(frame).toBeUndefined();
      expect(found.map(({ code }) => code)).toEqual(["malformed-table"]);
    }
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { frameFromColumns } from "../../src/data/index.js";
import { collectDiagnostics } from "../../src/diagnostics/index.js";
import type { ResultTable } from "../../src/posterior/index.js";
import {
  cleanText,
  describeFrame,
  formatNumber,
  plainText,
  renderTable,
  renderValue,
} from "../../src/report/index.js";

function tableOf(
  columns: ResultTable["columns"],
  rows: ResultTable["rows"],
  rest: Partial<ResultTable> = {},
): ResultTable {
  return { kind: "table", columns, rows, notes: [], ...rest };
}

const number = (name: string) => ({ name, format: "number" }) as const;
const text = (name: string) => ({ name, format: "text" }) as const;

describe("numbers", () => {
  it("have four significant digits when they stand alone", () => {
    expect(
      [0.108834, 12, 1234.567, -0.00421, 1e-7, 2.5e9, NaN, -Infinity].map(formatNumber),
    ).toEqual(["0.1088", "12", "1235", "-0.00421", "1.000e-7", "2500000000", "-", "-inf"]);
  });

  it("have the same decimals within a column of a table, by the size of most of them", () => {
    const rows = [0.10883, -0.00421, 12.5, 1e-9, null].map((cell) => [cell]);
    const lines = renderTable(tableOf([number("mean")], rows)).split("\n");
    expect(lines.map((line) => line.trim())).toEqual([
      "mean",
      "0.109",
      "-0.004",
      "12.500",
      "1.0e-9",
      "-",
    ]);
  });

  it("keep whole numbers whole, counts grouped and shares in percent", () => {
    const table = tableOf(
      [number("x"), { name: "n", format: "integer" }, { name: "share", format: "percent" }],
      [[39030000, 1234567, 0.875]],
    );
    expect(renderTable(table)).toContain("39030000  1,234,567  87.5%");
  });
});

describe("tables", () => {
  it("stand closer together rather than in two parts, as the summary of a fit does", () => {
    const names = ["mean", "sd", "hdi_3%", "hdi_97%", "mcse_mean", "ess_bulk", "ess_tail", "r_hat"];
    const row = ["sd(1|male:eth)", -0.181, 0.165, 0.001, 0.473, 0.0048, 1227, 1354, 1.004];
    const table = tableOf([text("parameter"), ...names.map(number)], [row]);
    const lines = renderTable(table).split("\n");
    expect(lines).toHaveLength(2);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(renderTable(table, { ...plainText, width: 100 })).toContain("mean     sd  hdi_3%");
  });

  it("stay within the width, stacking columns under their names when they do not fit", () => {
    const names = Array.from({ length: 14 }, (_, at) => `column_${at}`);
    const rows = ["first", "second"].map((name) => [name, ...names.map((_, at) => at / 7)]);
    const lines = renderTable(tableOf([text("name"), ...names.map(number)], rows)).split("\n");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(lines.filter((line) => line.startsWith("first"))).toHaveLength(2);
    for (const name of names) expect(lines.some((line) => line.includes(name))).toBe(true);
  });

  it("wrap their title and notes and keep both ends of a long name", () => {
    const name = `${"a".repeat(60)}z`;
    const table = tableOf([text("name")], [[name]], {
      title: "many words ".repeat(12).trim(),
      notes: ["other words ".repeat(12).trim()],
    });
    const lines = renderTable(table).split("\n");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(lines.some((line) => /^a+…a+z$/u.test(line))).toBe(true);
  });

  it("wrap sentences within their columns, so that no reason of a prior is cut", () => {
    const reason = "intercept at the predictors' means: mean and 2.5 sd of the response, by rule";
    const table = tableOf(
      [text("parameter"), text("prior"), text("reason")],
      [
        ["Intercept", "Normal(0.040633, 3.2722) at the predictors' means", reason],
        ["x", "Normal(0, 3.8362)", "slope"],
      ],
    );
    const lines = renderTable(table).split("\n");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    const words = lines.join(" ").split(/\s+/u);
    for (const word of reason.split(" ")) expect(words).toContain(word);
    expect(lines.at(-1)).toMatch(/^x +Normal\(0, 3.8362\) +slope$/u);
  });

  it("never pass a control character on, whatever the data hold", () => {
    const anyText = fc.string({ unit: "binary", maxLength: 20 });
    fc.assert(
      fc.property(anyText, anyText, (name, cell) => {
        const rendered = renderTable(
          tableOf([text(name)], [[cell]], { title: cell, notes: [name] }),
        );
        expect(rendered.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });

  it("are coloured only when asked", () => {
    const table = tableOf([text("name")], [["a"]]);
    expect(renderTable(table, plainText)).not.toContain("\u001b");
    expect(renderTable(table, { width: 80, color: true })).toContain("\u001b[1m");
  });
});

describe("data", () => {
  const frame = frameFromColumns(
    "cells",
    {
      state: Array.from({ length: 12 }, (_, at) => `s${at}`),
      n: Array.from({ length: 12 }, () => 2),
    },
    collectDiagnostics(),
  );

  it("are described by rows and the types of their columns", () => {
    expect(describeFrame(frame!, "cells", 80)).toBe("cells: 12 rows; state factor(12), n number");
  });

  it("show their first rows and how many more there are", () => {
    const lines = renderValue(frame!).split("\n");
    expect(lines.slice(1, 3)).toEqual(["state  n", "s0     2"]);
    expect(lines.at(-1)).toBe("2 more rows");
  });

  it("cannot colour the terminal by their names", () => {
    expect(cleanText("\u001b[31mred\nline")).not.toContain("\u001b");
    expect(cleanText("plain ñ 州")).toBe("plain ñ 州");
  });
});

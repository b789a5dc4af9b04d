/** Tables are drawn as their hints say. */
import { describe, expect, it } from "vitest";
import { plot, type ResultTable } from "../../src/index.js";
import type { TableChart } from "../../src/posterior/result-table.js";
import { channelOf, domainOf, marksOf, titlesOf } from "./read-specification.js";

function tableOf(
  columns: Readonly<Record<string, readonly (string | number | null)[]>>,
  chart: TableChart,
): ResultTable {
  const names = Object.keys(columns);
  const rows = Array.from({ length: columns[names[0]!]!.length }, (_, row) =>
    names.map((name) => columns[name]![row]!),
  );
  return {
    kind: "table",
    title: "A table",
    columns: names.map((name) => ({
      name,
      format: columns[name]!.some((cell) => typeof cell === "string") ? "text" : "number",
    })),
    rows,
    notes: [],
    chart,
  };
}

const ages = tableOf(
  {
    age: [20, 30, 40, 20, 30, 40],
    mean: [0.1, 0.2, 0.3, 0.2, 0.3, 0.4],
    "2.5%": [0, 0.1, 0.2, 0.1, 0.2, 0.3],
    "97.5%": [0.2, 0.3, 0.4, 0.3, 0.4, 0.5],
    edu: ["HS", "HS", "HS", "College", "College", "College"],
  },
  { shape: "intervals", x: "age", y: "mean", lower: "2.5%", upper: "97.5%", group: "edu" },
);

const levels = tableOf(
  {
    level: ["b", "a", "c"],
    estimate: [0.1, -0.2, 0.3],
    lower: [0, -0.3, 0.2],
    upper: [0.2, -0.1, null],
    observed: [0.12, -0.1, 0.2],
  },
  {
    shape: "intervals",
    x: "level",
    y: "estimate",
    lower: "lower",
    upper: "upper",
    beside: "observed",
    none: 0,
  },
);

describe("intervals over numbers", () => {
  it("are a band and a line for each group, and the axis says what the band is", async () => {
    const chart = await plot(ages);
    const marks = marksOf(chart);
    expect(marks.map(({ type }) => type)).toEqual(["area", "line"]);
    expect(domainOf(marks[1]!, "color")).toEqual(["HS", "College"]);
    expect(titlesOf(chart)).toEqual(["age", "mean (2.5% to 97.5%)", "edu"]);
    expect(chart.text).toContain("░");
  });
});

describe("intervals over categories", () => {
  it("are points with lines in the order of the table, with a line at nothing", async () => {
    const marks = marksOf(await plot(levels));
    expect(marks.map(({ type }) => type)).toEqual(["rule", "rule", "point", "point"]);
    expect(channelOf(marks[0]!, "x")["datum"]).toBe(0);
    expect(domainOf(marks[2]!, "y")).toEqual(["b", "a", "c"]);
    expect(channelOf(marks[3]!, "x")["field"]).toBe("beside");
  });

  it("stand in a terminal with their numbers", async () => {
    const { text } = await plot(levels);
    expect(text).toMatch(/^b +.*●.* +0\.1 \[0, 0\.2\]$/mu);
    expect(text).toContain("┊");
  });
});

describe("a group of many numbers", () => {
  it("is drawn at five of them, from the smallest to the largest, and says so", async () => {
    const years = Array.from({ length: 20 }, (_, i) => 2000 + i);
    const table = tableOf(
      {
        x: years.flatMap(() => [0, 1, 2]),
        y: years.flatMap((year) => [0, year, 2 * year]),
        year: years.flatMap((year) => [year, year, year]),
      },
      { shape: "intervals", x: "x", y: "y", group: "year" },
    );
    const chart = await plot(table);
    const groups = new Set(
      marksOf(chart).flatMap(({ values }) => values.map(({ group }) => group)),
    );
    expect([...groups]).toEqual(["2000", "2005", "2010", "2014", "2019"]);
    expect(JSON.stringify(chart.specification)).toContain("5 of 20 values of year");
  });
});

describe("bars", () => {
  it("begin at zero", async () => {
    const chart = await plot(
      tableOf({ count: [0, 1, 2], rows: [5, 3, 1] }, { shape: "bars", x: "count", y: "rows" }),
    );
    const [bars] = marksOf(chart);
    expect(bars!.type).toBe("bar");
    expect(domainOf(bars!, "y")).toEqual([0, 5]);
    expect(domainOf(bars!, "x")).toEqual([-0.5, 2.5]);
  });

  it("of groups stand beside each other, and each panel has its own categories", async () => {
    const chart = await plot(
      tableOf(
        {
          level: ["young", "old", "HS", "young", "old", "HS"],
          share: [0.3, 0.7, 1, 0.5, 0.5, 1],
          variable: ["age", "age", "edu", "age", "age", "edu"],
          source: ["sample", "sample", "sample", "people", "people", "people"],
        },
        { shape: "bars", x: "level", y: "share", group: "source", panel: "variable" },
      ),
    );
    const marks = marksOf(chart);
    expect(marks.map((mark) => domainOf(mark, "y"))).toEqual([["young", "old"], ["HS"]]);
    expect(marks.map((mark) => domainOf(mark, "x"))).toEqual([
      [0, 1],
      [0, 1],
    ]);
    expect(channelOf(marks[0]!, "yOffset")["field"]).toBe("group");
  });
});

describe("points and lines", () => {
  it("have one point a row", async () => {
    const table = tableOf(
      { x: [1, 2, 3, 4], y: [0.1, 0.2, null, 0.4] },
      { shape: "points", x: "x", y: "y", none: 0.2 },
    );
    const [none, points] = marksOf(await plot(table));
    expect(channelOf(none!, "y")["datum"]).toBe(0.2);
    expect(points!.type).toBe("point");
    expect(points!.values.map(({ y }) => y)).toEqual([0.1, 0.2, null, 0.4]);
  });

  it("have more colours than the palette where there are more groups", async () => {
    const names = Array.from({ length: 12 }, (_, i) => `g${i}`);
    const table = tableOf(
      { x: names.map((_, i) => i % 2), y: names.map((_, i) => i), g: names },
      { shape: "lines", x: "x", y: "y", group: "g" },
    );
    const [lines] = marksOf(await plot(table));
    expect(lines!.type).toBe("line");
    expect(channelOf(lines!, "color")["scale"]).toEqual({ domain: names, scheme: "viridis" });
  });
});

describe("a comparison of fits", () => {
  it("shows differences with two standard errors, in the order of the table", async () => {
    const comparison = tableOf(
      { fit: ["best", "other"], elpd_diff: [0, -4], se_diff: [0, 1.5] },
      { shape: "points", x: "elpd_diff", y: "se_diff" },
    );
    const chart = await plot(comparison);
    expect(chart.name).toBe("compare");
    const points = marksOf(chart).find(({ type }) => type === "point");
    expect(points!.values).toEqual([
      { label: "best", value: 0, lower: 0, upper: 0 },
      { label: "other", value: -4, lower: -7, upper: -1 },
    ]);
  });
});

describe("a table without a hint", () => {
  it("is refused", async () => {
    const { kind, columns, rows, notes } = ages;
    await expect(plot({ kind, columns, rows, notes })).rejects.toThrow(
      /does not say how it is drawn/u,
    );
  });
});

/** The pictures of a page: each once, whoever asked for it. */
import { describe, expect, it } from "vitest";
import { pagePictures } from "../../src/cli/page-pictures.js";
import { plot, type ResultTable } from "../../src/index.js";

const table: ResultTable = {
  kind: "table",
  title: "Support by region",
  columns: [
    { name: "region", format: "text" },
    { name: "support", format: "number" },
  ],
  rows: [
    ["north", 0.4],
    ["south", 0.6],
  ],
  notes: [],
  chart: { shape: "bars", x: "region", y: "support" },
};

describe("the pictures of a page", () => {
  it("draw a table that has a chart", async () => {
    const pictures = await pagePictures([{ name: "support", value: table }]);
    expect(pictures.get("support")).toHaveLength(1);
  });

  it("do not draw it again beside a chart of the program that is the same", async () => {
    const pictures = await pagePictures([
      { name: "support", value: table },
      { name: "picture", value: await plot(table) },
    ]);
    expect(pictures.get("picture")).toHaveLength(1);
    expect(pictures.get("support")).toHaveLength(0);
  });

  it("draw it beside another chart of it", async () => {
    const pictures = await pagePictures([
      { name: "support", value: table },
      { name: "picture", value: await plot({ ...table, title: "In another year" }) },
    ]);
    expect(pictures.get("support")).toHaveLength(1);
  });
});

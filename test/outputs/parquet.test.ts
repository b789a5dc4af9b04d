import { parquetReadObjects } from "hyparquet";
import { describe, expect, it } from "vitest";
import { exportFit } from "../../src/index.js";
import { hostileFit } from "./fitted.js";

describe("the Parquet table of a fit", () => {
  it("has chain, draw and a column a parameter, to the last digit", async () => {
    const { draws, ...fit } = await hostileFit();
    const [file] = await exportFit({ ...fit, draws }, "f.parquet");
    const bytes = file?.contents as Uint8Array;
    const rows = await parquetReadObjects({ file: new Uint8Array(bytes).buffer });
    expect(rows.length).toBe(100);
    const { parameters, values } = draws;
    // A column is called chain as well: the parameter's name gives way.
    const names = [
      "chain",
      "draw",
      ...parameters.map(({ name }) => (name === "chain" ? "chain_" : name)),
    ];
    expect(Object.keys(rows[0] ?? {})).toEqual(names);
    rows.forEach((row, draw) => {
      expect([row["chain"], row["draw"]]).toEqual([Math.floor(draw / 50), draw % 50]);
      parameters.forEach((_, position) => {
        expect(row[names[position + 2] ?? ""]).toBe(values[draw * parameters.length + position]);
      });
    });
  });
});

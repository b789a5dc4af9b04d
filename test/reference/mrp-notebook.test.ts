/** The MRP notebook's `plot_comparisons`: what it prints that no sampling decides. */
import { describe, expect, it } from "vitest";
import { collectDiagnostics } from "../../src/diagnostics/index.js";
import { findColumn, readTable } from "../../src/data/index.js";
import type { DataFrame } from "../../src/data/index.js";
import { comparisons, compile, frameFromColumns } from "../../src/index.js";
import { posteriorOf } from "../workflows/mrp/support/fixed-posterior.js";
import { readShared, sharedIsHere } from "./shared-data.js";

function readFrame(path: string): DataFrame {
  const sink = collectDiagnostics();
  const name = path.split("/").at(-1)!.replace(".gz", "");
  const frame = readTable(readShared(path), { file: name, name, clauses: [] }, sink);
  if (frame === undefined) throw new Error(JSON.stringify(sink.diagnostics));
  return frame;
}

function cellsOf(frame: DataFrame, name: string): (string | number)[] {
  const column = findColumn(frame, name);
  if (column?.kind === "numeric") return [...column.values];
  if (column?.kind === "factor") return Array.from(column.codes, (code) => column.levels[code]!);
  throw new Error(`no column ${name}`);
}

/** The notebook's 11,040 cells: 45 states stand in the file, and "HI", which it calls the District of Columbia. */
function notebookCells(): DataFrame {
  const cells = readFrame("data/cces2018/biased_sample_cells.csv.gz");
  const states = readFrame("data/cces2018/statelevel_predictors.csv");
  const hawaii = cellsOf(states, "state").indexOf("HI");
  const repvote = cellsOf(states, "repvote")[hawaii]!;
  const first = cellsOf(cells, "state").filter((state) => state === "AK").length;
  const added: Readonly<Record<string, string | number>> = {
    state: "HI",
    repvote,
    n: 0,
    abortion: 0,
  };
  const names = ["state", "eth", "male", "age", "edu", "n", "abortion", "repvote"];
  const columns = names.map((name) => {
    const own = cellsOf(cells, name);
    const more = own.slice(0, first).map((value) => added[name] ?? value);
    return [name, [...own, ...more]] as const;
  });
  return frameFromColumns("cells", Object.fromEntries(columns));
}

describe.skipIf(!sharedIsHere)(
  "the notebook's comparison of no high school with post-graduates",
  () => {
    const model = compile(
      "p(abortion, n) ~ C(state) + C(eth) + C(edu) + male + repvote",
      notebookCells(),
      { family: "binomial" },
    );
    const posterior = posteriorOf(model, 50);
    const table = comparisons(posterior, {
      contrast: { edu: ["Post-grad", "No HS"] },
      conditional: { eth: ["White", "Black"], state: ["NY", "CA", "VA", "ID"] },
    });

    it("has its columns, and its eight rows in order", () => {
      expect(table.columns.map(({ name }) => name)).toEqual([
        "term",
        "estimate_type",
        "value",
        "eth",
        "state",
        "male",
        "repvote",
        "estimate",
        "lower_3.0%",
        "upper_97.0%",
      ]);
      expect(table.rows.map((row) => row.slice(0, 6))).toEqual(
        ["Black", "White"].flatMap((eth) =>
          ["CA", "ID", "NY", "VA"].map((state) => [
            "edu",
            "difference",
            "(Post-grad, No HS)",
            eth,
            state,
            0,
          ]),
        ),
      );
    });

    it("holds male at 0.0 and repvote at 0.530191, the means over 11,040 cells", () => {
      expect(model.spec.design.rows).toHaveLength(11_040);
      for (const row of table.rows) expect(Number(row[6]).toFixed(6)).toBe("0.530191");
    });

    it("is flat in an age that the model does not have, and keeps the first of states that tie", () => {
      const byAge = comparisons(posterior, {
        contrast: { eth: ["Black", "White"] },
        conditional: ["age", "edu"],
      });
      expect(byAge.rows).toHaveLength(30);
      const state = byAge.columns.findIndex(({ name }) => name === "state");
      expect(new Set(byAge.rows.map((row) => row[state]))).toEqual(new Set(["AK"]));
      expect(new Set(byAge.rows.map((row) => row.at(-3))).size).toBe(5);
    });
  },
);

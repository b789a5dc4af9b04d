/** The verbs that fit a model many times: `leave_area_out` and `outcomes`. */
import { beforeAll, describe, expect, it } from "vitest";
import { differences } from "../../src/workflows/areas/index.js";
import type { ResultTable } from "../../src/posterior/index.js";
import type { Value } from "../../src/report/index.js";
import type { Poststratified } from "../../src/workflows/mrp/index.js";
import { collectDiagnostics } from "../../src/diagnostics/index.js";
import { runText, type TextRun } from "./run-text.js";

const model = `
data census = simulate(cross(state = levels("s", 12), age = ["old", "young"]), seed = 4,
  x = each(state, normal(0, 1)), pop = round(100 * exp(normal(0, 0.5))))
data survey = simulate(census, seed = 5, own = each(state, normal(0, 0.3)), n = 40,
  y = binomial(n, inverse_logit(0.6 * x + own + 0.5 * (age == "old"))),
  guns = binomial(n, inverse_logit(-0.8 * x + own)), m = 20, few = binomial(m, 0.3))
model m on survey {
  p(y, n) ~ x + age + (1 | state)
  family = binomial
}
`;

function tableOf(value: Value | undefined): ResultTable {
  if (value?.kind === "table") return value;
  if (value?.kind === "estimates") return value.table;
  throw new Error("there is no table");
}

function estimatesOf(value: Value | undefined): Poststratified {
  if (value?.kind === "estimates") return value;
  throw new Error("there are no estimates");
}

const column = (table: ResultTable, name: string): unknown[] =>
  table.rows.map((row) => row[table.columns.findIndex((one) => one.name === name)]);

describe("leave_area_out", () => {
  let run: TextRun;
  beforeAll(async () => {
    run = await runText(`${model}
each = leave_area_out(m, by = state, draws = 400, seed = 1)
again = leave_area_out(m, by = state, draws = 400, seed = 1)
dealt = leave_area_out(m, by = state, folds = 4, draws = 400, seed = 1)
`);
  });

  it("predicts every area once, in level order, beside what its respondents said", () => {
    expect(run.errors).toEqual([]);
    for (const name of ["each", "dealt"]) {
      const table = tableOf(run.value(name));
      expect(column(table, "state")).toEqual(
        Array.from({ length: 12 }, (_, i) => `s${String(i + 1).padStart(2, "0")}`),
      );
      expect(column(table, "n")).toEqual(Array(12).fill(80));
      const observed = column(table, "observed") as number[];
      for (const share of observed) expect(share * 80).toBeCloseTo(Math.round(share * 80), 9);
    }
  });

  it("does not see the area: its own state effect is that of a new state, so that intervals are wide", () => {
    const table = tableOf(run.value("each"));
    // Sampling alone has sd .054 at 80 respondents; a state's own effect has sd .3 on the logit.
    for (const sd of column(table, "sd") as number[]) expect(sd).toBeGreaterThan(0.06);
    expect(column(table, "covered").filter((word) => word === "yes").length).toBeGreaterThan(7);
    const errors = (column(table, "error") as number[]).map(Math.abs);
    expect(errors.reduce((sum, error) => sum + error, 0) / 12).toBeLessThan(0.1);
    expect(table.notes.join(" ")).toMatch(/mean absolute error .*of the mean of the other areas/);
  });

  it("is the same for the same seed, and says how it is drawn", () => {
    expect(run.value("again")).toEqual(run.value("each"));
    expect(tableOf(run.value("each")).chart).toMatchObject({ x: "state", beside: "observed" });
  });

  it("tells of every fold", () => {
    const progress = run.events.flatMap((event) =>
      event.kind === "fits-progress" ? [event.progress] : [],
    );
    expect(progress).toHaveLength(28);
    expect(progress.at(-1)).toMatchObject({ task: "areas left out", done: 4, total: 4 });
  });

  it("once stopped, keeps the folds that are done", async () => {
    const stop = new AbortController();
    const stopped = await runText(
      `${model}part = leave_area_out(m, by = state, draws = 100, seed = 1)`,
      {},
      {
        openSignal: () => stop.signal,
        onEvent: (event) => {
          if (event.kind === "fits-progress" && event.progress.done === 3) stop.abort();
        },
      },
    );
    expect(stopped.codes).toContain("interrupted");
    expect(tableOf(stopped.value("part")).rows).toHaveLength(3);
  });

  it("needs areas, and a model that can predict new ones", async () => {
    const { errors } = await runText(`${model}leave_area_out(m, by = stat, seed = 1)`);
    expect(errors).toEqual(["unknown-column @ stat"]);
    const fixed = await runText(
      `${model.replace("(1 | state)", "C(state)").replace("x +", "")}leave_area_out(m, by = state, seed = 1)`,
    );
    expect(fixed.errors).toEqual(["new-common-level @ C(state)"]);
    const one = await runText(`${model}leave_area_out(m, by = m, seed = 1)`);
    expect(one.errors).toEqual(["bad-argument @ leave_area_out"]);
  });
});

describe("outcomes", () => {
  let run: TextRun;
  beforeAll(async () => {
    run = await runText(`${model}
both = outcomes(m, [y, guns, p(few, m)], census, weight = pop, by = state, totals = true, seed = 1)
alone = poststratify(fit(m, engine = inla, seed = 1), census, weight = pop, by = state, totals = true, seed = 1)
places = rank(both)
`);
  });

  it("are the estimates of each by itself, in one table", () => {
    expect(run.errors).toEqual([]);
    const both = estimatesOf(run.value("both"));
    expect(both.by).toEqual(["outcome", "state"]);
    expect([...new Set(both.areas.map(([outcome]) => outcome))]).toEqual(["y", "guns", "few"]);
    const alone = estimatesOf(run.value("alone"));
    expect(both.draws.subarray(0, alone.draws.length)).toEqual(alone.draws);
    expect(column(both.table, "n").slice(26, 28)).toEqual([40, 40]);
    expect(column(both.table, "n")[0]).toBe(80);
  });

  it("are ranked each among its own areas, and subtracted as independent", () => {
    expect(tableOf(run.value("places")).rows).toHaveLength(36);
    const both = estimatesOf(run.value("both"));
    const sink = collectDiagnostics();
    const pairs = differences(both, { reference: "guns, (all)" }, sink)!;
    expect(pairs.rows.map(([area]) => String(area).split(", ")[0])).toEqual(Array(12).fill("guns"));
  });

  it("names every mistake before anything is fitted", async () => {
    const { errors, events } = await runText(
      `${model}outcomes(m, [y, gun, y], census, weight = pop, by = stat, seed = 1)`,
    );
    expect(errors).toEqual(["unknown-column @ gun", "bad-argument @ y", "unknown-column @ stat"]);
    expect(events.some(({ kind }) => kind === "fits-progress")).toBe(false);
  });
});

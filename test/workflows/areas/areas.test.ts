import { describe, expect, it } from "vitest";
import { collectDiagnostics } from "../../../src/diagnostics/index.js";
import type { ResultTable } from "../../../src/posterior/index.js";
import { differences, probability, rank } from "../../../src/workflows/areas/index.js";
import type { Poststratified } from "../../../src/workflows/mrp/index.js";
import { codes } from "../../data/support/tables.js";
import { fixedPosterior } from "../mrp/support/fixed-posterior.js";
import { ask, drawCount, drawsOf, posterior, survey } from "../mrp/support/small-survey.js";

const estimates = ask({ by: ["state"], totals: true }).estimates!;
const states = ["CA", "NV", "NY"];
const of = (state: string): Float64Array => drawsOf(estimates, [state]);

/** Same model, other draws. */
const elsewhere = fixedPosterior(
  "p(y, n) ~ (1 | state) + (1 | eth) + (1 | age)",
  survey,
  "binomial",
  drawCount,
  (_, random) => 0.3 + 0.2 * random.uniform(),
);

function answer<Options>(
  question: (
    estimates: Poststratified,
    options: Options,
    sink: ReturnType<typeof collectDiagnostics>,
  ) => ResultTable | undefined,
  options: Options,
  of_: Poststratified = estimates,
): { table: ResultTable | undefined; codes: string[] } {
  const sink = collectDiagnostics();
  return { table: question(of_, options, sink), codes: codes(sink) };
}

const cell = (table: ResultTable, row: number, name: string): unknown =>
  table.rows[row]?.[table.columns.findIndex((column) => column.name === name)];

const share = (test: (draw: number) => boolean): number =>
  Array.from({ length: drawCount }, (_, draw) => Number(test(draw))).reduce((a, b) => a + b, 0) /
  drawCount;

describe("rank", () => {
  it("is one more than the number of areas above, draw by draw; wholes are not ranked among parts", () => {
    const { table } = answer(rank, { top: 2 });
    expect(table!.rows).toHaveLength(3);
    for (const [row, cells] of table!.rows.entries()) {
      const own = of(cells[0] as string);
      const above = (draw: number): number =>
        states.filter((state) => of(state)[draw]! > own[draw]!).length;
      const ranks = Array.from(own, (_, draw) => 1 + above(draw));
      const mean = ranks.reduce((sum, value) => sum + value, 0) / drawCount;
      expect(cell(table!, row, "rank")).toBeCloseTo(mean, 12);
      expect(cell(table!, row, "first")).toBeCloseTo(
        share((draw) => above(draw) === 0),
        12,
      );
      expect(cell(table!, row, "top_2")).toBeCloseTo(
        share((draw) => above(draw) < 2),
        12,
      );
    }
  });

  it("best first, the lowest where asked, and ranks add up", () => {
    const lowest = answer(rank, { first: "lowest" }).table!;
    const highest = answer(rank, {}).table!;
    expect(lowest.rows.map(([state]) => state)).toEqual(
      highest.rows.map(([state]) => state).toReversed(),
    );
    const sum = highest.rows.reduce(
      (total, _, row) => total + (cell(highest, row, "rank") as number),
      0,
    );
    expect(sum).toBeCloseTo(6, 10);
  });

  it("areas that are level share their ranks, and nobody is first by the order of the table", () => {
    const level = { ...estimates, draws: new Float64Array(estimates.draws.length) };
    const { table } = answer(rank, {}, level);
    expect(table!.rows.map((_, row) => cell(table!, row, "rank"))).toEqual([2, 2, 2]);
    expect(table!.rows.map((_, row) => cell(table!, row, "first"))).toEqual([0, 0, 0]);
  });

  it("one area has no rank", () => {
    expect(answer(rank, {}, ask({ by: [] }).estimates).codes).toEqual(["bad-argument"]);
  });
});

describe("differences", () => {
  it("of all pairs are differences of draws, wholes not compared with parts", () => {
    const { table } = answer(differences, {});
    expect(table!.rows.map(([a, b]) => [a, b])).toEqual([
      ["CA", "NV"],
      ["CA", "NY"],
      ["NV", "NY"],
    ]);
    const gaps = of("CA").map((value, draw) => value - of("NY")[draw]!);
    const mean = gaps.reduce((sum, value) => sum + value, 0) / drawCount;
    const sd = Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / (drawCount - 1));
    expect(cell(table!, 1, "mean")).toBeCloseTo(mean, 12);
    expect(cell(table!, 1, "sd")).toBeCloseTo(sd, 12);
    expect(cell(table!, 1, "probability")).toBeCloseTo(
      share((draw) => gaps[draw]! > 0),
      12,
    );
  });

  it("from a reference, which may be the whole population", () => {
    const { table } = answer(differences, { reference: "(all)" });
    expect(table!.rows.map(([a, b]) => [a, b])).toEqual(states.map((state) => [state, "(all)"]));
    const sink = collectDiagnostics();
    expect(differences(estimates, { reference: "CX" }, sink)).toBeUndefined();
    expect(sink.diagnostics[0]).toMatchObject({ code: "bad-argument", help: "did you mean `CA`?" });
  });

  it("of two estimates of one fit are paired: calibrated minus plain has no noise of its own", () => {
    const twice = ask({ by: ["state"] }).estimates!;
    const { table } = answer(differences, { other: twice });
    expect(table!.rows).toHaveLength(3);
    for (const row of [0, 1, 2]) expect(cell(table!, row, "sd")).toBe(0);
  });

  it("of two fits are independent: variances add up, the same seed or not", () => {
    const many = fixedPosterior("p(y, n) ~ (1 | state)", survey, "binomial", 4000);
    const again = { ...many };
    const [one, other] = [many, again].map((fit) => ask({ by: ["state"] }, fit).estimates!);
    const { table } = answer(differences, { other: other! }, one);
    const sdOf = (row: number): number => cell(one!.table, row, "sd") as number;
    // Correlations of shuffled draws have sd 1/√4000; four of them in three states: below 1e-3.
    for (const row of [0, 1, 2])
      expect((cell(table!, row, "sd") as number) / sdOf(row)).toBeCloseTo(Math.SQRT2, 1);
    expect(table!.notes.at(-1)).toContain("independent");
  });

  it("areas that only one of the estimates has are left out with a warning", () => {
    const other = ask({ by: ["state"] }, elsewhere).estimates!;
    expect(answer(differences, { other }).codes).toEqual(["area-without-partner"]);
    const ages = ask({ by: ["age"] }).estimates!;
    expect(answer(differences, { other: ages }).codes).toEqual(["bad-argument"]);
    expect(answer(differences, {}, ask({ by: [] }).estimates).codes).toEqual(["bad-argument"]);
  });
});

describe("probability", () => {
  it("is the share of draws on a side, or between", () => {
    const { table } = answer(probability, { above: 0.5 });
    states.forEach((state, row) =>
      expect(cell(table!, row, "probability")).toBeCloseTo(
        share((d) => of(state)[d]! > 0.5),
        12,
      ),
    );
    const below = answer(probability, { below: 0.5 }).table!;
    const between = answer(probability, { above: 0.3, below: 0.6 }).table!;
    expect(cell(below, 0, "probability")).toBeCloseTo(
      share((d) => of("CA")[d]! < 0.5),
      12,
    );
    expect(cell(between, 0, "probability")).toBeCloseTo(
      share((d) => of("CA")[d]! > 0.3 && of("CA")[d]! < 0.6),
      12,
    );
  });

  it("needs a threshold, and the lower one first", () => {
    expect(answer(probability, {}).codes).toEqual(["bad-argument"]);
    expect(answer(probability, { above: 0.6, below: 0.5 }).codes).toEqual(["bad-argument"]);
  });
});

it("estimates remember the fit that their draws are of", () => {
  expect(estimates.groupings.every(({ fit }) => fit === posterior)).toBe(true);
});

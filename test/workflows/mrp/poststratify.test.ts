import { describe, expect, it } from "vitest";
import { collectDiagnostics } from "../../../src/diagnostics/index.js";
import type { DataFrame } from "../../../src/data/index.js";
import { poststratify } from "../../../src/workflows/mrp/index.js";
import type { Poststratified, PoststratifyOptions } from "../../../src/workflows/mrp/index.js";
import { codes, table } from "../../data/support/tables.js";
import { drawByName, fixedPosterior } from "./support/fixed-posterior.js";

const states = ["CA", "NY", "TX"];
const eths = ["B", "H", "W"];

function crossed<Row>(build: (state: string, eth: string, male: number) => Row): Row[] {
  return states.flatMap((state) =>
    eths.flatMap((eth) => [-0.5, 0.5].map((male) => build(state, eth, male))),
  );
}

const cells = crossed((state, eth, male) => ({ state, eth, male }));
const survey = table(
  {
    state: cells.map(({ state }) => state),
    eth: cells.map(({ eth }) => eth),
    male: cells.map(({ male }) => male),
    x: cells.map((_, row) => (row % 5) / 3),
    y: cells.map((_, row) => row % 4),
    n: cells.map((_, row) => 4 + (row % 3)),
  },
  "survey",
);

function frameOf(
  rows: readonly { state: string; eth: string; male: number }[],
  population: (row: number) => number,
): DataFrame {
  return table(
    {
      state: rows.map(({ state }) => state),
      eth: rows.map(({ eth }) => eth),
      male: rows.map(({ male }) => male),
      x: rows.map((_, row) => (row % 7) / 2 - 1),
      pop: rows.map((_, row) => population(row)),
    },
    "census",
  );
}

const formula = "p(y, n) ~ x + eth + (1 | state) + (1 + x | eth) + (1 | male:eth)";
const posterior = fixedPosterior(formula, survey, "binomial", 40);
const census = frameOf(cells.toReversed(), (row) => 0.5 + row);

function ask(
  frame: DataFrame,
  options: Partial<PoststratifyOptions>,
  fit = posterior,
): { estimates: Poststratified | undefined; codes: string[] } {
  const sink = collectDiagnostics();
  const all: PoststratifyOptions = {
    by: [],
    weight: "pop",
    newLevels: "gaussian",
    seed: 1,
    ...options,
  };
  return { estimates: poststratify(fit, frame, all, sink), codes: codes(sink) };
}

/** The definition, cell by cell and name by name. */
function naiveMean(
  draw: ReadonlyMap<string, number>,
  rows: readonly { state: string; eth: string; male: number; x: number; pop: number }[],
): number {
  const value = (name: string): number => draw.get(name) ?? 0;
  let [sum, population] = [0, 0];
  for (const { state, eth, male, x, pop } of rows) {
    const eta =
      value("Intercept") +
      x * value("x") +
      value(`eth[${eth}]`) +
      value(`1|state[${state}]`) +
      value(`1|eth[${eth}]`) +
      x * value(`x|eth[${eth}]`) +
      value(`1|male:eth[${male}:${eth}]`);
    sum += pop / (1 + Math.exp(-eta));
    population += pop;
  }
  return sum / population;
}

const censusRows = cells
  .toReversed()
  .map((cell, row) => ({ ...cell, x: (row % 7) / 2 - 1, pop: 0.5 + row }));

describe("poststratify", () => {
  it("is the population-weighted mean of the cells in every draw, for any grouping", () => {
    const groupings: [string[], (row: (typeof censusRows)[number]) => string][] = [
      [["state"], ({ state }) => state],
      [["eth", "male"], ({ eth, male }) => `${eth},${male}`],
      [["male"], ({ male }) => String(male)],
      [[], () => ""],
    ];
    for (const [by, keyOf] of groupings) {
      const { estimates, codes: reported } = ask(census, { by });
      expect(reported).toEqual([]);
      estimates!.areas.forEach((labels, area) => {
        const rows = censusRows.filter((row) => keyOf(row) === labels.join(","));
        expect(estimates!.population[area]).toBeCloseTo(
          rows.reduce((sum, { pop }) => sum + pop, 0),
          9,
        );
        for (let draw = 0; draw < 40; draw++) {
          const expected = naiveMean(drawByName(posterior, draw), rows);
          expect(estimates!.draws[area * 40 + draw]).toBeCloseTo(expected, 12);
        }
      });
    }
  });

  it("areas come in level order and the table summarises their draws", () => {
    const { estimates } = ask(census, { by: ["state"], interval: 0.5 });
    expect(estimates?.areas).toEqual([["CA"], ["NY"], ["TX"]]);
    const { columns, rows } = estimates!.table;
    expect(columns.map(({ name }) => name)).toEqual([
      "state",
      "population",
      "mean",
      "sd",
      "median",
      "q25",
      "q75",
      "raw",
      "n",
    ]);
    const own = Array.from(estimates!.draws.subarray(0, 40)).sort((a, b) => a - b);
    const mean = own.reduce((sum, value) => sum + value, 0) / 40;
    expect(rows[0]?.[2]).toBeCloseTo(mean, 12);
    expect(rows[0]?.[4]).toBeCloseTo((own[19]! + own[20]!) / 2, 12);
    expect(rows[0]?.[5]).toBeCloseTo(own[9]! + 0.75 * (own[10]! - own[9]!), 12);
  });

  it("the survey's raw share and respondents stand beside the estimate", () => {
    const rows = Array.from({ length: 18 }, (_, row) => row).filter(
      (row) => cells[row]!.state === "NY",
    );
    const successes = rows.reduce((sum, row) => sum + (row % 4), 0);
    const respondents = rows.reduce((sum, row) => sum + 4 + (row % 3), 0);
    for (const options of [{ by: ["state"] }, { by: ["state"], data: survey }]) {
      const { estimates } = ask(census, options);
      expect(estimates!.raw!.share[1]).toBeCloseTo(successes / respondents, 12);
      expect(estimates!.raw!.respondents[1]).toBe(respondents);
    }
  });

  it("counts are population: scaling them changes nothing, fractions and zeros are fine", () => {
    const whole = ask(census, { by: ["state"] }).estimates!;
    const scaled = ask(
      frameOf(cells.toReversed(), (row) => (0.5 + row) / 1000),
      { by: ["state"] },
    ).estimates!;
    scaled.draws.forEach((value, place) => expect(value).toBeCloseTo(whole.draws[place]!, 12));
    const { estimates, codes: reported } = ask(
      frameOf(cells, (row) => Number(row >= 6)),
      { by: ["state"] },
    );
    expect(estimates?.areas).toEqual([["NY"], ["TX"]]);
    expect(reported).toEqual(["cells-without-population", "area-without-population"]);
  });

  it("new levels of a group factor are noted; with zero effects they are the rest of the formula", () => {
    const rows = [
      { state: "WY", eth: "W", male: 0.5 },
      { state: "WY", eth: "B", male: 0.5 },
    ];
    const { estimates, codes: reported } = ask(
      frameOf(rows, () => 1),
      { by: ["state"], newLevels: "zero" },
    );
    expect(reported).toEqual(["new-levels"]);
    const expected = naiveMean(
      drawByName(posterior, 3),
      rows.map((row, i) => ({ ...row, x: (i % 7) / 2 - 1, pop: 1 })),
    );
    expect(estimates!.draws[3]).toBeCloseTo(expected, 12);
    const drawn = ask(
      frameOf(rows, () => 1),
      { by: ["state"] },
    ).estimates!;
    expect(drawn.draws[3]).not.toBeCloseTo(expected, 6);
    expect(
      ask(
        frameOf(rows, () => 1),
        { by: ["state"] },
      ).estimates!.draws,
    ).toEqual(drawn.draws);
    expect(
      ask(
        frameOf(rows, () => 1),
        { by: ["state"], seed: 2 },
      ).estimates!.draws,
    ).not.toEqual(drawn.draws);
  });

  it("a new level of a common categorical is an error", () => {
    const { estimates, codes: reported } = ask(
      frameOf([{ state: "CA", eth: "A", male: 0.5 }], () => 1),
      {},
    );
    expect(estimates).toBeUndefined();
    expect(reported).toEqual(["new-common-level"]);
  });

  it.each([
    [{ pop: [1, -2, 1] }, {}, ["bad-population"]],
    [{ pop: [1, null, 1] }, {}, ["bad-population"]],
    [{ pop: [0, 0, 0] }, {}, ["bad-population"]],
    [{ pop: ["a", "b", "c"] }, {}, ["not-a-number"]],
    [{ state: ["CA", null, "TX"] }, { by: ["state"] }, ["missing-in-frame"]],
    [{}, { by: ["stat"] }, ["unknown-column"]],
    [{}, { weight: "n" }, ["unknown-column"]],
    [{}, { interval: 1 }, ["bad-argument"]],
  ])("refuses a frame with %j asked for %j", (change, options, expected) => {
    const frame = table({
      state: states,
      eth: eths,
      male: [0.5, 0.5, 0.5],
      x: [0, 0, 0],
      pop: [1, 1, 1],
      ...change,
    });
    const { estimates, codes: reported } = ask(frame, options);
    expect(estimates).toBeUndefined();
    expect(reported).toEqual(expected);
  });

  it("the mean of other families is that of the response, offsets from the frame included", () => {
    const counts = table({ g: ["a", "a", "b", "b"], y: [1, 3, 2, 5], e: [1, 2, 1, 2] });
    const fit = fixedPosterior("y ~ 1 + offset(log(e)) + (1 | g)", counts, "poisson", 10);
    const frame = table({ g: ["a", "b"], e: [3, 4], pop: [1, 3] });
    const { estimates } = ask(frame, {}, fit);
    const draw = drawByName(fit, 4);
    const mean = (g: string, e: number): number =>
      e * Math.exp(draw.get("Intercept")! + draw.get(`1|g[${g}]`)!);
    expect(estimates!.draws[4]! / ((mean("a", 3) + 3 * mean("b", 4)) / 4)).toBeCloseTo(1, 10);
    expect(estimates!.raw?.share[0]).toBeCloseTo(2.75, 12);
  });

  it("aligns survey and frame when the model's data is given", () => {
    const rows = [
      ...cells.filter(({ state }) => state !== "TX"),
      { state: "WY", eth: "W", male: 0.5 },
    ];
    const { estimates } = ask(
      frameOf(rows, (row) => Number(row > 0)),
      { by: ["state"], data: survey },
    );
    const respondents = Array.from({ length: 18 }, (_, row) => row)
      .filter((row) => cells[row]!.state === "TX")
      .reduce((sum, row) => sum + 4 + (row % 3), 0);
    const combination = "eth, state, male";
    expect(estimates?.alignment?.rows).toEqual([
      ["level only in the survey", "state", "TX", respondents, null],
      ["level only in the frame", "state", "WY", 1, null],
      ["area without respondents", "state", "WY", 1, "about 8 in a fair sample"],
      ["cells without population", "", "", 1, null],
      ["cells without respondents", combination, "", 1, "8.3 % of the people, of 13 cells in all"],
      ["respondents in cells absent from the frame", combination, "", respondents, null],
    ]);
  });
});

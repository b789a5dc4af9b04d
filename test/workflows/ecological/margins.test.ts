/** What is read as margins, the certain bounds, and the oldest regression, against published figures. */
import { describe, expect, it } from "vitest";
import { collectDiagnostics } from "../../../src/diagnostics/index.js";
import {
  boundsOf,
  goodmanRates,
  type Margins,
} from "../../../src/workflows/ecological/margins/index.js";
import { marginsOf, sharedTable, withShared } from "./read-shared.js";

const small = {
  precinct: ["a", "b", "c"],
  black: [0.2, 0.5, 0.9],
  dem: [0.4, 0.55, 0.8],
  total: [100, 200, 50],
};
const smallMargins = (): Margins =>
  marginsOf(small, "votes(dem, total = total)", "composition(black)", "precinct")!;

describe("margins", () => {
  it("makes whole numbers of shares, and a second outcome of the rest", () => {
    const margins = smallMargins();
    expect(margins.outcomes).toEqual(["dem", "not_dem"]);
    expect([...margins.votes]).toEqual([40, 60, 110, 90, 40, 10]);
    expect(margins.units).toEqual(["a", "b", "c"]);
  });

  it("keeps the total when shares of three outcomes are rounded", () => {
    const thirds = { a: [0.333], b: [0.333], c: [0.334], n: [100] };
    const { votes } = marginsOf(thirds, "votes(a, b, c, total = n)", "composition(a, b, c)")!;
    expect([...votes]).toEqual([33, 33, 34]);
  });

  it("takes shares that miss one by rounding and says so; 1.02 is refused", () => {
    const rounded = { x: [0.501, 0.3], y: [0.501, 0.7], n: [10, 20] };
    const read = marginsOf(rounded, "votes(x, y, total = n)", "composition(x, y)")!;
    expect(read.remarks[0]).toContain("0.0020");
    const sink = collectDiagnostics();
    const wrong = { x: [0.52, 0.3], y: [0.5, 0.7], n: [10, 20] };
    expect(marginsOf(wrong, "votes(x, y, total = n)", "composition(x, y)", undefined, sink)).toBe(
      undefined,
    );
    expect(sink.diagnostics.map(({ code }) => code)).toEqual(["shares-not-one", "shares-not-one"]);
  });

  it("holds the rates that made the votes between the bounds of each unit", () => {
    const { lower, upper } = boundsOf(smallMargins());
    expect(lower[0]).toBe(0);
    expect(upper[0]).toBe(1);
    // Unit c: nine tenths are black, eight tenths voted dem.
    expect(lower[8]).toBeCloseTo(0.7 / 0.9, 12);
    expect(upper[8]).toBeCloseTo(0.8 / 0.9, 12);
  });

  it("gives the rates back exactly where they are the same everywhere", () => {
    const x = [0.1, 0.4, 0.8, 0.25];
    const exact = {
      x,
      t: x.map((share) => 0.9 * share + 0.3 * (1 - share)),
      n: [1000, 2000, 5000, 4000],
    };
    const margins = marginsOf(exact, "votes(t, total = n)", "composition(x)")!;
    for (const weighted of [true, false]) {
      const { rates } = goodmanRates(margins, weighted)!;
      expect(rates[0]).toBeCloseTo(0.9, 10);
      expect(rates[2]).toBeCloseTo(0.3, 10);
    }
  });

  it("has no regression for groups in the same proportion everywhere", () => {
    const same = { x: [0.3, 0.3, 0.3], t: [0.4, 0.5, 0.6], n: [10, 10, 10] };
    expect(goodmanRates(marginsOf(same, "votes(t, total = n)", "composition(x)")!, true)).toBe(
      undefined,
    );
  });
});

describe.skipIf(!withShared)("published figures", () => {
  it("reproduces Goodman's estimates of Santa Clara to three digits", () => {
    const margins = marginsOf(
      sharedTable("ei_pyei/SantaClaraSampleData.csv"),
      "votes(hardy = pct_for_hardy2, total = total2)",
      "composition(e_asian = pct_e_asian_vote)",
      "precinct",
    )!;
    const plain = goodmanRates(margins, false)!.rates;
    const weighted = goodmanRates(margins, true)!.rates;
    expect([plain[0], plain[2]].map((rate) => rate!.toFixed(3))).toEqual(["0.862", "0.239"]);
    expect([weighted[0], weighted[2]].map((rate) => rate!.toFixed(3))).toEqual(["0.865", "0.236"]);
  });

  it("reproduces the southern registration, weighted and not, and its bounds", () => {
    const margins = marginsOf(
      sharedTable("ei_southern_registration/matproii.csv"),
      "votes(registered = t, total = n)",
      "composition(black = x)",
    )!;
    const plain = goodmanRates(margins, false)!.rates;
    const weighted = goodmanRates(margins, true)!.rates;
    expect([plain[0], plain[2]].map((rate) => rate!.toFixed(3))).toEqual(["0.530", "0.856"]);
    expect([weighted[0], weighted[2]].map((rate) => rate!.toFixed(3))).toEqual(["0.340", "0.884"]);
    const { overallLower, overallUpper } = boundsOf(margins);
    expect([overallLower[0], overallUpper[0]].map((bound) => bound!.toFixed(3))).toEqual([
      "0.213",
      "0.975",
    ]);
  });
});

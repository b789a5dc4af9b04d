/** Criticism of fits: left-out rows against the exact answer, and the table of diagnostics. */
import { beforeAll, describe, expect, it } from "vitest";
import {
  compile,
  fit,
  frameFromColumns,
  type InlaPosterior,
  type Posterior,
} from "../../src/index.js";
import { normalCdf } from "../../src/math/index.js";
import { checkTable, elpdTable, leaveOneOut, widelyApplicable } from "../../src/posterior/index.js";
import { diagnoseLeaveOneOut } from "../../src/posterior/index.js";
import { allRows, openRowLikelihoods } from "../../src/compiler/index.js";
import { rowDraws } from "../../src/posterior/criticism/pointwise.js";
import { distinctRows } from "../../src/posterior/criticism/distinct-rows.js";
import { openEfficiency } from "../../src/posterior/criticism/leave-one-out.js";
import { leaveOneOutOfRow } from "../../src/posterior/criticism/leave-one-out-row.js";
import { widelyApplicableOfRow } from "../../src/posterior/criticism/widely-applicable.js";
import { fixedPosterior } from "../workflows/mrp/support/fixed-posterior.js";
import { binomialModel } from "./fitted-models.js";

const y = [2.1, 0.4, -1.3, 1.8, 0.9, -0.2, 1.1, 3.9, 0.6, -0.7, 1.5, 0.2];
const s = [1, 0.8, 1.2, 0.9, 1.1, 1, 0.7, 1.3, 1, 0.9, 1.2, 0.8];

/** y_i ~ N(mu, s_i), mu ~ N(0, 2): what the other rows say of row i is normal. */
function exactLeaveOneOut(i: number): { readonly elpd: number; readonly pit: number } {
  let [precision, sum] = [1 / 4, 0];
  y.forEach((value, j) => {
    if (j === i) return;
    precision += 1 / s[j]! ** 2;
    sum += value / s[j]! ** 2;
  });
  const sd = Math.sqrt(1 / precision + s[i]! ** 2);
  const z = (y[i]! - sum / precision) / sd;
  return { elpd: -0.5 * z * z - Math.log(sd) - 0.5 * Math.log(2 * Math.PI), pit: normalCdf(z) };
}

describe("leave-one-out of a fit", () => {
  const fits: Posterior[] = [];
  beforeAll(async () => {
    const frame = frameFromColumns("known", { y, s });
    const priors = { "Intercept(at = 0)": "Normal(0, 2)" };
    const model = compile("se(y, s) ~ 1", frame, { family: "gaussian", priors });
    fits.push(await fit(model, { engine: "nuts", seed: 1, draws: 2000 }));
    fits.push(await fit(model, { engine: "inla", draws: 8000 }));
  });

  // Five Monte Carlo errors are a false alarm in a million; they are at most 0.02 a row here.
  it("is the exact answer within the Monte Carlo error, for chains and for joint draws", () => {
    expect(fits.map(({ engine }) => engine)).toEqual(["nuts", "inla"]);
    for (const posterior of fits) {
      const { elpd, mcse, kHat, pit, threshold } = leaveOneOut(posterior, true);
      y.forEach((_, i) => {
        const exact = exactLeaveOneOut(i);
        expect(mcse[i]).toBeLessThan(0.02);
        expect(Math.abs(elpd[i]! - exact.elpd)).toBeLessThan(5 * mcse[i]! + 1e-9);
        expect(Math.abs(pit![i]! - exact.pit)).toBeLessThan(0.02);
        expect(kHat[i]).toBeLessThan(threshold);
      });
    }
  });

  it("tells of every diagnostic, and has nothing to say against a sound fit", () => {
    const [nuts, inla] = fits.map((posterior) => checkTable(leaveOneOut(posterior)));
    expect(nuts!.rows.map(([name]) => name)).toEqual([
      "divergences",
      "share at greatest tree depth",
      "E-BFMI",
      "share of steps standing still",
      "R-hat",
      "ess_bulk",
      "ess_tail",
      "mcse_mean / sd",
      "mcse_sd / sd",
      "mcse of 5 %, 95 % / sd",
      "Pareto k-hat of rows",
      "predictive p, most extreme",
      "prior-data conflicts",
      "prior sensitivity",
    ]);
    expect(inla!.rows.at(-1)![0]).toBe("prior sensitivity");
    for (const table of [nuts!, inla!]) {
      expect(
        table.rows.filter(([, , , verdict]) => verdict === "bad" || verdict === "look"),
      ).toEqual([]);
      expect(table.notes[0]).toBe("nothing speaks against this fit");
    }
  });

  it("calls a fit bad that is: chains made to stand apart", () => {
    const [nuts] = fits;
    const { draws } = nuts!;
    const apart = draws.values.map((value, at) => (at < draws.drawsPerChain ? value + 3 : value));
    const table = checkTable(leaveOneOut({ ...nuts!, draws: { ...draws, values: apart } }));
    const verdict = table.rows.find(([name]) => name === "R-hat")!;
    expect(verdict[3]).toBe("bad");
    expect(table.notes[0]).toContain("do not use");
  });
});

describe("rows of trials", () => {
  it("are left out whole, and the table says so", async () => {
    const posterior: InlaPosterior = await fit(binomialModel(), { engine: "inla" });
    const loo = leaveOneOut(posterior);
    expect(loo.elpd).toHaveLength(60);
    expect(elpdTable(loo).notes.join(" ")).toContain("all of its trials are left out together");
    // A row without trials says nothing and costs nothing.
    expect(loo.elpd[0]).toBeCloseTo(0, 10);
    const waic = widelyApplicable(posterior).elpd.reduce((sum, value) => sum + value, 0);
    // By quadrature and by 4,000 draws, whose error of WAIC is below one here.
    expect(Math.abs(-2 * waic - posterior.criteria.waic.value)).toBeLessThan(1);
    // By importance sampling and by quadrature.
    const cpo = posterior.leaveOneOut.cpo.reduce((sum, value) => sum + Math.log(value), 0);
    const elpd = loo.elpd.reduce((sum, value) => sum + value, 0);
    expect(Math.abs(elpd - cpo)).toBeLessThan(0.5);
    expect(diagnoseLeaveOneOut(loo)).toEqual([]);
  });
});

describe("log likelihoods of rows", () => {
  it("are the same in blocks as all at once", () => {
    const column = Array.from({ length: 1500 }, (_, i) => Math.sin(i));
    const groups = column.map((_, i) => `g${i % 40}`);
    const frame = frameFromColumns("long", { y: column, x: column.toReversed(), g: groups });
    const posterior = fixedPosterior("y ~ x + (1 | g)", frame, "gaussian", 4000);
    const width = posterior.draws.parameters.length;
    const whole = new Float64Array(1500);
    openRowLikelihoods(posterior.model)(allRows(posterior.model)).logLikelihood(
      posterior.draws.values.subarray(7 * width, 8 * width),
      whole,
    );
    const seen: number[] = [];
    for (const { row, logLikelihood } of rowDraws(posterior)) {
      seen.push(row);
      expect(logLikelihood[7]).toBeCloseTo(whole[row]!, 10);
    }
    expect(seen).toEqual(Array.from(whole.keys()));
  });
});

describe("rows that are the same", () => {
  it("are computed once and say the same as if each were alone", () => {
    const y = Array.from({ length: 400 }, (_, i) => (i % 3 === 0 ? 1 : 0));
    const g = y.map((_, i) => `g${i % 5}`);
    const weight = y.map((_, i) => (i < 200 ? 1 : 2));
    const frame = frameFromColumns("people", { y, g, weight });
    for (const [response, kinds] of [
      ["y", 10],
      ["weighted(y, weight)", 20],
    ] as const) {
      const posterior = fixedPosterior(`${response} ~ 1 + (1 | g)`, frame, "bernoulli", 400);
      const rows = distinctRows(posterior.model);
      expect(rows.first.length).toBe(kinds);
      const { elpd } = leaveOneOut(posterior);
      const own = widelyApplicable(posterior).elpd;
      for (const { row, logLikelihood } of rowDraws(posterior)) {
        const alone = leaveOneOutOfRow(logLikelihood, openEfficiency(posterior));
        expect(elpd[row]).toBe(alone.elpd);
        expect(own[row]).toBe(widelyApplicableOfRow(logLikelihood).elpd);
      }
    }
  });
});

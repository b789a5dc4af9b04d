/** Likelihoods by groups: against loops over rows, and WebAssembly against JavaScript in every bit. */
import { describe, expect, it } from "vitest";
import { curvatureBuffers, openCurvature } from "../../src/graph/index.js";
import { openGroupLikelihood } from "../../src/kernels/row-likelihoods/index.js";
import { gaussHermite, openStream } from "../../src/math/index.js";
import type { GroupedRows } from "../../src/target/index.js";

const pairs = [
  ["binomial", "logit"],
  ["poisson", "log"],
] as const;

type Family = (typeof pairs)[number][0];

/** Rows of each group, the last of them without one; groups of one row, of odd numbers, and empty ones. */
const sizes = [3, 1, 0, 8, 40, 5];
const groups = sizes.length - 1;
const rowCount = sizes.reduce((sum, size) => sum + size, 0);
const none = new Float64Array(0);

/** Two common columns, of which every third row lacks the second; rows of the predictor in reverse. */
function simulate(family: Family, seed: number) {
  const random = openStream(seed, "grouped rows");
  const column = (of: (i: number) => number): Float64Array =>
    Float64Array.from({ length: rowCount }, (_, i) => of(i));
  const others = column(() =>
    family === "binomial" ? 1 + Math.floor(5 * random.uniform()) : 0.5 + random.uniform(),
  );
  const counts = others.map((most) =>
    Math.floor((family === "binomial" ? most + 1 : 6) * random.uniform()),
  );
  const start = new Int32Array(sizes.length + 1);
  sizes.forEach((size, g) => (start[g + 1] = start[g]! + size));
  const rowStart = new Int32Array(rowCount + 1);
  const entries: { readonly column: number; readonly value: number }[] = [];
  for (let i = 0; i < rowCount; i++) {
    entries.push({ column: 0, value: 1 });
    if (i % 3 > 0) entries.push({ column: 1, value: random.normal() });
    rowStart[i + 1] = entries.length;
  }
  const grouped: GroupedRows = {
    groups,
    rows: Int32Array.from({ length: rowCount }, (_, i) => rowCount - 1 - i),
    start,
    multiplier: column((i) => (i < start[groups]! ? (i % 4 === 0 ? 1 : random.normal()) : 0)),
    common: {
      rowCount,
      columnCount: 2,
      rowStart,
      column: Int32Array.from(entries, ({ column: j }) => j),
      value: Float64Array.from(entries, ({ value }) => value),
    },
    offset: column(() => 0.3 * random.normal()),
  };
  const common = Float64Array.of(0.4, -0.7);
  const effects = Float64Array.from({ length: groups }, () => random.normal());
  return { grouped, statistics: [counts, others] as const, common, effects };
}

/** Values and two derivatives of every row at the effects, in the order of the groups. */
function byRows(family: Family, link: "logit" | "log", seed: number, effects: Float64Array) {
  const { grouped, statistics, common } = simulate(family, seed);
  const { rows, start, multiplier, offset, common: matrix } = grouped;
  const eta = new Float64Array(rowCount);
  for (let g = 0; g <= groups; g++)
    for (let i = start[g]!; i < start[g + 1]!; i++) {
      let total = offset[i]! + (g < groups ? multiplier[i]! * effects[g]! : 0);
      for (let e = matrix.rowStart[i]!; e < matrix.rowStart[i + 1]!; e++)
        total += matrix.value[e]! * common[matrix.column[e]!]!;
      eta[rows[i]!] = total;
    }
  const found = curvatureBuffers(rowCount, 0);
  openCurvature(family, link, statistics).evaluate(eta, none, "third", found);
  const sums = { value: new Float64Array(groups + 1), slope: none, curvature: none };
  const [slope, curvature] = [new Float64Array(groups), new Float64Array(groups)];
  for (let g = 0; g <= groups; g++)
    for (let i = start[g]!; i < start[g + 1]!; i++) {
      const [row, z] = [rows[i]!, multiplier[i]!];
      sums.value[g]! += found.value[row]!;
      if (g === groups) continue;
      slope[g]! += z * found.first[row]!;
      curvature[g]! -= z * z * found.second[row]!;
    }
  return { ...sums, slope, curvature };
}

function evaluate(
  family: Family,
  link: "logit" | "log",
  seed: number,
  scale: number,
  backend?: "wasm" | "javascript",
) {
  const { grouped, statistics, common, effects } = simulate(family, seed);
  const kernels = openGroupLikelihood(family, link, statistics, grouped, backend)!;
  const { nodes } = gaussHermite(7);
  const [slope, curvature] = [new Float64Array(groups), new Float64Array(groups)];
  const values = new Float64Array(groups * nodes.length);
  const scales = new Float64Array(groups).fill(scale);
  kernels.place(none, common);
  kernels.slopes(effects, slope, curvature);
  const ungrouped = kernels.values(effects, scales, nodes, values);
  return { slope, curvature, values, ungrouped, nodes, effects };
}

const sumOf = (numbers: Float64Array): number => numbers.reduce((sum, x) => sum + x, 0);

/** Rows with two binary predictors and a multiplier of one, so that there are four patterns; many alike. */
function simulateCells(family: Family, seed: number) {
  const simulated = simulate(family, seed);
  const { grouped } = simulated;
  const { start, common } = grouped;
  return {
    ...simulated,
    grouped: {
      ...grouped,
      multiplier: grouped.multiplier.map((_, i) => (i < start[groups]! ? 1 : 0)),
      common: { ...common, value: common.value.map((value) => (value > 0 ? 1 : -1)) },
      offset: grouped.offset.map((_, i) => (i % 2 === 0 ? 0.25 : 0)),
    },
  };
}

/** With multipliers that are one unit in the last place above one, so that all are taken row by row. */
function almostWhole(grouped: GroupedRows): GroupedRows {
  return { ...grouped, multiplier: grouped.multiplier.map((z) => z * (1 + Number.EPSILON)) };
}

const bits = (numbers: Float64Array): BigUint64Array => new BigUint64Array(numbers.slice().buffer);

describe.each(pairs)("groups of %s with %s", (family, link) => {
  it("have the derivatives of the loop over rows", () => {
    const { slope, curvature, effects } = evaluate(family, link, 1, 1);
    const loop = byRows(family, link, 1, effects);
    for (let g = 0; g < groups; g++) {
      expect(slope[g]).toBeCloseTo(loop.slope[g]!, 11);
      expect(curvature[g]).toBeCloseTo(loop.curvature[g]!, 11);
    }
  });

  it.each([
    [2, "row by row", 1e-10],
    [0.1, "by their series", 1e-5],
    [0.3, "either way, as far as the multipliers of their rows say", 2e-3],
  ])("have its values at the nodes of scale %d, %s", (scale, _how, error) => {
    const { values, ungrouped, nodes, effects } = evaluate(family, link, 2, scale);
    nodes.forEach((t, q) => {
      const at = effects.map((effect) => effect + scale * t);
      const { value } = byRows(family, link, 2, at);
      for (let g = 0; g < groups; g++)
        expect(Math.abs(values[g * nodes.length + q]! - value[g]!)).toBeLessThan(
          error * Math.max(1, Math.abs(value[g]!)),
        );
      expect(ungrouped).toBeCloseTo(value[groups]!, 10);
    });
  });

  it("are power series in their effects, as far as they are good for", () => {
    const { grouped, statistics, common, effects } = simulate(family, 4);
    const kernels = openGroupLikelihood(family, link, statistics, grouped)!;
    const { terms, radius, expand } = kernels.series!;
    const coefficients = new Float64Array(groups * terms);
    kernels.place(none, common);
    const total = expand(effects, coefficients);
    const { value: around } = byRows(family, link, 4, effects);
    expect(total).toBeCloseTo(sumOf(around), 10);
    for (const share of [-0.9, 0, 0.4, 0.9]) {
      const shift = radius.map((most) => share * Math.min(1, most));
      const { value } = byRows(
        family,
        link,
        4,
        effects.map((effect, g) => effect + shift[g]!),
      );
      for (let g = 0; g < groups; g++) {
        const own = coefficients.subarray(g * terms, (g + 1) * terms);
        const series = own.reduceRight((total, coefficient) => total * shift[g]! + coefficient, 0);
        expect(Math.abs(around[g]! + series - value[g]!)).toBeLessThan(2e-3);
      }
    }
  });

  it.each([
    ["near zero", 0],
    ["near the low end", -12],
    ["near the high end", 12],
    ["beyond where exponentials are multiplied", 60],
  ])(
    "have the same series by patterns as by rows, %s, with a constant of %d",
    (_where, constant) => {
      const { grouped, statistics, common, effects } = simulateCells(family, 5);
      common[0] = family === "poisson" ? constant / 4 : constant;
      const terms = 9;
      const [rows, patterns] = [false, true].map((isWhole) => {
        const kernels = openGroupLikelihood(
          family,
          link,
          statistics,
          isWhole ? grouped : almostWhole(grouped),
        )!;
        const coefficients = new Float64Array(groups * terms);
        kernels.place(none, common);
        return { total: kernels.series!.expand(effects, coefficients), coefficients };
      });
      expect(Math.abs(patterns!.total / rows!.total - 1)).toBeLessThan(1e-12);
      const scale = sumOf(rows!.coefficients.map(Math.abs)) / groups;
      for (let i = 0; i < groups * terms; i++) {
        const [one, other] = [patterns!.coefficients[i]!, rows!.coefficients[i]!];
        expect(Math.abs(one - other)).toBeLessThan(1e-13 * Math.max(30, scale));
      }
    },
  );

  it("give the same bits in WebAssembly and in JavaScript", () => {
    for (const scale of [0.05, 0.3, 2, 400]) {
      const [wasm, twin] = (["wasm", "javascript"] as const).map((backend) => {
        const { slope, curvature, values, ungrouped } = evaluate(family, link, 3, scale, backend);
        return [slope, curvature, values, Float64Array.of(ungrouped)].map(bits);
      });
      expect(wasm).toEqual(twin);
    }
  });

  it("have the same bits of their series in WebAssembly and in JavaScript, by rows and by patterns", () => {
    const { grouped, statistics, common, effects } = simulateCells(family, 6);
    for (const rows of [grouped, almostWhole(grouped)]) {
      const [wasm, twin] = (["wasm", "javascript"] as const).map((backend) => {
        const kernels = openGroupLikelihood(family, link, statistics, rows, backend)!;
        const coefficients = new Float64Array(groups * kernels.series!.terms);
        kernels.place(none, common);
        const total = kernels.series!.expand(effects, coefficients);
        return [Float64Array.of(total), coefficients].map(bits);
      });
      expect(wasm).toEqual(twin);
    }
  });
});

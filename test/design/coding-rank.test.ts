/** The coded design spans exactly what the formula says, without a redundant column. */
import fc from "fast-check";
import { Matrix, SVD } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { columnNames, commonMatrix, crossedFrame, designOf } from "../support/design-frames.js";
import { findColumn } from "../../src/data/index.js";

const frame = crossedFrame();
const factors = ["a", "b", "c"];

/** Every level's dummy of every factor of the term, times its numbers: no choice of contrasts. */
function fullExpansion(components: readonly string[]): readonly (readonly number[])[] {
  let columns: readonly (readonly number[])[] = [new Array<number>(frame.rowCount).fill(1)];
  for (const name of components) {
    const column = findColumn(frame, name);
    const own: readonly (readonly number[])[] =
      column?.kind === "factor"
        ? column.levels.map((_, level) =>
            Array.from(column.codes, (code) => Number(code === level)),
          )
        : column?.kind === "numeric"
          ? [[...column.values]]
          : [];
    columns = columns.flatMap((left) =>
      own.map((right) => left.map((value, row) => value * right[row]!)),
    );
  }
  return columns;
}

function rankOf(columns: readonly (readonly number[])[]): number {
  if (columns.length === 0) return 0;
  const scaled = columns.map((column) => {
    const length = Math.hypot(...column) || 1;
    return column.map((value) => value / length);
  });
  return new SVD(new Matrix(scaled).transpose(), { autoTranspose: true }).rank;
}

const term = fc.subarray([...factors, "x", "z"], { minLength: 1, maxLength: 4 });
const formula = fc.record({
  terms: fc.array(term, { minLength: 1, maxLength: 5 }),
  intercept: fc.boolean(),
  contrast: fc.constantFrom("", "S"),
});

describe("the coded design of a random formula", () => {
  it("has the rank of all dummies, and as many columns as its rank", () => {
    fc.assert(
      fc.property(formula, ({ terms, intercept, contrast }) => {
        const written = (name: string): string =>
          contrast !== "" && factors.includes(name) ? `${contrast}(${name})` : name;
        const text = terms.map((names) => names.map(written).join(":")).join(" + ");
        const { predictor } = designOf(`y ~ ${intercept ? 1 : 0} + ${text}`, frame);
        const coded = commonMatrix(predictor);
        const ones = intercept ? fullExpansion([]) : [];
        const rank = rankOf([...ones, ...terms.flatMap(fullExpansion)]);
        expect(coded).toHaveLength(rank);
        expect(rankOf(coded)).toBe(rank);
        expect(new Set(columnNames(predictor)).size).toBe(columnNames(predictor).length);
      }),
      { numRuns: 60, seed: 20 },
    );
  });

  it("does not depend on the order in which terms and components are written", () => {
    fc.assert(
      fc.property(formula, fc.integer({ min: 0, max: 1000 }), ({ terms, intercept }, turn) => {
        const text = (list: readonly (readonly string[])[]): string =>
          `y ~ ${intercept ? 1 : 0} + ${list.map((names) => names.join(":")).join(" + ")}`;
        const turned = terms.map((names) => names.toReversed());
        const cut = turn % turned.length;
        const rotated = [...turned.slice(cut), ...turned.slice(0, cut)];
        const rank = (list: readonly (readonly string[])[]): number =>
          commonMatrix(designOf(text(list), frame).predictor).length;
        expect(rank(rotated)).toBe(rank(terms));
      }),
      { numRuns: 60, seed: 21 },
    );
  });
});

describe("the effects of a random group-specific term", () => {
  it("span the dummies of its left side without redundancy", () => {
    fc.assert(
      fc.property(formula, ({ terms, intercept }) => {
        const text = terms.map((names) => names.join(":")).join(" + ");
        const { predictor } = designOf(`y ~ (${intercept ? 1 : 0} + ${text} | g)`, frame);
        const effects = predictor.group.flatMap(({ effectColumns }) =>
          effectColumns.map((column) => [...(column ?? new Float64Array(frame.rowCount).fill(1))]),
        );
        const ones = intercept ? fullExpansion([]) : [];
        const rank = rankOf([...ones, ...terms.flatMap(fullExpansion)]);
        expect(effects).toHaveLength(rank);
        expect(rankOf(effects)).toBe(rank);
      }),
      { numRuns: 40, seed: 22 },
    );
  });
});

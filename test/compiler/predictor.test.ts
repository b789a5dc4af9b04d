/** Predictions from draws: every kind of term, against a row-by-row evaluation by parameter name. */
import { describe, expect, it } from "vitest";
import { openPredictor } from "../../src/compiler/index.js";
import type {
  BlockColumns,
  CommonBlock,
  GroupBlock,
  LinearPredictor,
  StructuredBlock,
} from "../../src/design/design-blocks.js";
import { openStream, platform, type RandomStream } from "../../src/math/index.js";
import type { InterceptParameter } from "../../src/model/model-spec.js";
import type { ReportedParameter } from "../../src/target/index.js";
import { effects } from "../../src/vocabulary/effects/index.js";
import { links, type LinkName } from "../../src/vocabulary/index.js";

const intercept: InterceptParameter = {
  name: "Intercept",
  prior: { distribution: { name: "Flat", parameters: [] }, source: "default", reason: "test" },
};

function column(n: number, draw: (row: number) => number): Float64Array {
  return Float64Array.from({ length: n }, (_, row) => draw(row));
}

function index(n: number, levels: number, random: RandomStream): Int32Array {
  return Int32Array.from({ length: n }, () => Math.floor(levels * random.uniform()));
}

function common(term: string, columnNames: readonly string[], columns: BlockColumns): CommonBlock {
  return { term, composition: "mixed", columnNames, columns };
}

/** Every kind of term; group `g` and the crossed `a:g` meet two new levels each. */
function manyTerms(n: number, random: RandomStream): LinearPredictor {
  const a = index(n, 4, random);
  const g = index(n, 12, random);
  const x = column(n, () => random.normal());
  const steps = column(n, (row) => [-0.5, 0.5, 2][row % 3]!);
  const patterns = Float64Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1);
  const names = ["a[a2]", "a[a3]", "a[a4]"];
  const block = (part: Partial<GroupBlock> & Pick<GroupBlock, "term" | "factor">): GroupBlock => ({
    effectNames: ["1"],
    effectTerms: [part.term],
    effectColumns: [undefined],
    correlated: false,
    ...part,
  });
  const factor = {
    name: "g",
    levels: Array.from({ length: 10 }, (_, k) => `g${k}`),
    index: g.map((level) => (level < 10 ? level : 9 - level)),
    newLevels: ["new1", "new2"],
  };
  const crossed = {
    name: "a:g",
    levels: Array.from({ length: 40 }, (_, k) => `a${Math.floor(k / 10)}:g${k % 10}`),
    index: g.map((level, row) => (level < 10 ? 10 * a[row]! + level : 9 - level)),
    newLevels: ["a0:new1", "a1:new2"],
  };
  return {
    rowCount: n,
    intercept: true,
    common: [
      common("x", ["x"], { kind: "dense", columns: [x] }),
      common("steps", ["steps"], { kind: "dense", columns: [steps] }),
      common("a", names, { kind: "pattern", index: a, patterns, patternCount: 4 }),
      common(
        "a:x",
        names.map((name) => `${name}:x`),
        { kind: "pattern", index: a, patterns, patternCount: 4, multiplier: x },
      ),
      common(
        "a:steps",
        names.map((name) => `${name}:steps`),
        { kind: "pattern", index: a, patterns, patternCount: 4, multiplier: steps },
      ),
    ],
    group: [
      block({
        term: "1 + x|g",
        factor,
        effectNames: ["1", "x"],
        effectTerms: ["1|g", "x|g"],
        effectColumns: [undefined, x],
        correlated: true,
      }),
      block({ term: "1|a:g", factor: crossed }),
      block({
        term: "steps|g",
        factor,
        effectNames: ["steps"],
        effectTerms: ["steps|g"],
        effectColumns: [steps],
      }),
    ],
    structured: [walk(n, random)],
    offset: column(n, () => 0.1 * random.normal()),
  };
}

/** A walk over five values in two copies. */
function walk(n: number, random: RandomStream): StructuredBlock {
  const locations = Float64Array.of(1, 2, 3, 4, 5);
  const inputs = { nodeCount: 5, locations, graph: undefined, cyclic: false, scaled: true };
  return {
    term: "rw1(x, by = s)",
    effect: "rw1",
    column: "x",
    nodes: ["1", "2", "3", "4", "5"],
    copies: ["s1", "s2"],
    locations,
    structure: effects.rw1.build(inputs),
    index: index(n, 10, random),
  };
}

function nodeName({ term, nodes, copies }: StructuredBlock, place: number): string {
  return `${term}[${copies[Math.floor(place / 5)]!}, ${nodes[place % 5]!}]`;
}

function groupName(block: GroupBlock, effect: number, level: string): string {
  return `${block.effectTerms[effect]!}[${level}]`;
}

function namesOf(predictor: LinearPredictor): readonly string[] {
  const ofGroups = predictor.group.flatMap((block) =>
    block.factor.levels.flatMap((level) =>
      block.effectTerms.map((_, effect) => groupName(block, effect, level)),
    ),
  );
  return [
    "Intercept",
    ...predictor.common.flatMap((block) => block.columnNames),
    "sigma",
    ...ofGroups,
    ...predictor.structured.flatMap((block) =>
      Array.from({ length: 10 }, (_, place) => nodeName(block, place)),
    ),
  ];
}

function reported(predictor: LinearPredictor): readonly ReportedParameter[] {
  return namesOf(predictor).map((name) => ({ name, role: "common", term: name }));
}

function commonValue(block: CommonBlock, row: number, value: (name: string) => number): number {
  const { columns, columnNames } = block;
  const coefficients = columnNames.map(value);
  if (columns.kind === "dense") {
    return columns.columns.reduce((sum, x, j) => sum + x[row]! * coefficients[j]!, 0);
  }
  const at = columns.index[row]! * coefficients.length;
  const sum = coefficients.reduce((total, b, j) => total + b * columns.patterns[at + j]!, 0);
  return sum * (columns.multiplier?.[row] ?? 1);
}

function groupValue(
  block: GroupBlock,
  newEffects: Float64Array,
  row: number,
  value: (name: string) => number,
): number {
  const level = block.factor.index[row]!;
  const size = block.effectNames.length;
  return block.effectColumns.reduce((sum, multiplier, effect) => {
    const u =
      level < 0
        ? newEffects[(-1 - level) * size + effect]!
        : value(groupName(block, effect, block.factor.levels[level]!));
    return sum + u * (multiplier?.[row] ?? 1);
  }, 0);
}

/** The linear predictor row by row, straight from the names. */
function plainEta(
  predictor: LinearPredictor,
  draw: Float64Array,
  newEffects: readonly Float64Array[],
): Float64Array {
  const names = namesOf(predictor);
  const value = (name: string): number => draw[names.indexOf(name)]!;
  return column(predictor.rowCount, (row) => {
    let sum = value("Intercept") + (predictor.offset?.[row] ?? 0);
    for (const block of predictor.common) sum += commonValue(block, row, value);
    predictor.group.forEach((block, i) => {
      sum += groupValue(block, newEffects[i]!, row, value);
    });
    for (const block of predictor.structured) sum += value(nodeName(block, block.index[row]!));
    return sum;
  });
}

function largestDifference(a: Float64Array, b: Float64Array): number {
  return a.reduce((worst, x, i) => Math.max(worst, Math.abs(x - b[i]!)), 0);
}

describe("a predictor on new data", () => {
  it.each([1, 40, 513, 3000])("adds every kind of term, new levels included, on %i rows", (n) => {
    const random = openStream(3, "predictor", n);
    const predictor = manyTerms(n, random);
    const opened = openPredictor({ link: "identity", intercept }, predictor, reported(predictor));
    const { newEffectSizes } = opened;
    expect(newEffectSizes).toEqual([4, 2, 2]);
    expect(opened.rowCount).toBe(n);
    for (let repeat = 0; repeat < 3; repeat++) {
      const draw = column(namesOf(predictor).length, () => random.normal());
      const newEffects = newEffectSizes.map((size) => column(size, () => random.normal()));
      const eta = new Float64Array(n);
      opened.evaluate(draw, newEffects, eta);
      expect(largestDifference(eta, plainEta(predictor, draw, newEffects))).toBeLessThan(1e-12);
    }
  });

  it.each(Object.keys(links) as LinkName[])("applies the inverse of the %s link", (link) => {
    const random = openStream(4, link);
    const predictor = manyTerms(200, random);
    const opened = openPredictor({ link, intercept }, predictor, reported(predictor));
    const draw = column(namesOf(predictor).length, () => random.normal());
    const newEffects = opened.newEffectSizes.map((size) => column(size, () => random.normal()));
    const mu = new Float64Array(200);
    opened.evaluateMean(draw, newEffects, mu);
    plainEta(predictor, draw, newEffects).forEach((eta, row) => {
      const expected = links[link].inverse(eta, platform);
      expect(Math.abs(mu[row]! - expected)).toBeLessThanOrEqual(1e-10 * (1 + Math.abs(expected)));
    });
  });

  it("starts from zero without an intercept and needs no group effects", () => {
    const x = Float64Array.of(1, 2, 4);
    const predictor: LinearPredictor = {
      rowCount: 3,
      intercept: false,
      common: [common("x", ["x"], { kind: "dense", columns: [x] })],
      group: [],
      structured: [],
      offset: undefined,
    };
    const parameters = [{ name: "x", role: "common", term: "x" }] as const;
    const opened = openPredictor({ link: "logit", intercept: undefined }, predictor, parameters);
    const eta = new Float64Array(3);
    opened.evaluate(Float64Array.of(0.5), [], eta);
    expect([...eta]).toEqual([0.5, 1, 2]);
  });

  it("refuses draws of another model", () => {
    const predictor = manyTerms(60, openStream(5, "predictor"));
    const others = reported(predictor).filter(({ name }) => name !== "x|g[g3]");
    expect(() => openPredictor({ link: "identity", intercept }, predictor, others)).toThrow(
      "no parameter x|g[g3]",
    );
  });
});

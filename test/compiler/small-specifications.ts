/** Model specifications on a few made-up rows, one for every family, link and kind of effect. */
import type {
  BlockColumns,
  CommonBlock,
  GroupBlock,
  LinearPredictor,
  Response,
  StructuredBlock,
} from "../../src/design/design-blocks.js";
import { deterministic, openStream, type RandomStream } from "../../src/math/index.js";
import type { ModelSpec, ResolvedPrior } from "../../src/model/model-spec.js";
import { effects as latentEffects } from "../../src/vocabulary/effects/index.js";
import { families, links, type FamilyName, type LinkName } from "../../src/vocabulary/index.js";

export type Effect =
  | "intercept only"
  | "numeric"
  | "categorical"
  | "group intercepts"
  | "correlated slopes"
  | "smooth walk"
  | "autoregression"
  | "mixed areas"
  | "offset"
  | "weights"
  | "standard errors"
  | "empty rows"
  | "everything";

export const effects: readonly Effect[] = [
  "intercept only",
  "numeric",
  "categorical",
  "group intercepts",
  "correlated slopes",
  "smooth walk",
  "autoregression",
  "mixed areas",
  "offset",
  "weights",
  "standard errors",
  "empty rows",
  "everything",
];

export interface SmallModel {
  readonly family: FamilyName;
  readonly link: LinkName;
  readonly effect: Effect;
  readonly rowCount: number;
}

export function prior(name: string, ...parameters: number[]): ResolvedPrior {
  return { distribution: { name, parameters }, source: "user", reason: "chosen by the test" };
}

/** Linear predictors stay where the inverse link is defined. */
function interceptFor(link: LinkName): number {
  return link === "inverse" || link === "identity" ? 0.5 : -0.3;
}

function factorIndex(rowCount: number, levels: number, random: RandomStream): Int32Array {
  return Int32Array.from({ length: rowCount }, () => Math.floor(random.uniform() * levels));
}

function numbers(rowCount: number, random: RandomStream): Float64Array {
  return Float64Array.from({ length: rowCount }, () => Math.round(random.normal() * 2) / 20);
}

function block(term: string, columnNames: readonly string[], columns: BlockColumns): CommonBlock {
  return { term, composition: "mixed", columnNames, columns };
}

function commonBlocks(effect: Effect, rowCount: number, random: RandomStream): CommonBlock[] {
  const blocks: CommonBlock[] = [];
  if (effect === "numeric" || effect === "everything") {
    const columns = [numbers(rowCount, random), numbers(rowCount, random)];
    blocks.push(
      block("poly(x, 2)", ["poly(x, 2)[0]", "poly(x, 2)[1]"], { kind: "dense", columns }),
    );
  }
  if (effect === "categorical" || effect === "everything") {
    const patterns = Float64Array.of(0, 0, 0.1, 0, 0, 0.1);
    const index = factorIndex(rowCount, 3, random);
    blocks.push(
      block("a", ["a[a2]", "a[a3]"], { kind: "pattern", index, patterns, patternCount: 3 }),
    );
    const sums = Float64Array.of(0.1, 0, 0, 0.1, -0.1, -0.1);
    const multiplier = numbers(rowCount, random);
    const slopes = { kind: "pattern", index, patterns: sums, patternCount: 3, multiplier } as const;
    blocks.push(block("a:x", ["a[a1]:x", "a[a2]:x"], slopes));
  }
  return blocks;
}

function groupBlocks(effect: Effect, rowCount: number, random: RandomStream): GroupBlock[] {
  const blocks: GroupBlock[] = [];
  const factor = (name: string, count: number) => ({
    name,
    levels: Array.from({ length: count }, (_, i) => `${name}${i + 1}`),
    index: factorIndex(rowCount, count, random),
    newLevels: [],
  });
  if (effect !== "correlated slopes" && effect !== "everything" && effect !== "group intercepts") {
    return [];
  }
  if (effect !== "correlated slopes") {
    blocks.push({
      term: "1|g",
      factor: factor("g", 4),
      effectNames: ["1"],
      effectTerms: ["1|g"],
      effectColumns: [undefined],
      correlated: false,
    });
  }
  if (effect !== "group intercepts") {
    blocks.push({
      term: "1 + x + a|h",
      factor: factor("h", 3),
      effectNames: ["1", "x", "a[a2]"],
      effectTerms: ["1|h", "x|h", "a|h"],
      effectColumns: [undefined, numbers(rowCount, random), numbers(rowCount, random)],
      correlated: true,
    });
  }
  return blocks;
}

/** Pairs of a part of three areas, a part of two, and an island. */
const areaNeighbours = [[1, 2], [0], [0], [4], [3], []].map((own) => Int32Array.from(own));

const kinds = {
  "smooth walk": { effect: "rw2", term: "rw2(x, by = s)", copies: ["s1", "s2"] },
  autoregression: { effect: "ar1", term: "ar1(t, by = s)", copies: ["s1", "s2"] },
  "mixed areas": { effect: "bym2", term: "bym2(area)", copies: [""] },
} as const;

function structuredBlocks(
  effect: Effect,
  rowCount: number,
  random: RandomStream,
): StructuredBlock[] {
  if (!(effect in kinds)) return [];
  const kind = kinds[effect as keyof typeof kinds];
  const locations = Float64Array.of(0, 1, 1.5, 3, 5, 5.25);
  const nodes = Array.from(locations, (_, i) => `n${i + 1}`);
  const graph = { kind: "graph", name: "areas", nodes, neighbours: areaNeighbours } as const;
  const inputs = { nodeCount: nodes.length, locations, graph, cyclic: false, scaled: true };
  return [
    {
      ...kind,
      column: "x",
      nodes,
      locations,
      structure: latentEffects[kind.effect].build(inputs),
      index: factorIndex(rowCount, nodes.length * kind.copies.length, random),
    },
  ];
}

function structuredParameters(blocks: readonly StructuredBlock[]): ModelSpec["structured"] {
  return blocks.map(({ term, effect }) => ({
    term,
    scaleName: `sd(${term})`,
    scalePrior: { ...prior("HalfNormal", 0.2), scale: "sd" },
    ...(effect === "ar1" && {
      shape: {
        kind: "rho" as const,
        name: `rho(${term})`,
        prior: { ...prior("Normal", 0, 1.5), onLogit: true as const },
      },
    }),
    ...(effect === "bym2" && {
      shape: { kind: "phi" as const, name: `phi(${term})`, prior: prior("PC", 0.5, 0.6) },
    }),
  }));
}

/** Trials of each row; some rows have none where the effect asks for it. */
function trialsFor({ family, effect, rowCount }: SmallModel): Float64Array | undefined {
  if (family !== "binomial") return undefined;
  const empty = effect === "empty rows" || effect === "everything";
  return Float64Array.from({ length: rowCount }, (_, i) =>
    empty && i % 3 === 0 ? 0 : 1 + (i % 4),
  );
}

function responseOf(model: SmallModel, random: RandomStream): Response {
  const { family, link, effect, rowCount } = model;
  const trials = trialsFor(model);
  const mu = links[link].inverse(interceptFor(link), deterministic);
  const auxiliary = families[family].auxiliary.map(() => 3);
  const values = Float64Array.from({ length: rowCount }, (_, i) =>
    families[family].sampleResponse(mu, auxiliary, trials ? trials[i]! : 1, random),
  );
  const weighted = effect === "weights" || effect === "everything";
  const known = effect === "standard errors" || (effect === "everything" && family === "gaussian");
  return {
    text: "y",
    values,
    ...(trials ? { trials } : {}),
    ...(weighted ? { weights: values.map((_y, i) => 0.5 * (i % 4)) } : {}),
    ...(known ? { standardErrors: values.map((_y, i) => 0.5 + 0.1 * (i % 3)) } : {}),
  };
}

function weightedMeanOf(columns: BlockColumns, j: number): number {
  if (columns.kind === "dense") {
    const values = columns.columns[j]!;
    return values.reduce((total, value) => total + value, 0) / values.length;
  }
  const { index, patterns, patternCount, multiplier } = columns;
  const width = patterns.length / patternCount;
  let total = 0;
  index.forEach((p, i) => (total += patterns[p * width + j]! * (multiplier ? multiplier[i]! : 1)));
  return total / index.length;
}

function commonParameters(blocks: readonly CommonBlock[]): ModelSpec["common"] {
  const choices = [prior("Normal", 0.1, 0.8), prior("StudentT", 4, 0, 1), prior("Flat")];
  return blocks
    .flatMap(({ term, columnNames, columns }) =>
      columnNames.map((name, j) => ({ name, term, columnMean: weightedMeanOf(columns, j) })),
    )
    .map((parameter, i) => ({ ...parameter, prior: choices[i % choices.length]! }));
}

function groupParameters(blocks: readonly GroupBlock[]): ModelSpec["group"] {
  const choices: ResolvedPrior[] = [
    { ...prior("HalfNormal", 0.2), scale: "sd" },
    { ...prior("Gamma", 2, 0.1), scale: "precision" },
    { ...prior("InverseGamma", 2, 0.3), scale: "variance" },
  ];
  return blocks.map(({ term, effectNames, effectTerms, correlated }, b) => ({
    term,
    scaleNames: effectTerms.map((effectTerm) => `sd(${effectTerm})`),
    scalePriors: effectNames.map((_name, i) => choices[(b + i) % choices.length]!),
    ...(correlated ? { correlationPrior: prior("LKJ", 2) } : {}),
  }));
}

/** A specification whose rows are made from a fixed seed; some rows are the same. */
export function smallSpecification(model: SmallModel): ModelSpec {
  const { family, link, effect, rowCount } = model;
  const random = openStream(7, `${family} ${link} ${effect}`);
  const common = commonBlocks(effect, rowCount, random);
  const group = groupBlocks(effect, rowCount, random);
  const structured = structuredBlocks(effect, rowCount, random);
  const response = responseOf(model, random);
  const hasOffset = effect === "offset" || effect === "everything";
  const predictor: LinearPredictor = {
    rowCount,
    intercept: true,
    common,
    group,
    structured,
    offset: hasOffset ? numbers(rowCount, random) : undefined,
  };
  const auxiliary = response.standardErrors ? [] : families[family].auxiliary;
  return {
    kind: "model",
    name: "small",
    dataName: "rows",
    formulaText: `y ~ ${effect}`,
    family,
    link,
    design: {
      response,
      predictor,
      state: {} as ModelSpec["design"]["state"],
      rows: Int32Array.from({ length: rowCount }, (_, i) => i),
      rowsGiven: rowCount,
    },
    intercept: { name: "Intercept", prior: { ...prior("Normal", 0.2, 0.7), at: "means" } },
    common: commonParameters(common),
    group: groupParameters(group),
    structured: structuredParameters(structured),
    auxiliary: auxiliary.map(({ name }) => ({ name, prior: prior("Gamma", 2, 0.5) })),
    centred: true,
    origin: {} as ModelSpec["origin"],
  };
}

/** Every family under every link it has, with every kind of effect that it can have. */
export function smallModels(rowCount: number): readonly SmallModel[] {
  return Object.values(families).flatMap(({ name, links: own }) =>
    own.flatMap((link) =>
      effects
        .filter((effect) => effect !== "standard errors" || name === "gaussian")
        .filter((effect) => effect !== "empty rows" || name === "binomial")
        .map((effect) => ({ family: name, link, effect, rowCount })),
    ),
  );
}

/**
 * A position where means exist under every link: the intercept near its usable value, everything
 * else small and different from zero.
 */
export function smallPosition(spec: ModelSpec, dimension: number): Float64Array {
  const random = openStream(11, `${spec.family} ${spec.link} ${spec.formulaText}`);
  const position = Float64Array.from({ length: dimension }, () => 0.05 * random.normal());
  const start = spec.common.length;
  position[start] = interceptFor(spec.link);
  return position;
}

/** The kernels of row likelihoods bound to a memory: the module's, or their JavaScript twins. */
import type { LikelihoodName, LinkOpName } from "../../graph/index.js";
import { embedModule, openPrivateMemory, type EmbeddedModule } from "../../math/index.js";
import { wasmBase64 } from "../generated/row-likelihoods-wasm.js";
import type { Backend } from "../kernel-memory.js";
import * as binomialGroups from "../portable/binomial-groups.js";
import * as binomialPatterns from "../portable/binomial-patterns.js";
import * as binomial from "../portable/binomial-rows.js";
import type { Memory } from "../portable/memory.js";
import * as poissonGroups from "../portable/poisson-groups.js";
import * as poissonPatterns from "../portable/poisson-patterns.js";
import * as poisson from "../portable/poisson-rows.js";
import { exponentials } from "../portable/row-exponentials.js";
import { predictRows } from "../portable/row-predictor.js";

type WithoutMemory<Kernel> = Kernel extends (memory: Memory, ...operands: infer Operands) => infer R
  ? (...operands: Operands) => R
  : never;

/** Operands are byte offsets of arrays, and how many rows or nodes these have. */
export interface RowLikelihoodSteps {
  readonly derivatives: WithoutMemory<typeof binomial.binomialDerivatives>;
  readonly values: WithoutMemory<typeof binomial.binomialValues>;
  readonly expectedSlopes: WithoutMemory<typeof binomial.binomialExpectedSlopes>;
  readonly expectations: WithoutMemory<typeof binomial.binomialExpectations>;
  readonly groupExpansions: WithoutMemory<typeof binomialGroups.binomialGroupExpansions>;
  readonly groupSlopes: WithoutMemory<typeof binomialGroups.binomialGroupSlopes>;
  readonly groupValues: WithoutMemory<typeof binomialGroups.binomialGroupValues>;
  readonly patternExpansions: WithoutMemory<typeof binomialPatterns.binomialPatternExpansions>;
  /** Of families whose expansions leave the value out. */
  readonly patternValue?: WithoutMemory<typeof binomialPatterns.binomialPatternValue>;
  readonly exponentials: WithoutMemory<typeof exponentials>;
  readonly predictRows: WithoutMemory<typeof predictRows>;
}

type Exports<Kernels> = {
  readonly [Name in keyof Kernels]: WithoutMemory<Kernels[Name]>;
};

const { binomialPatternExpansions, binomialPatternValue } = binomialPatterns;
const { poissonPatternExpansions } = poissonPatterns;
const twins = {
  ...binomial,
  ...binomialGroups,
  binomialPatternExpansions,
  binomialPatternValue,
  ...poisson,
  ...poissonGroups,
  poissonPatternExpansions,
  exponentials,
  predictRows,
};

type RowLikelihoodExports = Exports<typeof twins>;

const rowLikelihoods: EmbeddedModule<RowLikelihoodExports> = embedModule(wasmBase64);

export type RowFamily = "binomial" | "poisson";

/** The steps of each family and its canonical link. */
const stepsOf: Readonly<Record<RowFamily, (run: RowLikelihoodExports) => RowLikelihoodSteps>> = {
  binomial: (run) => ({
    derivatives: run.binomialDerivatives,
    values: run.binomialValues,
    expectedSlopes: run.binomialExpectedSlopes,
    expectations: run.binomialExpectations,
    groupExpansions: run.binomialGroupExpansions,
    groupSlopes: run.binomialGroupSlopes,
    groupValues: run.binomialGroupValues,
    patternExpansions: run.binomialPatternExpansions,
    patternValue: run.binomialPatternValue,
    exponentials: run.exponentials,
    predictRows: run.predictRows,
  }),
  poisson: (run) => ({
    derivatives: run.poissonDerivatives,
    values: run.poissonValues,
    expectedSlopes: run.poissonExpectedSlopes,
    expectations: run.poissonExpectations,
    groupExpansions: run.poissonGroupExpansions,
    groupSlopes: run.poissonGroupSlopes,
    groupValues: run.poissonGroupValues,
    patternExpansions: run.poissonPatternExpansions,
    exponentials: run.exponentials,
    predictRows: run.predictRows,
  }),
};

type Twin = (memory: Memory, ...operands: number[]) => unknown;

/** Every export of the module has its twin, by the same name. */
function bindTwins(memory: Memory): RowLikelihoodExports {
  const bound: [string, unknown][] = Object.entries<Twin>(twins).map(([name, twin]) => [
    name,
    twin.bind(undefined, memory),
  ]);
  return Object.fromEntries(bound) as unknown as RowLikelihoodExports;
}

/** Families and links with kernels. */
const links: Partial<Readonly<Record<LikelihoodName, LinkOpName>>> = {
  binomial: "logit",
  poisson: "log",
};

/** Undefined where the family has no kernels for the link. */
export function rowFamily(family: LikelihoodName, link: LinkOpName): RowFamily | undefined {
  return links[family] === link ? (family as RowFamily) : undefined;
}

export interface RowLikelihoodMemory {
  readonly run: RowLikelihoodSteps;
  /** Numbers from a byte offset on. */
  readonly numbers: (offset: number, length: number) => Float64Array;
  readonly integers: (offset: number, length: number) => Int32Array;
}

/** Without a wish WebAssembly runs where that exists, else JavaScript; the bits are the same. */
export function openRowLikelihoodMemory(
  family: RowFamily,
  bytes: number,
  wish?: Backend,
): RowLikelihoodMemory {
  const isModule = (wish ?? (rowLikelihoods.isAvailable() ? "wasm" : "javascript")) === "wasm";
  const memory = isModule ? openPrivateMemory(bytes) : undefined;
  const buffer = memory?.buffer ?? new ArrayBuffer(bytes);
  const views = (): Memory => ({
    doubles: new Float64Array(buffer),
    integers: new Int32Array(buffer),
  });
  return {
    run: stepsOf[family](memory ? rowLikelihoods.instantiate(memory) : bindTwins(views())),
    numbers: (offset, length) => new Float64Array(buffer, offset, length),
    integers: (offset, length) => new Int32Array(buffer, offset, length),
  };
}

/** Random calls of every kernel: operands laid out in a linear memory by the role that their name tells. */
import {
  likelihoodKernels,
  linkKernels,
  predictorKernels,
  type KernelName,
} from "../../src/graph/plan/kernel-signatures.js";
import { encodeCalls } from "../../src/kernels/instruction-stream.js";
import { openKernelMemory, type Backend } from "../../src/kernels/kernel-memory.js";
import { packPanels } from "../../src/kernels/panels.js";
import { firstFreeByte } from "../../src/kernels/program-memory.js";
import type { RandomStream } from "../../src/math/index.js";

export const signatures: Readonly<Record<KernelName, readonly string[]>> = {
  ...predictorKernels,
  ...linkKernels,
  ...likelihoodKernels,
};

export const kernelNames: readonly KernelName[] = Object.keys(signatures) as KernelName[];

/** Entries of every look-up table, columns of every matrix. */
export const tableSize = 7;

/** Every operand by name: numbers, indices (levels, not yet bytes) or a count. */
export type Operands = Readonly<Record<string, Float64Array | Int32Array | number>>;

function column(n: number, draw: (row: number) => number): Float64Array {
  return Float64Array.from({ length: n }, (_, row) => draw(row));
}

function positive(random: RandomStream): number {
  return Math.exp(random.normal());
}

/** Linear predictors of moderate size, or the mean that a likelihood accepts. */
function predictorOf(
  kernel: KernelName,
  name: string,
  n: number,
  random: RandomStream,
): Float64Array {
  if (name === "eta" || kernel === "gaussian" || kernel === "gaussian_known") {
    return column(n, () => 2 * random.normal());
  }
  if (kernel === "student_t") return column(n, () => 2 * random.normal());
  if (kernel === "binomial_identity" || kernel === "beta") return column(n, () => random.uniform());
  return column(n, () => positive(random));
}

function statistic(
  kernel: KernelName,
  name: string,
  n: number,
  random: RandomStream,
): Float64Array {
  switch (name) {
    case "y":
      if (kernel === "student_t") return column(n, () => random.normal());
      if (kernel === "bernoulli_logit") return column(n, () => Math.round(random.uniform()));
      return column(n, () => Math.floor(8 * random.uniform()));
    case "successes":
    case "count":
      return column(n, () => Math.floor(4 * random.uniform()));
    case "trials":
      return column(n, () => 4 + Math.floor(4 * random.uniform()));
    case "logSum":
    case "log1mSum":
      return column(n, () => -positive(random));
    case "mean":
    case "x":
    case "d":
      return column(n, () => random.normal());
    default:
      return column(n, () => positive(random));
  }
}

export function randomOperands(kernel: KernelName, n: number, random: RandomStream): Operands {
  const operands: Record<string, Float64Array | Int32Array | number> = {};
  for (const name of signatures[kernel].slice(0, -1)) {
    if (name === "columnStride") operands[name] = 8 * (n + (n & 1));
    else if (name === "columnCount") operands[name] = tableSize;
    else if (name.startsWith("index")) {
      operands[name] = Int32Array.from({ length: n }, () =>
        Math.floor(tableSize * random.uniform()),
      );
    } else if (name === "X") {
      const columns = Array.from({ length: tableSize }, () => column(n, () => random.normal()));
      operands[name] = packPanels(columns, Math.max(n, 1));
    } else if (/^(d?Table\d?|table\d?|beta|dBeta)$/.test(name)) {
      operands[name] = column(tableSize, () => random.normal());
    } else if (name === "value" || name === "dValue")
      operands[name] = column(1, () => random.normal());
    else if (name === "aux" || name === "dAux") operands[name] = column(2, () => positive(random));
    else if (name === "eta" || name === "mu") operands[name] = predictorOf(kernel, name, n, random);
    else operands[name] = statistic(kernel, name, n, random);
  }
  return operands;
}

export interface KernelOutcome {
  readonly sum: number;
  /** The operands after the call. */
  readonly after: Operands;
}

/** Runs one kernel on copies of its operands in a memory of its own. */
export function runKernel(
  kernel: KernelName,
  operands: Operands,
  n: number,
  backend: Backend,
): KernelOutcome {
  const names = signatures[kernel].slice(0, -1);
  const addresses = new Map<string, number>();
  let next = 4096;
  for (const name of names) {
    const operand = operands[name]!;
    if (typeof operand === "number") continue;
    addresses.set(name, next);
    next += Math.ceil((operand.byteLength + 8) / 16) * 16;
  }
  const memory = openKernelMemory(next, backend);
  const { doubles, integers } = memory.views;
  for (const [name, address] of addresses) {
    const operand = operands[name]!;
    if (operand instanceof Float64Array) doubles.set(operand, address >> 3);
    else if (operand instanceof Int32Array)
      integers.set(
        operand.map((level) => 8 * level),
        address >> 2,
      );
  }
  const code = encodeCalls(
    [
      {
        kernel,
        label: kernel,
        arguments: [
          ...names.map((name) => {
            const operand = operands[name]!;
            return typeof operand === "number"
              ? ({ kind: "count", value: operand } as const)
              : ({ kind: "private", offset: addresses.get(name)!, stride: 0 } as const);
          }),
          { kind: "rows" },
        ],
      },
    ],
    { data: 0, private: 0 },
  );
  integers.set(code, firstFreeByte >> 2);
  const sum = memory.run(firstFreeByte, firstFreeByte + code.byteLength, n, Math.max(n, 1));
  const after: Record<string, Float64Array | Int32Array | number> = {};
  for (const name of names) {
    const operand = operands[name]!;
    const address = addresses.get(name);
    if (address === undefined || operand instanceof Int32Array || typeof operand === "number") {
      after[name] = operand;
    } else after[name] = doubles.slice(address >> 3, (address >> 3) + operand.length);
  }
  return { sum, after };
}

/** The loop over blocks and calls in JavaScript: what assembly/run-program.ts does in WebAssembly. */
import { kernelOrder } from "./generated/wasm-binary.js";
import type { Memory } from "./portable/memory.js";
import { likelihoodTwins, linkTwins, predictorTwins } from "./twins/index.js";

type Twin = (memory: Memory, ...operands: number[]) => number | undefined;

const byName: Readonly<Record<string, unknown>> = {
  ...predictorTwins,
  ...linkTwins,
  ...likelihoodTwins,
};

/** In the order of the opcodes; the instruction stream has as many operands as the kernel takes. */
const twins: readonly Twin[] = kernelOrder.map((name) => byName[name] as Twin);

function operand(memory: Memory, call: number, i: number, block: number): number {
  const at = call + 2 + 2 * i;
  return memory.integers[at]! + block * memory.integers[at + 1]!;
}

/** One case per number of operands: spreading an array would allocate one per call. */
function callTwin(twin: Twin, memory: Memory, call: number, block: number, rows: number): number {
  const a = operand(memory, call, 0, block);
  const b = operand(memory, call, 1, block);
  const count = (memory.integers[call + 1]! >> 3) - 1;
  if (count === 2) return twin(memory, a, b, rows) ?? 0;
  const c = operand(memory, call, 2, block);
  if (count === 3) return twin(memory, a, b, c, rows) ?? 0;
  const d = operand(memory, call, 3, block);
  if (count === 4) return twin(memory, a, b, c, d, rows) ?? 0;
  const e = operand(memory, call, 4, block);
  if (count === 5) return twin(memory, a, b, c, d, e, rows) ?? 0;
  const f = operand(memory, call, 5, block);
  if (count === 6) return twin(memory, a, b, c, d, e, f, rows) ?? 0;
  const g = operand(memory, call, 6, block);
  if (count === 7) return twin(memory, a, b, c, d, e, f, g, rows) ?? 0;
  return twin(memory, a, b, c, d, e, f, g, operand(memory, call, 7, block), rows) ?? 0;
}

/** Runs the calls between the byte addresses `start` and `end` for every block of rows. */
export function runTwins(
  memory: Memory,
  start: number,
  end: number,
  rowCount: number,
  blockRows: number,
): number {
  let sum = 0;
  for (let row = 0, block = 0; row < rowCount; row += blockRows, block++) {
    const rows = Math.min(blockRows, rowCount - row);
    let blockSum = 0;
    for (let at = start >> 2; at < end >> 2; at += memory.integers[at + 1]! >> 2) {
      blockSum += callTwin(twins[memory.integers[at]!]!, memory, at, block, rows);
    }
    sum += blockSum;
  }
  return sum;
}

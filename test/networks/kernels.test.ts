/** The WebAssembly kernels of networks and their JavaScript twins agree to the last bit. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openStream } from "../../src/math/index.js";
import {
  firstFreeAddress,
  openKernelMemory,
  type KernelMemory,
  type NetworkKernels,
} from "../../src/networks/kernels/network-kernels.js";
import { jobOf, madeUpRaces, madeUpRows, shapes } from "./made-up-rows.js";
import { passGradient } from "./pass-gradient.js";

const bytes = 1 << 16;
/** Four regions of 8 kB, and one of addresses. */
const [a, b, c, d, list] = [1, 2, 3, 4, 5].map((region) => region * 8192);

function fill({ singles, integers }: KernelMemory, scale: number): void {
  const random = openStream(5, "kernels");
  for (let at = firstFreeAddress >> 2; at < singles.length; at++) {
    singles[at] = scale * random.normal();
  }
  singles.set([0, -0, 1e-40, -1e-40, 3e38, -3e38, 88, -104], (a! >> 2) + 64);
  for (let at = 0; at < 64; at++) {
    integers[(list! >> 2) + at] = b! + 64 * Math.floor(random.uniform() * 8);
  }
}

const sizes = [4, 8, 12, 20, 64];

const calls: Readonly<Record<keyof NetworkKernels, readonly (readonly number[])[]>> = {
  product: sizes.flatMap((rows) =>
    [4, 8, 12].flatMap((columns) =>
      [0, 1, 5, 16].flatMap((depth) =>
        [0, 1].flatMap((keep) => [
          [c!, 4 * columns, a!, 64, 4, b!, 4 * columns, Math.min(rows, 20), columns, depth, keep],
          [c!, 4 * columns, a!, 4, 96, b!, 4 * columns, Math.min(rows, 20), columns, depth, keep],
        ]),
      ),
    ),
  ),
  fillRows: sizes.map((width) => [c!, a!, width, 5]),
  gatherRows: [4, 12, 16].flatMap((width) => [
    [c!, a!, list!, 1, width, 7],
    [c!, a!, list!, 3, width, 7],
  ]),
  scatterRows: [4, 12, 16].flatMap((width) => [
    [c!, list!, d! - b!, 1, width, 7],
    [c!, list!, d! - b!, 3, width, 7],
  ]),
  sumRows: sizes.map((width) => [d!, a!, width, 7]),
  rectify: sizes.map((count) => [a!, count]),
  rectifyGradient: sizes.map((count) => [b!, a!, count]),
  softmaxRows: [1, 2, 3, 5].map((outcomes) => [a!, 48, outcomes, 9]),
  sigmoidRows: [1, 2, 3].map((outcomes) => [a!, 48, outcomes, 9]),
  sumRowsOfUnit: [1, 5, 9].map((columns) => [d!, b!, 48, columns, c!, 13]),
  softmaxGradient: [2, 3, 5].map((outcomes) => [b!, 48, outcomes, c!, d!, 9]),
  sigmoidGradient: [1, 3].map((outcomes) => [b!, 48, outcomes, c!, d!, 9]),
  mixSlopes: [1, 3].map((outcomes) => [c!, 16, b!, 64, d!, 16, outcomes, 2, 9]),
  pullSlopes: [1, 3].map((outcomes) => [c!, 16, b!, 64, d!, 16, outcomes, 2, 9]),
};

describe.each(Object.keys(calls) as (keyof NetworkKernels)[])("%s", (kernel) => {
  it.each([0.5, 30])("gives the same bits in both forms on numbers of size %d", (scale) => {
    let changed = 0;
    for (const call of calls[kernel]) {
      const [wasm, twin] = (["wasm", "javascript"] as const).map((backend) => {
        const memory = openKernelMemory(bytes, backend);
        fill(memory, scale);
        const before = memory.integers.slice(firstFreeAddress >> 2, bytes >> 2);
        Reflect.apply(memory.run[kernel], undefined, call);
        const after = memory.integers.slice(firstFreeAddress >> 2, bytes >> 2);
        changed += Number(after.some((value, i) => value !== before[i]));
        return after;
      });
      const at = wasm!.findIndex((value, i) => value !== twin![i]);
      expect(at, `${kernel}(${call.join(", ")}) differs at byte ${firstFreeAddress + 4 * at}`).toBe(
        -1,
      );
    }
    expect(changed).toBeGreaterThan(0);
  });
});

it.each(shapes)("a whole pass of $kind $hidden gives the same bits in both forms", (shape) => {
  const rows = madeUpRows(5);
  const job = jobOf(rows, madeUpRaces(rows), { ...shape, bayes: { scale: 1 } });
  const random = openStream(4, "position");
  const position = Float32Array.from({ length: 4000 }, () => 0.3 * random.normal());
  const { length } = passGradient(job, []).gradient;
  const [wasm, twin] = (["wasm", "javascript"] as const).map((backend) =>
    passGradient(job, position.subarray(0, length), backend),
  );
  expect(wasm!.loss).toBe(twin!.loss);
  expect(wasm!.gradient).toEqual(twin!.gradient);
  expect(wasm!.gradient.some((slope) => slope !== 0)).toBe(true);
});

it("has a committed module that its sources compile to", () => {
  const build = join(import.meta.dirname, "../../src/networks/kernels/build-kernels.mjs");
  expect(() => execFileSync(process.execPath, [build, "--check"], { stdio: "pipe" })).not.toThrow();
});

/** How columns lie in memory changes nothing about what is computed. */
import { describe, expect, it } from "vitest";
import { blockRows, type KernelCall } from "../../src/graph/index.js";
import { openProgramMemory, type Programs } from "../../src/kernels/index.js";
import { packPanels } from "../../src/kernels/panels.js";
import { openStream } from "../../src/math/index.js";

const rows = blockRows + 37;
const bytes = Math.ceil((8 * rows) / 64) * 64;

function columns(count: number, value?: number): Float64Array[] {
  const random = openStream(1, "layout");
  return Array.from({ length: count }, () =>
    Float64Array.from({ length: rows }, () => value ?? random.normal()),
  );
}

/** eta = 0 + X b, then the gaussian likelihood of y = 1 with weights of one, then X'd. */
function regression(X: readonly Float64Array[]): Programs {
  const data = (offset: number) => ({ kind: "data", offset, stride: 8 * blockRows }) as const;
  const at = (offset: number) => ({ kind: "private", offset, stride: 0 }) as const;
  const count = (value: number) => ({ kind: "count", value }) as const;
  const matrix = [data(0), count(bytes), count(X.length)] as const;
  const statistics = [0, 1, 2].map((k) => data((X.length + k) * bytes));
  const [eta, dEta, zero, beta, dBeta, aux] = [0, 1, 2, 3, 4, 5].map((k) => at(8192 * k));
  const n = { kind: "rows" } as const;
  const calls: KernelCall[] = [
    { kernel: "fill", label: "", arguments: [eta!, zero!, n] },
    { kernel: "columns_times", label: "", arguments: [eta!, ...matrix, beta!, n] },
    {
      kernel: "gaussian",
      label: "",
      arguments: [eta!, dEta!, ...statistics, aux!, at(5 * 8192 + 64), n],
    },
    { kernel: "columns_transposed", label: "", arguments: [dBeta!, ...matrix, dEta!, n] },
  ];
  const constants = [1, 1, 0].map((value) => new Float64Array(rows).fill(value));
  return {
    blockPrograms: [{ rowCount: rows, calls }],
    data: [...X, ...constants].map((values, k) => ({ offset: k * bytes, values })),
    dataBytes: (X.length + 3) * bytes,
    privateBytes: 6 * 8192,
  };
}

describe.each([1, 2, 4, 5, 8, 11])("%i dense columns", (count) => {
  it.each([undefined, 0.5])("give the sums over rows that they should (all %s)", (value) => {
    const X = columns(count, value);
    const memory = openProgramMemory(regression(X));
    const beta = memory.view(3 * 8192, count).map((_, j) => 0.1 * (j + 1));
    memory.view(3 * 8192, count).set(beta);
    memory.view(5 * 8192, 1)[0] = 1;
    const logLikelihood = memory.runners[0]!();
    const residual = Float64Array.from({ length: rows }, (_, i) =>
      X.reduce((sum, column, j) => sum - column[i]! * beta[j]!, 1),
    );
    const squares = residual.reduce((sum, r) => sum + r * r, 0);
    expect(logLikelihood).toBeCloseTo(-squares / 2, 9);
    X.forEach((column, j) => {
      const expected = column.reduce((sum, x, i) => sum + x * residual[i]!, 0);
      expect(memory.view(4 * 8192, count)[j]).toBeCloseTo(expected, 9);
    });
  });
});

describe("panels", () => {
  it("hold two rows of four columns in turn, block after block", () => {
    const X = [1, 2, 3, 4, 5].map((j) => Float64Array.of(10 * j, 10 * j + 1, 10 * j + 2));
    expect([...packPanels(X, 2)]).toEqual([
      ...[10, 11, 20, 21, 30, 31, 40, 41, 50, 51],
      ...[12, 0, 22, 0, 32, 0, 42, 0, 52, 0],
    ]);
  });
});

/** The Hessian of the mean-field objective at its optimum, by differences of gradients of the log density. */
import { deterministic } from "../../math/index.js";
import type { LogDensity } from "../../target/index.js";
import type { VariationalRun } from "../variational/variational-progress.js";
import type { FixedDraws } from "./fixed-draws.js";

/** Blocks by means m and log sds ω, row-major. */
export interface MeanFieldCurvature {
  readonly means: Float64Array;
  /** Rows are means, columns log sds. */
  readonly mixed: Float64Array;
  readonly logSds: Float64Array;
}

/** Coordinates are of unit scale here, and differences are exact to about its square. */
const difference = 1e-4;
/** Draws between two reports. */
const drawsPerReport = 2;

function addColumn(
  { means, mixed, logSds }: MeanFieldCurvature,
  j: number,
  column: Float64Array,
  scaled: Float64Array,
): void {
  const n = column.length;
  for (let i = 0; i < n; i++) {
    means[i * n + j]! += column[i]!;
    mixed[i * n + j]! += column[i]! * scaled[j]!;
    logSds[i * n + j]! += scaled[i]! * column[i]! * scaled[j]!;
  }
}

function symmetrise(matrix: Float64Array, n: number): void {
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++) {
      const mean = 0.5 * (matrix[i * n + j]! + matrix[j * n + i]!);
      matrix[i * n + j] = mean;
      matrix[j * n + i] = mean;
    }
}

/** With h the Hessian of −log p at m + s, s = e^ω ∘ z: means of h, h diag(s), and diag(s) h diag(s) − diag(∇log p ∘ s). */
export function* measureCurvature(
  target: LogDensity,
  { values, pairs }: FixedDraws,
  parameters: Float64Array,
): VariationalRun<MeanFieldCurvature | "stopped"> {
  const n = target.dimension;
  const blocks = [0, 1, 2].map(() => new Float64Array(n * n));
  const curvature = { means: blocks[0]!, mixed: blocks[1]!, logSds: blocks[2]! };
  const [position, above, below] = [0, 1, 2].map(() => new Float64Array(n)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let draw = 0; draw < 2 * pairs; draw++) {
    const sign = draw % 2 === 0 ? 1 : -1;
    const row = (draw >> 1) * n;
    const scaled = Float64Array.from(
      { length: n },
      (_, i) => sign * values[row + i]! * deterministic.exp(parameters[n + i]!),
    );
    for (let i = 0; i < n; i++) position[i] = parameters[i]! + scaled[i]!;
    target.logDensityAndGradient(position, above);
    for (let i = 0; i < n; i++)
      curvature.logSds[i * n + i]! -= (above[i]! * scaled[i]!) / (2 * pairs);
    for (let j = 0; j < n; j++) {
      const centre = position[j]!;
      position[j] = centre + difference;
      target.logDensityAndGradient(position, above);
      position[j] = centre - difference;
      target.logDensityAndGradient(position, below);
      position[j] = centre;
      for (let i = 0; i < n; i++) above[i] = (below[i]! - above[i]!) / (2 * difference * 2 * pairs);
      addColumn(curvature, j, above, scaled);
    }
    const due = draw % drawsPerReport === 0;
    if (due && (yield { stage: "response", done: draw, total: 2 * pairs })) return "stopped";
  }
  symmetrise(curvature.means, n);
  symmetrise(curvature.logSds, n);
  return curvature;
}

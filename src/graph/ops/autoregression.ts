/**
 * Stationary autoregression: x[0] = sd z[0], x[i] = ρ x[i − 1] + sd √(1 − ρ²) z[i], copy after copy.
 * Inputs: z (copies × steps), sd, ρ.
 */
import type { Op } from "../op.js";

export interface AutoregressionAttributes {
  readonly steps: number;
}

export const autoregression: Op<AutoregressionAttributes> = {
  shape([z], { steps }) {
    if (z!.size % steps !== 0) throw new Error(`autoregression: copies of ${steps} steps`);
    return { size: z!.size, rows: false };
  },
  bind({ value, adjoint, inputs: [z, sd, rho] }, { steps }) {
    const carried = new Float64Array(value.length);
    return {
      forward(): void {
        const [scale, r] = [sd!.value[0]!, rho!.value[0]!];
        const innovation = scale * Math.sqrt(1 - r * r);
        for (let i = 0; i < value.length; i++)
          value[i] =
            i % steps === 0 ? scale * z!.value[i]! : r * value[i - 1]! + innovation * z!.value[i]!;
      },
      backward(): void {
        const [scale, r] = [sd!.value[0]!, rho!.value[0]!];
        const root = Math.sqrt(1 - r * r);
        let ofScale = 0;
        let ofRho = 0;
        for (let i = value.length - 1; i >= 0; i--) {
          const first = i % steps === 0;
          const next = (i + 1) % steps === 0 ? 0 : r * carried[i + 1]!;
          const d = (carried[i] = adjoint[i]! + next);
          const own = first ? 1 : root;
          z!.adjoint[i]! += d * scale * own;
          ofScale += d * own * z!.value[i]!;
          if (!first) ofRho += d * (value[i - 1]! - (scale * r * z!.value[i]!) / root);
        }
        sd!.adjoint[0]! += ofScale;
        rho!.adjoint[0]! += ofRho;
      },
    };
  },
  describe: ({ steps }) => `${steps} steps`,
};

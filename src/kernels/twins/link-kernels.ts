/** Inverse log and logit in JavaScript: the operations of assembly/link-kernels.ts in its order. */
import { exp, expNegative } from "../portable/exponential.js";
import type { Memory } from "../portable/memory.js";

export function inverse_log(memory: Memory, mu: number, eta: number, n: number): void {
  const { doubles } = memory;
  for (let i = 0; i < n; i++) doubles[(mu >> 3) + i] = exp(doubles[(eta >> 3) + i]!);
}

export function inverse_log_pullback(
  memory: Memory,
  dEta: number,
  dMu: number,
  mu: number,
  _eta: number,
  n: number,
): void {
  const { doubles } = memory;
  for (let i = 0; i < n; i++) {
    doubles[(dEta >> 3) + i] = doubles[(dMu >> 3) + i]! * doubles[(mu >> 3) + i]!;
  }
}

export function inverse_logit(memory: Memory, mu: number, eta: number, n: number): void {
  const { doubles } = memory;
  for (let i = 0; i < n; i++) {
    const x = doubles[(eta >> 3) + i]!;
    const e = expNegative(-Math.abs(x));
    doubles[(mu >> 3) + i] = (x >= 0 ? 1 : e) / (1 + e);
  }
}

export function inverse_logit_pullback(
  memory: Memory,
  dEta: number,
  dMu: number,
  _mu: number,
  eta: number,
  n: number,
): void {
  const { doubles } = memory;
  for (let i = 0; i < n; i++) {
    const e = expNegative(-Math.abs(doubles[(eta >> 3) + i]!));
    const total = 1 + e;
    doubles[(dEta >> 3) + i] = doubles[(dMu >> 3) + i]! * (e / (total * total));
  }
}

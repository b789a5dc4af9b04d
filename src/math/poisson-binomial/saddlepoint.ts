/**
 * The saddlepoint approximation of the Poisson-binomial likelihood to the second order:
 * K − s k − ½ log(2π K″) + log(1 + K⁗ / (8 K″²) − 5 K‴² / (24 K″³)) at K′(s) = k (Daniels 1954).
 */
import type { Elementary } from "../elementary.js";
import { certainCount, solveTilt } from "./tilt.js";
import type { CountLikelihood } from "./unit-members.js";

const logTwoPi = 1.8378770664093453;

/** The correction's logarithm goes on in a straight line below this, where the expansion has broken down. */
const lowest = -0.5;

interface Correction {
  readonly value: number;
  readonly slope: number;
}

function logCorrection(x: number, math: Elementary): Correction {
  if (x >= lowest) return { value: math.log1p(x), slope: 1 / (1 + x) };
  const slope = 1 / (1 + lowest);
  return { value: math.log1p(lowest) + slope * (x - lowest), slope };
}

/** For units of two outcomes; units of at most so many members. */
export function openSaddlepoint(mostMembers: number, math: Elementary): CountLikelihood {
  const q = new Float64Array(mostMembers);
  return (unit, slopes) => {
    const certain = certainCount(unit, slopes, math);
    if (certain !== undefined) return certain;
    const { probabilities: p, weights, counts } = unit;
    const { s, cumulant } = solveTilt(unit, counts[0]!, q, math);
    let [k2, k3, k4, k5] = [0, 0, 0, 0];
    for (let i = 0; i < weights.length; i++) {
      const v = weights[i]! * q[i]! * (1 - q[i]!);
      const lean = 1 - 2 * q[i]!;
      const spread = q[i]! * (1 - q[i]!);
      k2 += v;
      k3 += v * lean;
      k4 += v * (1 - 6 * spread);
      k5 += v * lean * (1 - 12 * spread);
    }
    const square = k2 * k2;
    const term = k4 / (8 * square) - (5 * k3 * k3) / (24 * square * k2);
    const { value, slope } = logCorrection(term, math);
    const of2 =
      -0.5 / k2 + slope * (-k4 / (4 * square * k2) + (5 * k3 * k3) / (8 * square * square));
    const of3 = (-5 * slope * k3) / (12 * square * k2);
    const of4 = slope / (8 * square);
    // ∂K_r/∂η_i is the member's part of K_{r+1}, and s moves by −(its part of K″) / K″.
    const through = (of2 * k3 + of3 * k4 + of4 * k5) / k2;
    for (let i = 0; i < weights.length; i++) {
      const spread = q[i]! * (1 - q[i]!);
      const lean = 1 - 2 * q[i]!;
      const own = of2 * lean + of3 * (1 - 6 * spread) + of4 * lean * (1 - 12 * spread) - through;
      const d = weights[i]! * (q[i]! - p[2 * i]! + spread * own);
      slopes[2 * i] = d;
      slopes[2 * i + 1] = -d;
    }
    return cumulant - s * counts[0]! - 0.5 * (logTwoPi + math.log(k2)) + value;
  };
}

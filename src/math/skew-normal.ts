/** The skew normal distribution (Azzalini 1985), density 2 φ(z) Φ(α z). */
import { exp } from "./exponential.js";
import { normalCdf } from "./normal-distribution.js";

const inverseRootTwoPi = 0.3989422804014327;
const inverseTwoPi = 0.15915494309189535;

/** Gauss-Legendre nodes on (0, 1) and weights, twelve points. */
const nodes = [
  0.009219682876640375, 0.04794137181476257, 0.11504866290284765, 0.20634102285669126,
  0.31608425050090994, 0.4373832957442655, 0.5626167042557344, 0.6839157494990901,
  0.7936589771433087, 0.8849513370971523, 0.9520586281852375, 0.9907803171233596,
];
const weights = [
  0.023587668193255914, 0.05346966299765922, 0.08003916427167311, 0.10158371336153296,
  0.1167462682691774, 0.12457352290670139, 0.12457352290670139, 0.1167462682691774,
  0.10158371336153296, 0.08003916427167311, 0.05346966299765922, 0.023587668193255914,
];

/** Owen's T(h, a) = (1 / 2π) ∫₀ᵃ exp(−h² (1 + x²) / 2) / (1 + x²) dx for 0 <= a <= 1. */
function owenTWithin(h: number, a: number): number {
  let total = 0;
  for (let i = 0; i < nodes.length; i++) {
    const x = a * nodes[i]!;
    total += (weights[i]! * exp(-0.5 * h * h * (1 + x * x))) / (1 + x * x);
  }
  return inverseTwoPi * a * total;
}

/** Owen's T for any h and a; beyond a = 1 by T(h, a) = (Φ(h) + Φ(ah)) / 2 − Φ(h) Φ(ah) − T(ah, 1/a), h, a > 0. */
export function owenT(h: number, a: number): number {
  if (a < 0) return -owenT(h, -a);
  const size = Math.abs(h);
  if (a <= 1) return owenTWithin(size, a);
  const [p, q] = [normalCdf(size), normalCdf(a * size)];
  return (p + q) / 2 - p * q - owenTWithin(a * size, 1 / a);
}

export function skewNormalDensity(z: number, shape: number): number {
  const normal = inverseRootTwoPi * exp(-0.5 * z * z);
  return shape === 0 ? normal : 2 * normal * normalCdf(shape * z);
}

export function skewNormalCdf(z: number, shape: number): number {
  return shape === 0 ? normalCdf(z) : normalCdf(z) - 2 * owenT(z, shape);
}

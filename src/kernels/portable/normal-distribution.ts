/** The scaled complementary error function, from which both tails of Φ and their ratios follow. */
import { exp } from "./exponential.js";

export const inverseSqrt2 = 0.7071067811865476;
export const inverseSqrt2Pi = 0.3989422804014327;
const inverseSqrtPi = 0.5641895835477563;

/** 1 - erfcx(x) exp(-x^2), that is erf(x), for 0 <= x <= 0.46875. */
function erfSmall(x: number): number {
  const z = x * x;
  const p =
    (((0.18577770618460315 * z + 3.1611237438705655) * z + 113.86415415105016) * z +
      377.485237685302) *
      z +
    3209.3775891384694;
  const q =
    (((z + 23.601290952344122) * z + 244.02463793444417) * z + 1282.6165260773723) * z +
    2844.236833439171;
  return (x * p) / q;
}

function erfcxMiddle(x: number): number {
  let p = 2.1531153547440383e-8 * x + 0.5641884969886701;
  p = ((p * x + 8.883149794388377) * x + 66.11919063714163) * x + 298.6351381974001;
  p =
    (((p * x + 881.952221241769) * x + 1712.0476126340707) * x + 2051.0783778260716) * x +
    1230.3393547979972;
  let q = (x + 15.744926110709835) * x + 117.6939508913125;
  q = ((q * x + 537.1811018620099) * x + 1621.3895745666903) * x + 3290.7992357334597;
  q = ((q * x + 4362.619090143247) * x + 3439.3676741437216) * x + 1230.3393548037495;
  return p / q;
}

function erfcxLarge(x: number): number {
  const z = 1.0 / (x * x);
  let p = (0.016315387137302097 * z + 0.30532663496123236) * z + 0.36034489994980445;
  p = ((p * z + 0.12578172611122926) * z + 0.016083785148742275) * z + 0.0006587491615298378;
  let q = (z + 2.568520192289822) * z + 1.8729528499234673;
  q = ((q * z + 0.5279051029514285) * z + 0.06051834131244132) * z + 0.0023352049762686918;
  return (inverseSqrtPi - (z * p) / q) / x;
}

/** exp(x^2) erfc(x) for x >= 0: W. J. Cody, Mathematics of Computation 23 (1969), 631-637. */
export function erfcx(x: number): number {
  if (x <= 0.46875) return exp(x * x) * (1.0 - erfSmall(x));
  return x <= 4.0 ? erfcxMiddle(x) : erfcxLarge(x);
}

/** Φ(x), relatively accurate in the lower tail. */
export function normalCdf(x: number): number {
  const distance = Math.abs(x);
  const tail = 0.5 * exp(-0.5 * x * x) * erfcx(distance * inverseSqrt2);
  return x < 0.0 ? tail : 1.0 - tail;
}

export function normalDensity(x: number): number {
  return inverseSqrt2Pi * exp(-0.5 * x * x);
}

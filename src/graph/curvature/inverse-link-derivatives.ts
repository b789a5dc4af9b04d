/** The mean and its first three derivatives in the linear predictor. */
import { deterministic as math } from "../../math/index.js";
import type { LinkOpName } from "../ops/index.js";

/** Writes mu, mu′, mu″, mu‴ at eta. */
export type LinkDerivatives = (eta: number, out: Float64Array) => void;

function write(out: Float64Array, mu: number, first: number, second: number, third: number): void {
  out[0] = mu;
  out[1] = first;
  out[2] = second;
  out[3] = third;
}

const logSqrtTwoPi = 0.9189385332046727;

export const linkDerivatives: Readonly<Record<LinkOpName, LinkDerivatives>> = {
  identity: (eta, out) => write(out, eta, 1, 0, 0),
  log(eta, out) {
    const mu = math.exp(eta);
    write(out, mu, mu, mu, mu);
  },
  inverse(eta, out) {
    const mu = 1 / eta;
    write(out, mu, -mu * mu, 2 * mu * mu * mu, -6 * mu * mu * mu * mu);
  },
  logit(eta, out) {
    const e = math.exp(-Math.abs(eta));
    const small = e / (1 + e);
    const mu = eta >= 0 ? 1 / (1 + e) : small;
    const slope = small / (1 + e);
    const tilt = eta >= 0 ? small - 1 / (1 + e) : 1 / (1 + e) - small;
    write(out, mu, slope, slope * tilt, slope * (tilt * tilt - 2 * slope));
  },
  probit(eta, out) {
    const density = math.exp(-0.5 * eta * eta - logSqrtTwoPi);
    write(
      out,
      math.exp(math.logNormalCdf(eta)),
      density,
      -eta * density,
      (eta * eta - 1) * density,
    );
  },
  cloglog(eta, out) {
    const t = math.exp(eta);
    const slope = math.exp(eta - t);
    write(out, -math.expm1(-t), slope, slope * (1 - t), slope * ((1 - t) * (1 - t) - t));
  },
};

/** How a variational engine found its approximation, in a saved fit. */
import type { VariationalQuality } from "../../engines/variational/variational-progress.js";
import { storedNumber, type Fields, type StoredFields } from "./fields.js";

export function writeQuality({
  elbo,
  kHat,
  effectiveDraws,
  ...others
}: VariationalQuality): StoredFields {
  return {
    ...others,
    elbo: storedNumber(elbo),
    kHat: storedNumber(kHat),
    effectiveDraws: storedNumber(effectiveDraws),
  };
}

export function readQuality(fields: Fields): VariationalQuality {
  return {
    elbo: fields.number("elbo"),
    kHat: fields.number("kHat"),
    effectiveDraws: fields.number("effectiveDraws"),
    candidates: fields.count("candidates"),
    resampled: fields.flag("resampled"),
    iterations: fields.count("iterations"),
    gradients: fields.count("gradients"),
    converged: fields.flag("converged"),
  };
}

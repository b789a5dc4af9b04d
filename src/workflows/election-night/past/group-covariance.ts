/** What the past says of the covariance of a group's effects. */
import type { GroupBlock } from "../../../design/design-blocks.js";
import type { GroupParameters } from "../../../model/model-spec.js";
import { meanOf } from "./moments.js";
import type { DrawColumns } from "./moments.js";

/** E of the covariance over the draws, row-major: the variance of a new level's effects. */
export function expectedCovariance(
  { effectNames, correlated, factor }: GroupBlock,
  { scaleNames }: GroupParameters,
  columns: DrawColumns,
): Float64Array {
  const n = effectNames.length;
  const scales = scaleNames.map(columns);
  const covariance = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      if (i !== j && !correlated) continue;
      const name = `cor(${effectNames[j]!},${effectNames[i]!}|${factor.name})`;
      const correlation = i === j ? undefined : columns(name);
      const products = scales[i]!.map(
        (scale, d) => scale * scales[j]![d]! * (correlation?.[d] ?? 1),
      );
      covariance[i * n + j] = meanOf(products);
      covariance[j * n + i] = covariance[i * n + j]!;
    }
  }
  return covariance;
}

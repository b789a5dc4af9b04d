/** A distribution with its arguments as users write it: `Normal(0, 2.5)`. */
import type { DistributionValue } from "./distribution.js";

/** Numbers are shown to `digits` significant digits. */
export function printDistribution(value: DistributionValue, digits = 5): string {
  const parameters = value.parameters.map((parameter) =>
    String(Number(parameter.toPrecision(digits))),
  );
  return `${value.name}(${parameters.join(", ")})`;
}

/** A target seen in coordinates where it is roughly a standard normal. */
import type { LogDensity } from "../../target/index.js";
import type { NormalApproximation } from "./normal-approximation.js";

/** The density of z where position = mean + A z, its Jacobian included. */
export function standardisedTarget(target: LogDensity, map: NormalApproximation): LogDensity {
  const { dimension } = target;
  const position = new Float64Array(dimension);
  const slopes = new Float64Array(dimension);
  return {
    dimension,
    logDensityAndGradient(z, gradient) {
      map.place(z, position);
      const value = target.logDensityAndGradient(position, slopes);
      map.pullBack(slopes, gradient);
      return value + map.logVolume;
    },
  };
}

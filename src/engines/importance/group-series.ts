/** Likelihoods at the nodes of all groups from one expansion of them, and row by row where that does not reach so far. */
import type { NormalIntegrals } from "../../math/near-normal/index.js";
import type { GroupLikelihood, GroupSeries } from "../../target/index.js";

const centreAlone = Float64Array.of(0);

/**
 * Where the modes are predicted: moves them to the modes of the likelihoods with their prior, and writes by how much
 * these are at the nodes above where they were predicted. Returns the value of all rows there.
 */
export function openSeriesValues(
  likelihood: GroupLikelihood,
  series: GroupSeries,
  refine: (precision: number, chosen: Float64Array) => void,
  integrals: NormalIntegrals,
  nodes: Float64Array,
): (precision: number) => number {
  const { modes, scales, remainders, isFar } = integrals;
  const { coefficients, radii } = integrals.series;
  radii.set(series.radius);
  const around = new Float64Array(modes.length);
  const noScales = new Float64Array(modes.length);

  const writeFar = (precision: number): void => {
    likelihood.values(modes, noScales, centreAlone, around, isFar);
    refine(precision, isFar);
    likelihood.values(modes, scales, nodes, remainders, isFar);
    for (let g = 0, at = 0; g < modes.length; g++, at += nodes.length)
      if (isFar[g] !== 0) for (let q = 0; q < nodes.length; q++) remainders[at + q]! -= around[g]!;
  };

  return (precision) => {
    const value = series.expand(modes, coefficients);
    if (integrals.centre(precision) > 0) writeFar(precision);
    return value;
  };
}

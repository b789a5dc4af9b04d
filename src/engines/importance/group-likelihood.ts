/** The likelihood by groups of families that have no kernels for it: row by row and observation by observation. */
import type { GroupedRows, GroupLikelihood, LatentGaussian } from "../../target/index.js";
import { predictCommon } from "./group-rows.js";

/** Position and group of every row of the predictor; the group is one past the last where there is none. */
function placesOf({ groups, rows, start }: GroupedRows) {
  const position = new Int32Array(rows.length);
  const group = new Int32Array(rows.length);
  for (let g = 0; g <= groups; g++)
    for (let i = start[g]!; i < start[g + 1]!; i++) {
      position[rows[i]!] = i;
      group[rows[i]!] = g;
    }
  return { position, group };
}

/** Row by row, in the order of the predictor: whole log densities, constants included. */
export function openGroupLikelihoodByRows(
  { likelihood, observations }: LatentGaussian,
  grouped: GroupedRows,
): GroupLikelihood {
  if (!observations) throw new Error("units of rows have no groups");
  const { groups, rows, multiplier } = grouped;
  const { position, group } = placesOf(grouped);
  const derivatives = likelihood.openDerivatives();
  const base = new Float64Array(rows.length);
  const eta = new Float64Array(rows.length);
  const etaOf = new Float64Array(observations.count);
  const logs = new Float64Array(observations.count);
  const sums = new Float64Array(groups + 1);
  let theta = new Float64Array(0);

  /** Of every group and of the rows without one, at effects that `effectOf` says. */
  const valuesAt = (effectOf: (g: number) => number): void => {
    const { row, multiplicity, count } = observations;
    for (let o = 0; o < count; o++) {
      const [at, g] = [position[row[o]!]!, group[row[o]!]!];
      etaOf[o] = base[at]! + (g < groups ? multiplier[at]! * effectOf(g) : 0);
    }
    observations.logDensity(etaOf, theta, logs);
    sums.fill(0);
    for (let o = 0; o < count; o++) sums[group[row[o]!]!]! += multiplicity[o]! * logs[o]!;
  };

  return {
    constant: 0,
    place(at, common) {
      theta = at.slice();
      predictCommon(grouped, common, base);
    },
    slopes(effects, slope, curvature) {
      slope.fill(0);
      curvature.fill(0);
      rows.forEach((row, i) => {
        const g = group[row]!;
        eta[row] = base[i]! + (g < groups ? multiplier[i]! * effects[g]! : 0);
      });
      likelihood.evaluate(eta, theta, "second", derivatives);
      rows.forEach((row, i) => {
        const [g, z] = [group[row]!, multiplier[i]!];
        if (g === groups) return;
        slope[g]! += z * derivatives.first[row]!;
        curvature[g]! -= z * z * Math.min(0, derivatives.second[row]!);
      });
    },
    values(centres, scales, nodes, into) {
      for (let q = 0; q < nodes.length; q++) {
        valuesAt((g) => centres[g]! + scales[g]! * nodes[q]!);
        for (let g = 0; g < groups; g++) into[g * nodes.length + q] = sums[g]!;
      }
      return sums[groups]!;
    },
  };
}

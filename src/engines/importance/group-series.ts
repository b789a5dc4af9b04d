/** Modes and values of all groups from one expansion of their likelihoods, where that reaches so far. */
import type { GroupSeries } from "../../target/index.js";
import type { GroupModes } from "./group-modes.js";

/** Steps on a polynomial cost next to nothing. */
const mostSteps = 8;
/** In scales; the error of the last step is its square. */
const shortStep = 0.02;
const longestStep = 2;

/**
 * Where the modes are predicted: moves them to the modes of the series with their prior, and writes by how much
 * the likelihood at the nodes around these is above that where they were predicted, group after group. Returns the
 * value of all rows there; undefined where a node would lie beyond what the series of its group bears, and then the
 * modes are those that were predicted.
 */
export function openSeriesValues(
  series: GroupSeries,
  { modes, scales }: Pick<GroupModes, "modes" | "scales">,
  nodes: Float64Array,
): (precision: number, into: Float64Array) => number | undefined {
  const { terms, radius } = series;
  const groups = modes.length;
  const coefficients = new Float64Array(groups * terms);
  const [shifts, widths] = [new Float64Array(groups), new Float64Array(groups)];
  const reach = nodes.reduce((most, t) => Math.max(most, Math.abs(t)), 0);

  /** The shift to the mode of a group and its scale there; false where that is too far. */
  const findMode = (g: number, precision: number): boolean => {
    const first = g * terms;
    let shift = 0;
    for (let step = 0; step < mostSteps; step++) {
      let [slope, second] = [0, 0];
      for (let k = terms - 1; k >= 1; k--) {
        second = second * shift + slope;
        slope = slope * shift + k * coefficients[first + k]!;
      }
      const scale = 1 / Math.sqrt(precision + Math.max(0, -second));
      const move = (slope - precision * (modes[g]! + shift)) * scale;
      shift += Math.max(-longestStep, Math.min(longestStep, move)) * scale;
      widths[g] = scale;
      if (!(Math.abs(shift) + reach * scale < radius[g]!)) return false;
      if (Math.abs(move) < shortStep) break;
    }
    shifts[g] = shift;
    return true;
  };

  const writeValues = (g: number, into: Float64Array): void => {
    const first = g * terms;
    for (let q = 0; q < nodes.length; q++) {
      const by = shifts[g]! + widths[g]! * nodes[q]!;
      let total = 0;
      for (let k = terms - 1; k >= 0; k--) total = total * by + coefficients[first + k]!;
      into[g * nodes.length + q] = total;
    }
  };

  return (precision, into) => {
    for (let g = 0; g < groups; g++) if (!(reach * scales[g]! < radius[g]!)) return undefined;
    const value = series.expand(modes, coefficients);
    for (let g = 0; g < groups; g++) if (!findMode(g, precision)) return undefined;
    for (let g = 0; g < groups; g++) {
      modes[g]! += shifts[g]!;
      scales[g] = widths[g]!;
      writeValues(g, into);
    }
    return value;
  };
}

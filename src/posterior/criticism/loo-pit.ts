/**
 * Where each response lies in what the other rows say of it: uniform on (0, 1) where the model is right.
 * Counts are spread over their own probability at random, which makes them exactly uniform then
 * (Czado, Gneiting & Held 2009); the band is the simultaneous one of Säilynoja, Bürkner & Vehtari (2022).
 */
import { envelopeBand, openEnvelope, openStream } from "../../math/index.js";
import { discreteFamilies } from "../../vocabulary/index.js";
import { counted, valueText } from "../number-text.js";
import type { Posterior } from "../posterior.js";
import type { ResultTable } from "../result-table.js";
import { highRows } from "./elpd-table.js";
import { leaveOneOut } from "./leave-one-out.js";

interface Transforms {
  /** P(Y < y) + ½ P(Y = y) and P(Y = y), given the other rows. */
  readonly middle: Float64Array;
  readonly mass: Float64Array;
  readonly note: string;
}

/** A fit by INLA that was not corrected has them from its own integrals; a likelihood with weights has not. */
function transformsOf(posterior: Posterior): Transforms {
  const { spec } = posterior.model;
  const own = posterior.engine === "inla" && !posterior.correction?.passed;
  if (own && !spec.design.response.weights) {
    const { cpo, pit, failure } = posterior.leaveOneOut;
    const failed = failure.reduce((sum, share) => sum + (share > 0 ? 1 : 0), 0);
    const mass = discreteFamilies.has(spec.family) ? cpo : new Float64Array(cpo.length);
    const note = "by quadrature over the approximation";
    return {
      middle: pit,
      mass,
      note:
        failed > 0 ? `${note}; ${counted(failed, "row", "rows")} not to be had everywhere` : note,
    };
  }
  const loo = leaveOneOut(posterior, true);
  const high = highRows(loo).length;
  const doubtful =
    high > 0
      ? `; k-hat is above ${valueText(loo.threshold)} in ${counted(high, "row", "rows")}`
      : "";
  return {
    middle: loo.pit!,
    mass: loo.mass!,
    note: `by importance sampling of the draws${doubtful}`,
  };
}

export interface LooPit {
  /** One of each row that says something. */
  readonly values: Float64Array;
  readonly note: string;
}

/** The same seed spreads counts alike. */
export function looPitValues(posterior: Posterior, seed: number): LooPit {
  const { trials } = posterior.model.spec.design.response;
  const { middle, mass, note } = transformsOf(posterior);
  const random = openStream(seed, "loo_pit");
  const spread = middle.map((value, row) => {
    const u = mass[row]! > 0 ? random.uniform() : 0.5;
    return Math.min(1, Math.max(0, value + (u - 0.5) * mass[row]!));
  });
  return { values: spread.filter((_, row) => trials?.[row] !== 0), note };
}

/** In standard errors of a uniform; smaller departures are not put into words. */
const readable = 2.5;

/** Var u = 1/12, and the variance of (u − ½)² is 1/180. */
function reading(values: Float64Array): string {
  const n = values.length;
  const shift = values.reduce((sum, u) => sum + u - 0.5, 0) * Math.sqrt(12 / n);
  const width =
    values.reduce((sum, u) => sum + (u - 0.5) * (u - 0.5) - 1 / 12, 0) * Math.sqrt(180 / n);
  if (Math.max(Math.abs(shift), Math.abs(width)) < readable) return "";
  if (Math.abs(shift) > Math.abs(width))
    return `: responses are ${shift > 0 ? "higher" : "lower"} than the model expects`;
  return `: the model's predictions are too ${width > 0 ? "narrow" : "wide"}`;
}

/** Chance that the band is left by values that are uniform. */
const alpha = 0.05;

export function looPitTable(posterior: Posterior, seed: number): ResultTable {
  const { spec } = posterior.model;
  const { values, note } = looPitValues(posterior, seed);
  const { p, differences } = openEnvelope(values.length)(values);
  const band = envelopeBand(values.length, alpha);
  const scale = (z: number): number => Math.sqrt((z * (1 - z)) / values.length);
  return {
    kind: "table",
    title: `Leave-one-out probability integral transform of ${spec.name}: ${spec.design.response.text}`,
    columns: ["pit", "difference", "lower", "upper"].map((name) => ({ name, format: "number" })),
    rows: Array.from(band.z, (z, i) => [
      z,
      differences[i]! * scale(z),
      band.lower[i]! - z,
      band.upper[i]! - z,
    ]),
    notes: [
      `p = ${valueText(p)} for ${counted(values.length, "row", "rows")}${p < alpha ? reading(values) : ""}`,
      "difference is the share of transforms at or below pit less pit; uniform ones stay within the band in 19 of 20 cases",
      note,
      ...(discreteFamilies.has(spec.family)
        ? [`counts are spread over their probability at random, seed ${seed}`]
        : []),
    ],
    chart: {
      shape: "intervals",
      x: "pit",
      y: "difference",
      lower: "lower",
      upper: "upper",
      none: 0,
    },
  };
}

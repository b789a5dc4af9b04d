/** What a calibration says against its engine, in words. */
import type { Diagnostic } from "../../diagnostics/index.js";
import type { CalibrationFit } from "./calibration-fit.js";
import { calibrationLevel, type JudgedQuantity } from "./judge.js";

export interface CalibrationEvidence {
  /** Of the model. */
  readonly name: string;
  readonly engine: string;
  /** Fits that were wanted. */
  readonly asked: number;
  readonly fits: readonly CalibrationFit[];
  readonly quantities: readonly JudgedQuantity[];
}

/** How many quantities a message names. */
const named = 5;

export function uncalibrated(quantities: readonly JudgedQuantity[]): readonly JudgedQuantity[] {
  return quantities
    .filter(({ adjusted }) => adjusted <= calibrationLevel)
    .sort((a, b) => a.p - b.p);
}

export function diagnoseCalibration(evidence: CalibrationEvidence): readonly Diagnostic[] {
  const { name, engine, asked, fits, quantities } = evidence;
  const bad = uncalibrated(quantities);
  const failed = fits.filter(({ outcome }) => outcome === "failed");
  const found = bad
    .slice(0, named)
    .map((one) => (one.reading === "" ? one.name : `${one.name} (${one.reading})`));
  const listed = [...found, ...(bad.length > named ? ["..."] : [])].join(", ");
  return [
    ...(fits.length < asked
      ? [
          {
            code: "interrupted" as const,
            severity: "warning" as const,
            message: `the calibration was stopped after ${fits.length} of ${asked} fits; its answer rests on these`,
          },
        ]
      : []),
    ...(failed.length > 0
      ? [
          {
            code: "calibration-fits-failed" as const,
            severity: "warning" as const,
            message: `${failed.length} of ${fits.length} fits of ${name} to data from its own priors failed; each counts as one that missed`,
            found: [...new Set(failed.flatMap(({ codes }) => codes))].join(", "),
            help: "narrower priors, if the data that they lead to are not to be expected",
          },
        ]
      : []),
    ...(bad.length > 0
      ? [
          {
            code: "not-calibrated" as const,
            severity: "warning" as const,
            message: `engine = ${engine} is not calibrated for ${name}: the truth is not uniformly ranked in ${bad.length} of ${quantities.length} quantities`,
            found: listed,
            help:
              engine === "nuts"
                ? "look at the warnings of single fits: more tune and draws, or a higher target_accept"
                : "fit with engine = nuts where these quantities matter",
          },
        ]
      : []),
  ];
}

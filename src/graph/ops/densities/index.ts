/** The densities that priors may use, by name; arguments are in the order of each one's `parameters`. */
import { beta } from "./beta.js";
import { cauchy } from "./cauchy.js";
import type { Density } from "./density.js";
import { exponential } from "./exponential.js";
import { gamma } from "./gamma.js";
import { halfCauchy } from "./half-cauchy.js";
import { halfNormal } from "./half-normal.js";
import { halfStudentT } from "./half-student-t.js";
import { inverseGamma } from "./inverse-gamma.js";
import { logNormal } from "./log-normal.js";
import { normal } from "./normal.js";
import { pc } from "./pc.js";
import { pcSize } from "./pc-size.js";
import { studentT } from "./student-t.js";
import { uniform } from "./uniform.js";

export type DensityName =
  | "normal"
  | "student_t"
  | "cauchy"
  | "gamma"
  | "inverse_gamma"
  | "exponential"
  | "beta"
  | "uniform"
  | "log_normal"
  | "half_normal"
  | "half_student_t"
  | "half_cauchy"
  | "pc"
  | "pc_size";

export const densities: Readonly<Record<DensityName, Density>> = {
  normal,
  student_t: studentT,
  cauchy,
  gamma,
  inverse_gamma: inverseGamma,
  exponential,
  beta,
  uniform,
  log_normal: logNormal,
  half_normal: halfNormal,
  half_student_t: halfStudentT,
  half_cauchy: halfCauchy,
  pc,
  pc_size: pcSize,
};

export type { Density } from "./density.js";

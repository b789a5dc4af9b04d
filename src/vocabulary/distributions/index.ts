/** The typed table of prior distributions, by the names that users write. */
import type { Distribution } from "../distribution.js";
import { beta } from "./beta.js";
import { cauchy } from "./cauchy.js";
import { exponential } from "./exponential.js";
import { flat } from "./flat.js";
import { gamma } from "./gamma.js";
import { halfCauchy } from "./half-cauchy.js";
import { halfNormal } from "./half-normal.js";
import { halfStudentT } from "./half-student-t.js";
import { inverseGamma } from "./inverse-gamma.js";
import { lkj } from "./lkj.js";
import { logNormal } from "./log-normal.js";
import { normal } from "./normal.js";
import { penalisedComplexity } from "./pc.js";
import { penalisedSize } from "./pc-size.js";
import { studentT } from "./student-t.js";
import { uniform } from "./uniform.js";

export type DistributionName =
  | "Normal"
  | "StudentT"
  | "Cauchy"
  | "HalfNormal"
  | "HalfStudentT"
  | "HalfCauchy"
  | "Gamma"
  | "InverseGamma"
  | "Exponential"
  | "Beta"
  | "Uniform"
  | "LogNormal"
  | "PC"
  | "PCSize"
  | "LKJ"
  | "Flat";

export const distributions: Readonly<Record<DistributionName, Distribution>> = {
  Normal: normal,
  StudentT: studentT,
  Cauchy: cauchy,
  HalfNormal: halfNormal,
  HalfStudentT: halfStudentT,
  HalfCauchy: halfCauchy,
  Gamma: gamma,
  InverseGamma: inverseGamma,
  Exponential: exponential,
  Beta: beta,
  Uniform: uniform,
  LogNormal: logNormal,
  PC: penalisedComplexity,
  PCSize: penalisedSize,
  LKJ: lkj,
  Flat: flat,
};

export function isDistributionName(name: string): name is DistributionName {
  return Object.hasOwn(distributions, name);
}

/** The table's entry; a DistributionValue always carries a name of the table. */
export function distributionNamed(name: string): Distribution {
  if (!isDistributionName(name)) throw new Error(`no distribution is called ${name}`);
  return distributions[name];
}

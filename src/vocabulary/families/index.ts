/** The typed table of response families. */
import type { Family } from "../family.js";
import type { FamilyName } from "../names.js";
import { bernoulli } from "./bernoulli.js";
import { beta } from "./beta.js";
import { binomial } from "./binomial.js";
import { gamma } from "./gamma.js";
import { gaussian } from "./gaussian.js";
import { negativeBinomial } from "./negative-binomial.js";
import { poisson } from "./poisson.js";
import { studentT } from "./student-t.js";

export const families: Readonly<Record<FamilyName, Family>> = {
  gaussian,
  student_t: studentT,
  bernoulli,
  binomial,
  poisson,
  negative_binomial: negativeBinomial,
  gamma,
  beta,
};

/** The family of that name or alias. */
export function findFamily(name: string): Family | undefined {
  return Object.values(families).find(
    (family) => family.name === name || family.aliases.includes(name),
  );
}

/** Two fits of one model side by side, their differences in units of the posterior sd. */
import {
  summarise,
  type ParameterMarginalSummary,
  type ParameterSummary,
} from "../../posterior/index.js";
import type { Posterior } from "../../posterior/posterior.js";
import type { ParameterRole } from "../../target/index.js";

/** Differences of posterior means, in posterior sds, from which they are flagged. */
export const noticeable = 0.1;
export const serious = 0.3;

export type Verdict = "close" | "noticeable" | "serious" | "within Monte Carlo error";

export interface ComparedParameter {
  readonly name: string;
  readonly role: ParameterRole;
  readonly term: string;
  readonly means: readonly [number, number];
  readonly sds: readonly [number, number];
  /** (second mean − first mean) / √((sd₁² + sd₂²) / 2). */
  readonly difference: number;
  readonly verdict: Verdict;
}

type Row = ParameterSummary | ParameterMarginalSummary;

/** Monte Carlo error of the mean; zero for what was not drawn. */
function errorOf(row: Row): number {
  return "mcseMean" in row && Number.isFinite(row.mcseMean) ? row.mcseMean : 0;
}

/** A difference within so many of its own Monte Carlo errors says nothing. */
const errorsOfNoise = 4;

function compare(first: Row, second: Row): ComparedParameter {
  const pooled = Math.sqrt((first.sd * first.sd + second.sd * second.sd) / 2);
  const gap = second.mean - first.mean;
  const difference = pooled > 0 ? gap / pooled : gap === 0 ? 0 : Infinity;
  const error = Math.sqrt(errorOf(first) ** 2 + errorOf(second) ** 2);
  const size = Math.abs(difference);
  const verdict = size <= noticeable ? "close" : size <= serious ? "noticeable" : "serious";
  const { name, role, term } = first;
  return {
    name,
    role,
    term,
    means: [first.mean, second.mean],
    sds: [first.sd, second.sd],
    difference,
    verdict:
      verdict !== "close" && Math.abs(gap) < errorsOfNoise * error
        ? "within Monte Carlo error"
        : verdict,
  };
}

/** Every parameter that both fits report, in the order of the first. */
export function compareFits(first: Posterior, second: Posterior): readonly ComparedParameter[] {
  const others = new Map<string, Row>(summarise(second).rows.map((row) => [row.name, row]));
  return summarise(first).rows.flatMap((row) => {
    const other = others.get(row.name);
    return other === undefined ? [] : [compare(row, other)];
  });
}

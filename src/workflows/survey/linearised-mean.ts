/** Weighted means of domains with linearised standard errors, as for draws with replacement. */
import type { SurveyOutcome } from "./survey-outcome.js";

export interface DomainMean {
  readonly mean: number;
  /** NaN where a single respondent has any weight. */
  readonly se: number;
  readonly respondents: number;
  /** (Σw)² / Σw² over the respondents. */
  readonly effectiveSize: number;
}

interface Sums {
  weight: number;
  squares: number;
  total: number;
  /** Σ w² (y - mean)². */
  spread: number;
  respondents: number;
  weighted: number;
}

type Quantity = SurveyOutcome["quantities"][number];

function visit(
  { parts }: Quantity,
  weights: Float64Array,
  domain: Int32Array,
  use: (domain: number, weight: number, count: number, value: number) => void,
): void {
  for (const { counts, values } of parts)
    for (let row = 0; row < weights.length; row++) {
      const [value, count] = [values[row]!, counts[row]!];
      if (domain[row]! < 0 || count === 0 || Number.isNaN(value)) continue;
      use(domain[row]!, weights[row]!, count, value);
    }
}

/**
 * mean = Σwy / Σw and var = n/(n - 1) Σ w²(y - mean)² / (Σw)², the Taylor series of a ratio with the
 * respondents of the whole sample as primary units (Särndal, Swensson and Wretman 1992, 5.6); n counts
 * all of them, also those outside of the domain.
 */
export function domainMeans(
  quantity: Quantity,
  weights: Float64Array,
  domain: Int32Array,
  domains: number,
  respondents: number,
): DomainMean[] {
  const sums = Array.from({ length: domains }, (): Sums => {
    return { weight: 0, squares: 0, total: 0, spread: 0, respondents: 0, weighted: 0 };
  });
  visit(quantity, weights, domain, (place, weight, count, value) => {
    const sum = sums[place]!;
    sum.weight += weight * count;
    sum.squares += weight * weight * count;
    sum.total += weight * count * value;
    sum.respondents += count;
    if (weight > 0) sum.weighted += count;
  });
  visit(quantity, weights, domain, (place, weight, count, value) => {
    const sum = sums[place]!;
    const deviation = weight * (value - sum.total / sum.weight);
    sum.spread += count * deviation * deviation;
  });
  const correction = respondents / (respondents - 1);
  return sums.map((sum) => ({
    mean: sum.total / sum.weight,
    se: sum.weighted < 2 ? NaN : Math.sqrt(correction * sum.spread) / sum.weight,
    respondents: sum.respondents,
    effectiveSize: (sum.weight * sum.weight) / sum.squares,
  }));
}

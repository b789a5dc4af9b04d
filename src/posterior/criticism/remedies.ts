/** What to do where a diagnostic is not good, in one sentence. */

const remedies: Readonly<Record<string, string>> = {
  divergences: "raise target_accept, or give the scale that the warning names a stronger prior",
  "share at greatest tree depth":
    "bring predictors to similar scales; the draws are right but slow to come",
  "E-BFMI": "give scales stronger priors",
  "share of steps standing still": "raise tune, and see whether the density falls off",
  "R-hat": "raise tune and draws, and look for columns that repeat each other",
  ess_bulk: "raise draws",
  ess_tail: "raise draws",
  "Pareto k-hat of rows":
    "influence(fit) lists the rows: see whether they are mistakes, or the family needs heavier tails",
  "Pareto k-hat of units":
    "influence(fit) lists the units: see whether their counts are mistakes, or vary more than people's chance (family = dirichlet_multinomial)",
  "slope at the mode": "use engine = nuts",
  "flat directions": "give every coefficient a proper prior, or leave a column out",
  "mean off mode / sd": "use correct = true, or engine = nuts",
  "k-hat of exact weights": "use engine = nuts, and agreement(a, b)",
  "share of draws that count": "use engine = nuts, and agreement(a, b)",
  "shift by exact weights / sd": "use correct = true, or engine = nuts",
  "k-hat of draws": "use engine = nuts: the approximation is too far from the posterior",
  "effective share of draws": "use engine = nuts: the approximation is too far from the posterior",
  "predictive p, most extreme":
    "posterior_predictive(fit, kind = ...) shows where; another family, link or term may be needed",
  "prior-data conflicts":
    "sensitivity(fit) lists the parameters: see whether their priors say what is known",
};

/** Empty where there is nothing to be done. */
export function remedyOf(diagnostic: string): string {
  return remedies[diagnostic] ?? "";
}

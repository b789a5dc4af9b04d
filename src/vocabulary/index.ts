/** The vocabulary room: families, links and distributions by their usual names. */
export type FamilyName =
  | "gaussian"
  | "student_t"
  | "bernoulli"
  | "binomial"
  | "poisson"
  | "negative_binomial"
  | "gamma"
  | "beta";

export type LinkName = "identity" | "log" | "logit" | "probit" | "cloglog" | "inverse";

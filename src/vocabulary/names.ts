/** The names of families and links that specifications carry. */
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

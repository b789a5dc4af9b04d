/** Diagnostic codes that the model stage may report. */

export const modelCodes = {
  "model-without-formula": {
    severity: "error",
    summary: "A model declaration without a formula.",
  },
  "bad-setting": {
    severity: "error",
    summary: "A setting of a model with a value that it cannot take.",
  },
  "unknown-family": {
    severity: "error",
    summary: "A family name that does not exist.",
  },
  "unknown-link": {
    severity: "error",
    summary: "A link that does not exist or that the family does not have.",
  },
  "family-chosen": {
    severity: "note",
    summary: "No family was given; the response decided.",
  },
  "family-and-response": {
    severity: "error",
    summary: "A response whose form does not belong to the family.",
  },
  "gamma-inverse-link": {
    severity: "warning",
    summary: "The gamma family with its inverse link, under which means may turn negative.",
  },
  "impossible-response": {
    severity: "error",
    summary: "A response value that the family cannot produce.",
  },
  "more-successes-than-trials": {
    severity: "error",
    summary: "A row of p(y, n) with y greater than n.",
  },
  "no-information": {
    severity: "error",
    summary: "Every row has zero trials or zero weight.",
  },
  "constant-response": {
    severity: "error",
    summary: "All responses are equal, so that their spread cannot set the scale of the priors.",
  },
  "response-always-same": {
    severity: "warning",
    summary: "Every trial succeeded or none did, or every count is zero.",
  },
  "not-a-distribution": {
    severity: "error",
    summary: "A prior that is not a distribution with its arguments.",
  },
  "unknown-distribution": {
    severity: "error",
    summary: "A prior distribution that does not exist.",
  },
  "bad-prior-argument": {
    severity: "error",
    summary:
      "Arguments of a prior distribution that are missing, too many, misnamed or not numbers.",
  },
  "impossible-prior": {
    severity: "error",
    summary: "A prior with an impossible scale or an empty interval.",
  },
  "bad-prior-target": {
    severity: "error",
    summary: "A prior whose left side does not name a parameter.",
  },
  "prior-target-absent": {
    severity: "error",
    summary: "A prior for something that is not in the model.",
  },
  "duplicate-prior": {
    severity: "error",
    summary: "Two priors for the same parameters.",
  },
  "prior-cannot-fit": {
    severity: "error",
    summary: "A prior that leaves its parameter no possible value, or is of the wrong kind for it.",
  },
  "prior-restricted": {
    severity: "note",
    summary:
      "A prior counts only where its parameter may be: a normal prior of a scale is its half.",
  },
  "prior-not-used": {
    severity: "warning",
    summary: "Every parameter that a prior is for has a more specific one.",
  },
  "unscaled-prior": {
    severity: "error",
    summary: "A default prior cannot be scaled because its column does not vary.",
  },
  "collinear-columns": {
    severity: "warning",
    summary: "A common column is a linear combination of others: only the priors tell them apart.",
  },
  "collinearity-not-checked": {
    severity: "note",
    summary: "Too many common columns to look for linear combinations among them.",
  },
  "column-without-data": {
    severity: "warning",
    summary:
      "A common column is the same in every row that carries data: its coefficient is its prior.",
  },
  "separated-data": {
    severity: "warning",
    summary:
      "A column splits successes from failures: its coefficient is as large as its prior lets it be.",
  },
  "many-level-factor": {
    severity: "warning",
    summary: "A common factor with hundreds of levels.",
  },
  "few-group-levels": {
    severity: "warning",
    summary: "A grouping factor with a single level in the data.",
  },
  "as-many-levels-as-rows": {
    severity: "warning",
    summary: "A group effect for every row, which the residual cannot be told from.",
  },
  "very-different-scales": {
    severity: "warning",
    summary: "Numeric columns whose standard deviations differ by orders of magnitude.",
  },
  "bad-aggregate": {
    severity: "error",
    summary: "The response of a model of totals that does not name their columns.",
  },
  "bad-count": {
    severity: "error",
    summary: "A total, or the people of a row, that is not a whole number of at least 0.",
  },
  "shares-not-one": {
    severity: "error",
    summary: "Shares of a unit that do not add up to 1.",
  },
  "duplicate-unit": {
    severity: "error",
    summary: "A unit with two rows of totals.",
  },
  "people-without-unit": {
    severity: "error",
    summary: "People of a unit that has no totals.",
  },
  "unit-without-people": {
    severity: "error",
    summary: "A unit with totals and nobody in it.",
  },
  "empty-unit": {
    severity: "error",
    summary: "A unit with neither people nor counts.",
  },
  "totals-not-people": {
    severity: "error",
    summary: "A unit whose counts do not add up to its people.",
  },
  "unit-too-large": {
    severity: "error",
    summary: "A unit too large for the exact likelihood of three or more outcomes.",
  },
} as const;

/** Diagnostic codes that survey weights, margins of populations and samples of rows may report. */

export const surveyCodes = {
  "bad-weight": {
    severity: "error",
    summary: "A weight, a count or a size that is negative, missing or not what it counts.",
  },
  "margin-without-respondents": {
    severity: "error",
    summary:
      "A level of a margin that the population has and no respondent: no weight can fill it.",
  },
  "margin-without-population": {
    severity: "error",
    summary: "A level of a margin that respondents have and the population does not.",
  },
  "margins-disagree": {
    severity: "warning",
    summary: "Margins from several tables whose totals differ; they are scaled to the first.",
  },
  "raking-not-converged": {
    severity: "warning",
    summary: "Weights that do not match their margins after the last round of raking.",
  },
  raked: {
    severity: "note",
    summary: "What raking took and what its weights cost in precision.",
  },
  "too-few-to-sample": {
    severity: "error",
    summary: "A sample without replacement larger than what there is to draw from.",
  },
  "joint-assumed": {
    severity: "warning",
    summary:
      "What a joint population made from margins assumes about variables no margin has together.",
  },
} as const;

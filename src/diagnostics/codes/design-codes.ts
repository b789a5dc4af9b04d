/** Diagnostic codes that the design stage may report. */

export const designCodes = {
  "unknown-node": {
    severity: "error",
    summary:
      "A value for which a structured effect has no node, such as an area that the graph lacks.",
  },
  "bad-covariance": {
    severity: "error",
    summary: "A known covariance that is not a square, symmetric, positive definite table.",
  },
  "too-few-nodes": {
    severity: "error",
    summary: "A structured effect over fewer values than its definition needs.",
  },
  "nodes-without-data": {
    severity: "note",
    summary: "Nodes of a structured effect that no row of the data stands at.",
  },
  "graph-in-parts": {
    severity: "note",
    summary: "A neighbourhood with islands or with parts that no border joins.",
  },
  "bad-term": {
    severity: "error",
    summary: "A formula term that has no meaning.",
  },
  "power-of-one-term": {
    severity: "warning",
    summary: "`x**2` among terms crosses `x` with itself, which is `x`; the square is `{x ** 2}`.",
  },
  "nothing-to-remove": {
    severity: "warning",
    summary: "A term is subtracted that is not in the formula.",
  },
  "repeated-group-effect": {
    severity: "warning",
    summary: "The same group-specific effect stands in two terms; the first keeps it.",
  },
  "bad-response": {
    severity: "error",
    summary: "The left side of a formula is not a response.",
  },
  "bad-call-argument": {
    severity: "error",
    summary: "An argument that a function of formulas does not take or cannot use.",
  },
  "number-needed": {
    severity: "error",
    summary: "Text or categories stand where a number is needed.",
  },
  "unusable-column": {
    severity: "error",
    summary: "A formula uses a column of free text.",
  },
  "unknown-level": {
    severity: "error",
    summary:
      "A level is named that the data does not have, or the data has one that is not listed.",
  },
  "new-common-level": {
    severity: "error",
    summary: "New data holds a level of a common categorical term that the fit did not know.",
  },
  "missing-in-new-data": {
    severity: "error",
    summary: "New data has missing values in columns that the model uses.",
  },
  "rows-dropped": {
    severity: "warning",
    summary: "Rows with missing values in the columns of the formula were left out.",
  },
  "column-all-missing": {
    severity: "error",
    summary: "A column of the formula has no values at all.",
  },
  "no-complete-rows": {
    severity: "error",
    summary: "No row is complete in all columns of the formula.",
  },
  "constant-column": {
    severity: "error",
    summary:
      "A predictor has the same value in every row, so it cannot be told from the intercept.",
  },
  "single-level-factor": {
    severity: "error",
    summary: "A categorical predictor has one level only.",
  },
  "unused-levels": {
    severity: "note",
    summary: "Declared levels without a row were left out of a common term.",
  },
  "empty-combination": {
    severity: "warning",
    summary: "Combinations of levels without a row were left out of an interaction.",
  },
  "not-finite": {
    severity: "error",
    summary: "A predictor or response is infinite, undefined or too large to be squared.",
  },
  "group-factor-looks-continuous": {
    severity: "warning",
    summary: "A grouping factor is a number with many distinct fractional values.",
  },
  "too-many-columns": {
    severity: "error",
    summary: "A common term needs more columns than can be held.",
  },
  "ambiguous-name": {
    severity: "error",
    summary: "Two columns of the design would have the same name.",
  },
  "success-level-chosen": {
    severity: "note",
    summary:
      "Which level of a categorical response counts as a success, where the user named none.",
  },
  "success-level-needed": {
    severity: "error",
    summary: "A categorical response with several levels does not say which one is a success.",
  },
} as const;

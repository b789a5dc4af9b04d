/** Diagnostic codes that reading, transforming and comparing data may report. */

export const dataCodes = {
  "bad-query": {
    severity: "error",
    summary: "A database cannot run the query.",
  },
  "unknown-column": {
    severity: "error",
    summary: "A name that is not a column of the data.",
  },
  "file-not-readable": {
    severity: "error",
    summary: "A data file is absent, empty or not what its name says.",
  },
  "malformed-table": {
    severity: "error",
    summary: "A data file whose quotes do not pair up, so that its fields cannot be told apart.",
  },
  "malformed-graph": {
    severity: "error",
    summary: "A neighbourhood file that is not a graph, a list of pairs or GeoJSON polygons.",
  },
  "graph-not-symmetric": {
    severity: "error",
    summary: "A neighbourhood in which one area has a neighbour that does not have it.",
  },
  "ragged-row": {
    severity: "error",
    summary: "A line of a data file with more or fewer fields than its header.",
  },
  "bad-column-name": {
    severity: "error",
    summary: "A column without a name, or a name that two columns share.",
  },
  "no-rows": {
    severity: "error",
    summary: "A table without a single row: a header alone, or a condition that nothing meets.",
  },
  "not-a-number": {
    severity: "error",
    summary: "Text in a column that is declared or needed as a number.",
  },
  "number-out-of-range": {
    severity: "error",
    summary: "An infinite number, or one so large that its square cannot be held.",
  },
  "undeclared-level": {
    severity: "error",
    summary: "A value that is not among the levels declared for its column.",
  },
  "mixed-column": {
    severity: "warning",
    summary: "A column of numbers read as a factor because some of its cells are text.",
  },
  "bad-expression": {
    severity: "error",
    summary: "An expression that has no value over the columns of a table.",
  },
  "undefined-result": {
    severity: "warning",
    summary: "An expression without a value in rows where nothing that it uses is missing.",
  },
  "unknown-function": {
    severity: "error",
    summary: "A call to something that is not a function of columns.",
  },
  "impossible-parameter": {
    severity: "error",
    summary: "A random function's parameter outside the range that its distribution allows.",
  },
  "key-not-unique": {
    severity: "error",
    summary: "Several rows of the right table of a join have the same key.",
  },
  "key-without-partner": {
    severity: "error",
    summary: "A key of the left table of a join that the right table does not have.",
  },
  "key-unused": {
    severity: "note",
    summary: "Keys of the right table of a join that no row of the left table asks for.",
  },
  "columns-disagree": {
    severity: "error",
    summary: "A column that both tables of a join have, with different values for the same key.",
  },
  "missing-left-out": {
    severity: "note",
    summary: "Rows or values that are left out because they are missing.",
  },
  "bad-population": {
    severity: "error",
    summary: "A cell of a poststratification frame whose population is negative or missing.",
  },
  "units-not-predicted": {
    severity: "warning",
    summary: "Units of an election night have no baseline or miss a predictor.",
  },
  "election-prior-not-stated": {
    severity: "warning",
    summary: "Few past elections, and a default prior for how much elections differ.",
  },
  "cells-without-population": {
    severity: "note",
    summary: "Cells of a poststratification frame with a population of zero.",
  },
  "area-without-population": {
    severity: "warning",
    summary: "An area of a poststratification frame whose population is zero: it has no estimate.",
  },
  "impossible-total": {
    severity: "error",
    summary:
      "A known total that no shift of an area's probabilities reaches: nobody, everybody, or more people than there are.",
  },
  "totals-like-percentages": {
    severity: "warning",
    summary: "Known totals that are taken as numbers of people and look like percentages.",
  },
  "area-without-total": {
    severity: "note",
    summary:
      "Areas of a population whose total is not known: their estimates stay as the model has them.",
  },
  "missing-in-frame": {
    severity: "error",
    summary: "A cell of a poststratification frame lacks a value that the model needs.",
  },
  "new-levels": {
    severity: "note",
    summary: "Levels of a group factor that the fit has not seen, and how their effects are drawn.",
  },
  "no-finite-answer": {
    severity: "error",
    summary: "A prediction, comparison or slope that is no finite number under some draw.",
  },
  "area-without-partner": {
    severity: "warning",
    summary:
      "An area that only the estimates or only the truth, or the map, has: it is not scored or drawn.",
  },
} as const;

/** Ecological inference from margins: how groups voted, from the totals of units alone. */
export { boundsOf, boundsTable, type Bounds } from "./bounds.js";
export { goodmanRates, goodmanTable, type Goodman } from "./goodman.js";
export { caution, groupSizes, type Margins } from "./margins.js";
export { readMargins, type MarginsQuestion } from "./read-margins.js";

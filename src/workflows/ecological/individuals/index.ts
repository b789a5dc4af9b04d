/** Questions asked of fits whose people are seen and whose responses are totals. */
export { crosstab, type CrosstabOptions } from "./crosstab.js";

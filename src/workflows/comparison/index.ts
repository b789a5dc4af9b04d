/** Models side by side, by what they say of rows left out. */
export { checkComparable } from "./comparable.js";
export { compare, type CompareOptions } from "./compare.js";

/** Linear combinations of the parameters of a fit. */
export {
  linearCombinations,
  readCombinations,
  type CombinationDefinition,
} from "./linear-combinations.js";

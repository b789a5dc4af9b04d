/** The language room: text to tree and back, and the checks that need no data. */
export type * from "./ast.js";
export { parseExpressionText, parseFormulaText, parseModelFile } from "./parse.js";
export { printExpression, printFormula } from "./print-expression.js";
export { namesInFormula } from "./named-sources.js";
export { isPlainName } from "./plain-name.js";
export { checkModelFile } from "./check-model-file.js";
export type { VerbParameter, VerbSignature } from "./verb-signature.js";
export { formatModelFile } from "./format/format-model-file.js";

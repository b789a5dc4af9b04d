/** The grammar room: tokens, the parser, and the reading of text into a concrete syntax tree. */
export type { CstNode, IToken } from "chevrotain";
export type * from "./generated/cst-types.js";
export type { SyntaxTree } from "./read-text.js";
export { nestingTooDeep } from "./brackets.js";
export { matchesToken, readExpression, readModelFile } from "./read-text.js";
export type { OperatorLevel } from "./operators.js";
export { binaryPrecedence, chains, operatorLevels, prefixPrecedence } from "./operators.js";
export { MlmParser } from "./parser.js";
export * as tokenTypes from "./tokens.js";

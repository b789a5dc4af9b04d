/** What a fit predicts, how predictions compare, and how steep they are. */
export { interpret } from "./interpret.js";
export { planAnswer } from "./plan-answer.js";
export { askingDefaults, slopeStep } from "./question.js";
export type {
  Asking,
  Comparison,
  ComparisonsQuestion,
  Conditional,
  GivenName,
  GivenValue,
  GivenVariable,
  PredictionsQuestion,
  Question,
  Scale,
  SlopeKind,
  SlopesQuestion,
} from "./question.js";

/** What `aggregate by KEY to DATA` asks for. */
import type { Span } from "../../diagnostics/index.js";
import type { Name } from "../../language/ast.js";
import type { CountLikelihoodName } from "../../math/poisson-binomial/index.js";

/** The families of totals; those with a concentration first. */
export const dispersedFamilies = ["beta_binomial", "dirichlet_multinomial"] as const;
export type CountFamilyName = "binomial" | "multinomial" | (typeof dispersedFamilies)[number];

export const countFamilies: readonly CountFamilyName[] = [
  "binomial",
  "multinomial",
  ...dispersedFamilies,
];

export interface AggregateRequest {
  /** The column that both data share: the unit of each row. */
  readonly key: Name;
  /** The data of the totals, a row a unit. */
  readonly data: Name;
  /** `weight = n`: how many people a row stands for. */
  readonly weight: Name | undefined;
  readonly family: CountFamilyName | undefined;
  readonly likelihood: CountLikelihoodName;
  readonly span: Span;
  /** Where the family was named. */
  readonly familySpan: Span | undefined;
}

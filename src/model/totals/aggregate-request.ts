/** What `aggregate by KEY to DATA` asks for. */
import type { Span } from "../../diagnostics/index.js";
import type { Name } from "../../language/ast.js";
import type { CountLikelihoodName } from "../../math/poisson-binomial/index.js";

export interface AggregateRequest {
  /** The column that both data share: the unit of each row. */
  readonly key: Name;
  /** The data of the totals, a row a unit. */
  readonly data: Name;
  /** `weight = n`: how many people a row stands for. */
  readonly weight: Name | undefined;
  readonly family: "binomial" | "multinomial" | undefined;
  readonly likelihood: CountLikelihoodName;
  readonly span: Span;
  /** Where the family was named. */
  readonly familySpan: Span | undefined;
}

/** What a model asks for, whether it was declared in a file or given to the library. */
import type { Span } from "../diagnostics/index.js";
import type { Formula } from "../language/ast.js";
import type { Family, LinkName } from "../vocabulary/index.js";
import type { AggregateRequest } from "./totals/aggregate-request.js";
import type { PriorRequest } from "./priors/prior-request.js";

/**
 * Bambi's default priors with rows weighted by their information or each once, or those of R-INLA.
 */
export type DefaultPriorRule = "information" | "rows" | "r-inla";

export interface ModelRequest {
  readonly name: string;
  readonly formula: Formula;
  /** Undefined when none was named: the response decides. */
  readonly family: Family | undefined;
  /** Undefined when none was named: the family's first. */
  readonly link: LinkName | undefined;
  /** Where family and link were named. */
  readonly familySpan: Span | undefined;
  /** `bambi = true`: the effects of `(x | g)` are independent. */
  readonly independentSlopes: boolean;
  readonly defaultPriors: DefaultPriorRule;
  readonly priors: readonly PriorRequest[];
  /** The response is known only as totals of other data. */
  readonly aggregate?: AggregateRequest;
}

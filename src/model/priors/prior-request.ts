/** A prior as the user asked for it: what it is for, and the distribution. */
import type { Span } from "../../diagnostics/index.js";
import type { EffectShape } from "../../vocabulary/effects/index.js";
import type { DistributionValue } from "../../vocabulary/index.js";

export type ScaleName = "sd" | "precision" | "variance";

/** `x | g` inside `sd(...)` or `cor(...)`. */
export interface EffectName {
  readonly effect: string;
  readonly factor: string;
}

/** `rw1(age)` and, where it is written, `by = sex`. */
export interface StructuredName {
  readonly effect: string;
  readonly column: string;
  readonly by: string | undefined;
}

export type PriorTarget =
  | { readonly kind: "intercept"; readonly at: "means" | "zero" }
  | { readonly kind: "common" }
  | { readonly kind: "scale"; readonly scale: ScaleName; readonly of: EffectName | undefined }
  /** `precision(sigma)`: an auxiliary scale by the scale of its prior. */
  | { readonly kind: "auxiliary scale"; readonly scale: ScaleName; readonly name: string }
  | { readonly kind: "correlation"; readonly of: EffectName | undefined }
  /** `sd(rw1(age))`: the effect as written, without its other arguments. */
  | {
      readonly kind: "structured scale";
      readonly scale: ScaleName;
      readonly of: StructuredName;
    }
  /** `rho(ar1(week))`, `phi(bym2(county))`, `logit(phi(...))`. */
  | {
      readonly kind: "shape";
      readonly shape: EffectShape;
      readonly onLogit: boolean;
      readonly of: StructuredName;
    }
  /** A parameter's or term's own name. */
  | { readonly kind: "named"; readonly name: string };

export interface PriorRequest {
  readonly target: PriorTarget;
  /** As written, for messages. */
  readonly text: string;
  /** Reads as the same target, quotes of names included. */
  readonly source: string;
  readonly targetSpan: Span;
  readonly distribution: DistributionValue;
  /** The whole prior item. */
  readonly span: Span;
}

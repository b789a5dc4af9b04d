/** What a fit says of how people chose in one contest: a probability for each person, outcome and draw. */
import { openOutcomeShares } from "../../../compiler/index.js";
import { selectRows, type DataFrame } from "../../../data/index.js";
import type { DiagnosticSink, Span } from "../../../diagnostics/index.js";
import type { Posterior } from "../../../posterior/posterior.js";

export interface ChoiceDraws {
  /** The contest, where a fit has several of them. */
  readonly race?: string;
  readonly outcomes: readonly string[];
  /** The people, a row each, or cells of `weights` alike people. */
  readonly people: DataFrame;
  readonly weights: Float64Array;
  /** The unit of every row, and what was counted there: units × outcomes, row by row. */
  readonly unit: Int32Array;
  readonly counts: Float64Array;
  /** One where the fit knows no uncertainty. */
  readonly draws: number;
  /** Writes rows × outcomes, row by row. */
  readonly evaluate: (draw: number, into: Float64Array) => void | Promise<void>;
}

/** The contests of a fit, with what its tables say of it. */
export interface VoteFit {
  readonly name: string;
  readonly races: readonly ChoiceDraws[];
  /** The name of the data of the totals. */
  readonly unitsName: string;
  /** What draws are of, or why there are none. */
  readonly uncertainty: "posterior" | "weights" | "none";
}

/** Of a model with `aggregate by`; undefined after reporting that it is another. */
export function votesOfFit(
  { model, draws }: Posterior,
  span: Span,
  sink: DiagnosticSink,
): VoteFit | undefined {
  const { totals, name, origin, design } = model.spec;
  if (!totals) {
    sink.report({
      code: "not-of-totals",
      severity: "error",
      message: `${name} has a response in every row, so that its groups are estimated by poststratify`,
      span,
      expected: "a fit of a model with `aggregate by`",
    });
    return undefined;
  }
  const shares = openOutcomeShares(model, totals);
  const width = draws.parameters.length;
  const race: ChoiceDraws = {
    outcomes: totals.outcomes,
    people: selectRows(origin.frame, design.rows, origin.frame.name),
    weights: totals.weights,
    unit: totals.unit,
    counts: totals.counts,
    draws: draws.chains * draws.drawsPerChain,
    evaluate: (draw, into) =>
      shares.evaluate(draws.values.subarray(draw * width, (draw + 1) * width), into),
  };
  return { name, races: [race], unitsName: totals.unitsName, uncertainty: "posterior" };
}

/** `poststratify` of the library, with the words of the verb. */
import type { DataFrame } from "../data/index.js";
import { collectDiagnostics } from "../diagnostics/index.js";
import type { Posterior } from "../posterior/index.js";
import { poststratify as poststratifyFit } from "../workflows/mrp/index.js";
import type { Grouped, Poststratified } from "../workflows/mrp/index.js";
import { requireValue } from "./library.js";

export interface PoststratifyOptions {
  /**
   * The columns whose crossing makes the areas, or a list of lists of columns, a grouping each; the
   * whole population when absent.
   */
  readonly by?: string | Grouped;
  /** Whether the margins of the areas stand below them; false by default. */
  readonly totals?: boolean;
  /** The column with the size of each cell; fractions are allowed. */
  readonly weight: string;
  /** What the effect of a level is that the fit has not seen; `gaussian` by default. */
  readonly new_levels?: "gaussian" | "resample" | "zero";
  /** Known shares or numbers of successes, by the columns that it shares with the frame. */
  readonly calibrate?: DataFrame;
  /** The column of the known totals, where they have several numbers. */
  readonly known?: string;
  /** The column of the model's data with the survey's weights. */
  readonly weights?: string;
  /** Probability inside the interval; 0.9 by default. */
  readonly interval?: number;
  /** 1 by default. */
  readonly seed?: number;
}

/** What a fit says about a population, area by area. */
export function poststratify(
  posterior: Posterior,
  frame: DataFrame,
  options: PoststratifyOptions,
): Poststratified {
  const sink = collectDiagnostics();
  const { by = [], new_levels = "gaussian", seed = 1, calibrate, known, weights } = options;
  const { weight, totals, interval } = options;
  const survey =
    weights === undefined
      ? {}
      : { data: posterior.model.spec.origin.frame, surveyWeights: weights };
  const estimates = poststratifyFit(
    posterior,
    frame,
    {
      by: typeof by === "string" ? [by] : by,
      weight,
      newLevels: new_levels,
      seed,
      ...(totals !== undefined && { totals }),
      ...(interval !== undefined && { interval }),
      ...(calibrate && {
        calibrate: { frame: calibrate, ...(known !== undefined && { column: known }) },
      }),
      ...survey,
    },
    sink,
  );
  return requireValue(estimates, sink);
}

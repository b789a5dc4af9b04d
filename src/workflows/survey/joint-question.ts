/** What a joint population is made from. */
import type { DataFrame } from "../../data/index.js";
import type { Span } from "../../diagnostics/index.js";
import type { ColumnName } from "./read-sizes.js";

export interface JointQuestion {
  readonly margins: readonly DataFrame[];
  /** Variables of each margin; without it every table is one margin by all of its other columns. */
  readonly by?: readonly (readonly ColumnName[])[];
  readonly weight: ColumnName;
  /** A survey whose associations the joint population has where the margins leave them open. */
  readonly base?: DataFrame;
  /** Respondents in each row of the survey. */
  readonly count?: ColumnName;
  readonly surveyWeight?: ColumnName;
  readonly tolerance: number;
  readonly rounds: number;
  readonly resultName: string;
  readonly span?: Span;
}

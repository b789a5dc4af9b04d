/** The hierarchical models of margins by name: rows, likelihood and what each assumes. */
import type { Margins } from "../margins.js";
import { gammaConcentrations, paretoConcentrations } from "./concentrations.js";
import { convolutionVotes } from "./convolution-votes.js";
import { dirichletRows } from "./dirichlet-rows.js";
import { multinomialVotes } from "./multinomial-votes.js";
import { contextPrior, normalRows, wakefieldPrior } from "./normal-rows.js";
import type { RowModel, VoteLikelihood } from "./row-model.js";

export type MarginsModelName = "contextual" | "wakefield" | "dirichlet" | "beta";

export interface MarginsModel {
  readonly rows: RowModel;
  readonly votes: VoteLikelihood;
}

interface ModelKind {
  /** For two groups and two outcomes only. */
  readonly twoByTwo: boolean;
  /** What rates are assumed to do, for the notes. */
  readonly assumption: string;
  open(margins: Margins): MarginsModel;
}

export const marginsModels: Readonly<Record<MarginsModelName, ModelKind>> = {
  contextual: {
    twoByTwo: false,
    assumption:
      "logits of every group's rates are normal over units and change with a unit's composition, by the same amount for all groups",
    open: (margins) => ({
      rows: normalRows(margins, contextPrior),
      votes: multinomialVotes(margins),
    }),
  },
  wakefield: {
    twoByTwo: true,
    assumption:
      "logits of the rates are normal over units, unrelated to a unit's composition; votes are a sum of two binomials (Wakefield 2004)",
    open: (margins) => ({
      rows: normalRows(margins, wakefieldPrior),
      votes: convolutionVotes(margins),
    }),
  },
  dirichlet: {
    twoByTwo: false,
    assumption:
      "rates are Dirichlet over units, unrelated to a unit's composition; votes are multinomial (Rosen et al. 2001, eiPack's priors)",
    open: (margins) => ({
      rows: dirichletRows(margins, gammaConcentrations(margins.groups, margins.outcomes)),
      votes: multinomialVotes(margins),
    }),
  },
  beta: {
    twoByTwo: true,
    assumption:
      "rates are beta over units, unrelated to a unit's composition; votes are binomial (King, Rosen and Tanner 1999, PyEI's priors)",
    open: (margins) => ({
      rows: dirichletRows(margins, paretoConcentrations(margins.groups)),
      votes: multinomialVotes(margins),
    }),
  },
};

export const marginsModelNames: readonly MarginsModelName[] = [
  "contextual",
  "wakefield",
  "dirichlet",
  "beta",
];

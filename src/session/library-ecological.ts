/** Ecological inference from margins for programs: the questions of the verbs, with the same words. */
import type { DataFrame } from "../data/index.js";
import { collectDiagnostics } from "../diagnostics/index.js";
import type { Diagnostic, DiagnosticCollector } from "../diagnostics/index.js";
import { parseExpressionText } from "../language/index.js";
import type { Name } from "../language/index.js";
import type { ResultTable } from "../posterior/index.js";
import * as workflow from "../workflows/ecological/margins/index.js";
import type { Poststratified } from "../workflows/mrp/index.js";
import { requireValue } from "./library.js";

export interface MarginsColumns {
  /** As in the language: `votes(dem, rep)`, or `votes(dem, rep, total = n)`. */
  readonly votes: string;
  /** `composition(black, white)`. */
  readonly composition: string;
  /** Columns that tell the units apart. */
  readonly unit?: readonly string[];
}

export interface EcologicalOptions extends MarginsColumns, Partial<workflow.MarginsFitOptions> {
  /** Whether every unit has its rows too; false by default. */
  readonly by_unit?: boolean;
  /** Probability inside the interval; 0.95 by default. */
  readonly interval?: number;
}

export interface EcologicalEstimates {
  readonly estimates: Poststratified;
  /** How the chains fared. */
  readonly diagnostics: readonly Diagnostic[];
}

function read(
  frame: DataFrame,
  { votes, composition, unit = [] }: MarginsColumns,
  sink: DiagnosticCollector,
): workflow.Margins {
  const parse = (file: string, text: string) =>
    requireValue(parseExpressionText({ file, text }, sink), sink, new Map([[file, text]]));
  const names = unit.map((text): Name => {
    const span = { file: "unit", start: 0, end: text.length };
    return { kind: "name", text, quoted: true, span };
  });
  const question = {
    frame,
    votes: parse("votes", votes),
    composition: parse("composition", composition),
    unit: names,
  };
  const sources = new Map([
    ["votes", votes],
    ["composition", composition],
  ]);
  return requireValue(workflow.readMargins(question, sink), sink, sources);
}

/** Duncan-Davis bounds over all units, or unit by unit. */
export function bounds(
  frame: DataFrame,
  options: MarginsColumns & { readonly by_unit?: boolean },
): ResultTable {
  return workflow.boundsTable(read(frame, options, collectDiagnostics()), options.by_unit ?? false);
}

/** Goodman's regression, weighted by people and not. */
export function goodman(frame: DataFrame, options: MarginsColumns): ResultTable {
  const sink = collectDiagnostics();
  return requireValue(workflow.goodmanTable(read(frame, options, sink), sink), sink);
}

/** A hierarchical model of the margins, `contextual` unless another is asked for; chains run in this thread without a runner. */
export async function ecological(
  frame: DataFrame,
  options: EcologicalOptions,
): Promise<EcologicalEstimates> {
  const margins = read(frame, options, collectDiagnostics());
  const { model = "contextual", unit = ["unit"], by_unit = false, interval = 0.95 } = options;
  if (!workflow.suitableModels(margins).includes(model))
    throw new RangeError(`model ${model} is for two groups and two outcomes`);
  const fit = await workflow.fitMargins(margins, { ...options, model });
  const judgement = workflow.judgeFit(fit);
  const estimates = workflow.estimatesOfFit(fit, judgement, {
    interval,
    ...(by_unit && { unit: unit.join(", ") }),
  });
  return { estimates, diagnostics: judgement.diagnostics };
}

export interface PolarisationOptions {
  /** 0.1 by default. */
  readonly threshold?: number;
  /** Outcomes that are no vote for anyone. */
  readonly no_vote?: readonly string[];
  readonly interval?: number;
}

/** Whom each group chose, and how far groups are apart. */
export function polarisation(
  estimates: Poststratified,
  { threshold = 0.1, no_vote = [], interval = estimates.interval }: PolarisationOptions = {},
): ResultTable {
  const sink = collectDiagnostics();
  const options = { threshold, noVote: no_vote, interval };
  return requireValue(workflow.polarisation(estimates, options, sink), sink);
}

/** The line of rates that each unit's margins allow, with the posterior mean on it. */
export function tomography(estimates: Poststratified): ResultTable {
  const sink = collectDiagnostics();
  return requireValue(workflow.tomography(estimates, sink), sink);
}

/** From a model's text and its data to the specification that the compiler takes. */
import type { DataFrame } from "../data/data-frame.js";
import { buildDesign, noSources, type FormulaSources } from "../design/index.js";
import type { Design } from "../design/design-blocks.js";
import type { Diagnostic, DiagnosticSink } from "../diagnostics/index.js";
import { printFormula } from "../language/index.js";
import type { Expression, Formula, ModelDeclaration } from "../language/ast.js";
import { checkDesign } from "./checks/check-design.js";
import { checkResponse } from "./check-response.js";
import { chooseFamily } from "./choose-family.js";
import type { ChosenFamily } from "./choose-family.js";
import type { ModelRequest } from "./model-request.js";
import type { ModelOrigin, ModelSpec } from "./model-spec.js";
import { readDeclaration } from "./read-declaration.js";
import { readOptions } from "./read-options.js";
import type { ModelOptions } from "./read-options.js";
import type { AggregateRequest } from "./totals/aggregate-request.js";
import { namedOutcomes } from "./totals/read-outcomes.js";
import { resolveTotals } from "./totals/resolve-totals.js";
import { resolveParameters } from "./resolve-parameters.js";

/** The specification of a declared model on its data; undefined after reporting. */
export function resolveModel(
  declaration: ModelDeclaration,
  frame: DataFrame,
  sink: DiagnosticSink,
  sources: FormulaSources = noSources,
): ModelSpec | undefined {
  const watched = watch(declaration.incomplete ? errorsOnly(sink) : sink);
  const request = readDeclaration(declaration, watched);
  return request && resolveRequest(request, frame, sources, watched);
}

/** The specification of a formula with options, as the library and the prompt ask for it. */
export function resolveFormula(
  formula: Formula,
  frame: DataFrame,
  options: ModelOptions,
  sink: DiagnosticSink,
  sources: FormulaSources = noSources,
): ModelSpec | undefined {
  const watched = watch(sink);
  const request = readOptions(formula, options, watched);
  return request && resolveRequest(request, frame, sources, watched);
}

/** The same model on other data, or of another response; undefined after reporting. */
export function resolveAgain(
  { origin }: ModelSpec,
  change: { readonly frame?: DataFrame; readonly response?: Expression },
  sink: DiagnosticSink,
): ModelSpec | undefined {
  const { frame = origin.frame, response = origin.request.formula.response } = change;
  const formula = { ...origin.request.formula, response };
  return resolveRequest({ ...origin.request, formula }, frame, origin.sources, watch(sink));
}

interface WatchedSink extends DiagnosticSink {
  failed(): boolean;
}

/** Passes everything on and remembers whether an error went by. */
function watch(sink: DiagnosticSink): WatchedSink {
  let errors = 0;
  return {
    report: (diagnostic: Diagnostic) => {
      if (diagnostic.severity === "error") errors++;
      sink.report(diagnostic);
    },
    failed: () => errors > 0,
  };
}

/** What an unreadable item may have settled gets no note: a family, say, that is there but misspelt. */
function errorsOnly(sink: DiagnosticSink): DiagnosticSink {
  return {
    report: (diagnostic) => {
      if (diagnostic.severity === "error") sink.report(diagnostic);
    },
  };
}

function resolveRequest(
  request: ModelRequest,
  frame: DataFrame,
  sources: FormulaSources,
  sink: WatchedSink,
): ModelSpec | undefined {
  const { formula, independentSlopes, aggregate } = request;
  if (aggregate) {
    const named = { ...formula, response: namedOutcomes(formula.response) };
    const origin = { request: { ...request, formula: named }, frame, sources };
    return specifyTotals(origin, aggregate, sink);
  }
  const design = buildDesign(formula, frame, { independentSlopes }, sink, sources);
  if (!design) return undefined;
  const chosen = chooseFamily(request, design.response, sink);
  if (!chosen) return undefined;
  const sound = checkResponse(design, frame, chosen.family, formula.response.span, sink);
  if (!sound) return undefined;
  const spec = specify({ request, frame, sources }, design, chosen, sink);
  if (!spec || sink.failed()) return undefined;
  checkDesign(spec, formula.span.file, sink);
  return spec;
}

/** A model whose response is known only as totals. */
function specifyTotals(
  origin: ModelOrigin,
  aggregate: AggregateRequest,
  sink: WatchedSink,
): ModelSpec | undefined {
  const { request, frame, sources } = origin;
  const resolved = resolveTotals(request, aggregate, frame, sources, sink);
  if (!resolved || sink.failed()) return undefined;
  const { design, parameters, totals, plain } = resolved;
  const spec: ModelSpec = {
    kind: "model",
    name: request.name,
    dataName: frame.name,
    formulaText: printFormula(request.formula),
    family: "binomial",
    link: "logit",
    design,
    ...parameters,
    centred: design.predictor.intercept,
    totals,
    origin,
  };
  checkDesign({ ...spec, ...plain }, request.formula.span.file, sink);
  return spec;
}

function specify(
  origin: ModelOrigin,
  design: Design,
  { family, link }: ChosenFamily,
  sink: DiagnosticSink,
): ModelSpec | undefined {
  const { request, frame } = origin;
  const parameters = resolveParameters(request, design, family, link, sink);
  return (
    parameters && {
      kind: "model",
      name: request.name,
      dataName: frame.name,
      formulaText: printFormula(request.formula),
      family: family.name,
      link,
      design,
      ...parameters,
      centred: design.predictor.intercept,
      origin,
    }
  );
}

/** Structured effects as terms: `rw1(age)`, `besag(county, graph = neighbours)`, and their arguments. */
import type { DiagnosticSink, Span } from "../diagnostics/index.js";
import type { Argument, CallExpression, Expression, Name } from "../language/ast.js";
import { knownCovariance, type LatentEffect } from "../vocabulary/effects/index.js";
import { componentLabel, expressionKey } from "./component-label.js";
import { reportError } from "./formula-value.js";
import { bindArguments, column, option } from "./transforms/formula-function.js";

export interface StructuredTerm {
  /** Two terms are the same when their keys are. */
  readonly key: string;
  /** `rw1(age)`; `rw1(age, by=sex)`: what results and priors call it. */
  readonly name: string;
  readonly effect: LatentEffect;
  readonly column: Expression;
  /** One copy of the effect for each level, with hyperparameters in common. */
  readonly by: Expression | undefined;
  readonly graph: Name | undefined;
  /** The table of a known covariance. */
  readonly covariance: Name | undefined;
  readonly cyclic: boolean;
  readonly scaled: boolean;
  readonly span: Span;
}

function flagOf(
  argument: Argument | undefined,
  fallback: boolean,
  sink: DiagnosticSink,
): boolean | undefined {
  if (!argument) return fallback;
  const { value, span } = argument;
  if (value.kind === "constant" && value.value !== null) return value.value;
  const message = `\`${argument.name?.text ?? ""}\` must be true or false`;
  reportError(sink, { code: "bad-call-argument", message, span });
}

function graphOf(
  call: CallExpression,
  argument: Argument | undefined,
  sink: DiagnosticSink,
): Name | undefined {
  if (argument?.value.kind === "name") return argument.value;
  reportError(sink, {
    code: "bad-call-argument",
    message: `\`${call.callee.text}\` needs to know which areas are neighbours`,
    span: argument?.span ?? call.span,
    expected: "graph = the name of a graph",
    help: 'declare one with data NAME = graph("FILE")',
  });
}

/** The term of a call; undefined after reporting what is wrong with its arguments. */
export function structuredTerm(
  call: CallExpression,
  effect: LatentEffect,
  sink: DiagnosticSink,
): StructuredTerm | undefined {
  const bound = bindArguments(call, [column("x"), ...effect.options.map(option)], { sink });
  const on = bound?.get("x")?.value;
  if (!bound || !on) return undefined;
  const cyclic = flagOf(bound.get("cyclic"), false, sink);
  const scaled = flagOf(bound.get("scale"), true, sink);
  const needsGraph = effect.nodeKind === "graph";
  const graph = needsGraph ? graphOf(call, bound.get("graph"), sink) : undefined;
  if (cyclic === undefined || scaled === undefined || (needsGraph && !graph)) return undefined;
  const by = bound.get("by")?.value;
  const inner = [componentLabel(on), ...(by ? [`by=${componentLabel(by)}`] : [])].join(", ");
  return {
    key: expressionKey(call),
    name: `${effect.name}(${inner})`,
    effect,
    column: on,
    by,
    graph,
    covariance: undefined,
    cyclic,
    scaled,
    span: call.span,
  };
}

interface CovarianceOptions {
  readonly covariance: Name;
  readonly by: Expression | undefined;
}

/** The name of the data with the covariances, and the column of copies; undefined after a report. */
function covarianceOptions(
  options: readonly Argument[],
  span: Span,
  sink: DiagnosticSink,
): CovarianceOptions | undefined {
  const named = (name: string): readonly Argument[] =>
    options.filter((option) => option.name?.text === name);
  const [covs, bys] = [named("cov"), named("by")];
  const [cov, again] = covs;
  const extra =
    options.find((option) => !covs.includes(option) && !bys.includes(option)) ?? again ?? bys[1];
  if (!extra && cov?.value.kind === "name") return { covariance: cov.value, by: bys[0]?.value };
  reportError(sink, {
    code: "bad-call-argument",
    message: extra
      ? `a group-specific term has no argument \`${extra.name?.text ?? ""}\``
      : "`cov` must name the data with the covariances",
    span: (extra ?? cov)?.span ?? span,
    expected: "(1 | g, cov = S), or (1 | g, cov = S, by = h)",
  });
}

/** `(1 | state, cov = similarity)`, `(1 | state, cov = similarity, by = year)`; undefined after a report. */
export function covarianceTerm(
  factor: Expression,
  interceptOnly: boolean,
  options: readonly Argument[],
  span: Span,
  sink: DiagnosticSink,
): StructuredTerm | undefined {
  const given = covarianceOptions(options, span, sink);
  if (!given) return undefined;
  if (!interceptOnly || factor.kind !== "name") {
    reportError(sink, {
      code: "bad-term",
      message: "a known covariance is for the intercept of one grouping column in this version",
      span,
      expected: "(1 | g, cov = S)",
    });
    return undefined;
  }
  const { covariance, by } = given;
  const name = `1|${componentLabel(factor)}${by ? `, by=${componentLabel(by)}` : ""}`;
  return {
    key: name,
    name,
    effect: knownCovariance,
    column: factor,
    by,
    graph: undefined,
    covariance,
    cyclic: false,
    scaled: false,
    span,
  };
}

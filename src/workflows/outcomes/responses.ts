/** The responses of several outcomes, from what is written for them and the model's own response. */
import type { DiagnosticSink } from "../../diagnostics/index.js";
import type { Expression } from "../../language/ast.js";
import { printExpression } from "../../language/index.js";
import { resolveAgain } from "../../model/index.js";
import type { ModelSpec } from "../../model/model-spec.js";

export interface Outcome {
  readonly name: string;
  /** The model with this response, on the rows that have it. */
  readonly spec: ModelSpec;
}

/**
 * A column takes the place of the response's own: with `guns`, `p(y, n)` becomes `p(guns, n)` and
 * `y["yes"]` becomes `guns["yes"]`. Anything else is the response.
 */
function respondWith(response: Expression, item: Expression): Expression {
  if (item.kind !== "name") return item;
  if (response.kind === "index") return { ...response, object: respondWith(response.object, item) };
  if (response.kind !== "call") return item;
  const [own, ...others] = response.arguments;
  if (own === undefined) return item;
  return { ...response, arguments: [{ ...own, value: respondWith(own.value, item) }, ...others] };
}

/** The column that counts: `guns` of `p(guns, n)`. */
function nameOf(item: Expression): string {
  const inner = item.kind === "call" ? item.arguments[0]?.value : undefined;
  if (inner !== undefined) return nameOf(inner);
  return item.kind === "name" ? item.text : printExpression(item);
}

/** Undefined after reporting everything that is wrong with any of them. */
export function resolveOutcomes(
  spec: ModelSpec,
  written: Expression,
  sink: DiagnosticSink,
): readonly Outcome[] | undefined {
  const items = written.kind === "list" ? written.items : [written];
  const { response } = spec.origin.request.formula;
  const names = items.map(nameOf);
  const outcomes = items.flatMap((item, i): Outcome[] => {
    const name = names[i]!;
    if (names.indexOf(name) < i) {
      sink.report({
        code: "bad-argument",
        severity: "error",
        message: `the outcome \`${name}\` is there twice`,
        span: item.span,
      });
      return [];
    }
    const resolved = resolveAgain(spec, { response: respondWith(response, item) }, sink);
    return resolved ? [{ name, spec: { ...resolved, name: `${spec.name} of ${name}` } }] : [];
  });
  return outcomes.length > 0 && outcomes.length === items.length ? outcomes : undefined;
}

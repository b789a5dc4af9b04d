/** Reads an expression over parameters as a linear combination: a constant and a weight for each parameter. */
import { listNames } from "../../data/index.js";
import { componentLabel } from "../../design/index.js";
import { nearestName, type DiagnosticSink, type Span } from "../../diagnostics/index.js";
import type { BinaryExpression, Expression } from "../../language/ast.js";

/** constant + Σ weight × parameter, by position of the parameter. */
export interface Combination {
  readonly constant: number;
  readonly weights: ReadonlyMap<number, number>;
}

/** What names stand for: parameters, and combinations that were defined before. */
export type KnownCombinations = ReadonlyMap<string, Combination>;

const namesShown = 8;

function reportUnknown(
  name: string,
  known: KnownCombinations,
  span: Span,
  sink: DiagnosticSink,
): void {
  const nearest = nearestName(name, known.keys());
  sink.report({
    code: "bad-argument",
    severity: "error",
    message: `the fit has no parameter \`${name}\``,
    expected: `one of ${listNames([...known.keys()], namesShown)}`,
    span,
    help:
      nearest === undefined
        ? "summary(fit, all = true) lists the parameters; names that are no plain words stand between back-quotes"
        : `did you mean \`${nearest}\`?`,
  });
}

function scaled({ constant, weights }: Combination, by: number): Combination {
  return {
    constant: by * constant,
    weights: new Map([...weights].map(([parameter, weight]) => [parameter, by * weight])),
  };
}

function added(left: Combination, right: Combination): Combination {
  const weights = new Map(left.weights);
  for (const [parameter, weight] of right.weights)
    weights.set(parameter, (weights.get(parameter) ?? 0) + weight);
  return { constant: left.constant + right.constant, weights };
}

const isConstant = ({ weights }: Combination): boolean => weights.size === 0;

function combine(
  { operator, span }: BinaryExpression,
  left: Combination,
  right: Combination,
  sink: DiagnosticSink,
): Combination | undefined {
  if (operator === "+") return added(left, right);
  if (operator === "-") return added(left, scaled(right, -1));
  if (operator === "*" && isConstant(left)) return scaled(right, left.constant);
  if (operator === "*" && isConstant(right)) return scaled(left, right.constant);
  if (operator === "/" && isConstant(right)) return scaled(left, 1 / right.constant);
  sink.report({
    code: "bad-argument",
    severity: "error",
    message: `\`${operator}\` of parameters is no linear combination`,
    expected: "sums and differences of parameters, multiplied or divided by numbers",
    span,
  });
  return undefined;
}

const arithmetic: ReadonlySet<string> = new Set(["+", "-", "*", "/"]);

/** Undefined after reporting what is no linear combination, and names that are no parameters. */
export function readCombination(
  expression: Expression,
  known: KnownCombinations,
  sink: DiagnosticSink,
): Combination | undefined {
  const read = (part: Expression): Combination | undefined => readCombination(part, known, sink);
  // `x1:x2`, `eth[Black]` and `C(period)[2]` are names as well, without their back-quotes.
  const named = known.get(componentLabel(expression));
  if (named && expression.kind !== "text") return named;
  const { kind } = expression;
  if (kind === "number") return { constant: expression.value, weights: new Map() };
  if (kind === "parenthesised" || kind === "braced") return read(expression.inner);
  if (kind === "unary" && expression.operator !== "not") {
    const operand = read(expression.operand);
    return operand && scaled(operand, expression.operator === "-" ? -1 : 1);
  }
  if (kind === "binary" && arithmetic.has(expression.operator)) {
    const [left, right] = [read(expression.left), read(expression.right)];
    return left && right && combine(expression, left, right, sink);
  }
  reportUnknown(componentLabel(expression), known, expression.span, sink);
  return undefined;
}

/** Reads `dense(age + party, hidden = [64], bayes = true)` and `deep_mlm(1 + age | party + race, ...)`. */
import { componentLabel } from "../../design/index.js";
import { nearestName, type DiagnosticSink } from "../../diagnostics/index.js";
import type { Argument, CallExpression, Expression, Name } from "../../language/ast.js";
import type { NetworkShape } from "../../networks/index.js";
import type { NetworkTermName } from "./network-calls.js";
import type { NetworkTerm } from "./network-model.js";

const settings = ["hidden", "bayes", "scale"] as const;

/** Layers that a laptop trains, and widths that its memory holds. */
const [mostLayers, widest] = [12, 1024];

function report(
  expression: Pick<Expression, "span">,
  message: string,
  expected: string,
  sink: DiagnosticSink,
  found?: string,
): void {
  sink.report({
    code: "bad-network",
    severity: "error",
    message,
    span: expression.span,
    expected,
    ...(found !== undefined && { found }),
  });
}

/** `[64, 64]`, or `64` for one layer. */
function readHidden({ value }: Argument, sink: DiagnosticSink): readonly number[] | undefined {
  const items = value.kind === "list" ? value.items : [value];
  const isWidth = (item: Expression): boolean =>
    item.kind === "number" &&
    Number.isInteger(item.value) &&
    item.value >= 1 &&
    item.value <= widest;
  const expected = `up to ${mostLayers} whole numbers from 1 to ${widest}, such as [64, 64]`;
  const wrong = items.find((item) => !isWidth(item));
  const label = componentLabel(wrong ?? value);
  if (wrong) {
    report(wrong, "`hidden` is the widths of the hidden layers", expected, sink, label);
    return undefined;
  }
  if (items.length > mostLayers) {
    report(value, "that many hidden layers cannot be trained", expected, sink);
    return undefined;
  }
  return items.flatMap((item) => (item.kind === "number" ? [item.value] : []));
}

function readBayes({ value }: Argument, sink: DiagnosticSink): boolean | undefined {
  if (value.kind === "constant" && value.value !== null) return value.value;
  report(
    value,
    "`bayes` says whether weights have posteriors",
    "true or false",
    sink,
    componentLabel(value),
  );
  return undefined;
}

function readScale({ value }: Argument, sink: DiagnosticSink): number | undefined {
  if (value.kind === "number" && value.value > 0) return value.value;
  report(
    value,
    "`scale` is the sd of the half-normal prior of each layer's scale",
    "a number above 0",
    sink,
    componentLabel(value),
  );
  return undefined;
}

interface ShapeSettings {
  readonly hidden: readonly number[];
  readonly bayes: boolean;
  readonly scale: number;
}

function readSettings(
  given: readonly Argument[],
  sink: DiagnosticSink,
): Partial<ShapeSettings> | undefined {
  let found: Partial<ShapeSettings> | undefined = {};
  for (const argument of given) {
    const name = argument.name!.text;
    const read =
      name === "hidden"
        ? { hidden: readHidden(argument, sink) }
        : name === "bayes"
          ? { bayes: readBayes(argument, sink) }
          : name === "scale"
            ? { scale: readScale(argument, sink) }
            : undefined;
    const nearest = nearestName(name, settings);
    if (!read)
      sink.report({
        code: "bad-network",
        severity: "error",
        message: `a network has no setting \`${name}\``,
        span: argument.span,
        expected: settings.join(", "),
        help:
          nearest === undefined
            ? "epochs, restarts and the like are arguments of fit"
            : `did you mean \`${nearest}\`?`,
      });
    const complete = read && Object.values(read).every((value) => value !== undefined);
    found = complete && found ? { ...found, ...(read as Partial<ShapeSettings>) } : undefined;
  }
  return found;
}

/** `age + score + party`; ones are left out where a network has them anyway. */
function columnsOf(
  expression: Expression,
  withOnes: boolean,
  sink: DiagnosticSink,
): readonly Name[] | undefined {
  if (expression.kind === "parenthesised") return columnsOf(expression.inner, withOnes, sink);
  if (expression.kind === "name") return [expression];
  if (withOnes && expression.kind === "number" && expression.value === 1) return [];
  if (expression.kind === "binary" && expression.operator === "+") {
    const left = columnsOf(expression.left, withOnes, sink);
    const right = columnsOf(expression.right, withOnes, sink);
    return left && right && [...left, ...right];
  }
  const isZero = expression.kind === "number" && expression.value === 0;
  report(
    expression,
    isZero
      ? "a network has an intercept"
      : "a network reads columns as they are: it finds interactions itself, and numbers are standardised",
    "names of columns, joined by +; derive(...) makes others",
    sink,
    componentLabel(expression),
  );
  return undefined;
}

function readColumns(
  kind: NetworkTermName,
  expression: Expression,
  sink: DiagnosticSink,
): Pick<NetworkTerm, "columns" | "groups"> | undefined {
  if (kind === "dense") {
    const columns = columnsOf(expression, false, sink);
    return columns && { columns, groups: [] };
  }
  const inner = expression.kind === "parenthesised" ? expression.inner : expression;
  if (inner.kind !== "binary" || inner.operator !== "|") {
    report(
      expression,
      "`deep_mlm` takes slopes and what they vary by",
      "deep_mlm(1 + age | party + race)",
      sink,
      componentLabel(expression),
    );
    return undefined;
  }
  const columns = columnsOf(inner.left, true, sink);
  const groups = columnsOf(inner.right, false, sink);
  return columns && groups && { columns, groups };
}

/** Undefined after reporting. */
export function readNetworkTerm(
  call: CallExpression,
  kind: NetworkTermName,
  sink: DiagnosticSink,
): NetworkTerm | undefined {
  const unnamed = call.arguments.filter(({ name }) => !name);
  const [first, second] = unnamed;
  if (!first || second) {
    report(
      second ?? call,
      `\`${kind}\` takes one expression over columns, and settings by name`,
      kind === "dense"
        ? "dense(age + party, hidden = [64, 64])"
        : "deep_mlm(1 + age | party + race, hidden = [64, 64])",
      sink,
    );
    return undefined;
  }
  const columns = readColumns(kind, first.value, sink);
  const given = readSettings(
    call.arguments.filter(({ name }) => name !== undefined),
    sink,
  );
  if (!columns || !given) return undefined;
  const { hidden = [], bayes = false, scale = 1 } = given;
  const shape: NetworkShape = { kind, hidden, ...(bayes && { bayes: { scale } }) };
  return { shape, ...columns, span: call.span };
}

/** Columns as categories: `C`, `T`, `S` and `binary`. */
import { numberLabel } from "../../data/index.js";
import { nearestName } from "../../diagnostics/index.js";
import type { Expression } from "../../language/ast.js";
import type { Contrast, EvaluationContext, FactorValue, FormulaValue } from "../formula-value.js";
import { describeValue, reportError } from "../formula-value.js";
import { matchLevels, occurringLevels } from "../match-levels.js";
import type { BoundCall, FormulaFunction } from "./formula-function.js";
import { argumentValue, column, isNone, option, rejectArgument } from "./formula-function.js";

/** Numbers as categories: distinct values in ascending order, labelled by their shortest form. */
export function factorOfNumbers(values: Float64Array): FactorValue {
  const distinct = Float64Array.from(new Set(values)).sort();
  const codeOf = new Map(Array.from(distinct, (value, code) => [value, code]));
  const codes = new Int32Array(values.length);
  for (let row = 0; row < values.length; row++) codes[row] = codeOf.get(values[row]!)!;
  const levels = Array.from(distinct, numberLabel);
  return { kind: "factor", codes, levels, declared: false, contrast: { kind: "treatment" } };
}

/** Any single column as categories. */
export function asFactor(
  value: FormulaValue,
  expression: Expression,
  context: EvaluationContext,
): FactorValue | undefined {
  if (value.kind === "factor") return value;
  if (value.kind === "numeric") return factorOfNumbers(value.values);
  reportError(context.sink, {
    code: "bad-call-argument",
    message: `${describeValue(value)} cannot be categories`,
    span: expression.span,
    expected: "a column",
  });
  return undefined;
}

/** The label of a level that a formula names; undefined for anything but a text or a number. */
export function levelLabel(expression: Expression): string | undefined {
  switch (expression.kind) {
    case "text":
      return expression.value;
    case "number":
      return numberLabel(expression.value);
    case "constant":
      return expression.value === null ? undefined : expression.value ? "True" : "False";
    case "unary":
      return expression.operator === "-" && expression.operand.kind === "number"
        ? numberLabel(-expression.operand.value)
        : undefined;
    default:
      return undefined;
  }
}

function levelOption(bound: BoundCall, name: string): string | null | undefined {
  const argument = bound.arguments.get(name);
  if (!argument || isNone(argument.value)) return null;
  const label = levelLabel(argument.value);
  if (label === undefined) {
    rejectArgument(bound, name, `\`${name}\` must be a level in quotes, or a number`);
  }
  return label;
}

function levelsOption(bound: BoundCall): readonly string[] | null | undefined {
  const argument = bound.arguments.get("levels");
  if (!argument || isNone(argument.value)) return null;
  const labels =
    argument.value.kind === "list" ? argument.value.items.map(levelLabel) : [undefined];
  if (labels.every((label) => label !== undefined)) return [...new Set(labels)];
  rejectArgument(bound, "levels", '`levels` must be a list of levels, as in ["a", "b"]');
  return undefined;
}

/** The factor with the listed levels first; at the fit, a level of the data that is not listed is reported. */
function withLevels(factor: FactorValue, listed: readonly string[], bound: BoundCall): FactorValue {
  const unlisted = factor.levels.filter((level) => !listed.includes(level));
  if (unlisted.length > 0 && bound.context.memory.learning) {
    reportError(bound.context.sink, {
      code: "unknown-level",
      message: `the data has levels that \`levels\` does not list: ${unlisted.slice(0, 5).join(", ")}`,
      span: bound.arguments.get("levels")?.span ?? bound.call.span,
    });
  }
  const levels = [...listed, ...unlisted];
  const codeOf = new Map(levels.map((level, code) => [level, code]));
  const recoded = Int32Array.from(factor.levels, (level) => codeOf.get(level)!);
  const codes = factor.codes.map((code) => recoded[code]!);
  return { ...factor, codes, levels, declared: true };
}

function readContrast(bound: BoundCall): Contrast | undefined {
  const argument = bound.arguments.get("contrast");
  if (!argument || isNone(argument.value)) return { kind: "treatment" };
  const { value, span } = argument;
  const callee = value.kind === "call" ? value.callee : value;
  const name = callee.kind === "name" ? callee.text : undefined;
  const inner = value.kind === "call" ? value.arguments.map((one) => levelLabel(one.value)) : [];
  const [level] = inner;
  const usable = inner.length <= 1 && inner.every((label) => label !== undefined);
  if (usable && (name === "Treatment" || name === "Sum")) {
    const kind = name === "Sum" ? "sum" : "treatment";
    return level === undefined ? { kind } : { kind, level, span };
  }
  rejectArgument(
    bound,
    "contrast",
    'the contrast must be Treatment, Treatment("level"), Sum or Sum("level")',
  );
  return undefined;
}

function categorical(bound: BoundCall, contrast: Contrast | undefined): FactorValue | undefined {
  const value = argumentValue(bound, "x");
  const factor = value && asFactor(value, bound.call, bound.context);
  const levels = levelsOption(bound);
  if (!factor || !contrast || levels === undefined) return undefined;
  return { ...(levels ? withLevels(factor, levels, bound) : factor), contrast };
}

/** `C(x, contrast, levels)` */
export const C: FormulaFunction = {
  parameters: [column("x"), option("contrast"), option("levels")],
  evaluate: (bound) => categorical(bound, readContrast(bound)),
};

function shorthand(kind: Contrast["kind"], levelName: string): FormulaFunction {
  return {
    parameters: [column("x"), option(levelName), option("levels")],
    evaluate(bound) {
      const level = levelOption(bound, levelName);
      if (level === undefined) return undefined;
      const span = bound.arguments.get(levelName)?.span ?? bound.call.span;
      return categorical(bound, level === null ? { kind } : { kind, level, span });
    },
  };
}

/** `T(x, ref)`: each level against a reference. */
export const T: FormulaFunction = shorthand("treatment", "ref");
/** `S(x, omit)`: each level against the mean of all. */
export const S: FormulaFunction = shorthand("sum", "omit");

/** Reports a level that a factor does not have. */
export function reportUnknownLevel(
  level: string,
  name: string,
  levels: readonly string[],
  context: EvaluationContext,
  span: Expression["span"],
): undefined {
  const nearest = nearestName(level, levels);
  reportError(context.sink, {
    code: "unknown-level",
    message: `\`${level}\` is not a level of \`${name}\``,
    span,
    expected: `one of ${levels.slice(0, 8).join(", ")}${levels.length > 8 ? ", ..." : ""}`,
    ...(nearest === undefined ? {} : { help: `did you mean "${nearest}"?` }),
  });
  return undefined;
}

/** The levels of `binary`, the one that counts as 1 first; learnt at the fit. */
function binaryLevels(
  bound: BoundCall,
  factor: FactorValue,
  named: string | null,
): readonly string[] | undefined {
  const { context, call } = bound;
  const observed = occurringLevels(factor);
  const success = named ?? observed[0]!;
  const span = bound.arguments.get("success")?.span ?? call.span;
  if (!factor.levels.includes(success)) {
    reportUnknownLevel(success, call.callee.text, factor.levels, context, span);
    return undefined;
  }
  if (named === null) {
    context.sink.report({
      code: "success-level-chosen",
      severity: "note",
      message: `\`${bound.key}\` is 1 where the level is "${success}", the first of ${observed.join(", ")}`,
      span,
      help: `name another with ${call.callee.text}(x, success="...")`,
    });
  }
  return [success, ...observed.filter((level) => level !== success)];
}

/** `binary(x, success)`: 1 for one level and 0 for the others; by default the first level. */
export const binary: FormulaFunction = {
  parameters: [column("x"), option("success")],
  evaluate(bound) {
    const { memory, sink } = bound.context;
    const value = argumentValue(bound, "x");
    const factor = value && asFactor(value, bound.call, bound.context);
    const named = levelOption(bound, "success");
    if (!factor || named === undefined) return undefined;
    const levels = memory.levels(`success of ${bound.key}`, () =>
      binaryLevels(bound, factor, named),
    );
    if (!levels) return undefined;
    const { codes, unknown } = matchLevels(factor, levels);
    if (unknown.length > 0) {
      reportError(sink, {
        code: "new-common-level",
        message: `\`${bound.key}\` meets the level "${unknown[0]!}", which the fit did not know`,
        span: bound.call.span,
      });
      return undefined;
    }
    return { kind: "numeric", values: Float64Array.from(codes, (code) => (code === 0 ? 1 : 0)) };
  },
};

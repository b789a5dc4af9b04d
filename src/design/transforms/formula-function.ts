/** What a function of the formula language is, and how its arguments are read. */
import { nearestName } from "../../diagnostics/index.js";
import type { Span } from "../../diagnostics/index.js";
import type { Argument, CallExpression, Expression } from "../../language/ast.js";
import { componentLabel } from "../component-label.js";
import type { EvaluationContext, Evaluate, FormulaValue } from "../formula-value.js";
import { describeValue, repeated, reportError } from "../formula-value.js";

export interface Parameter {
  readonly name: string;
  readonly required: boolean;
  /** Names in this argument are columns of the data. */
  readonly column: boolean;
}

/** A call whose arguments have been matched to the parameters. */
export interface BoundCall {
  readonly call: CallExpression;
  /** What the memory files this call's state under. */
  readonly key: string;
  readonly arguments: ReadonlyMap<string, Argument>;
  readonly context: EvaluationContext;
  readonly evaluate: Evaluate;
}

export interface FormulaFunction {
  readonly parameters: readonly Parameter[];
  evaluate(bound: BoundCall): FormulaValue | undefined;
}

export const column = (name: string): Parameter => ({ name, required: true, column: true });
export const option = (name: string): Parameter => ({ name, required: false, column: false });

function badArgument(bound: BoundCall, span: Span, message: string, expected?: string): undefined {
  reportError(bound.context.sink, {
    code: "bad-call-argument",
    message,
    span,
    ...(expected === undefined ? {} : { expected }),
  });
  return undefined;
}

/** Reports a value that a parameter cannot take. */
export function rejectArgument(bound: BoundCall, name: string, message: string): undefined {
  const span = bound.arguments.get(name)?.span ?? bound.call.span;
  badArgument(bound, span, `\`${bound.call.callee.text}\`: ${message}`);
  return undefined;
}

/** Matches arguments to parameters by place, then by name; undefined for an argument without one. */
export function parameterOf(
  call: CallExpression,
  position: number,
  parameters: readonly Parameter[],
): Parameter | undefined {
  const named = call.arguments[position]?.name;
  return named ? parameters.find(({ name }) => name === named.text) : parameters[position];
}

/** The arguments by parameter name; every mismatch is reported. */
export function bindArguments(
  call: CallExpression,
  parameters: readonly Parameter[],
  { sink }: Pick<EvaluationContext, "sink">,
): ReadonlyMap<string, Argument> | undefined {
  const bound = new Map<string, Argument>();
  let mistakes = 0;
  const reject = (span: Span, message: string, help?: string): void => {
    mistakes++;
    reportError(sink, { code: "bad-call-argument", message, span, ...(help ? { help } : {}) });
  };
  const signature = `${call.callee.text}(${parameters.map(({ name }) => name).join(", ")})`;
  for (const [position, argument] of call.arguments.entries()) {
    const parameter = parameterOf(call, position, parameters);
    if (parameter && !bound.has(parameter.name)) {
      bound.set(parameter.name, argument);
    } else if (parameter) {
      reject(argument.span, `\`${parameter.name}\` is given twice in ${signature}`);
    } else if (argument.name) {
      const names = parameters.map(({ name }) => name);
      const nearest = nearestName(argument.name.text, names);
      const help = nearest === undefined ? undefined : `did you mean \`${nearest}\`?`;
      reject(
        argument.name.span,
        `\`${argument.name.text}\` is not an argument of ${signature}`,
        help,
      );
    } else {
      reject(argument.span, `too many arguments for ${signature}`);
    }
  }
  const absent = parameters.filter(({ name, required }) => required && !bound.has(name));
  for (const { name } of absent) reject(call.span, `${signature} needs \`${name}\``);
  return mistakes === 0 ? bound : undefined;
}

/** Any value as a column of numbers; categories, text and several columns are reported. */
export function asNumbers(
  value: FormulaValue,
  expression: Expression,
  context: EvaluationContext,
): Float64Array | undefined {
  if (value.kind === "numeric") return value.values;
  if (value.kind === "scalar") return repeated(value.value, context.rows.rowCount);
  reportError(context.sink, {
    code: "number-needed",
    message: `\`${componentLabel(expression)}\` must be a column of numbers here`,
    span: expression.span,
    expected: "a numeric column",
    found: describeValue(value),
    ...(value.kind === "factor"
      ? { help: 'compare with a level to get 0 and 1, as in {x == "a"}' }
      : {}),
  });
  return undefined;
}

/** The argument evaluated; undefined when absent or wrong (then reported). */
export function argumentValue(bound: BoundCall, name: string): FormulaValue | undefined {
  const argument = bound.arguments.get(name);
  return argument && bound.evaluate(argument.value);
}

export function numbersArgument(bound: BoundCall, name: string): Float64Array | undefined {
  const argument = bound.arguments.get(name);
  const value = argument && bound.evaluate(argument.value);
  return value && asNumbers(value, argument.value, bound.context);
}

function scalarOf(expression: Expression, bound: BoundCall): number | undefined {
  const value = bound.evaluate(expression);
  if (!value || value.kind === "scalar") return value?.value;
  badArgument(bound, expression.span, `\`${componentLabel(expression)}\` must be one number`);
  return undefined;
}

/** `fallback` where the argument is absent or None; undefined when it is wrong (then reported). */
export function numberOption<T>(
  bound: BoundCall,
  name: string,
  fallback: T,
): number | T | undefined {
  const argument = bound.arguments.get(name);
  if (!argument || isNone(argument.value)) return fallback;
  return scalarOf(argument.value, bound);
}

export function wholeNumberOption<T>(
  bound: BoundCall,
  name: string,
  fallback: T,
  least: number,
): number | T | undefined {
  const value = numberOption(bound, name, fallback);
  if (typeof value !== "number" || value === fallback) return value;
  if (Number.isInteger(value) && value >= least) return value;
  rejectArgument(bound, name, `\`${name}\` must be a whole number from ${least}`);
  return undefined;
}

export function flagOption(bound: BoundCall, name: string, fallback: boolean): boolean | undefined {
  const argument = bound.arguments.get(name);
  if (!argument) return fallback;
  const { value } = argument;
  if (value.kind === "constant" && value.value !== null) return value.value;
  rejectArgument(bound, name, `\`${name}\` must be True or False`);
  return undefined;
}

/** A list of numbers, or one number; undefined when absent. */
export function numbersOption(bound: BoundCall, name: string): readonly number[] | undefined {
  const argument = bound.arguments.get(name);
  if (!argument || isNone(argument.value)) return undefined;
  const items = argument.value.kind === "list" ? argument.value.items : [argument.value];
  const numbers = items.map((item) => scalarOf(item, bound));
  return numbers.every((value) => value !== undefined) ? numbers : undefined;
}

export function isNone(expression: Expression): boolean {
  return expression.kind === "constant" && expression.value === null;
}

/** Every function that an expression over columns may call, in one table. */
import type { CallExpression, Expression } from "../language/ast.js";
import { allocate, choice, each } from "./allotment-functions.js";
import { elementwiseFunctions } from "./elementwise-functions.js";
import type { ElementwiseFunction } from "./elementwise-functions.js";
import { evaluateNumbers, numericValue, refuse } from "./evaluated-column.js";
import type { EvaluatedColumn, EvaluationContext } from "./evaluated-column.js";
import { matchArguments } from "./function-arguments.js";
import { randomFunctions } from "./random-functions.js";
import type { RandomFunction } from "./random-functions.js";
import { numberLabel } from "./number-text.js";
import { rowInWords, rowLocation } from "./data-frame.js";

/** Evaluates one call; undefined after a report. */
export type ColumnFunction = (
  call: CallExpression,
  context: EvaluationContext,
) => EvaluatedColumn | undefined;

/** Values of every argument, one array each, or undefined when one of them has none. */
function evaluateArguments(
  call: CallExpression,
  names: readonly string[],
  given: ReadonlyMap<string, Expression>,
  defaults: Readonly<Record<string, number>>,
  context: EvaluationContext,
): Float64Array[] | undefined {
  const all = [...names, ...[...given.keys()].filter((name) => !names.includes(name))];
  const values = all.map((name) => {
    const expression = given.get(name);
    if (expression !== undefined) {
      return evaluateNumbers(expression, context, `\`${call.callee.text}\``);
    }
    return new Float64Array(context.frame.rowCount).fill(defaults[name]!);
  });
  return values.every((value) => value !== undefined) ? values : undefined;
}

function elementwise({ parameters, defaults = {}, compute }: ElementwiseFunction): ColumnFunction {
  const names = parameters.filter((name) => name !== "...");
  const shape = {
    parameters: names,
    optional: Object.keys(defaults),
    variadic: parameters.includes("..."),
  };
  return (call, context) => {
    const given = matchArguments(call, shape, context);
    const values = given && evaluateArguments(call, names, given, defaults, context);
    if (values === undefined) return undefined;
    const results = new Float64Array(context.frame.rowCount);
    const operands = values.map(() => 0);
    for (let row = 0; row < results.length; row++) {
      for (let k = 0; k < operands.length; k++) operands[k] = values[k]![row]!;
      results[row] = compute(operands);
    }
    return numericValue(results);
  };
}

/** The first row with an argument outside its range is reported; missing arguments give missing draws. */
function checkRanges(
  call: CallExpression,
  { parameters }: RandomFunction,
  values: readonly Float64Array[],
  { frame, sink }: EvaluationContext,
): boolean {
  const faults = parameters.flatMap(({ name, range }, position) => {
    const column = values[position]!;
    const row = column.findIndex((value) => !Number.isNaN(value) && !range.holds(value));
    return row < 0 ? [] : [{ name, range, row, value: column[row]! }];
  });
  for (const { name, range, row, value } of faults) {
    sink.report({
      code: "impossible-parameter",
      severity: "error",
      message: `\`${name}\` of \`${call.callee.text}\` must be ${range.words}`,
      span: call.span,
      expected: range.words,
      found: `${numberLabel(value)} in ${rowInWords(frame, row)}`,
      ...rowLocation(frame, row),
    });
  }
  return faults.length === 0;
}

function drawEachRow(definition: RandomFunction): ColumnFunction {
  const names = definition.parameters.map(({ name }) => name);
  const withDefault = definition.parameters.flatMap((parameter) =>
    parameter.default === undefined ? [] : [[parameter.name, parameter.default] as const],
  );
  const defaults = Object.fromEntries(withDefault);
  const shape = { parameters: names, optional: Object.keys(defaults), variadic: false };
  return (call, context) => {
    const { random } = context;
    if (random === undefined) {
      refuseRandom(call, context);
      return undefined;
    }
    const given = matchArguments(call, shape, context);
    const values = given && evaluateArguments(call, names, given, defaults, context);
    if (values === undefined || !checkRanges(call, definition, values, context)) return undefined;
    const draws = new Float64Array(context.frame.rowCount);
    const parameters = values.map(() => 0);
    for (let row = 0; row < draws.length; row++) {
      for (let k = 0; k < parameters.length; k++) parameters[k] = values[k]![row]!;
      draws[row] = parameters.some(Number.isNaN) ? NaN : definition.draw(parameters, random);
    }
    return numericValue(draws);
  };
}

function refuseRandom(call: CallExpression, context: EvaluationContext): undefined {
  refuse(context, call.span, `\`${call.callee.text}\` draws random numbers`, {
    help: "random functions belong in simulate(..., seed = 1)",
  });
}

function needingRandom(evaluate: ColumnFunction): ColumnFunction {
  return (call, context) =>
    context.random === undefined ? refuseRandom(call, context) : evaluate(call, context);
}

const where: ColumnFunction = (call, context) => {
  const shape = { parameters: ["condition", "yes", "no"], optional: [], variadic: false };
  const given = matchArguments(call, shape, context);
  const values = given && evaluateArguments(call, shape.parameters, given, {}, context);
  if (values === undefined) return undefined;
  const [condition, yes, no] = values;
  return numericValue(
    condition!.map((test, row) => (Number.isNaN(test) ? NaN : test !== 0 ? yes![row]! : no![row]!)),
  );
};

const isMissing: ColumnFunction = (call, context) => {
  const given = matchArguments(call, { parameters: ["x"], optional: [], variadic: false }, context);
  const value = given && context.evaluate(given.get("x")!, context);
  if (value === undefined) return undefined;
  switch (value.kind) {
    case "numeric":
      return numericValue(value.values.map((x) => Number(Number.isNaN(x))));
    case "factor":
      return numericValue(Float64Array.from(value.codes, (code) => Number(code < 0)));
    case "text":
      return numericValue(Float64Array.from(value.values, (text) => Number(text === undefined)));
  }
};

function tabulate<Definition>(
  definitions: Readonly<Record<string, Definition>>,
  build: (definition: Definition) => ColumnFunction,
): [string, ColumnFunction][] {
  return Object.entries(definitions).map(([name, definition]) => [name, build(definition)]);
}

export const columnFunctions: ReadonlyMap<string, ColumnFunction> = new Map<string, ColumnFunction>(
  [
    ...tabulate(elementwiseFunctions, elementwise),
    ...tabulate(randomFunctions, drawEachRow),
    ["where", where],
    ["is_missing", isMissing],
    ["each", needingRandom(each)],
    ["allocate", needingRandom(allocate)],
    ["choice", needingRandom(choice)],
  ],
);

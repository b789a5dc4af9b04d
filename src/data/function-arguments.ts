/** Matches the arguments of a call to the names that a function gives them. */
import { nearestName } from "../diagnostics/index.js";
import type { CallExpression, Expression } from "../language/ast.js";
import { refuse } from "./evaluated-column.js";
import type { EvaluationContext } from "./evaluated-column.js";
import { listNames } from "./wording.js";

export interface FunctionShape {
  readonly parameters: readonly string[];
  /** Parameters that need not be given. */
  readonly optional: readonly string[];
  /** Any number of further arguments. */
  readonly variadic: boolean;
}

function shapeInWords(name: string, shape: FunctionShape): string {
  return `${name}(${[...shape.parameters, ...(shape.variadic ? ["..."] : [])].join(", ")})`;
}

/** Arguments by parameter name; those beyond the named ones are numbered. Undefined after a report. */
export function matchArguments(
  call: CallExpression,
  shape: FunctionShape,
  context: EvaluationContext,
): ReadonlyMap<string, Expression> | undefined {
  const matched = new Map<string, Expression>();
  const expected = shapeInWords(call.callee.text, shape);
  let position = 0;
  for (const argument of call.arguments) {
    const parameter = argument.name?.text ?? shape.parameters[position];
    if (argument.name === undefined) position++;
    const name = parameter ?? (shape.variadic ? `...${position}` : undefined);
    if (name === undefined) {
      refuse(context, argument.span, `\`${call.callee.text}\` takes fewer arguments`, {
        expected,
      });
      return undefined;
    }
    if (argument.name !== undefined && !shape.parameters.includes(name)) {
      const nearest = nearestName(name, shape.parameters);
      const help = nearest === undefined ? {} : { help: `did you mean \`${nearest}\`?` };
      refuse(context, argument.name.span, `\`${call.callee.text}\` has no argument \`${name}\``, {
        expected,
        ...help,
      });
      return undefined;
    }
    if (matched.has(name)) {
      refuse(context, argument.span, `the argument \`${name}\` is given twice`, {
        expected,
      });
      return undefined;
    }
    matched.set(name, argument.value);
  }
  const absent = shape.parameters.filter(
    (name) => !matched.has(name) && !shape.optional.includes(name),
  );
  if (absent.length === 0) return matched;
  refuse(context, call.span, `\`${call.callee.text}\` lacks ${listNames(absent)}`, {
    expected,
  });
}

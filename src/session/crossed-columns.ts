/** Names of columns that an argument crosses or lists: `party + race`, `[party, race]`, or one. */
import type { Expression, Name } from "../language/ast.js";
import type { VerbCall } from "./verb.js";

/** Undefined for anything else. */
function namesOf(given: Expression): readonly Name[] | undefined {
  if (given.kind === "name") return [given];
  if (given.kind === "parenthesised") return namesOf(given.inner);
  if (given.kind === "text")
    return [{ kind: "name", text: given.value, quoted: true, span: given.span }];
  const parts =
    given.kind === "list"
      ? given.items
      : given.kind === "binary" && (given.operator === "+" || given.operator === ":")
        ? [given.left, given.right]
        : undefined;
  const names = parts?.map(namesOf);
  return names?.every((one) => one !== undefined) ? names.flat() : undefined;
}

/** None where the argument is absent; undefined after reporting that it names no columns. */
export function crossedColumns(
  given: Expression | undefined,
  parameter: string,
  call: VerbCall,
): readonly Name[] | undefined {
  const names = given ? namesOf(given) : [];
  if (names) return names;
  const verb = call.expression.callee.text;
  call.sink.report({
    code: "bad-argument",
    severity: "error",
    message: `\`${parameter}\` of \`${verb}\` names the columns whose crossing makes the groups`,
    span: call.spanOf(parameter),
    expected: "party, party + race or [party, race]",
  });
  return undefined;
}

/** Says which choices a verb made because the call left them open. */
import type { VerbCall } from "./verb.js";

export function noteDefaults(call: VerbCall, choices: readonly string[]): void {
  call.sink.report({
    code: "default-settings",
    severity: "note",
    message: `\`${call.expression.callee.text}\` used ${choices.join(", ")}, as the program does not say`,
    span: call.expression.callee.span,
  });
}

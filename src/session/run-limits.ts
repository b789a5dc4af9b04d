/** The two arguments that say how long a fit runs: `ess(1000)`, and a time in seconds or as text. */
import type { CallExpression, Expression } from "../language/ast.js";

/** `ess(N)` is no verb but a way to write when a fit has enough draws; its one argument. */
export function goalOf(expression: Expression): CallExpression["arguments"][number] | undefined {
  if (expression.kind !== "call" || expression.callee.text !== "ess") return undefined;
  const [goal, ...others] = expression.arguments;
  return others.length === 0 && goal?.name === undefined ? goal : undefined;
}

const secondsOfUnit: Readonly<Record<string, number>> = { s: 1, min: 60, h: 3600 };

/** Seconds in a number or in `30 s`, `5 min`, `2 h`; undefined where there are none. */
export function readSeconds(value: number | string): number | undefined {
  if (typeof value === "number") return value > 0 && Number.isFinite(value) ? value : undefined;
  const [, amount = "", unit = ""] = /^\s*(\d+(?:\.\d+)?)\s*(s|min|h)\s*$/u.exec(value) ?? [];
  const seconds = Number(amount) * (secondsOfUnit[unit] ?? 0);
  return seconds > 0 ? seconds : undefined;
}

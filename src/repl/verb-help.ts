/** What a verb takes, from the table of verbs. */
import { expectationOf, type Verb } from "../session/index.js";

export function verbHelp({ name, summary, parameters }: Verb): string {
  const rows = Object.entries(parameters).map(([parameter, row]) => {
    const fallback = row.default === undefined ? "" : `, ${row.default} by default`;
    const need = row.required === true ? " (required)" : fallback;
    return `  ${parameter.padEnd(16)} ${expectationOf(row)}${need}: ${row.help}`;
  });
  return [`${name}: ${summary}`, ...rows, ""].join("\n");
}

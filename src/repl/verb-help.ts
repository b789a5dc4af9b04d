/** What a verb takes, from the table of verbs. */
import { expectationOf, verbs } from "../session/index.js";
import { nearestName } from "../diagnostics/index.js";

export function verbHelp(name: string): string {
  const verb = verbs.find((one) => one.name === name);
  if (verb === undefined) {
    const nearest = nearestName(
      name,
      verbs.map((one) => one.name),
    );
    return `there is no verb ${name}${nearest === undefined ? "" : `; did you mean ${nearest}?`}\n`;
  }
  const rows = Object.entries(verb.parameters).map(([parameter, row]) => {
    const fallback = row.default === undefined ? "" : `, ${row.default} by default`;
    const need = row.required === true ? " (required)" : fallback;
    return `  ${parameter.padEnd(16)} ${expectationOf(row)}${need}: ${row.help}`;
  });
  return [`${verb.name}: ${verb.summary}`, ...rows, ""].join("\n");
}

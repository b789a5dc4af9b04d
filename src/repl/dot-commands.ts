/** The dot commands of the prompt: what is not a statement of the language. */

export interface DotCommand {
  readonly name: string;
  /** What follows the name, in help. */
  readonly argument?: string;
  readonly summary: string;
}

export const dotCommands: readonly DotCommand[] = [
  { name: ".nuts", summary: "sample the last model by NUTS and show its summary" },
  { name: ".agreement", summary: "the last two fits side by side" },
  { name: ".plot", summary: "draw the parameters and the group effects of the last fit" },
  { name: ".data", argument: "NAME", summary: "the data that formulas are fitted to" },
  {
    name: ".family",
    argument: "NAME",
    summary: "the family of coming formulas; `.family auto` lets the response decide",
  },
  { name: ".models", summary: "models and fits: formula, family, engine" },
  { name: ".names", summary: "everything that has a name" },
  { name: ".save", argument: "FILE", summary: "write the statements that worked as a model file" },
  { name: ".help", argument: "[VERB]", summary: "this, or what a verb takes" },
  { name: ".quit", summary: "leave; so does Ctrl-D" },
];

export interface DotCall {
  readonly name: string;
  readonly argument: string;
  /** Where the argument begins in the line. */
  readonly argumentStart: number;
}

/** `.data cells` as its parts; undefined for a line that is no dot command. */
export function readDotCall(line: string): DotCall | undefined {
  const found = /^(\s*(\.\p{L}[\p{L}\p{N}_]*)(?:\s+|$))(.*?)\s*$/su.exec(line);
  if (found === null) return undefined;
  const [, head = "", name = "", argument = ""] = found;
  return { name, argument, argumentStart: head.length };
}

export function helpText(): string {
  const rows = dotCommands.map(({ name, argument, summary }) => {
    const call = argument === undefined ? name : `${name} ${argument}`;
    return `  ${call.padEnd(16)} ${summary}`;
  });
  return [
    "A formula such as  y ~ x + (1 | g)  is fitted by INLA to the current data and summarised.",
    "Every statement of the language works: data, model, NAME = verb(...), verb(...).",
    "A line goes on while a bracket is open or it ends with an operator. Tab completes.",
    "",
    ...rows,
    "",
  ].join("\n");
}

/** A syntax tree as indented text: one line a node, spans left out, for `--emit ast`. */
import { cleanText } from "./clean-text.js";

type Scalar = string | number | boolean | null;

const isScalar = (value: unknown): value is Scalar =>
  value === null || ["string", "number", "boolean"].includes(typeof value);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const printScalar = (value: Scalar): string =>
  typeof value === "string" ? cleanText(JSON.stringify(value)) : String(value);

/** Places in the text are the parser's business and would drown the tree. */
const isPlace = (key: string): boolean => key === "span" || key.endsWith("Span");

function linesOf(label: string, value: unknown, indent: string): string[] {
  if (isScalar(value)) return [`${indent}${label}: ${printScalar(value)}`];
  if (Array.isArray(value))
    return value.length === 0
      ? []
      : [`${indent}${label}:`, ...value.flatMap((item) => linesOf("-", item, `${indent}  `))];
  if (!isRecord(value)) return [];
  const { kind, ...fields } = value;
  const entries = Object.entries(fields).filter(([key]) => !isPlace(key));
  const scalars = entries.flatMap(([key, field]) =>
    isScalar(field) ? [`${key}=${printScalar(field)}`] : [],
  );
  const heading = [typeof kind === "string" ? kind : "", ...scalars].filter((part) => part !== "");
  const children = entries.filter(([, field]) => !isScalar(field));
  const colon = label === "-" ? "-" : `${label}:`;
  return [
    `${indent}${[colon, ...heading].join(" ")}`,
    ...children.flatMap(([key, field]) => linesOf(key, field, `${indent}  `)),
  ];
}

/** Lines end with a newline each. */
export function printTree(nodes: readonly unknown[]): string {
  return nodes
    .flatMap((node) => linesOf("-", node, ""))
    .map((line) => `${line}\n`)
    .join("");
}

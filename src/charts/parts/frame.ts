/** What every specification has around its marks: schema, title, theme, inline data. */
import type { PlainData, Specification } from "../chart.js";
import { labelOf } from "./labels.js";
import { theme } from "./theme.js";

const digits = 6;

/** One record a mark, under field names of ours. */
export type Records = readonly Readonly<Record<string, string | number | null>>[];

/** Numbers to six digits, which is more than a picture shows; what is no number draws nothing. */
export function inlineData(records: Records): Specification {
  const rounded = (value: string | number | null): PlainData => {
    if (typeof value !== "number") return value;
    return Number.isFinite(value) ? Number(value.toPrecision(digits)) : null;
  };
  return {
    values: records.map((record) =>
      Object.fromEntries(Object.entries(record).map(([field, value]) => [field, rounded(value)])),
    ),
  };
}

/** Data of a mark that is drawn once, whatever the data of its view. */
export const once: Specification = { values: [{}] };

export interface Heading {
  readonly title: string;
  /** Lines below the title: what the marks are, and with which probability. */
  readonly subtitle: readonly string[];
  readonly description: string;
}

const widestTitle = 100;
const widestLine = 95;
const mostLines = 3;

/** A long line goes on below, broken at blanks; what needs more than three lines loses its middle. */
function broken(line: string): readonly string[] {
  const lines: string[] = [];
  for (const word of labelOf(line, mostLines * widestLine).split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < widestLine)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(labelOf(word, widestLine));
  }
  return lines;
}

export function framed(
  { title, subtitle, description }: Heading,
  body: Specification,
): Specification {
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description,
    title: {
      text: labelOf(title, widestTitle),
      ...(subtitle.length > 0 && { subtitle: subtitle.flatMap(broken) }),
    },
    config: theme,
    ...body,
  };
}

/** A quantitative axis that need not start at zero. */
export function numberAxis(title: string, more: Specification = {}): Specification {
  return {
    type: "quantitative",
    title: labelOf(title, 90),
    scale: { zero: false },
    axis: { tickCount: 7 },
    ...more,
  };
}

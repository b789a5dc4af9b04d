/** Looks things up in a Vega-Lite specification: marks with their data, titles, scales. */
import type { Chart, PlainData, Specification } from "../../src/charts/chart.js";

export type Row = Readonly<Record<string, string | number | null>>;

export interface FoundMark {
  readonly type: string;
  readonly mark: Specification;
  readonly encoding: Specification;
  /** Those of the nearest view above it. */
  readonly values: readonly Row[];
}

const isObject = (value: PlainData | undefined): value is Specification =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A layer's channel adds to that of the view above it. */
function merged(above: Specification, own: Specification): Specification {
  const channels = Object.entries(own).map(([channel, value]) => {
    const before = above[channel];
    return [channel, isObject(before) && isObject(value) ? { ...before, ...value } : value];
  });
  return { ...above, ...(Object.fromEntries(channels) as Specification) };
}

const children = ["layer", "concat", "hconcat", "vconcat"];

/** Every view with a mark, encodings of the views above it included. */
export function marksOf(chart: Chart): readonly FoundMark[] {
  const found: FoundMark[] = [];
  const visit = (view: Specification, encoding: Specification, values: readonly Row[]): void => {
    const own = merged(encoding, isObject(view["encoding"]) ? view["encoding"] : {});
    const data = view["data"];
    const rows = isObject(data) ? (data["values"] as readonly Row[] | undefined) : undefined;
    const { mark } = view;
    if (isObject(mark))
      found.push({ type: mark["type"] as string, mark, encoding: own, values: rows ?? values });
    for (const name of children)
      for (const child of (view[name] ?? []) as readonly Specification[])
        visit(child, own, rows ?? values);
  };
  visit(chart.specification, {}, []);
  return found;
}

export function channelOf({ encoding }: FoundMark, channel: string): Specification {
  const found = encoding[channel];
  return isObject(found) ? found : {};
}

/** The domain of a channel's scale. */
export function domainOf(mark: FoundMark, channel: string): readonly (string | number)[] {
  const { scale } = channelOf(mark, channel);
  return isObject(scale) ? (scale["domain"] as readonly string[]) : [];
}

/** All titles of axes and legends, each once. */
export function titlesOf(chart: Chart): readonly string[] {
  const titles = marksOf(chart).flatMap(({ encoding }) =>
    Object.values(encoding).flatMap((channel) =>
      isObject(channel) && typeof channel["title"] === "string" ? [channel["title"]] : [],
    ),
  );
  return [...new Set(titles)];
}

/** The colour that a group has on a mark. */
export function colorOf(mark: FoundMark, group: string): string | undefined {
  const { scale } = channelOf(mark, "color");
  if (!isObject(scale)) return undefined;
  const at = (scale["domain"] as readonly string[]).indexOf(group);
  return (scale["range"] as readonly string[])[at];
}

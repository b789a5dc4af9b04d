/** A survey of three states and its census, with a fit whose draws are made up. */
import type { DataFrame } from "../../../../src/data/index.js";
import { collectDiagnostics } from "../../../../src/diagnostics/index.js";
import type { Posterior } from "../../../../src/posterior/index.js";
import { poststratify } from "../../../../src/workflows/mrp/index.js";
import type { Poststratified, PoststratifyOptions } from "../../../../src/workflows/mrp/index.js";
import { codes, table } from "../../../data/support/tables.js";
import { fixedPosterior } from "./fixed-posterior.js";

export interface Cell {
  readonly region: string;
  readonly state: string;
  readonly eth: string;
  readonly age: string;
  readonly pop: number;
}

const regions: Readonly<Record<string, string>> = { CA: "West", NV: "West", NY: "East" };

export const cells: readonly Cell[] = Object.entries(regions).flatMap(([state, region], i) =>
  ["B", "H", "W"].flatMap((eth, j) =>
    ["old", "young"].map((age, k) => ({
      region,
      state,
      eth,
      age,
      pop: 1 + 3 * i + j * j + 0.5 * k,
    })),
  ),
);

const column = <Name extends keyof Cell>(name: Name): Cell[Name][] => cells.map((row) => row[name]);

const keys = {
  region: column("region"),
  state: column("state"),
  eth: column("eth"),
  age: column("age"),
};

export const survey: DataFrame = table(
  {
    ...keys,
    y: cells.map((_, row) => row % 4),
    n: cells.map((_, row) => 4 + (row % 3)),
    w: cells.map((_, row) => 0.5 + (row % 5)),
  },
  "survey",
);

export const census: DataFrame = table({ ...keys, pop: column("pop") }, "census");

export const drawCount = 40;
export const posterior: Posterior = fixedPosterior(
  "p(y, n) ~ (1 | state) + (1 | eth) + (1 | age)",
  survey,
  "binomial",
  drawCount,
);

export interface Answer {
  readonly estimates: Poststratified | undefined;
  readonly codes: string[];
  readonly messages: string[];
}

export function ask(
  options: Partial<PoststratifyOptions>,
  fit: Posterior = posterior,
  frame: DataFrame = census,
): Answer {
  const sink = collectDiagnostics();
  const all: PoststratifyOptions = {
    by: [],
    weight: "pop",
    newLevels: "gaussian",
    seed: 1,
    ...options,
  };
  const estimates = poststratify(fit, frame, all, sink);
  return {
    estimates,
    codes: codes(sink),
    messages: sink.diagnostics.map(({ message }) => message),
  };
}

/** The draws of the area with these labels. */
export function drawsOf(estimates: Poststratified, labels: readonly string[]): Float64Array {
  const area = estimates.areas.findIndex((one) => JSON.stringify(one) === JSON.stringify(labels));
  if (area < 0) throw new Error(`no area ${labels.join(", ")}`);
  const from = area * estimates.drawCount;
  return estimates.draws.subarray(from, from + estimates.drawCount);
}

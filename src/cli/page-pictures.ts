/** The pictures of a report page: charts of the program, and what the verb `plot` draws of its fits and tables. */
import { plates } from "../charts/index.js";
import type { Chart } from "../charts/index.js";
import { renderInlineSvg } from "../rendering/index.js";
import type { Picture } from "../report/page/page-parts.js";
import type { NamedValue, Value } from "../report/index.js";
import { ModelError } from "../session/library.js";
import { plot } from "../session/library-plot.js";

/** Undefined where there is nothing to draw. */
async function drawn(run: () => Promise<Chart>): Promise<Chart | undefined> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof ModelError) return undefined;
    throw error;
  }
}

async function chartsOf(value: Value): Promise<readonly (Chart | undefined)[]> {
  switch (value.kind) {
    case "chart":
      return [value];
    case "fit":
      return [
        await drawn(() => plot(value)),
        await drawn(() => plot(value, { kind: "caterpillar" })),
      ];
    case "network":
      return [
        await drawn(() => plot(value, { kind: "training" })),
        await drawn(() => plot(value, { kind: "components" })),
      ];
    case "model":
      return value.totals ? [] : [plates.draw(value)];
    case "estimates":
      return [await drawn(() => plot(value))];
    case "table":
      return value.chart === undefined ? [] : [await drawn(() => plot(value))];
    default:
      return [];
  }
}

/** By the name of the result that they show. */
export async function pagePictures(
  results: readonly NamedValue[],
): Promise<ReadonlyMap<string, readonly Picture[]>> {
  const pictures = new Map<string, readonly Picture[]>();
  for (const { name, value } of results) {
    const charts = (await chartsOf(value)).filter((chart) => chart !== undefined);
    const own: Picture[] = [];
    for (const chart of charts) own.push({ title: chart.title, svg: await renderInlineSvg(chart) });
    if (own.length > 0) pictures.set(name, own);
  }
  return pictures;
}

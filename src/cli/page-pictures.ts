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

async function picturesOf(value: Value): Promise<readonly Picture[]> {
  const charts = (await chartsOf(value)).filter((chart) => chart !== undefined);
  const pictures: Picture[] = [];
  for (const chart of charts)
    pictures.push({ title: chart.title, svg: await renderInlineSvg(chart) });
  return pictures;
}

/** By the name of the result that they show; what the program draws itself is not drawn again beside its table. */
export async function pagePictures(
  results: readonly NamedValue[],
): Promise<ReadonlyMap<string, readonly Picture[]>> {
  const all: (NamedValue & { readonly pictures: readonly Picture[] })[] = [];
  for (const result of results) all.push({ ...result, pictures: await picturesOf(result.value) });
  const asked = all.filter(({ value }) => value.kind === "chart");
  const shown = new Set(asked.flatMap(({ pictures }) => pictures.map(({ svg }) => svg)));
  return new Map(
    all.map(({ name, value, pictures }) => [
      name,
      value.kind === "chart" ? pictures : pictures.filter(({ svg }) => !shown.has(svg)),
    ]),
  );
}

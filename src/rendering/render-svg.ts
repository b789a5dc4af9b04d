/** A chart as SVG, by Vega, which is loaded when the first chart is rendered. */
import type { Loader } from "vega";
import type { TopLevelSpec } from "vega-lite";
import type { Chart } from "../charts/chart.js";
import { completeSvg } from "./complete-svg.js";
import { measureText, type MeasuredItem } from "./measure-text.js";

/** Charts have their data inline: whatever would be loaded is refused. */
function refuseLoading(): Promise<never> {
  return Promise.reject(new Error("a chart loads nothing"));
}

const closedLoader: Loader = {
  load: refuseLoading,
  sanitize: refuseLoading,
  http: refuseLoading,
  file: refuseLoading,
};

/** Part of Vega's interface without being in its types. */
interface TextMetrics {
  width: (item: MeasuredItem, text: string | number | null | undefined) => number;
}

/** Vega takes all characters for wide ones, or asks a canvas if one is installed; ours are the same everywhere. */
async function withOwnMetrics<Result>(
  metrics: TextMetrics,
  run: () => Promise<Result>,
): Promise<Result> {
  const before = metrics.width;
  metrics.width = (item, text) => measureText(item, String(text ?? ""));
  try {
    return await run();
  } finally {
    metrics.width = before;
  }
}

export async function renderSvg(chart: Chart): Promise<string> {
  const vega = await import("vega");
  const { compile } = await import("vega-lite");
  const { spec } = compile(chart.specification as unknown as TopLevelSpec, {
    logger: vega.logger(vega.None),
  });
  const { textMetrics } = vega as unknown as { readonly textMetrics: TextMetrics };
  const view = new vega.View(vega.parse(spec), {
    renderer: "none",
    loader: closedLoader,
    logLevel: vega.None,
  });
  const svg = await withOwnMetrics(textMetrics, () => view.toSVG());
  view.finalize();
  return completeSvg(svg, chart);
}

/** For a place inside a page, where names of namespaces are not needed: the page then has no address in it. */
export async function renderInlineSvg(chart: Chart): Promise<string> {
  const svg = await renderSvg(chart);
  return svg.replace(/^<svg [^>]*>/u, (tag) => tag.replaceAll(/ xmlns(?::xlink)?="[^"]*"/gu, ""));
}

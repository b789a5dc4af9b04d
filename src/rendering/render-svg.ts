/** A chart as SVG, by Vega, which is loaded when the first chart is rendered. */
import type { Loader } from "vega";
import type { TopLevelSpec } from "vega-lite";
import type { Chart } from "../charts/chart.js";
import { completeSvg } from "./complete-svg.js";

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

export async function renderSvg(chart: Chart): Promise<string> {
  const vega = await import("vega");
  const { compile } = await import("vega-lite");
  const { spec } = compile(chart.specification as unknown as TopLevelSpec, {
    logger: vega.logger(vega.None),
  });
  const view = new vega.View(vega.parse(spec), {
    renderer: "none",
    loader: closedLoader,
    logLevel: vega.None,
  });
  const svg = await view.toSVG();
  view.finalize();
  return completeSvg(svg, chart);
}

/** `chartToPng(chart)` for programs that use the library. */
import type { Chart } from "../charts/index.js";
import { chartToSvg } from "../session/library-plot.js";
import { rasterise } from "./rasterise.js";

/** The bytes of a PNG, two pixels for one of the SVG; rejects where `@resvg/resvg-js` is not installed. */
export async function chartToPng(chart: Chart): Promise<Uint8Array> {
  const bytes = await rasterise(await chartToSvg(chart));
  if (bytes === undefined) throw new Error("PNG files need the package @resvg/resvg-js");
  return bytes;
}

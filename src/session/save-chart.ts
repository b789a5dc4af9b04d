/** The contents of a file with a chart, in the format that its name says. */
import type { Chart } from "../charts/chart.js";
import type { SaveFormat } from "./save-format.js";
import { nameOfKind } from "./session-value.js";
import type { VerbCall } from "./verb.js";

async function pngContents(chart: Chart, call: VerbCall): Promise<Uint8Array | undefined> {
  const { renderSvg } = await import("../rendering/index.js");
  const bytes = await call.host.rasterise?.(await renderSvg(chart));
  if (bytes === undefined)
    call.sink.report({
      code: "bad-argument",
      severity: "error",
      message: "the package that makes PNG files is not installed",
      span: call.spanOf("file"),
      help: "save as .svg, or npm install @resvg/resvg-js",
    });
  return bytes;
}

/** Undefined after a report. */
export async function chartContents(
  chart: Chart,
  format: SaveFormat,
  call: VerbCall,
): Promise<string | Uint8Array | undefined> {
  switch (format) {
    case "svg":
      return (await import("../rendering/index.js")).renderSvg(chart);
    case "html":
      return (await import("../rendering/index.js")).renderHtml(chart);
    case "png":
      return pngContents(chart, call);
    case "json":
      return (await import("../report/index.js")).jsonText(chart.specification);
    case "txt":
      return `${chart.text}\n`;
    case "csv":
      return (await import("../report/index.js")).tableToCsv(chart.table);
    case "cmdstan":
    case "arviz":
    case "parquet":
    case "mlm":
    case "network":
      call.sink.report({
        code: "bad-argument",
        severity: "error",
        message: `${nameOfKind(chart.kind)} cannot be saved as ${format}`,
        span: call.spanOf("value"),
        expected: "a fit",
        help: "save as .svg",
      });
      return undefined;
  }
}

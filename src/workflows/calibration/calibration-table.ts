/** A calibration as a table, with the difference of each distribution function from the uniform one. */
import type { ResultTable } from "../../posterior/index.js";
import { uncalibrated, type CalibrationEvidence } from "./diagnose-calibration.js";
import { calibrationLevel } from "./judge.js";

const bars = "▁▂▃▄▅▆▇█";
/** Columns of the chart. */
const chartWidth = 16;

/** The difference furthest from zero in a stretch of them. */
function furthest(differences: Float64Array, from: number, to: number): number {
  let most = 0;
  for (let i = from; i < to; i++)
    if (Math.abs(differences[i]!) > Math.abs(most)) most = differences[i]!;
  return most;
}

/** One bar a stretch, from −4 standard errors at the bottom to 4 at the top. */
export function differenceChart(differences: Float64Array): string {
  const width = Math.min(chartWidth, differences.length);
  return Array.from({ length: width }, (_, k) => {
    const from = Math.floor((k * differences.length) / width);
    const to = Math.floor(((k + 1) * differences.length) / width);
    const level = Math.floor(furthest(differences, from, to) + bars.length / 2);
    return bars[Math.min(bars.length - 1, Math.max(0, level))];
  }).join("");
}

function countsNote({ fits }: CalibrationEvidence): string {
  const count = (outcome: string): number => fits.filter((one) => one.outcome === outcome).length;
  const refused = fits.reduce((sum, one) => sum + one.refused, 0);
  const again = refused > 0 ? `; ${refused} data sets were impossible and drawn again` : "";
  return `${fits.length} fits: ${count("flagged")} flagged as not to be trusted, ${count("failed")} failed; all count, failed ones as misses${again}`;
}

export function calibrationTable(evidence: CalibrationEvidence): ResultTable {
  const { name, engine, quantities } = evidence;
  const bad = uncalibrated(quantities);
  return {
    kind: "table",
    title: `Simulation-based calibration of ${name} by ${engine}`,
    columns: [
      { name: "quantity", format: "text" },
      { name: "p", format: "number" },
      { name: "p_holm", format: "number" },
      { name: "difference", format: "text" },
      { name: "estimates", format: "text" },
    ],
    rows: quantities.map((one) => [
      one.name,
      one.p,
      one.adjusted,
      differenceChart(one.differences),
      one.reading,
    ]),
    notes: [
      bad.length === 0
        ? `every p_holm is above ${calibrationLevel}: nothing speaks against the fits`
        : `p_holm of ${bad.length} of ${quantities.length} quantities is at most ${calibrationLevel}: these are not calibrated`,
      countsNote(evidence),
      "difference: of the distribution function of the truth's ranks from the uniform one, a step a standard error; high throughout: estimates too high, low throughout: too low, high and then low: too narrow",
    ],
    ...(bad.length > 0 && { doubtful: true as const }),
  };
}

/** Units that came in far from what all other reports say of them: more often a slip of the keyboard than news. */
import type { ReportNote } from "../feed/index.js";
import type { NightForecast } from "../night.js";

/** One unit in 16,000 is beyond, where residuals are normal. */
const surprising = 4;

export function surprisesIn({ units }: NightForecast): readonly ReportNote[] {
  return units
    .flatMap(({ unit, status, surprise = 0 }) =>
      status === "reported" && Math.abs(surprise) > surprising ? [{ unit, surprise }] : [],
    )
    .sort((a, b) => Math.abs(b.surprise) - Math.abs(a.surprise))
    .map(({ unit, surprise }) => ({
      unit,
      kind: "surprising",
      text: `came in ${Math.abs(surprise).toFixed(1)} sd ${surprise > 0 ? "above" : "below"} what all other reports say of it: check it`,
    }));
}

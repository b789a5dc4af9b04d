/** What is expected of every unit and area, given the reports: a pure function of model, seed and reports. */
import { deterministic } from "../../math/index.js";
import { openAreaSums } from "./area-sums.js";
import { openResidualVariance } from "./effects/condition.js";
import { drawEffects } from "./effects/draw-effects.js";
import { rowProduct } from "./effects/effect-model.js";
import type { Seen } from "./effects/effect-model.js";
import { estimateScales } from "./effects/estimate-scales.js";
import type { ScaleEstimate } from "./effects/estimate-scales.js";
import { knownEstimate, summariseDraws } from "./estimates.js";
import { findFarUnits, isLearnt } from "./far-units.js";
import { nameLearnt } from "./learnt.js";
import type { OpenNight, SortedReports } from "./night-model.js";
import type { NightForecast, UnitEstimate, UnitReport } from "./night.js";
import { drawUnit } from "./unit-draws.js";

/** An unexpected unit is one by its status or because no unit has its name. */
export function sortReports(
  { units, places }: OpenNight,
  reports: readonly UnitReport[],
): SortedReports {
  const ofUnit = new Array<UnitReport | undefined>(units.length).fill(undefined);
  const beyond: UnitReport[] = [];
  for (const report of reports) {
    const place = places.get(report.unit);
    if (place === undefined || report.status === "unexpected") beyond.push(report);
    else ofUnit[place] = report;
  }
  return { ofUnit, beyond: beyond.toSorted((a, b) => (a.unit < b.unit ? -1 : 1)) };
}

export function seenUnits({ baselines, factor }: OpenNight, { ofUnit }: SortedReports): Seen {
  const units = ofUnit.flatMap((report, place) =>
    report?.status === "reported" && isLearnt(report.counted, baselines[place]!, factor)
      ? [place]
      : [],
  );
  const values = units.map((unit) => deterministic.log(ofUnit[unit]!.counted / baselines[unit]!));
  return { units: Int32Array.from(units), values: Float64Array.from(values) };
}

/** Residuals of seen units over their sds, each against what all other reports say of it. */
export function findSurprises(
  { model }: OpenNight,
  { units, values }: Seen,
  { mean, variances, tails, spreads }: ScaleEstimate,
): ReadonlyMap<number, number> {
  const surprises = new Map<number, number>();
  units.forEach((unit, i) => {
    const residual = values[i]! - model.offset[unit]! - rowProduct(model.rows, unit, mean);
    const left = Math.max(1e-9, 1 - (tails[i]! / variances[i]!) * spreads[i]!);
    const sd = Math.sqrt(variances[i]! + spreads[i]! / left);
    surprises.set(unit, residual / left / sd);
  });
  return surprises;
}

export function forecastNight(night: OpenNight, reports: readonly UnitReport[]): NightForecast {
  const { model, levels, baselines, effectNumbers, unitNumbers } = night;
  const sorted = sortReports(night, reports);
  const seen = seenUnits(night, sorted);
  const estimate = estimateScales(model, seen);
  const effects = drawEffects(model, seen, estimate, effectNumbers);
  const surprises = findSurprises(night, seen, estimate);
  const residualVariances = effects.scales.map((scales) => openResidualVariance(model, scales));
  const far = findFarUnits(night, sorted, estimate.mean);
  const { baselineNoise } = night;
  const shared = { model, baselines, effects, residualVariances, effectNumbers, unitNumbers };
  const source = { ...shared, far, baselineNoise };
  const sums = openAreaSums(night.units, night.by);
  const draws = new Float64Array(effectNumbers.draws);
  const units = night.units.map((unit, place): UnitEstimate => {
    const report = sorted.ofUnit[place];
    const counted = report?.counted ?? 0;
    const named = { unit: unit.unit, status: report?.status ?? "waiting" } as const;
    if (report?.status === "reported") {
      sums.addUnit(unit, counted, undefined);
      const surprise = surprises.get(place);
      return {
        ...named,
        ...knownEstimate(counted, levels),
        ...(surprise !== undefined && { surprise }),
      };
    }
    const share = report?.status === "partial" ? report.share : undefined;
    drawUnit(source, place, { floor: counted, share }, draws);
    sums.addUnit(unit, counted, draws);
    return { ...named, ...summariseDraws(draws, counted, levels) };
  });
  for (const { areas = {}, counted } of sorted.beyond) sums.addBeyond(areas, counted);
  const beyond = sorted.beyond.map(({ unit, counted }): UnitEstimate => {
    return { unit, status: "unexpected", ...knownEstimate(counted, levels) };
  });
  return {
    units: [...units, ...beyond],
    areas: sums.areas(levels),
    total: sums.total(levels),
    learnt: nameLearnt(model, estimate, night.named),
  };
}

/**
 * A small honest night to try everything around the statistics with: every unit is its baseline times a
 * common ratio with normal errors, in draws that are the same for the same reports. And a feed of such a night.
 */

const draws = 200;

/** Numbers in [0, 1) by mulberry32; plenty for a test. */
export function openUniform(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The sum of twelve uniforms, less six. */
function normal(uniform) {
  let sum = -6;
  for (let i = 0; i < 12; i++) sum += uniform();
  return sum;
}

export function makeUnits(count, { districts = 10, counties = 4, seed = 1 } = {}) {
  const uniform = openUniform(seed);
  return Array.from({ length: count }, (_, at) => ({
    unit: `u${String(at).padStart(4, "0")}`,
    areas: {
      district: String(1 + (at % districts)),
      county: `County ${String.fromCharCode(65 + (Math.floor(at / 7) % counties))}`,
      state: "All",
    },
    baseline: 100 + Math.floor(900 * uniform()),
  }));
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Rank quantiles of the draws; the prediction is their mean, drawn into the narrowest interval where it is outside. */
function estimate(counted, values, levels) {
  const sorted = Float64Array.from(values).sort();
  const at = (p) =>
    sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(p * sorted.length) - 1))];
  const predicted = mean(values);
  const intervals = levels.map((level) => ({
    level,
    low: Math.min(predicted, at((1 - level) / 2)),
    high: Math.max(predicted, at((1 + level) / 2)),
  }));
  return { counted, predicted, intervals };
}

function valuesOf({ baseline }, report, { ratio, error, common, own }) {
  const floor = report?.counted ?? 0;
  if (report?.status === "reported") return new Array(draws).fill(floor);
  return Array.from({ length: draws }, (_, d) =>
    Math.max(floor, baseline * (ratio + error * common[d] + 0.12 * own[d])),
  );
}

export function simpleNight(
  units,
  { levels = [0.5, 0.9], by = ["district", "county", "state"], seed = 7 } = {},
) {
  const uniform = openUniform(seed);
  const common = Array.from({ length: draws }, () => normal(uniform));
  const owns = units.map(() => Array.from({ length: draws }, () => normal(uniform)));
  const sumOver = (lists) =>
    Array.from({ length: draws }, (_, d) => lists.reduce((sum, values) => sum + values[d], 0));
  return {
    units,
    by,
    levels,
    hash: `simple-${units.length}-${seed}`,
    forecast(reports) {
      const byUnit = new Map(reports.map((report) => [report.unit, report]));
      const known = new Set(units.map(({ unit }) => unit));
      const strangers = reports.filter(({ unit }) => !known.has(unit));
      const learnt = units.filter(({ unit }) => byUnit.get(unit)?.status === "reported");
      const base = learnt.reduce((sum, { baseline }) => sum + baseline, 0);
      const votes = learnt.reduce((sum, { unit }) => sum + byUnit.get(unit).counted, 0);
      const ratio = learnt.length === 0 ? 1 : votes / base;
      const error = 0.2 / Math.sqrt(1 + 2 * learnt.length);
      const rows = units.map((unit, at) => {
        const report = byUnit.get(unit.unit);
        const values = valuesOf(unit, report, { ratio, error, common, own: owns[at] });
        return { unit, report, values };
      });
      const extra = strangers.map((report) => ({
        unit: { unit: report.unit, areas: report.areas ?? {}, baseline: 0 },
        report,
        values: new Array(draws).fill(report.counted),
      }));
      const all = [...rows, ...extra];
      const counted = (list) => list.reduce((sum, { report }) => sum + (report?.counted ?? 0), 0);
      const whole = (list) =>
        estimate(counted(list), sumOver(list.map(({ values }) => values)), levels);
      const areas = by.flatMap((grouping) => {
        const names = [...new Set(units.map((unit) => unit.areas[grouping]))].sort();
        return names.map((area) => {
          const own = all.filter(({ unit }) => unit.areas[grouping] === area);
          const modelled = own.filter(({ unit }) => known.has(unit.unit));
          const reported = modelled.filter(({ report }) => report?.status === "reported").length;
          return { by: grouping, area, units: modelled.length, reported, ...whole(own) };
        });
      });
      return {
        units: all.map(({ unit, report, values }) => ({
          unit: unit.unit,
          status: report?.status ?? "waiting",
          ...estimate(report?.counted ?? 0, values, levels),
        })),
        areas,
        total: whole(all),
        learnt: [{ name: "ratio", mean: ratio, sd: error }],
      };
    },
  };
}

/** Messages of a night in the order of their times: partial counts, final ones, some corrected downwards. */
export function makeFeed(
  units,
  { seed = 3, ratio = 1.1, begin = Date.UTC(2026, 10, 3, 23, 0), minutes = 180 } = {},
) {
  const uniform = openUniform(seed);
  const messages = units.flatMap(({ unit, baseline }) => {
    const final = Math.max(0, Math.round(baseline * (ratio + 0.12 * normal(uniform))));
    const end = begin + Math.floor((0.05 + 0.95 * uniform()) * minutes * 60_000);
    const said = (at, counted, share) => ({
      unit,
      counted,
      share,
      time: new Date(at).toISOString(),
    });
    const partial = said(begin + Math.floor((end - begin) * 0.6), Math.round(final * 0.4), 0.4);
    const wrong = uniform() < 0.05 ? [said(end - 30_000, final + 25, 1)] : [];
    return [partial, ...wrong, said(end, final, 1)];
  });
  return messages.sort((a, b) =>
    a.time < b.time ? -1 : a.time > b.time ? 1 : a.unit < b.unit ? -1 : 1,
  );
}

export const jsonLines = (messages) =>
  messages.map((message) => `${JSON.stringify(message)}\n`).join("");

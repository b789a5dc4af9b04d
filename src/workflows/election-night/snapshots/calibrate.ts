/** After the night: how its snapshots compare with what came out, in the tables of a replay. */
import type { ResultTable } from "../../../posterior/result-table.js";
import type { NightForecast } from "../night.js";
import type { Replay, ReplayedStage } from "../replay/replay.js";
import { replayTable, type ReplayShow } from "../replay/replay-tables.js";
import { judgeForecast, type FinalResults } from "../replay/score-stage.js";
import type { PastSnapshot } from "./read-document.js";

/** Shares of the units that had reported at which the night is judged. */
const stages = [0.03, 0.1, 0.25, 0.5, 0.75];

function finalOf({ units, areas, total }: NightForecast): FinalResults {
  const byGrouping = new Map<string, Map<string, number>>();
  for (const { by, area, counted } of areas)
    byGrouping.set(by, (byGrouping.get(by) ?? new Map<string, number>()).set(area, counted));
  return {
    units: new Map(units.map(({ unit, counted }) => [unit, counted])),
    areas: byGrouping,
    total: total.counted,
  };
}

/** Only what is final at the end of the night can be judged. */
function judgeable(forecast: NightForecast, last: NightForecast): NightForecast {
  const units = new Set(
    last.units.flatMap(({ unit, status }) => (status === "reported" ? [unit] : [])),
  );
  const areas = new Set(
    last.areas.flatMap(({ by, area, units: all, reported }) =>
      reported === all ? [JSON.stringify([by, area])] : [],
    ),
  );
  return {
    ...forecast,
    units: forecast.units.filter(({ unit }) => units.has(unit)),
    areas: forecast.areas.filter(({ by, area }) => areas.has(JSON.stringify([by, area]))),
  };
}

const isComplete = ({ units }: NightForecast): boolean =>
  units.every(({ status }) => status === "reported" || status === "unexpected");

function stageOf(stage: number, snapshot: PastSnapshot, last: NightForecast): ReplayedStage {
  const judged = judgeForecast(judgeable(snapshot.forecast, last), finalOf(last));
  return {
    forecaster: "night",
    stage: snapshot.share,
    reported: Math.round(stage * snapshot.forecast.units.length),
    judged: isComplete(last) ? judged : judged.filter(({ by }) => by !== "total"),
    learnt: [],
  };
}

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;
const momentText = (time: number): string => `${new Date(time).toISOString().slice(0, 16)}Z`;

function notesOf(snapshots: readonly PastSnapshot[]): readonly string[] {
  const last = snapshots.at(-1);
  const published = snapshots.find(({ publish }) => publish);
  const truth = last?.forecast.total.counted ?? NaN;
  const isInside = ({ forecast }: PastSnapshot): boolean => {
    const wide = forecast.total.intervals.at(-1);
    return wide !== undefined && truth >= wide.low && truth <= wide.high;
  };
  const outside = snapshots.findLastIndex((snapshot) => !isInside(snapshot));
  const settled = snapshots[outside + 1];
  return [
    published === undefined
      ? "nothing was published"
      : `first published at ${momentText(published.time)}, with ${percent(published.share)} of the units in`,
    ...(last === undefined || !isComplete(last.forecast)
      ? ["the night is not over: only what is final in the last snapshot is judged"]
      : settled === undefined
        ? []
        : [
            `the final total was inside its widest interval for good from ${momentText(settled.time)} on, with ${percent(settled.share)} of the units in`,
          ]),
  ];
}

/** In the order of the night; undefined without any. */
export function calibrateNight(
  snapshots: readonly PastSnapshot[],
  show: ReplayShow,
): ResultTable | undefined {
  const last = snapshots.at(-1);
  if (last === undefined) return undefined;
  const reached = stages.flatMap((stage) => {
    const snapshot = snapshots.find(({ share }) => share >= stage);
    return snapshot === undefined || snapshot === last ? [] : [{ stage, snapshot }];
  });
  const chosen = reached.filter(({ snapshot }, at) => snapshot !== reached[at - 1]?.snapshot);
  const replay: Replay = {
    levels: last.levels,
    by: [...new Set(last.forecast.areas.map(({ by }) => by))],
    unitCount: last.forecast.units.length,
    stages: chosen.map(({ stage, snapshot }) => stageOf(stage, snapshot, last.forecast)),
  };
  if (replay.stages.length === 0)
    return {
      kind: "table",
      columns: [{ name: "by", format: "text" }],
      rows: [],
      notes: ["the folder has no snapshot from before the end that could be judged"],
    };
  return replayTable(replay, show, notesOf(snapshots));
}

/** What a replay says, as tables: by stage, cells of the intervals, when results were inside for good, scales. */
import type { Cell, ResultTable, TableColumn } from "../../../posterior/result-table.js";
import type { Replay, ReplayedStage } from "./replay.js";
import { cellProbabilities } from "./score-stage.js";
import type { Judged } from "./score-stage.js";

export const replayShows = ["stages", "pit", "settled", "scales"] as const;
export type ReplayShow = (typeof replayShows)[number];

const percent = (level: number): string => `${Math.round(1000 * level) / 10} %`;
const text = (name: string): TableColumn => ({ name, format: "text" });
const number = (name: string): TableColumn => ({ name, format: "number" });
const integer = (name: string): TableColumn => ({ name, format: "integer" });
const share = (name: string): TableColumn => ({ name, format: "percent" });

function mean(judged: readonly Judged[], of: (one: Judged) => number): number {
  return judged.reduce((sum, one) => sum + of(one), 0) / judged.length;
}

/** `unit`, each grouping, `total`. */
function kindsOf({ by }: Replay): string[] {
  return ["unit", ...by, "total"];
}

/** Widths and errors are shares of the final counts, all areas of a kind together. */
export interface StageScore {
  readonly forecaster: string;
  readonly stage: number;
  readonly by: string;
  readonly open: number;
  readonly coverage: readonly number[];
  readonly width: readonly number[];
  readonly error: number;
}

export function scoreStages(replay: Replay): StageScore[] {
  return replay.stages.flatMap(({ forecaster, stage, judged }) =>
    kindsOf(replay).flatMap((by): StageScore[] => {
      const own = judged.filter((one) => one.by === by);
      if (own.length === 0) return [];
      return [
        {
          forecaster,
          stage,
          by,
          open: own.length,
          coverage: replay.levels.map((_, k) => mean(own, ({ inside }) => Number(inside[k]))),
          width: replay.levels.map((_, k) =>
            mean(own, ({ widths, truth }) => widths[k]! / Math.max(1, truth)),
          ),
          error: mean(own, ({ error, truth }) => Math.abs(error) / Math.max(1, truth)),
        },
      ];
    }),
  );
}

function stagesTable(replay: Replay, notes: readonly string[]): ResultTable {
  const { levels } = replay;
  const widest = percent(levels.at(-1)!);
  const rows = scoreStages(replay).map((score): Cell[] => [
    score.forecaster,
    score.by,
    score.stage,
    score.open,
    ...score.coverage,
    ...score.width,
    score.error,
  ]);
  return {
    kind: "table",
    columns: [
      text("model"),
      text("by"),
      share("reported"),
      integer("open"),
      ...levels.map((level) => share(`inside ${percent(level)}`)),
      ...levels.map((level) => share(`width ${percent(level)}`)),
      share("error"),
    ],
    rows,
    notes: [
      "inside: share of what was open whose final count lay in the interval; widths and errors are means of shares of the final counts",
      ...notes,
    ],
    chart: { shape: "lines", x: "reported", y: `inside ${widest}`, group: "by", panel: "model" },
  };
}

function cellsOf(replay: Replay, stages: readonly ReplayedStage[], by: string): number[] {
  const counts = new Array<number>(2 * replay.levels.length + 2).fill(0);
  for (const { judged } of stages) for (const one of judged) if (one.by === by) counts[one.cell]!++;
  return counts;
}

/** Shares of final counts in the cells that intervals and median make, beside what they should be. */
function pitTable(replay: Replay, notes: readonly string[]): ResultTable {
  const expected = cellProbabilities(replay.levels);
  const edges = expected.map((_, k) => expected.slice(0, k + 1).reduce((a, b) => a + b, 0));
  const forecasters = [...new Set(replay.stages.map(({ forecaster }) => forecaster))];
  const rows = forecasters.flatMap((forecaster) =>
    kindsOf(replay).flatMap((by) => {
      const own = replay.stages.filter((one) => one.forecaster === forecaster);
      const counts = cellsOf(replay, own, by);
      const total = counts.reduce((a, b) => a + b, 0);
      if (total === 0) return [];
      return counts.map((count, k): Cell[] => {
        const from = percent(edges[k]! - expected[k]!);
        return [
          forecaster,
          by,
          `${from} to ${percent(edges[k]!)}`,
          count,
          count / total,
          expected[k]!,
        ];
      });
    }),
  );
  return {
    kind: "table",
    columns: [
      text("model"),
      text("by"),
      text("cell"),
      integer("count"),
      share("share"),
      share("expected"),
    ],
    rows,
    notes: ["where final counts lay among the forecasts' quantiles, all stages together", ...notes],
    chart: { shape: "bars", x: "cell", y: "share", beside: "expected", panel: "by" },
  };
}

/** The first stage from which on the final count stayed inside the widest interval; -1 for never. */
function settledAt(
  stages: readonly ReplayedStage[],
  by: string,
  level: number,
): Map<string, number> {
  const settled = new Map<string, number>();
  stages.forEach(({ judged }, stage) => {
    for (const one of judged) {
      if (one.by !== by) continue;
      if (!one.inside[level]) settled.set(one.name, -1);
      else if ((settled.get(one.name) ?? -1) < 0) settled.set(one.name, stage);
    }
  });
  return settled;
}

function settledTable(replay: Replay, notes: readonly string[]): ResultTable {
  const forecasters = [...new Set(replay.stages.map(({ forecaster }) => forecaster))];
  const level = replay.levels.length - 1;
  const rows = forecasters.flatMap((forecaster) => {
    const stages = replay.stages.filter((one) => one.forecaster === forecaster);
    return kindsOf(replay).flatMap((by) => {
      const settled = [...settledAt(stages, by, level).values()];
      return stages.map(({ stage }, k): Cell[] => {
        const count = settled.filter((at) => at >= 0 && at <= k).length;
        return [forecaster, by, stage, count, count / Math.max(1, settled.length)];
      });
    });
  });
  return {
    kind: "table",
    columns: [text("model"), text("by"), share("reported"), integer("settled"), share("share")],
    rows,
    notes: [
      `settled: the final count lay in the ${percent(replay.levels[level]!)} interval at this and every later stage`,
      ...notes,
    ],
    chart: { shape: "lines", x: "reported", y: "share", group: "by", panel: "model" },
  };
}

function scalesTable(replay: Replay, notes: readonly string[]): ResultTable {
  const rows = replay.stages.flatMap(({ forecaster, stage, learnt }) =>
    learnt.map(({ name, mean: centre, sd }): Cell[] => [forecaster, name, stage, centre, sd]),
  );
  return {
    kind: "table",
    columns: [text("model"), text("learnt"), share("reported"), number("mean"), number("sd")],
    rows,
    notes,
    chart: { shape: "lines", x: "reported", y: "mean", group: "learnt", panel: "model" },
  };
}

const tables: Readonly<
  Record<ReplayShow, (replay: Replay, notes: readonly string[]) => ResultTable>
> = { stages: stagesTable, pit: pitTable, settled: settledTable, scales: scalesTable };

/** One model needs no column of its name, and its chart no panel of it. */
function withoutModel({ columns, rows, chart, ...rest }: ResultTable): ResultTable {
  const { panel, ...drawn } = chart!;
  return {
    ...rest,
    columns: columns.slice(1),
    rows: rows.map((row) => row.slice(1)),
    chart: panel === undefined || panel === "model" ? drawn : { ...drawn, panel },
  };
}

export function replayTable(
  replay: Replay,
  show: ReplayShow,
  notes: readonly string[] = [],
): ResultTable {
  const table = tables[show](replay, notes);
  const models = new Set(replay.stages.map(({ forecaster }) => forecaster));
  return models.size === 1 ? withoutModel(table) : table;
}

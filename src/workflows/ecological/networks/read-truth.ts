/** The support that groups of people gave to the first side of each contest, in truth and as a fit has it. */
import { findColumn, gradeColumn, type Column, type DataFrame } from "../../../data/index.js";
import type { DiagnosticSink, Span } from "../../../diagnostics/index.js";
import type { NamedRace, VoteFit } from "../individuals/index.js";
import type { ChoiceProbabilities } from "../metrics/index.js";

/** Σ w p_D / Σ w (p_D + p_R) by group, of the first two outcomes. */
export function supportOf(
  { values, choices }: ChoiceProbabilities,
  groupOf: ArrayLike<number>,
  weights: ArrayLike<number>,
  groups: number,
): Float64Array {
  const [first, both] = [new Float64Array(groups), new Float64Array(groups)];
  for (let i = 0; i < weights.length; i++) {
    const group = groupOf[i]!;
    if (group < 0) continue;
    const d = weights[i]! * values[i * choices]!;
    first[group]! += d;
    both[group]! += d + weights[i]! * values[i * choices + 1]!;
  }
  return first.map((sum, group) => sum / both[group]!);
}

interface TruthRow {
  readonly by: string;
  readonly group: string;
  readonly contest: string;
  readonly share: number;
}

export interface Truth {
  readonly groups: number;
  /** Of the first group of the first grouping, in the first contest. */
  readonly crossover: number | undefined;
  readonly compare: (races: readonly (NamedRace & { readonly choices: ChoiceProbabilities })[]) => {
    readonly modelled: number[];
    readonly known: number[];
    readonly crossover: number;
  };
}

function labelAt(column: Column | undefined, row: number): string {
  if (column?.kind === "factor") return column.levels[column.codes[row]!] ?? "";
  return column?.kind === "text" ? (column.values[row] ?? "") : "";
}

/** Rows of groupings that the people have a column for. */
function truthRows(truth: DataFrame, people: DataFrame): readonly TruthRow[] | undefined {
  const [by, group, contest, share] = ["by", "group", "contest", "share_d"].map((name) =>
    findColumn(truth, name),
  );
  if (!by || !group || !contest || share?.kind !== "numeric") return undefined;
  const rows = Array.from({ length: truth.rowCount }, (_, row) => ({
    by: labelAt(by, row),
    group: labelAt(group, row),
    contest: labelAt(contest, row),
    share: share.values[row]!,
  }));
  return rows.filter((row) => findColumn(people, row.by) !== undefined);
}

/** Undefined after reporting that there is nothing to compare. */
export function readTruth(
  fits: readonly { readonly votes: VoteFit }[],
  truth: DataFrame,
  span: Span,
  sink: DiagnosticSink,
): Truth | undefined {
  const rows = fits[0] && truthRows(truth, fits[0].votes.races[0]!.people);
  if (!rows || rows.length === 0) {
    sink.report({
      code: "bad-ballots",
      severity: "error",
      message: `${truth.name} does not say how groups of these people voted`,
      span,
      expected: "columns by (a column of the people), group, contest and share_d",
    });
    return undefined;
  }
  const [first] = rows;
  const isFirst = (row: TruthRow): boolean => row.by === first!.by && row.group === first!.group;
  return {
    groups: new Set(rows.map(({ by, group }) => `${by}\n${group}`)).size,
    crossover: 1 - first!.share,
    compare(races) {
      const support = new Map<string, Float64Array>();
      const modelledOf = ({ by, group, contest }: TruthRow): number => {
        const race = races.find(({ name }) => name === contest);
        if (!race) return NaN;
        const { people, weights } = race.draws;
        const graded = gradeColumn(findColumn(people, by)!);
        const key = `${by}\n${contest}`;
        const shares =
          support.get(key) ?? supportOf(race.choices, graded.codes, weights, graded.labels.length);
        support.set(key, shares);
        return shares[graded.labels.indexOf(group)] ?? NaN;
      };
      const shown = rows.filter(({ contest }) => races.some(({ name }) => name === contest));
      const modelled = shown.map(modelledOf);
      const at = shown.findIndex(isFirst);
      return {
        modelled,
        known: shown.map(({ share }) => share),
        crossover: at < 0 ? NaN : 1 - modelled[at]!,
      };
    },
  };
}

/** Duncan-Davis bounds: what the margins alone say for certain of how groups voted. */
import type { Cell, ResultTable, TableColumn } from "../../../posterior/result-table.js";
import { groupSizes, type Margins } from "./margins.js";

export interface Bounds {
  /** `lower[(unit * groups + group) * outcomes + outcome]`, as `upper`. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Over all units: `[group * outcomes + outcome]`. */
  readonly overallLower: Float64Array;
  readonly overallUpper: Float64Array;
}

/** max(0, (t - (1 - x)) / x) and min(1, t / x): Duncan and Davis 1953. A group without people can do anything. */
export function boundsOf(margins: Margins): Bounds {
  const { sizes, groups, outcomes, composition, votes } = margins;
  const [rows, width] = [groups.length, outcomes.length];
  const lower = new Float64Array(sizes.length * rows * width);
  const upper = new Float64Array(lower.length).fill(1);
  const overallLower = new Float64Array(rows * width);
  const overallUpper = new Float64Array(rows * width);
  const people = groupSizes(margins);
  for (const [unit, size] of sizes.entries())
    for (let cell = 0; cell < rows * width; cell++) {
      const group = Math.floor(cell / width);
      const x = composition[unit * rows + group]!;
      const t = votes[unit * width + (cell % width)]! / size;
      const at = unit * rows * width + cell;
      if (x > 0) {
        lower[at] = Math.max(0, (t - (1 - x)) / x);
        upper[at] = Math.max(lower[at], Math.min(1, t / x));
      }
      const weight = (size * x) / people[group]!;
      overallLower[cell]! += weight * lower[at]!;
      overallUpper[cell]! += weight * upper[at]!;
    }
  return { lower, upper, overallLower, overallUpper };
}

const number = (name: string): TableColumn => ({ name, format: "number" });
const text = (name: string): TableColumn => ({ name, format: "text" });

const note =
  "between lower and upper lies every division of the votes that the margins allow; overall bounds " +
  "weigh units by the people of the group";

/** Bounds over all units: group, outcome, people, lower, upper and how far they are apart. */
function overallTable(margins: Margins): ResultTable {
  const { overallLower, overallUpper } = boundsOf(margins);
  const people = groupSizes(margins);
  const { groups, outcomes, remarks } = margins;
  const rows = groups.flatMap((group, at) =>
    outcomes.map((outcome, column): Cell[] => {
      const cell = at * outcomes.length + column;
      const [low, high] = [overallLower[cell]!, overallUpper[cell]!];
      return [group, outcome, Math.round(people[at]!), low, high, high - low];
    }),
  );
  return {
    kind: "table",
    title: "Bounds of each group's shares over all units",
    columns: [
      text("group"),
      text("outcome"),
      { name: "people", format: "integer" },
      ...["lower", "upper", "width"].map(number),
    ],
    rows,
    notes: [note, ...remarks],
    chart: {
      shape: "intervals",
      x: "outcome",
      y: "lower",
      lower: "lower",
      upper: "upper",
      group: "group",
    },
  };
}

function unitsTable(margins: Margins): ResultTable {
  const { lower, upper } = boundsOf(margins);
  const { units, groups, outcomes, composition, votes, sizes, remarks } = margins;
  const rows = units.flatMap((unit, at) =>
    groups.flatMap((group, row) =>
      outcomes.map((outcome, column): Cell[] => {
        const cell = (at * groups.length + row) * outcomes.length + column;
        const x = composition[at * groups.length + row]!;
        const t = votes[at * outcomes.length + column]! / sizes[at]!;
        return [unit, group, outcome, x, t, lower[cell]!, upper[cell]!];
      }),
    ),
  );
  return {
    kind: "table",
    title: "Bounds of each group's shares, unit by unit",
    columns: [
      ...["unit", "group", "outcome"].map(text),
      ...["x", "t", "lower", "upper"].map(number),
    ],
    rows,
    notes: ["x: share of the group in the unit; t: share of the outcome", ...remarks],
  };
}

/** Bounds of every group's shares, over all units or unit by unit. */
export function boundsTable(margins: Margins, byUnit: boolean): ResultTable {
  return byUnit ? unitsTable(margins) : overallTable(margins);
}

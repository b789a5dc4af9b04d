/** The margins of many tables: how each unit's people divide into groups, and its votes into outcomes. */

export interface Margins {
  /** A label for each unit, in the order of the data. */
  readonly units: readonly string[];
  readonly groups: readonly string[];
  readonly outcomes: readonly string[];
  /** People of each unit; whole and at least one. */
  readonly sizes: Float64Array;
  /** Shares of the groups: `composition[unit * groups + group]`, summing to one in every unit. */
  readonly composition: Float64Array;
  /** Counts of the outcomes: `votes[unit * outcomes + outcome]`, summing to the unit's size. */
  readonly votes: Float64Array;
  /** What was done to the numbers of the data, for notes below tables. */
  readonly remarks: readonly string[];
}

/** People of each group over all units. */
export function groupSizes({ sizes, groups, composition }: Margins): Float64Array {
  const totals = new Float64Array(groups.length);
  for (const [unit, size] of sizes.entries())
    for (let group = 0; group < totals.length; group++)
      totals[group]! += size * composition[unit * groups.length + group]!;
  return totals;
}

/** What stands below every table of this room: nothing in the data can tell more. */
export const caution: string =
  "aggregates alone cannot tell how groups voted beyond the bounds: every estimate rests on an " +
  "assumption about how the groups' rates vary between units, which these data cannot check";

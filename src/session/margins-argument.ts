/** What verbs on margins have in common: `data, votes(...), composition(...), unit = precinct`. */
import type { DataFrame } from "../data/index.js";
import type { Expression, Name } from "../language/ast.js";
import type { Margins } from "../workflows/ecological/margins/index.js";
import { columnSet } from "./column-expressions.js";
import type { VerbCall } from "./verb.js";

export const marginsParameters = {
  data: { kind: "data", required: true, help: "a row per unit, such as a precinct" },
  votes: {
    kind: "expression",
    required: true,
    help: "`votes(a, b, c)` with counts, or `votes(a, b, c, total = n)` with counts or shares; one column with a total stands for itself and the rest",
  },
  composition: {
    kind: "expression",
    required: true,
    help: "`composition(black, white)` with counts of the groups, or with their shares; names may be given, `asian = pct_asian`",
  },
  unit: { kind: "columns", help: "the column, or columns, that tell the units apart" },
} as const;

interface MarginsArguments {
  readonly data: DataFrame;
  readonly votes: Expression;
  readonly composition: Expression;
  readonly unit?: readonly Name[] | undefined;
}

/** The margins of a call; undefined after reporting what is wrong with the data. */
export async function readMarginsOf(
  { data, votes, composition, unit = [] }: MarginsArguments,
  call: Pick<VerbCall, "fillIn" | "sink">,
): Promise<Margins | undefined> {
  const { readMargins } = await import("../workflows/ecological/margins/index.js");
  const columns = columnSet(data);
  return readMargins(
    {
      frame: data,
      votes: call.fillIn(votes, columns),
      composition: call.fillIn(composition, columns),
      unit,
    },
    call.sink,
  );
}

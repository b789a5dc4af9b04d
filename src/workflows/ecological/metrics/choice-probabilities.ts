/** What a model says of voters in one contest: a row a voter, a column a choice. */

export interface ChoiceProbabilities {
  /** Row-major, voters × choices; the Democrat first, the Republican second. */
  readonly values: ArrayLike<number>;
  readonly choices: number;
}

export function rowCountOf({ values, choices }: ChoiceProbabilities): number {
  return values.length / choices;
}

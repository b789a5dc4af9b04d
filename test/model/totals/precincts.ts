/** Precincts with people of three parties and two ages, and votes drawn from known coefficients. */
import {
  compile,
  frameFromColumns,
  type CompileOptions,
  type DataFrame,
} from "../../../src/index.js";
import type { CompiledModel } from "../../../src/compiler/index.js";
import { openStream } from "../../../src/math/index.js";

export interface Precincts {
  readonly voters: DataFrame;
  readonly returns: DataFrame;
  /** Share of each party for the first outcome, as voted. */
  readonly truth: Readonly<Record<string, number>>;
}

export interface PrecinctsOptions {
  readonly precincts: number;
  readonly people: number;
  readonly seed: number;
  /** Scores of each outcome but the last: intercept, party N, party R, old. */
  readonly coefficients: readonly (readonly [number, number, number, number])[];
  /** How far precincts lean to a party. */
  readonly lean?: number;
}

/** Scores of two outcomes of three: parties vote for their own, and some stay at home. */
export const threeWay: PrecinctsOptions["coefficients"] = [
  [1.5, -1.5, -3, 0.2],
  [-1, 1, 2.5, 0],
];

const parties = ["D", "N", "R"] as const;
const ages = ["young", "old"] as const;
const outcomeNames = ["dem", "rep", "none"];

/** The outcome of one voter. */
function choose(scores: readonly number[], uniform: number): number {
  const odds = [...scores, 0].map((score) => Math.exp(score));
  let left = uniform * odds.reduce((sum, one) => sum + one, 0);
  return odds.findIndex((one) => (left -= one) < 0);
}

export function simulatePrecincts(options: PrecinctsOptions): Precincts {
  const { precincts, people, seed, coefficients, lean = 1 } = options;
  const random = openStream(seed, "precincts", 0);
  const columns = {
    precinct: [] as string[],
    party: [] as string[],
    age: [] as string[],
    n: [] as number[],
  };
  const names = [...outcomeNames.slice(0, coefficients.length), outcomeNames[2]!];
  const votes = names.map((): number[] => []);
  const chosen = new Map<string, [number, number]>(parties.map((party) => [party, [0, 0]]));
  for (let p = 0; p < precincts; p++) {
    const shift = lean * random.normal();
    const shares = [Math.exp(shift), 0.7, Math.exp(-shift)];
    const total = shares[0]! + shares[1]! + shares[2]!;
    const young = 0.2 + 0.6 * random.uniform();
    const counts = names.map(() => 0);
    parties.forEach((party, i) =>
      ages.forEach((age, j) => {
        const n = Math.round((people * shares[i]! * (j === 0 ? young : 1 - young)) / total);
        if (n === 0) return;
        columns.precinct.push(`p${p}`);
        columns.party.push(party);
        columns.age.push(age);
        columns.n.push(n);
        const scores = coefficients.map(
          ([intercept, ofN, ofR, ofOld]) =>
            intercept + (i === 1 ? ofN : i === 2 ? ofR : 0) + (j === 1 ? ofOld : 0),
        );
        for (let person = 0; person < n; person++) {
          const outcome = choose(scores, random.uniform());
          counts[outcome]!++;
          const tally = chosen.get(party)!;
          tally[1]++;
          if (outcome === 0) tally[0]++;
        }
      }),
    );
    counts.forEach((count, c) => votes[c]!.push(count));
  }
  return {
    voters: frameFromColumns("voters", columns),
    returns: frameFromColumns("returns", {
      precinct: Array.from({ length: precincts }, (_, p) => `p${p}`),
      ...Object.fromEntries(names.map((name, c) => [name, votes[c]!])),
    }),
    truth: Object.fromEntries([...chosen].map(([party, [a, b]]) => [party, a / b])),
  };
}

/** `votes(...) ~ terms` on simulated precincts. */
export function totalsModel(
  { voters, returns }: Pick<Precincts, "voters" | "returns">,
  formula: string,
  options: Omit<CompileOptions, "frames" | "aggregate"> & { readonly likelihood?: string } = {},
): CompiledModel {
  const { likelihood, ...rest } = options;
  return compile(formula, voters, {
    ...rest,
    frames: { returns },
    aggregate: {
      by: "precinct",
      to: "returns",
      weight: "n",
      ...(likelihood !== undefined && { likelihood }),
    },
  });
}

/** The voters of a state, a typed array each of what is known of them: 28 bytes a voter, ballot included. */
import { logistic } from "./draw-choice.js";

export interface Electorate {
  readonly count: number;
  readonly precinct: Uint16Array;
  readonly party: Uint8Array;
  readonly race: Uint8Array;
  /** 1 for women. */
  readonly female: Uint8Array;
  /** 1 with a college degree. */
  readonly college: Uint8Array;
  readonly age: Float32Array;
  /** A vendor's score of partisanship. */
  readonly score: Float32Array;
  /** Of the tract that the voter lives in. */
  readonly logIncome: Float32Array;
  readonly tractCollege: Float32Array;
  /** θ, which no table shows. */
  readonly ideology: Float32Array;
  /** All three contests in one number, see `choiceOf`. */
  readonly ballot: Uint8Array;
}

export function openElectorate(count: number): Electorate {
  return {
    count,
    precinct: new Uint16Array(count),
    party: new Uint8Array(count),
    race: new Uint8Array(count),
    female: new Uint8Array(count),
    college: new Uint8Array(count),
    age: new Float32Array(count),
    score: new Float32Array(count),
    logIncome: new Float32Array(count),
    tractCollege: new Float32Array(count),
    ideology: new Float32Array(count),
    ballot: new Uint8Array(count),
  };
}

/** One voter as the formulas of votes and answers see her; indicators are 0 or 1. */
export interface Voter {
  readonly democrat: number;
  readonly republican: number;
  readonly unaffiliated: number;
  readonly white: number;
  readonly black: number;
  readonly hispanic: number;
  readonly asian: number;
  readonly female: number;
  readonly college: number;
  readonly age: number;
  /** σ((age - 58) / 4). */
  readonly old: number;
  readonly ideology: number;
}

export function voterAt(electorate: Electorate, i: number): Voter {
  const party = electorate.party[i]!;
  const race = electorate.race[i]!;
  const age = electorate.age[i]!;
  return {
    democrat: Number(party === 0),
    republican: Number(party === 1),
    unaffiliated: Number(party === 2),
    white: Number(race === 0),
    black: Number(race === 1),
    hispanic: Number(race === 2),
    asian: Number(race === 3),
    female: electorate.female[i]!,
    college: electorate.college[i]!,
    age,
    old: logistic((age - 58) / 4),
    ideology: electorate.ideology[i]!,
  };
}

/** Small made-up rows and races for tests of networks. */
import { openStream } from "../../src/math/index.js";
import type { NetworkRows, NetworkShape, Race, TrainingJob } from "../../src/networks/index.js";
import { defaultTraining } from "../../src/networks/index.js";

const levels = (count: number): string[] => Array.from({ length: count }, (_, k) => `l${k}`);

/** Units of 1, 2, 3, ... rows, then again from 1. */
export function madeUpRows(units: number, weighted = true): NetworkRows {
  const random = openStream(11, "made_up_rows");
  const unitStart = new Int32Array(units + 1);
  for (let u = 0; u < units; u++) unitStart[u + 1] = unitStart[u]! + 1 + (u % 7) * 13;
  const rows = unitStart[units]!;
  const codes = (count: number): Uint8Array =>
    Uint8Array.from({ length: rows }, () => Math.floor(random.uniform() * count));
  const numbers = (): Float32Array => Float32Array.from({ length: rows }, () => random.normal());
  return {
    rows,
    unitStart,
    ...(weighted && { weights: Float32Array.from({ length: rows }, (_, r) => 1 + (r % 3)) }),
    categories: [
      { name: "party", levels: levels(3), codes: codes(3) },
      { name: "county", levels: levels(6), codes: codes(6) },
    ],
    numeric: [
      { name: "age", mean: 50, sd: 20, values: numbers() },
      { name: "income", mean: 0, sd: 1, values: numbers() },
    ],
  };
}

function peopleOf({ unitStart, weights }: NetworkRows): number[] {
  return Array.from({ length: unitStart.length - 1 }, (_, unit) => {
    let sum = 0;
    for (let row = unitStart[unit]!; row < unitStart[unit + 1]!; row++) sum += weights?.[row] ?? 1;
    return sum;
  });
}

/** A multinomial race of three outcomes and a binomial one of two, whose ballots are fewer than people. */
export function madeUpRaces(rows: NetworkRows): readonly Race[] {
  const people = peopleOf(rows);
  const random = openStream(12, "made_up_races");
  const gov = people.flatMap((count) => {
    const first = Math.floor(random.uniform() * (count + 1));
    const second = Math.floor(random.uniform() * (count - first + 1));
    return [first, second, count - first - second];
  });
  const ballots = people.map((count) => Math.ceil(0.9 * count));
  const measures = ballots.flatMap((count) => [
    Math.floor(random.uniform() * (count + 1)),
    Math.floor(random.uniform() * (count + 1)),
  ]);
  return [
    {
      name: "gov",
      family: "multinomial",
      outcomes: ["d", "r", "none"],
      counts: Float64Array.from(gov),
    },
    {
      name: "measures",
      family: "binomial",
      outcomes: ["one", "two"],
      counts: Float64Array.from(measures),
      ballots: Float64Array.from(ballots),
    },
  ];
}

export const shapes: readonly NetworkShape[] = [
  { kind: "dense", hidden: [] },
  { kind: "dense", hidden: [7, 5] },
  { kind: "deep_mlm", hidden: [] },
  { kind: "deep_mlm", hidden: [6] },
];

export function jobOf(rows: NetworkRows, races: readonly Race[], shape: NetworkShape): TrainingJob {
  return { rows, races, shape, settings: defaultTraining, heldOutUnits: new Int32Array(0) };
}

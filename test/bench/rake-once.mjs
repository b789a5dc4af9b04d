/** Prints the time of raking 50,000 respondents to 5 margins of 12,000 cells, one of them of 50 areas, and to a trim. */
import { frameFromColumns, rake } from "../../dist/src/index.js";
import { openStream } from "../../dist/src/math/index.js";

const respondents = 50_000;
const levels = { state: 50, eth: 4, male: 2, age: 6, edu: 5 };
const random = openStream(1, "bench");
const names = Object.keys(levels);

/** Levels at random; a share of the rows leans to the later levels. */
const levelOf = (count, leaning) => {
  const value = random.uniform();
  return Math.floor(
    count * (random.uniform() < leaning ? Math.max(value, random.uniform()) : value),
  );
};

const draw = (rowCount, leaning) =>
  Object.fromEntries(
    names.map((name) => [
      name,
      Array.from({ length: rowCount }, () => String(levelOf(levels[name], leaning))),
    ]),
  );

const sample = frameFromColumns("sample", {
  ...draw(respondents, 0.5),
  w: Array.from({ length: respondents }, () => 0.5 + random.uniform()),
});
const frame = frameFromColumns("frame", {
  ...draw(12_000, 0),
  N: Array.from({ length: 12_000 }, () => Math.round(20_000 * random.uniform())),
});

function timed(options) {
  const from = performance.now();
  const { rounds } = rake(sample, frame, { by: names, weight: "N", base: "w", ...options });
  return { seconds: (performance.now() - from) / 1000, rounds };
}

const first = timed({});
const trimmed = timed({ trim: 4 });
console.log(
  JSON.stringify({
    wall_s: first.seconds,
    rounds: first.rounds,
    trimmed_wall_s: trimmed.seconds,
    trimmed_rounds: trimmed.rounds,
  }),
);

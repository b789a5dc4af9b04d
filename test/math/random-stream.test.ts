/** Streams of random numbers are those of seedrandom, and can be left and gone on with anywhere. */
import seedrandom from "seedrandom";
import { describe, expect, it } from "vitest";
import { openStream } from "../../src/math/index.js";

describe("a stream of random numbers", () => {
  it.each([
    [1, "nuts", 0],
    [20_231, "latents:15", 3],
    [0, "", 0],
    [7, "a purpose of more characters than the key has bytes ".repeat(9), 2],
    [7, "größer, с другими знаками", 1],
  ])("has the numbers of seedrandom: %d, %s, chain %d", (seed, purpose, chain) => {
    const stream = openStream(seed, purpose, chain);
    const theirs = seedrandom(`${seed}:${purpose}:${chain}`);
    for (let draw = 0; draw < 5000; draw++) expect(stream.uniform()).toBe(theirs.double());
  });

  it("goes on from where another stood", () => {
    const stream = openStream(3, "walk");
    for (let draw = 0; draw < 777; draw++) stream.normal();
    const other = openStream(4, "elsewhere");
    expect(other.moveTo(stream.position())).toBe(true);
    for (let draw = 0; draw < 100; draw++) expect(other.normal()).toBe(stream.normal());
  });

  it("stays where it is when no generator can stand where it is sent", () => {
    const [stream, same] = [openStream(3, "walk"), openStream(3, "walk")];
    expect(stream.moveTo(new Uint8Array(258))).toBe(false);
    expect(stream.moveTo(stream.position().subarray(0, 200))).toBe(false);
    expect(stream.uniform()).toBe(same.uniform());
  });
});

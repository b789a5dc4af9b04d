/** What stands between the start of the process and the first prompt: the modules that it loads first. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const built = new URL("../../dist/", import.meta.url);

/** Files of the product that a built file imports at once, directly or not, relative to the build. */
function loadedAtOnce(entry: string): readonly string[] {
  const found = new Set([new URL(entry, built).href]);
  for (const file of found) {
    const text = readFileSync(fileURLToPath(file), "utf8");
    for (const [, path = ""] of text.matchAll(/^(?:import|export)[^;]*?from "(\.[^"]+)"/gmu))
      found.add(new URL(path, file).href);
  }
  return [...found].map((file) => file.slice(built.href.length));
}

describe("the first prompt", () => {
  const files = loadedAtOnce("src/repl/start-repl.js");

  it("waits for what reads statements and data", () => {
    expect(files).toContain("src/session/open-session.js");
    expect(files).toContain("src/data/index.js");
  });

  it.each(["vocabulary", "design", "model", "compiler", "graph", "kernels", "posterior"])(
    "does not wait for the room %s, which only formulas and fits need",
    (room) => {
      expect(files.filter((file) => file.startsWith(`src/${room}/`))).toEqual([]);
    },
  );
});

import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ModelError } from "../../src/index.js";
import { readNeighbours } from "../../src/node/index.js";

async function file(name: string, text: string): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), "neighbours-")), name);
  await writeFile(path, text);
  return path;
}

describe("readNeighbours", () => {
  it("reads a graph under the name of its file", async () => {
    const graph = await readNeighbours(await file("borders.csv", "a,b\nAsh,Birch\n"));
    expect(graph).toMatchObject({ kind: "graph", name: "borders", nodes: ["Ash", "Birch"] });
  });

  it("rejects with every mistake in the file, and where there is none", async () => {
    const crooked = await file("borders.graph", "2\n1 1 2\n2 0\n");
    await expect(readNeighbours(crooked)).rejects.toThrow(ModelError);
    await expect(readNeighbours(crooked)).rejects.toThrow(/graph-not-symmetric/u);
    await expect(readNeighbours(join(crooked, "absent.csv"))).rejects.toThrow(ModelError);
  });
});

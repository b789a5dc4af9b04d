import { mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nodeHost } from "../../src/node/node-host.js";
import { inProcessRunner } from "../../src/posterior/index.js";
import type { Host } from "../../src/session/index.js";

let base: string;
let folder: string;
let host: Host;

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), "mlm-host-"));
  folder = join(base, "model");
  await mkdir(join(folder, "data"), { recursive: true });
  await mkdir(join(base, "other"));
  await writeFile(join(base, "other", "secret.csv"), "a\n1\n");
  await writeFile(join(folder, "data", "cells.csv"), "a\n1\n");
  await writeFile(join(folder, "cells.csv.gz"), gzipSync("a\n2\n"));
  await writeFile(join(folder, "torn.csv.gz"), gzipSync("a\n2\n").subarray(0, 12));
  await writeFile(join(folder, "bomb.csv.gz"), gzipSync(Buffer.alloc(2_000_000)));
  await symlink(join(base, "other"), join(folder, "link"));
  host = nodeHost({ folder, runner: inProcessRunner, largestFile: 1_000_000 });
});

afterAll(() => rm(base, { recursive: true }));

async function textOf(from: Host, name: string): Promise<string> {
  const contents = await from.readFile(name);
  return contents.kind === "contents"
    ? new TextDecoder().decode(contents.bytes)
    : `${contents.reason}: ${contents.message}`;
}

describe("files of a program", () => {
  it("are read relative to the model's folder, decompressed", async () => {
    expect(await textOf(host, "data/cells.csv")).toBe("a\n1\n");
    expect(await textOf(host, "./data/../data/cells.csv")).toBe("a\n1\n");
    expect(await textOf(host, "cells.csv.gz")).toBe("a\n2\n");
  });

  it("outside the folder are refused: by dots, by an absolute path, by a link", async () => {
    for (const name of ["../other/secret.csv", join(base, "other/secret.csv"), "link/secret.csv"])
      expect(await textOf(host, name)).toMatch(/^outside: /u);
    expect(await textOf(host, "../other/absent.csv")).toMatch(/^outside: /u);
  });

  it("outside the folder are open where the user allowed it", async () => {
    const open = nodeHost({ folder, allow: [join(base, "other")], runner: inProcessRunner });
    expect(await textOf(open, "../other/secret.csv")).toBe("a\n1\n");
    expect(await textOf(open, "link/secret.csv")).toBe("a\n1\n");
  });

  it("that are absent are named with the nearest one there is", async () => {
    expect(await host.readFile("data/cell.csv")).toMatchObject({
      reason: "absent",
      help: "did you mean `cells.csv`?",
    });
    expect(await textOf(host, "data")).toMatch(/^not-a-file: /u);
    expect(await textOf(host, "data/cells.csv/x.csv")).toMatch(/^absent: /u);
  });

  it("that do not decompress, or to too much, are refused", async () => {
    expect(await textOf(host, "torn.csv.gz")).toMatch(/^damaged: /u);
    expect(await textOf(host, "bomb.csv.gz")).toMatch(/^too-large: /u);
  });
});

describe("files that a program writes", () => {
  it("appear whole, in folders made for them, with nothing left beside them", async () => {
    expect(await host.writeFile("out/deep/a.csv", "x\n")).toEqual({ kind: "written" });
    expect(await readFile(join(folder, "out/deep/a.csv"), "utf8")).toBe("x\n");
    expect(await readdir(join(folder, "out/deep"))).toEqual(["a.csv"]);
  });

  it("stay inside the folder", async () => {
    for (const name of ["../a.csv", "link/a.csv", join(base, "a.csv")]) {
      expect(await host.checkWritable(name)).toMatchObject({ reason: "outside" });
      expect(await host.writeFile(name, "x")).toMatchObject({ reason: "outside" });
    }
    expect(await readdir(join(base, "other"))).toEqual(["secret.csv"]);
  });

  it("never replace data that the program reads", async () => {
    await host.readFile("data/cells.csv");
    expect(await host.writeFile("data/../data/cells.csv", "x")).toMatchObject({
      reason: "unwritable",
    });
    expect(await readFile(join(folder, "data/cells.csv"), "utf8")).toBe("a\n1\n");
  });

  it("say why they could not be written and leave nothing behind", async () => {
    expect(await host.writeFile("data/cells.csv/x.csv", "x")).toMatchObject({
      reason: "unwritable",
    });
    expect(await host.writeFile("data", "x")).toMatchObject({ reason: "unwritable" });
    expect((await readdir(folder)).filter((name) => name.startsWith("."))).toEqual([]);
  });

  it("go to another folder when one is given", async () => {
    const out = join(base, "results");
    const elsewhere = nodeHost({ folder, out, runner: inProcessRunner });
    expect(await elsewhere.writeFile("a.csv", "x")).toEqual({ kind: "written" });
    expect(await readdir(out)).toEqual(["a.csv"]);
  });
});

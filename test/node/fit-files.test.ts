import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ModelError, summary } from "../../src/index.js";
import { load, save } from "../../src/node/index.js";
import { hostileFit } from "../outputs/fitted.js";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mlm-fits-"));
});

afterAll(() => rm(folder, { recursive: true }));

describe("fits on disk", () => {
  it("come back as they were", async () => {
    const posterior = await hostileFit();
    const path = join(folder, "deep", "full.mlmfit");
    expect(await save(posterior, path)).toEqual([path]);
    const loaded = await load(path);
    expect(summary(loaded).rows).toEqual(summary(posterior).rows);
    expect(loaded.draws).toEqual(posterior.draws);
  });

  it("are written for other programs, byte for byte", async () => {
    const posterior = await hostileFit();
    await save(posterior, join(folder, "draws", "full.csv"));
    await save(posterior, join(folder, "draws", "full.parquet"));
    expect((await readdir(join(folder, "draws"))).toSorted()).toEqual([
      "full-names.csv",
      "full.parquet",
      "full_1.csv",
      "full_2.csv",
    ]);
    const parquet = await readFile(join(folder, "draws", "full.parquet"), "latin1");
    expect([parquet.slice(0, 4), parquet.slice(-4)]).toEqual(["PAR1", "PAR1"]);
  });

  it("are refused with what was expected", async () => {
    const posterior = await hostileFit();
    await writeFile(join(folder, "other.mlmfit"), "a,b\n1,2\n");
    await expect(load(join(folder, "other.mlmfit"))).rejects.toThrow(/not-a-saved-fit/u);
    await expect(load(join(folder, "absent.mlmfit"))).rejects.toThrow(ModelError);
    await expect(save(posterior, join(folder, "full.rds"))).rejects.toThrow(/\.mlmfit/u);
    await expect(
      save(posterior, join(folder, "full.csv"), { log_likelihood: true }),
    ).rejects.toThrow(/arviz/u);
  });
});

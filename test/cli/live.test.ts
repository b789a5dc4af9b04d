/** `mlm live` as the command line: a night from a model file and a feed, what people decide, and after it. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readLog, stateOf } from "../../src/workflows/election-night/log/index.js";
import { readSnapshot } from "../../src/workflows/election-night/snapshots/index.js";
import { mainFile, runCli } from "./run-cli.js";

const model = `seed = 2
past = simulate_night(past, units = 60, districts = 6, counties = 3, elections = 3, seed = seed)
tonight = simulate_night(tonight, units = 60, districts = 6, counties = 3, elections = 3, seed = seed)
model turnout on past {
  log(turnout / baseline) ~ 1 + urban + (1 | election) + (1 | county:election) + (1 | district:election)
  family = gaussian
  prior sd(1 | election) ~ HalfNormal(0.2)
}
before = fit(turnout, engine = inla, seed = seed)
night = live(before, units = tonight, unit = precinct, level = "election=e3", by = [district, county], publish_at = 0.3, seed = seed, draws = 100)
`;

const begin = Date.UTC(2026, 10, 3, 23, 0);
const names = Array.from({ length: 60 }, (_, at) => `p${String(at + 1).padStart(2, "0")}`);

/** Every unit a minute, with 400 votes. */
const messages = names.map((precinct, at) => ({
  precinct,
  votes: 400 + at,
  pct: 100,
  time: new Date(begin + at * 60_000).toISOString(),
}));
const columns = ["--column", "unit=precinct", "--column", "counted=votes"];

describe.skipIf(!existsSync(mainFile))("mlm live", { timeout: 60_000 }, () => {
  let folder: string;
  const file = (name: string): string => join(folder, name);
  const live = (...args: readonly string[]) =>
    runCli(["live", file("night.mlm"), "--plausible", "0.01,50", ...columns, ...args]);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "mlm-live-"));
    await writeFile(file("night.mlm"), model);
    await writeFile(
      file("feed.jsonl"),
      messages.map((each) => `${JSON.stringify(each)}\n`).join(""),
    );
    await writeFile(file("none.mlm"), "seed = 1\n");
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("plays a past feed by its own times: snapshots, a log and a page, progress on standard error", async () => {
    const out = file("rehearsed");
    const { code, stdout, stderr } = await live(
      "--feed",
      file("feed.jsonl"),
      "--rehearse",
      "--every",
      "600",
      "--out",
      out,
    );
    expect(code).toBe(0);
    expect(stdout).toBe("");
    expect(stderr).toMatch(
      /^23:10 11 messages, 11 news; snapshot 1 in \d+ ms; 11 of 60 units \(18\.3 %\); total /mu,
    );
    expect(stderr).toContain("hold: 18 % of the units have reported, 30 % are needed");
    const last = readSnapshot(await readFile(join(out, "latest.json"), "utf8"));
    expect(last?.seq).toBe(6);
    expect(last?.forecast.total.predicted).toBe(names.reduce((sum, _, at) => sum + 400 + at, 0));
    expect(await readFile(join(out, "index.html"), "utf8")).toContain("Publish");
  });

  it("tells what was known at a moment, and how good the night was", async () => {
    const out = file("rehearsed");
    const state = await runCli(["live", "state", "--out", out, "--at", "23:25", "--json"]);
    expect(readSnapshot(state.stdout)?.seq).toBe(2);
    const early = await runCli(["live", "state", "--out", out, "--at", "2026-11-03T10:00Z"]);
    expect([early.code, early.stderr]).toEqual([
      2,
      "mlm: there was no snapshot yet at 2026-11-03T10:00:00.000Z\n",
    ]);
    const { code, stdout } = await runCli(["live", "calibrate", out]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^by +reported open +inside 50 % inside 90 %/u);
    expect(stdout).toContain("first published at");
  });

  it("takes what people decide, refuses names that the night does not have, and logs who and why", async () => {
    const out = file("rehearsed");
    const said = ["--out", out, "--reason", "a recount", "--who", "Ada"];
    expect(await runCli(["live", "block", "p07", ...said])).toMatchObject({ code: 0 });
    expect(await runCli(["live", "hold", "d3", ...said])).toMatchObject({ code: 0 });
    const unknown = await runCli(["live", "block", "p7", ...said]);
    expect([unknown.code, unknown.stderr]).toEqual([
      2,
      "mlm: the night has no unit p7; did you mean p07?\n",
    ]);
    expect((await runCli(["live", "hold", "all", "--out", out])).stderr).toContain("--reason");
    expect((await live("--feed", file("feed.jsonl"), "--once", "--out", out)).code).toBe(0);
    const { blocked, held } = stateOf(
      readLog(await readFile(join(out, "log.jsonl"), "utf8")).entries,
    );
    expect(blocked.get("p07")).toMatchObject({ who: "Ada", reason: "a recount", counts: true });
    expect([...held.keys()]).toEqual(["district=d3"]);
    const last = readSnapshot(await readFile(join(out, "latest.json"), "utf8"));
    expect(last?.forecast.units.find(({ unit }) => unit === "p07")?.status).toBe("excluded");
  });

  it("says what a feed looks like, and against the units of a night what is missing", async () => {
    await writeFile(
      file("odd.csv"),
      "precinct,votes,pct\np01,400,100\np01,401,100\nzz,1,100\np02,x,100\n",
    );
    const { code, stdout } = await runCli([
      "live",
      "check",
      file("odd.csv"),
      ...columns,
      "--out",
      file("rehearsed"),
    ]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/units that are not expected +1 +`zz`/u);
    expect(stdout).toMatch(/expected units without a message +59/u);
    expect(stdout).toContain("line 5: p02,x,100");
  });

  it("reads standard input to its end", async () => {
    const out = file("piped");
    const args = [
      "live",
      file("night.mlm"),
      "--feed",
      "-",
      "--every",
      "1",
      "--out",
      out,
      ...columns,
    ];
    const child = spawn(process.execPath, [mainFile, ...args], {
      stdio: ["pipe", "ignore", "ignore"],
    });
    child.stdin.end(await readFile(file("feed.jsonl")));
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect(code).toBe(0);
    const { tally } = stateOf(readLog(await readFile(join(out, "log.jsonl"), "utf8")).entries);
    expect(tally).toEqual({ sent: 60, accepted: 60, refused: 0 });
  });

  it("finishes its snapshot at Ctrl-C and ends with 0; nobody else has its folder meanwhile", async () => {
    const out = file("stopped");
    let second: Promise<{ code: number | null; stderr: string }> | undefined;
    const args = [
      "live",
      file("night.mlm"),
      "--feed",
      file("feed.jsonl"),
      "--every",
      "60",
      "--out",
      out,
      ...columns,
    ];
    const { code, stderr } = await runCli(args, {
      onError: (text, kill) => {
        if (second !== undefined || !text.includes("snapshot 1")) return;
        second = live("--feed", file("feed.jsonl"), "--out", out);
        void second.then(() => {
          kill("SIGINT");
        });
      },
    });
    expect(code).toBe(0);
    expect(stderr).toContain("finishing the snapshot");
    expect(await second).toMatchObject({ code: 2 });
    expect((await second)?.stderr).toContain("is the folder of a night that runs");
    expect(readSnapshot(await readFile(join(out, "latest.json"), "utf8"))?.seq).toBe(1);
    expect(existsSync(join(out, ".running"))).toBe(false);
  });

  it.each([
    [
      ["--feed", "ftp://example.org/x"],
      2,
      "ftp:// is not asked: a feed has an http or https address",
    ],
    [["--feed", "x", "--every", "soon"], 2, "--every takes a number of seconds"],
    [
      ["--feed", "x", "--publish-at", "25"],
      2,
      "--publish-at takes a share of the units between 0 and 1",
    ],
    [["--feed", "x", "--column", "untit=a"], 2, "a message has no untit; did you mean unit?"],
    [["--feed", "x", "--zone", "Mars/Base"], 2, "there is no such time zone"],
    [["--feed", "x", "--crosswalk", "nowhere.csv"], 2, "it cannot be read"],
    [["--feed", "x", "--night", "other"], 1, "the file makes no night of the name other"],
    [[], 2, "--feed"],
  ])("refuses %j", async (args, exit, message) => {
    const { code, stderr } = await live("--out", file("refused"), ...args);
    expect(stderr).toContain(message);
    expect(code).toBe(exit);
  });

  it("needs a file that makes a night", async () => {
    const { code, stderr } = await runCli([
      "live",
      file("none.mlm"),
      "--feed",
      "x",
      "--out",
      file("refused"),
    ]);
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining(
        "the file makes no night: it needs a statement such as night = live(",
      ),
    ]);
  });
});

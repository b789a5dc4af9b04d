/**
 * Three hours of a feed in three minutes, from a server of our own that misbehaves, into `mlm live` with its real model:
 * 10,000 messages of which 5 % are hostile. Says whether the command lives, whether every message was taken or
 * refused, whether the last words are right, and how much memory it has minute by minute. With `--heap` garbage is
 * collected every two seconds and what is left of the heap is told too: what the command keeps, without what the
 * collector has not come to yet.
 * By hand: `npm run build && node test/bench/election-night/soak.mjs [--minutes 3] [--units 2000] [--messages 10000] [--heap]`.
 */
import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { openUniform } from "../../workflows/election-night/simple-night.mjs";

const main = fileURLToPath(new URL("../../../dist/src/cli/main.js", import.meta.url));
const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "3" },
    units: { type: "string", default: "2000" },
    messages: { type: "string", default: "10000" },
    heap: { type: "boolean", default: false },
  },
});
const milliseconds = 60_000 * Number(values.minutes);
const unitCount = Number(values.units);
const uniform = openUniform(20);

const model = `seed = 1
past = simulate_night(past, units = ${unitCount}, seed = seed)
tonight = simulate_night(tonight, units = ${unitCount}, seed = seed)
model turnout on past {
  log(turnout / baseline) ~ 1 + urban + (1 | election) + (1 | county:election) + (1 | district:election)
  family = gaussian
  prior sd(1 | election) ~ HalfNormal(0.2)
}
before = fit(turnout, engine = inla, seed = seed)
night = live(before, units = tonight, unit = precinct, level = "election=e5", by = [district, county], seed = seed)
`;
const results = `final = simulate_night(final, units = ${unitCount}, seed = 1)\nsave(final, "final.csv")\n`;

function run(args, folder) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, ...args], {
      cwd: folder,
      stdio: ["ignore", "ignore", "pipe"],
    });
    let told = "";
    child.stderr.on("data", (chunk) => (told += chunk));
    child.on("close", (code) => (code === 0 ? resolve() : reject(new Error(told))));
  });
}

/** Final counts by unit. */
function readFinals(folder) {
  const [head, ...rows] = readFileSync(join(folder, "final.csv"), "utf8").trim().split("\n");
  const names = head.split(",");
  const at = ["precinct", "turnout"].map((name) => names.indexOf(name));
  return rows.map((row) => at.map((column) => row.split(",")[column]));
}

const begin = Date.UTC(2026, 10, 3, 23, 0);
const nightLength = 3 * 3600_000;

/** Of a unit: `count` messages up to its final count, some corrected downwards, some sent again. */
function messagesOf([unit, text], count) {
  const final = Number(text);
  const end = 0.02 + 0.97 * uniform();
  const said = (share, counted) => ({
    at: end * (0.3 + 0.7 * share),
    line: JSON.stringify({
      unit,
      counted,
      share: share === 1 ? 1 : Number((0.9 * share).toFixed(3)),
      time: new Date(begin + nightLength * end * (0.3 + 0.7 * share)).toISOString(),
    }),
  });
  const partial = Array.from({ length: count - 1 }, (_, k) =>
    said((k + 1) / count, Math.round((0.9 * final * (k + 1)) / count)),
  );
  return [...partial, said(1, final)];
}

/** Each is refused, unless it says that a unit is taken, set aside or added. */
function hostile(at, finals, k) {
  const [unit] = finals[k % finals.length];
  const time = new Date(begin - 60_000 * (k + 1)).toISOString();
  const kinds = [
    { refused: true, line: "{" },
    { refused: true, line: `${"\u0000\u0001"}${k}` },
    { refused: true, line: JSON.stringify({ unit, counted: -k, share: 1 }) },
    { refused: true, line: JSON.stringify({ unit, counted: "1e999", share: 1 }) },
    { refused: true, line: JSON.stringify({ unit, counted: k, share: 77 }) },
    {
      refused: true,
      line: JSON.stringify({ unit, counted: k, share: 1, time: "2999-01-01T00:00Z" }),
    },
    { refused: true, line: JSON.stringify({ unit: "x".repeat(30_000), counted: k, share: 1 }) },
    { refused: true, line: `{"__proto__":{"unit":"${unit}"},"counted":${k},"share":1}` },
    { refused: true, line: `<script>alert(${k})</script>` },
    // Older than all others: it is absurd while it is the latest word, and then forgotten.
    { refused: false, line: JSON.stringify({ unit, counted: 99_999_999, share: 0.5, time }) },
    {
      refused: false,
      extra: k,
      line: JSON.stringify({ unit: `<img src=x onerror=alert(${k})>`, counted: k, share: 1, time }),
    },
    {
      refused: false,
      line: JSON.stringify({ unit: `far ${k}`, counted: 999_999_999, share: 1, time }),
    },
  ];
  return { at, ...kinds[k % kinds.length] };
}

function makeFeed(finals) {
  const total = Number(values.messages);
  const hostileCount = Math.round(0.05 * total);
  const each = Math.max(1, Math.floor((0.9 * total) / finals.length));
  const honest = finals.flatMap((final) => messagesOf(final, each));
  const bad = Array.from({ length: hostileCount }, (_, k) => hostile(uniform() * 0.95, finals, k));
  const again = Array.from({ length: Math.max(0, total - honest.length - bad.length) }, () => {
    const { line, at } = honest[Math.floor(uniform() * honest.length)];
    return { line, at: Math.min(0.98, at + 0.1 * uniform()) };
  });
  return [...honest, ...bad, ...again].sort((a, b) => a.at - b.at);
}

/** The lines that are due, or one of the ways in which servers fail. */
function openServer(feed) {
  const begun = performance.now();
  const told = { requests: 0, failures: 0, garbageLines: 0, latest: 0 };
  const server = createServer((_, response) => {
    const share = (performance.now() - begun) / milliseconds;
    told.requests++;
    const due = feed.filter(({ at }) => at <= share);
    const body = due.map(({ line }) => `${line}\n`).join("");
    const chance = share < 1 ? uniform() : 1;
    if (chance > 0.12) {
      told.latest = due.length;
      response.end(body);
      return;
    }
    told.failures++;
    if (chance < 0.03) response.writeHead(503).end();
    else if (chance < 0.06) {
      response.writeHead(200, { "content-length": String(Buffer.byteLength(body)) });
      response.write(body.slice(0, body.length / 2));
      setTimeout(() => response.destroy(), 10);
    } else if (chance < 0.09) {
      response.write(body.slice(0, body.length / 2));
      setTimeout(() => response.end(body.slice(body.length / 2)), 3000);
    } else {
      told.garbageLines += 2;
      response.end(`<html> ${told.requests}\n</html>\n`);
    }
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () =>
      resolve({ server, told, url: `http://127.0.0.1:${server.address().port}/feed` }),
    );
  });
}

/** Resident memory in megabytes, where the system says. */
function residentOf(pid) {
  try {
    const [, kilobytes] = /VmRSS:\s+(\d+)/u.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return Number(kilobytes) / 1024;
  } catch {
    return NaN;
  }
}

/** Runs before the command where the heap is watched: a line `heap MEGABYTES` every two seconds. */
const watchHeap = `setInterval(() => {
  gc();
  process.stderr.write("heap " + (process.memoryUsage().heapUsed / 1048576).toFixed(2) + "\\n");
}, 2000).unref();`;
const heapFlags = values.heap
  ? ["--expose-gc", "--import", `data:text/javascript,${encodeURIComponent(watchHeap)}`]
  : [];

const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? NaN;

const folder = mkdtempSync(join(tmpdir(), "mlm-soak-"));
writeFileSync(join(folder, "night.mlm"), model);
writeFileSync(join(folder, "results.mlm"), results);
await run(["run", "results.mlm"], folder);
const finals = readFinals(folder);
const feed = makeFeed(finals);

const placeholder = await openServer([]);
const child = spawn(
  process.execPath,
  [
    ...heapFlags,
    main,
    "live",
    "night.mlm",
    "--feed",
    `${placeholder.url}`,
    "--every",
    "1",
    "--timeout",
    "2",
    "--out",
    "out",
  ],
  { cwd: folder, stdio: ["ignore", "ignore", "pipe"] },
);
let told = "";
const heap = [];
let begun = performance.now();
child.stderr.on("data", (chunk) => {
  told += chunk;
  for (const [, size] of String(chunk).matchAll(/^heap ([\d.]+)$/gmu))
    heap.push([(performance.now() - begun) / milliseconds, Number(size)]);
});
const ended = new Promise((resolve) => child.on("close", resolve));

/** The night begins with the first look: the model is fitted then. */
while (placeholder.told.requests === 0) await new Promise((resolve) => setTimeout(resolve, 100));
const port = placeholder.server.address().port;
placeholder.server.closeAllConnections();
await new Promise((resolve) => placeholder.server.close(resolve));
const night = await openServer(feed);
await new Promise((resolve) => night.server.close(resolve));
night.server.listen(port, "127.0.0.1");

const memory = [];
begun = performance.now();
while (performance.now() - begun < milliseconds + 15_000 && child.exitCode === null) {
  await new Promise((resolve) => setTimeout(resolve, 2000));
  memory.push([(performance.now() - begun) / milliseconds, residentOf(child.pid)]);
}
child.kill("SIGINT");
const code = await ended;
night.server.closeAllConnections();
night.server.close();

const log = readFileSync(join(folder, "out/log.jsonl"), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));
const batches = log.filter(({ kind }) => kind === "batch");
const sum = (list) => list.reduce((total, value) => total + value, 0);
const sent = sum(batches.map((batch) => batch.sent));
const accepted = sum(batches.map((batch) => batch.accepted));
const refused = sum(batches.map((batch) => batch.refused.length));
const latest = JSON.parse(readFileSync(join(folder, "out/latest.json"), "utf8"));
const strangers = sum(feed.flatMap(({ extra }) => extra ?? []));
const expected = sum(finals.map(([, votes]) => Number(votes))) + strangers;
const took = [...told.matchAll(/snapshot \d+ in (\d+) ms/gu)].map(([, each]) => Number(each));
const between = (from, to, sizes = memory) =>
  sizes.flatMap(([at, size]) => (at >= from && at < to ? [size] : []));
const thirds = [0, 1 / 3, 2 / 3].map((from, k) => {
  const sizes = between(from, k === 2 ? 2 : from + 1 / 3, heap);
  return Number(median(sizes).toFixed(1));
});
const page = readFileSync(join(folder, "out/index.html"), "utf8");
const found = {
  messages: feed.length,
  hostile: feed.filter(({ refused: bad }) => bad !== undefined).length,
  requests: night.told.requests,
  failures: night.told.failures,
  exitCode: code,
  sent,
  accepted,
  refused,
  sentByServer: feed.length + night.told.garbageLines,
  refusedByRight: feed.filter(({ refused: bad }) => bad === true).length + night.told.garbageLines,
  total: latest.total.counted,
  expected,
  reported: latest.reported.units,
  snapshots: latest.seq,
  snapshotMedianMs: median(took),
  snapshotMostMs: Math.max(...took),
  memoryFirstThirdMb: Math.round(median(between(0, 1 / 3))),
  memoryMiddleMb: Math.round(median(between(1 / 3, 2 / 3))),
  memoryLastThirdMb: Math.round(median(between(2 / 3, 2))),
  memoryMostMb: Math.round(Math.max(...memory.map(([, size]) => size))),
  ...(values.heap && { heapThirdsMb: thirds, heapLastMb: heap.at(-1)?.[1] }),
  pageIsClean: !/<script|<img/u.test(page),
};
console.log(JSON.stringify(found, undefined, 2));
const failures = [
  code === 0 ? "" : `exit code ${code}: ${told.slice(-500)}`,
  sent === accepted + refused ? "" : "accepted and refused are not what was sent",
  sent === found.sentByServer ? "" : "what was sent is not what the server sent",
  refused === found.refusedByRight ? "" : "what was refused is not what should be",
  found.total === expected ? "" : "the last words are not right",
  found.reported === finals.length ? "" : "units are missing",
  found.memoryLastThirdMb <= 1.2 * found.memoryMiddleMb ? "" : "memory grows",
  found.pageIsClean ? "" : "markup of the feed is in the page",
].filter((failure) => failure !== "");
for (const failure of failures) console.error(failure);
if (failures.length === 0) rmSync(folder, { recursive: true });
else console.error(folder);
process.exitCode = failures.length === 0 ? 0 : 1;

/** The page of a night in a browser: no complaint, nothing asked for, hostile names as text, no wider than a phone. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nightPage } from "../../src/report/night-page/night-page.js";
import {
  newsAmong,
  readCrosswalk,
  usualRules,
} from "../../src/workflows/election-night/feed/index.js";
import { usualGates } from "../../src/workflows/election-night/gates/index.js";
import { stateOf } from "../../src/workflows/election-night/log/index.js";
import { forecastOf, takeSnapshot } from "../../src/workflows/election-night/snapshots/index.js";
import { makeUnits, simpleNight } from "../workflows/election-night/simple-night.mjs";
import { chromiumPath, openBrowser, openWatchedPage } from "./chromium.js";

const hostile = [
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "</style><b>bold</b>",
  "a".repeat(150),
];

/** Units and districts with hostile names, one of them held, one blocked. */
function hostilePage(): string {
  const units = makeUnits(40).map((unit, at) => ({
    ...unit,
    unit: `${hostile[at % 4] ?? ""}${at}`,
    areas: { district: hostile[at % 4] ?? "", county: `${hostile[at % 3] ?? ""}&`, state: "All" },
  }));
  const night = simpleNight(units);
  const settings = { rules: usualRules, gates: usualGates, crosswalk: readCrosswalk([]) };
  const messages = [
    ...units.slice(0, 30).map(({ unit, baseline }) => ({
      unit,
      counted: baseline * (unit.length % 3 === 0 ? 6 : 1),
      share: 1,
    })),
    { unit: `stranger ${hostile[0] ?? ""}`, counted: 5, share: 1 },
  ];
  const words = newsAmong(messages, new Map(), 1);
  const decided = { time: 1, who: hostile[1] ?? "", reason: hostile[0] ?? "" };
  const point = {
    kind: "snapshot",
    seq: 1,
    hash: "",
    model: "",
    publish: true,
    reasons: [],
    earlier: [],
  } as const;
  const state = stateOf([
    { ...point, time: 0, reported: 0, total: night.forecast([]).total },
    {
      kind: "batch",
      time: 1,
      source: "x",
      sent: 31,
      accepted: 31,
      words,
      changed: 31,
      refused: [],
    },
    { kind: "override", line: 0, action: "block", target: units[0]?.unit ?? "", ...decided },
    {
      kind: "override",
      line: 1,
      action: "hold",
      target: `district=${hostile[0] ?? ""}`,
      ...decided,
    },
    { kind: "problem", time: 2, source: "x", message: hostile[0] ?? "" },
  ]);
  const now = forecastOf(night, state, settings);
  const before = night.forecast([]);
  const { snapshot } = takeSnapshot({ night, state, settings, time: 60_000, now, before });
  return nightPage({
    title: hostile[1] ?? "",
    snapshot,
    state,
    looked: 60_000,
    zone: "UTC",
    version: "0",
  });
}

describe.skipIf(chromiumPath === undefined)("the page of a night in Chromium", () => {
  let browser: Browser;
  let page: Page;
  let complaints: readonly string[];
  let requests: readonly string[];

  beforeAll(async () => {
    browser = await openBrowser();
    ({ page, complaints, requests } = await openWatchedPage(browser));
    await page.setContent(hostilePage(), { waitUntil: "load" });
  }, 60_000);

  afterAll(() => browser.close());

  it("makes no complaint and asks for nothing", async () => {
    expect(complaints).toEqual([]);
    expect(requests.filter((url) => !url.startsWith("about:"))).toEqual([]);
    expect(await page.locator("script, img, b:has-text('bold')").count()).toBe(0);
  });

  it("shows names as they are written: districts, units, people, reasons", async () => {
    const text = await page.locator("main").innerText();
    for (const name of hostile.slice(0, 3)) expect(text).toContain(name);
  });

  it("is no wider than a phone, nor than a screen", async () => {
    for (const width of [375, 1100]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(
        width,
      );
    }
  });

  it("has text of at least 12 pixels everywhere", async () => {
    const smallest = await page.evaluate(
      `Math.min(...[...document.querySelectorAll("p, td, th, li, span, text")].map((element) => parseFloat(getComputedStyle(element).fontSize)))`,
    );
    expect(smallest).toBeGreaterThanOrEqual(12);
  });
});

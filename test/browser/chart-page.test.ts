/** A chart's page in a browser: its policy lets the style in and nothing else, and nothing is asked for. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chartToHtml, plot } from "../../src/index.js";
import { chartSubjects } from "../charts/chart-subjects.js";
import { chromiumPath, openBrowser, openWatchedPage } from "./chromium.js";

const levels = ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "b\"'&", "c"];

describe.skipIf(chromiumPath === undefined)("a chart's page in Chromium", () => {
  let browser: Browser;
  let page: Page;
  let complaints: readonly string[];
  let requests: readonly string[];

  beforeAll(async () => {
    const { sampled } = await chartSubjects(levels);
    const html = await chartToHtml(await plot(sampled, { kind: "caterpillar" }));
    browser = await openBrowser();
    ({ page, complaints, requests } = await openWatchedPage(browser));
    await page.setContent(html, { waitUntil: "load" });
  }, 60_000);

  afterAll(() => browser.close());

  it("makes no complaint and asks for nothing", () => {
    expect(complaints).toEqual([]);
    expect(requests.filter((url) => !url.startsWith("about:"))).toEqual([]);
  });

  it("has its style", async () => {
    const collapse = await page.evaluate(
      "getComputedStyle(document.querySelector('table')).borderCollapse",
    );
    expect(collapse).toBe("collapse");
  });

  it("shows names as they are written, in the picture and in the table", async () => {
    expect(await page.locator("svg text", { hasText: levels[1] ?? "" }).count()).toBe(1);
    expect(await page.locator("td, th", { hasText: levels[0] ?? "" }).count()).toBe(1);
    expect(await page.locator("script, img").count()).toBe(0);
  });

  it("is no wider than a phone", async () => {
    const width = await page.evaluate("document.documentElement.scrollWidth");
    expect(width).toBeLessThanOrEqual(375);
  });
});

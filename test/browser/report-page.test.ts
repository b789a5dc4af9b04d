/** The report page in a browser: no error, reached by keyboard, legible on a phone, hostile names as text. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reportPage } from "../../src/report/page/report-page.js";
import { hostile, hostileParts } from "../report/page-parts.js";
import { chromiumPath, openBrowser, openWatchedPage, phone } from "./chromium.js";

describe.skipIf(chromiumPath === undefined)("a report page in Chromium", () => {
  let browser: Browser;
  let page: Page;
  let complaints: readonly string[];
  let requests: readonly string[];

  beforeAll(async () => {
    browser = await openBrowser();
    ({ page, complaints, requests } = await openWatchedPage(browser));
    await page.setContent(reportPage(hostileParts()), { waitUntil: "load" });
  }, 60_000);

  afterAll(() => browser.close());

  it("makes no complaint, opens no dialog and asks for nothing", () => {
    expect(complaints).toEqual([]);
    expect(requests.filter((url) => !url.startsWith("about:"))).toEqual([]);
  });

  it("shows hostile names as they are written", async () => {
    const text = await page.locator("section#answers").innerText();
    expect(text).toContain(hostile[0]);
    expect(text).toContain(hostile[4]);
    expect(await page.locator("script, img").count()).toBe(0);
  });

  it("is no wider than a phone: what is wide scrolls in a box of its own", async () => {
    const width = await page.evaluate("document.documentElement.scrollWidth");
    expect(width).toBeLessThanOrEqual(phone.width);
  });

  it("has text of at least 13 pixels everywhere but in indices of equations", async () => {
    const smallest =
      await page.evaluate(`Math.min(...[...document.querySelectorAll("p, td, th, li, pre, a, h3")]
      .map((element) => parseFloat(getComputedStyle(element).fontSize)))`);
    expect(smallest).toBeGreaterThanOrEqual(13);
  });

  it("can be walked by the Tab key: links, foldings and every box that scrolls", async () => {
    const reached = new Set<string>();
    for (let press = 0; press < 80; press++) {
      await page.keyboard.press("Tab");
      reached.add(
        await page.evaluate(
          "document.activeElement.tagName.toLowerCase() + '.' + document.activeElement.className",
        ),
      );
    }
    for (const kind of ["a.skip", "a.", "summary.", "div.scroll", "pre."])
      expect([...reached]).toContain(kind);
  });

  it("jumps to a section by its link, by keyboard alone", async () => {
    await page.locator("nav a", { hasText: "Provenance" }).focus();
    await page.keyboard.press("Enter");
    const top = await page.evaluate(
      "document.querySelector('#provenance-title').getBoundingClientRect().top",
    );
    expect(top).toBeLessThan(phone.height);
  });
});

/** A headless Chromium where the machine has one; tests that need it are skipped elsewhere. */
import { existsSync } from "node:fs";
import { chromium, type Browser, type Page } from "playwright-core";

const places = [
  process.env["CHROMIUM"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

export const chromiumPath: string | undefined = places.find(
  (path): path is string => path !== undefined && existsSync(path),
);

/** Without the network that a browser otherwise looks for when it starts. */
export function openBrowser(): Promise<Browser> {
  if (chromiumPath === undefined) throw new Error("no Chromium on this machine");
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** A window of a phone, with what the pages in it complain of, open or ask for. */
export interface WatchedPage {
  readonly page: Page;
  readonly complaints: readonly string[];
  readonly requests: readonly string[];
}

export const phone = { width: 375, height: 700 };

export async function openWatchedPage(browser: Browser): Promise<WatchedPage> {
  const page = await browser.newPage({ viewport: phone });
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("dialog", (dialog) => complaints.push(dialog.message()));
  page.on("request", (request) => requests.push(request.url()));
  return { page, complaints, requests };
}

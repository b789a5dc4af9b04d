/** The report page as text: nothing of the program or its data is markup. */
import { describe, expect, it } from "vitest";
import { reportPage } from "../../src/report/page/report-page.js";
import { hostileParts } from "./page-parts.js";

describe("a report page", () => {
  const page = reportPage(hostileParts());

  it("has diagnostics before every answer, and says that results are not to be trusted", () => {
    const order = ["diagnostics", "answers", "models", "data", "program", "provenance"];
    const places = order.map((id) => page.indexOf(`<section id="${id}"`));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(page).toContain("not to be trusted");
  });

  it("does not say that every check passed where there are warnings, even if nothing is in doubt", () => {
    const parts = hostileParts();
    const warned = reportPage({ ...parts, trusted: true });
    expect(warned).toContain("no result is in doubt, but see the warnings");
    const quiet = reportPage({ ...parts, trusted: true, diagnostics: [] });
    expect(quiet).toContain("Every check passed.");
  });

  it("has no script, no handler, no address and no element out of a name", () => {
    expect(page).not.toMatch(/<script|<img|<a [^>]*href="[^#]|https?:|javascript:/iu);
    const tags = page.match(/<[a-z][^>]*>/giu) ?? [];
    expect(tags.filter((tag) => /\son\w+=/iu.test(tag))).toEqual([]);
    expect(page).toContain("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;");
  });

  it("shows characters that do not print, and turns no text around", () => {
    expect(page).not.toContain("\u202e");
    expect(page).toContain("gnp.exe");
  });

  it("opens as many elements as it closes", () => {
    for (const element of ["section", "table", "div", "details", "ul", "math", "mrow", "pre"]) {
      const opened = page.match(new RegExp(`<${element}[ >]`, "gu"))?.length ?? 0;
      const closed = page.match(new RegExp(`</${element}>`, "gu"))?.length ?? 0;
      expect([element, opened]).toEqual([element, closed]);
    }
  });
});

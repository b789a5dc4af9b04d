/** Every kind of chart as SVG, page and PNG: sound markup, no numbers that are none, nothing that runs or loads. */
import { beforeAll, describe, expect, it } from "vitest";
import { chartNames, type ChartName } from "../../src/charts/chart-names.js";
import { chartToHtml, chartToSvg, plot, type Chart, type ResultTable } from "../../src/index.js";
import { chartToPng } from "../../src/node/index.js";
import { chartSubjects, stateNames, type ChartSubjects } from "../charts/chart-subjects.js";
import { markupProblems } from "../support/markup.js";

const hostile: readonly string[] = [
  "<script>alert(1)</script>",
  "\"quoted\" & 'single' ]]>",
  "two\nlines\u001b[31m",
  "\u202eright-to-left\u2066",
  "datum['x'] + 1",
  'ends d="M0.123456,1" \ufffe\ud800',
];

const columns = ["signal.a[0]['b']\"<i>", "{expr: 'datum.x'}"] as const;

function tableOf({ levels }: ChartSubjects): ResultTable {
  return {
    kind: "table",
    title: levels[0] ?? "",
    columns: [
      { name: columns[0], format: "text" },
      { name: columns[1], format: "number" },
      { name: "lower.x", format: "number" },
      { name: "upper[x]", format: "number" },
    ],
    rows: levels.map((level, i) => [level, i, i - 1, i + 1]),
    notes: [],
    chart: {
      shape: "intervals",
      x: columns[0],
      y: columns[1],
      lower: "lower.x",
      upper: "upper[x]",
      group: columns[0],
      panel: columns[0],
    },
  };
}

const comparisonOf = ({ levels }: ChartSubjects): ResultTable => ({
  kind: "table",
  columns: ["fit", "elpd_diff", "se_diff"].map((name, i) => ({
    name,
    format: i === 0 ? "text" : "number",
  })),
  rows: levels.map((level, i) => [level, -i, 0.1]),
  notes: [],
});

function draw(kind: ChartName, subjects: ChartSubjects): Promise<Chart> {
  const { sampled, network, estimates, truth, column } = subjects;
  if (kind === "table") return plot(tableOf(subjects));
  if (kind === "compare") return plot(comparisonOf(subjects));
  if (kind === "plates") return plot(sampled.model.spec);
  if (kind === "accuracy") return plot({ estimates, truth });
  if (kind === "training") return plot(network, { kind });
  if (kind === "components") return plot(network, { kind, color: column });
  if (kind === "areas" || kind === "map") return plot(estimates, { kind });
  return plot(sampled, {
    kind,
    ...(kind === "ridge" && { term: sampled.model.parameters.at(-1)!.term }),
  });
}

const hostileKinds = chartNames.filter((name) => name !== "map");

let plain: ChartSubjects;
let strange: ChartSubjects;
beforeAll(async () => {
  plain = await chartSubjects(stateNames);
  strange = await chartSubjects(hostile, columns[0], columns[1]);
});

function checkPicture(svg: string): void {
  expect(markupProblems(svg)).toEqual([]);
  expect(svg).not.toMatch(/NaN|undefined|Infinity|\[object/u);
  expect(svg).not.toMatch(/<script|<image|<a |<foreignObject| on[a-z]+=|href="/u);
  expect(svg).toMatch(/^<svg [^>]*role="img"><title>[^<]+<\/title><desc>[^<]+<\/desc>/u);
}

describe("a picture of sound names", () => {
  it.each(chartNames)("is well-formed, finite and titled: %s", async (kind) => {
    const chart = await draw(kind, plain);
    const svg = await chartToSvg(chart);
    checkPicture(svg);
    expect(svg.length).toBeLessThan(500_000);
    expect(svg).toContain(chart.title.replaceAll("<", "&lt;"));
    for (const line of chart.text.split("\n")) expect(Array.from(line).length).toBeLessThan(100);
  });
});

describe("a long caterpillar", () => {
  it("names every level", async () => {
    const levels = Array.from({ length: 70 }, (_, i) => `level ${i}`);
    for (const count of [6, 45, 70]) {
      const some = await chartSubjects(levels.slice(0, count));
      const svg = await chartToSvg(await draw("caterpillar", some));
      expect(svg.match(/>level \d+<\/text>/gu)).toHaveLength(count);
    }
  });
});

describe("a picture of hostile names", () => {
  it.each(hostileKinds)("shows them as text, as %s", async (kind) => {
    const chart = await draw(kind, strange);
    checkPicture(await chartToSvg(chart));
    expect(chart.text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
    expect(JSON.stringify(chart.specification)).not.toContain('"url"');
  });

  it("keeps what names say", async () => {
    const svg = await chartToSvg(await draw("caterpillar", strange));
    expect(svg).toContain(">&lt;script&gt;alert(1)&lt;/script&gt;</text>");
    expect(svg).toContain(">datum['x'] + 1</text>");
    expect(svg).toContain("two lines\\u{1b}[31m");
    expect(svg).toContain('d="M0.123456,1"');
  });

  it("has fields of ours only, so that no name is an expression", async () => {
    const text = JSON.stringify((await draw("table", strange)).specification);
    const fields = [...text.matchAll(/"field":"([^"]*)"/gu)].map(([, field]) => field);
    expect(new Set(fields)).toEqual(new Set(["x", "y", "lower", "upper", "group"]));
    expect(text).not.toMatch(/"(?:expr|signal|transform|calculate|href|url)":/u);
  });
});

describe("a page", () => {
  it.each(["accuracy", "caterpillar", "table"] as const)(
    "has the picture and its numbers, and a policy under which nothing runs: %s",
    async (kind) => {
      const chart = await draw(kind, strange);
      const html = await chartToHtml(chart);
      expect(html).toContain(`content="default-src 'none'; style-src 'sha256-`);
      expect(html).not.toMatch(/<script|javascript:|https?:|style="| on[a-z]+=/u);
      expect(html.match(/<tr>/gu)).toHaveLength(chart.table.rows.length + 1);
      const body = html.slice(html.indexOf("<main>"), html.indexOf("</main>") + 7);
      expect(markupProblems(body)).toEqual([]);
    },
  );

  it("allows its own style, by its digest", async () => {
    const html = await chartToHtml(await draw("forest", plain));
    const [, style = ""] = /<style>([^]*?)<\/style>/u.exec(html) ?? [];
    const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(style));
    expect(html).toContain(`'sha256-${Buffer.from(bytes).toString("base64")}'`);
  });
});

describe("a PNG", () => {
  it("is twice as large as the SVG, with hostile names too", async () => {
    const chart = await draw("caterpillar", strange);
    const [, width = ""] = /<svg [^>]*width="(\d+)"/u.exec(await chartToSvg(chart)) ?? [];
    const bytes = await chartToPng(chart);
    expect(new TextDecoder().decode(bytes.subarray(1, 4))).toBe("PNG");
    expect(new DataView(bytes.buffer, bytes.byteOffset).getUint32(16)).toBe(2 * Number(width));
  });
});

describe("loading", () => {
  it("is refused, whatever a specification asks for", async () => {
    const chart = await draw("forest", plain);
    const svg = await chartToSvg({
      ...chart,
      specification: {
        layer: [
          { data: { url: "file:///etc/hostname" }, mark: { type: "point" } },
          {
            data: { values: [{ a: "http://localhost/x.png" }] },
            mark: { type: "image", width: 9, height: 9 },
            encoding: { url: { field: "a" } },
          },
        ],
      },
    });
    expect(svg).not.toMatch(/href="[^"]/u);
  });
});

import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { exportFit, loadFit, poststratify, summary } from "../../src/index.js";
import type { FitOptions, Posterior } from "../../src/index.js";
import { collectDiagnostics } from "../../src/diagnostics/index.js";
import {
  checkTable,
  elpdTable,
  isInferenceFailure,
  leaveOneOut,
  posteriorPredictive,
  varianceComponents,
} from "../../src/posterior/index.js";
import { readSavedFit } from "../../src/outputs/index.js";
import { readContainer, writeContainer } from "../../src/outputs/saved-fit/container.js";
import { renderValue } from "../../src/report/index.js";
import { hostileFit, hostileFrame } from "./fitted.js";

async function bytesOf(posterior: Posterior): Promise<Uint8Array> {
  const [file] = await exportFit(posterior, "fit.mlmfit");
  return file?.contents as Uint8Array;
}

/** What later questions answer, digit by digit. */
function answers(posterior: Posterior) {
  const frame = hostileFrame(21);
  const loo = leaveOneOut(posterior);
  return {
    summary: summary(posterior).rows,
    text: renderValue(posterior),
    components: varianceComponents(posterior),
    loo: elpdTable(loo),
    check: checkTable(loo),
    predictive: posteriorPredictive(posterior, { draws: 20, seed: 1 }).table,
    areas: poststratify(posterior, frame, { weight: "weight", by: "a" }).table,
    diagnostics: posterior.diagnostics.map(({ code, message }) => [code, message]),
    settings: posterior.settings,
    run: posterior.engine === "nuts" && posterior.run,
    seconds: posterior.seconds,
  };
}

const engines: readonly FitOptions[] = [
  {},
  { until: { ess: 60 }, draws: 400 },
  { engine: "inla", draws: 50 },
  { engine: "inla", draws: 50, correct: true },
  { engine: "auto", draws: 50 },
  { engine: "advi", draws: 50 },
  { engine: "pathfinder", draws: 50, paths: 2 },
];

describe("a saved fit that is loaded", () => {
  it.each(engines)("answers every later question as the fit itself: %o", async (options) => {
    const posterior = await hostileFit(options);
    const loaded = await loadFit(await bytesOf(posterior));
    expect(loaded.draws).toEqual(posterior.draws);
    expect(answers(loaded)).toEqual(answers(posterior));
  });

  it("is saved again as the same bytes", async () => {
    const bytes = await bytesOf(await hostileFit());
    expect(await bytesOf(await loadFit(bytes))).toEqual(bytes);
  });
});

describe("bytes that are no saved fit", () => {
  let bytes: Uint8Array;
  beforeAll(async () => {
    bytes = await bytesOf(await hostileFit({ draws: 10, chains: 1, tune: 20 }));
  });

  const codeOf = async (other: Uint8Array): Promise<string | undefined> => {
    const sink = collectDiagnostics();
    const fit = await readSavedFit(other, { file: "f" }, { now: () => 0 }, sink);
    expect(fit === undefined).toBe(sink.hasErrors());
    return sink.diagnostics[0]?.code;
  };

  it("are foreign without our mark", async () => {
    expect(await codeOf(new Uint8Array(0))).toBe("not-a-saved-fit");
    expect(await codeOf(new TextEncoder().encode("lp__,accept_stat__\n1,2\n"))).toBe(
      "not-a-saved-fit",
    );
    // As a transfer leaves them that takes them for text.
    const text = Uint8Array.from(bytes.filter((byte) => byte !== 13));
    expect(await codeOf(text)).toBe("not-a-saved-fit");
  });

  it("are damaged when they end early, wherever that is", async () => {
    const lengths = fc.integer({ min: 8, max: bytes.length - 1 });
    await fc.assert(
      fc.asyncProperty(lengths, async (length) => {
        expect(await codeOf(bytes.subarray(0, length))).toBe("saved-fit-damaged");
      }),
      { numRuns: 100, seed: 1 },
    );
  });

  it("are damaged when any of them was changed", async () => {
    const places = fc.integer({ min: 24, max: bytes.length - 1 });
    await fc.assert(
      fc.asyncProperty(places, fc.integer({ min: 1, max: 255 }), async (place, change) => {
        const other = bytes.slice();
        other[place] = (other[place] ?? 0) ^ change;
        expect(await codeOf(other)).toBe("saved-fit-damaged");
      }),
      { numRuns: 100, seed: 2 },
    );
  });

  it("say which version they are of", async () => {
    const other = bytes.slice();
    other[8] = 9;
    const sink = collectDiagnostics();
    await readSavedFit(other, { file: "f" }, { now: () => 0 }, sink);
    expect(sink.diagnostics[0]).toMatchObject({
      code: "saved-fit-damaged",
      expected: "version 1 of the format",
      found: "version 9",
    });
  });
});

/** Every place of a header, as the keys that lead to it. */
function placesIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  return [
    path,
    ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key])),
  ];
}

function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  const copy = (
    Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }
  ) as Record<string, unknown>;
  copy[key] = replaced(copy[key], rest, by);
  return copy;
}

describe("a file that someone wrote to do harm", () => {
  it("gives a fit or a diagnostic, whatever stands in its header", async () => {
    for (const options of [{ draws: 10, chains: 1, tune: 20 }, { engine: "inla" as const }]) {
      const { header, arrays } = readContainer(await bytesOf(await hostileFit(options)));
      const places = placesIn(header);
      const values = fc.oneof(
        fc.constantFrom<unknown>(
          undefined,
          null,
          "",
          "__proto__",
          -1,
          0,
          1,
          1e9,
          0.5,
          true,
          [],
          {},
        ),
        fc.constantFrom<unknown>("NaN", "Infinity", "y ~ 1", "y ~ g + (1 | chain)", "Normal(0, 1)"),
        fc.string(),
      );
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...places), values, async (place, value) => {
          const bytes = writeContainer(replaced(header, place, value), arrays);
          const sink = collectDiagnostics();
          try {
            const fit = await readSavedFit(bytes, { file: "f" }, { now: () => 0 }, sink);
            expect(fit === undefined).toBe(sink.hasErrors());
          } catch (error) {
            expect([place, value, isInferenceFailure(error), String(error)]).toEqual([
              place,
              value,
              true,
              String(error),
            ]);
          }
        }),
        { numRuns: 300, seed: 3 },
      );
    }
  }, 120_000);
});

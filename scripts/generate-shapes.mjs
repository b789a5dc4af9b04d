// The shapes of the states of the US for maps, coarse: from us-atlas (US Census Bureau, public domain), Albers' projection.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { feature } from "topojson-client";
import { presimplify, simplify } from "topojson-simplify";

const require = createRequire(import.meta.url);

// Triangles of fewer square pixels, on a map 975 pixels wide, are left out of borders.
const leastArea = 1.2;

/** First corner, then steps from corner to corner, in whole pixels; undefined for what is too small to see. */
function encodeRing(ring) {
  const numbers = [];
  let [beforeX, beforeY] = [0, 0];
  for (const [x, y] of ring.map((corner) => corner.map(Math.round))) {
    if (numbers.length > 0 && x === beforeX && y === beforeY) continue;
    numbers.push(x - beforeX, y - beforeY);
    [beforeX, beforeY] = [x, y];
  }
  return numbers.length >= 8 ? numbers : undefined;
}

function encodeState({ id, properties, geometry }) {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const rings = polygons.flatMap((polygon) => polygon.map(encodeRing)).filter(Boolean);
  return { fips: id, name: properties.name, rings };
}

/** The generated module, as a path from the repository's root and its contents. */
export function generateShapes() {
  const atlas = JSON.parse(
    readFileSync(require.resolve("us-atlas/states-albers-10m.json"), "utf8"),
  );
  const coarse = simplify(presimplify(atlas), leastArea);
  const states = feature(coarse, coarse.objects.states)
    .features.map(encodeState)
    .sort((a, b) => a.fips.localeCompare(b.fips));
  const rows = states.map((state) => `  ${JSON.stringify(state)},`).join("\n");
  const content = `/** Made by scripts/generate-shapes.mjs: borders of the states, public domain (US Census Bureau). */
import type { StateShape } from "../state-shape.js";

export const stateShapes: readonly StateShape[] = [
${rows}
];
`;
  return [{ path: "src/charts/estimates/generated/state-shapes.ts", content }];
}

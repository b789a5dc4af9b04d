/** Polygons of a GeoJSON file: areas that share a point of their borders are neighbours ("queen"). */
import { listNames } from "../wording.js";
import { complain, graphOfPairs, type GraphReading } from "./graph-reading.js";
import type { NeighbourGraph } from "./neighbour-graph.js";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

interface Area {
  readonly name: string;
  readonly points: ReadonlySet<string>;
}

const isRecord = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Collects the points at the bottom of nested lists of coordinates. */
function collectPoints(coordinates: Json | undefined, into: Set<string>): void {
  if (!Array.isArray(coordinates)) return undefined;
  const list = coordinates as readonly Json[];
  const [x, y] = list;
  if (typeof x === "number" && typeof y === "number") into.add(`${x} ${y}`);
  else for (const inner of list) collectPoints(inner, into);
}

function nameOf(
  feature: { readonly [key: string]: Json },
  id: string | undefined,
): string | undefined {
  const properties = isRecord(feature["properties"]) ? feature["properties"] : {};
  const value = id === undefined ? (feature["id"] ?? properties["name"]) : properties[id];
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

function readArea(feature: Json, position: number, reading: GraphReading): Area | undefined {
  const geometry = isRecord(feature) ? feature["geometry"] : undefined;
  const type = isRecord(geometry) ? geometry["type"] : undefined;
  const isPolygon = type === "Polygon" || type === "MultiPolygon";
  if (!isRecord(feature) || !isRecord(geometry) || !isPolygon) {
    complain(reading, undefined, {
      code: "malformed-graph",
      message: `area ${position + 1} of ${reading.file} is no polygon`,
      expected: "features whose geometry is a Polygon or a MultiPolygon",
    });
    return undefined;
  }
  const name = nameOf(feature, reading.id);
  if (name === undefined) {
    const properties = isRecord(feature["properties"]) ? Object.keys(feature["properties"]) : [];
    complain(reading, undefined, {
      code: "malformed-graph",
      message: `area ${position + 1} of ${reading.file} has no name`,
      expected: `id = the property that names an area${properties.length > 0 ? `: ${listNames(properties, 8)}` : ""}`,
    });
    return undefined;
  }
  const points = new Set<string>();
  collectPoints(geometry["coordinates"], points);
  return { name, points };
}

function* sharedPoints(areas: readonly Area[]): Iterable<[number, number]> {
  const owners = new Map<string, number[]>();
  areas.forEach(({ points }, area) => {
    for (const point of points) {
      const known = owners.get(point);
      if (known) known.push(area);
      else owners.set(point, [area]);
    }
  });
  for (const own of owners.values())
    for (let a = 1; a < own.length; a++) for (let b = 0; b < a; b++) yield [own[a]!, own[b]!];
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

export function readGeoJson(text: string, reading: GraphReading): NeighbourGraph | undefined {
  const json = parse(text);
  const features = isRecord(json) ? json["features"] : undefined;
  if (!Array.isArray(features) || features.length === 0) {
    complain(reading, undefined, {
      code: "malformed-graph",
      message: `${reading.file} is not a GeoJSON collection of features`,
      expected: '{ "type": "FeatureCollection", "features": [...] }',
    });
    return undefined;
  }
  const areas: Area[] = [];
  for (const [position, feature] of (features as readonly Json[]).entries()) {
    const area = readArea(feature, position, reading);
    if (!area) return undefined;
    areas.push(area);
  }
  const names = areas.map(({ name }) => name);
  const twice = names.find((name, position) => names.indexOf(name) < position);
  if (twice !== undefined) {
    complain(reading, undefined, {
      code: "malformed-graph",
      message: `two areas of ${reading.file} are called \`${twice}\``,
      help: "make one MultiPolygon of the parts of an area, or name another property with `id`",
    });
    return undefined;
  }
  return graphOfPairs(reading.name, names, sharedPoints(areas));
}

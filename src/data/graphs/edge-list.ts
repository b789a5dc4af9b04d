/** A table of two columns, a pair of neighbours in each row; a row with one name is an area of its own. */
import { splitDelimited } from "../delimited-text.js";
import { complain, graphOfPairs, type GraphReading } from "./graph-reading.js";
import type { NeighbourGraph } from "./neighbour-graph.js";

/** In the order of first mention, numbers in their own order. */
function sortNames(names: Iterable<string>): readonly string[] {
  const all = [...names];
  const numeric = all.every((name) => name !== "" && Number.isFinite(Number(name)));
  return numeric ? all.sort((a, b) => Number(a) - Number(b)) : all;
}

export function readEdgeList(
  text: string,
  delimiter: "," | "\t",
  reading: GraphReading,
): NeighbourGraph | undefined {
  const { records, lines, failure } = splitDelimited(text, delimiter);
  if (failure) {
    complain(reading, failure.line, { code: "malformed-graph", message: failure.message });
    return undefined;
  }
  const rows = records.slice(1);
  for (const [position, row] of rows.entries()) {
    const [from = "", to = "", ...more] = row;
    const line = lines[position + 1]!;
    if (from === "" || more.length > 0) {
      complain(reading, line, {
        code: "malformed-graph",
        message: `line ${line} is not a pair of neighbours`,
        expected: "two names, or one and nothing for an area without neighbours",
      });
      return undefined;
    }
    if (from === to) {
      complain(reading, line, {
        code: "malformed-graph",
        message: `line ${line} makes \`${from}\` a neighbour of itself`,
      });
      return undefined;
    }
  }
  const nodes = sortNames(new Set(rows.flatMap((row) => row.filter((name) => name !== ""))));
  if (nodes.length === 0) {
    complain(reading, 1, {
      code: "malformed-graph",
      message: `${reading.file} has a header but no pairs of neighbours`,
    });
    return undefined;
  }
  const placeOf = new Map(nodes.map((name, place) => [name, place]));
  const pairs = rows
    .filter(([, to = ""]) => to !== "")
    .map(([from, to]): [number, number] => [placeOf.get(from!)!, placeOf.get(to!)!]);
  return graphOfPairs(reading.name, nodes, pairs);
}

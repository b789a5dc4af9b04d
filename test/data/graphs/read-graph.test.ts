/** Neighbourhoods from files: the three formats, and what is wrong with a file. */
import { describe, expect, it } from "vitest";
import { connectedParts, readGraph, type NeighbourGraph } from "../../../src/data/index.js";
import { collectDiagnostics, type Diagnostic } from "../../../src/diagnostics/index.js";

function tryRead(text: string, file: string, id?: string) {
  const sink = collectDiagnostics();
  const graph = readGraph(new TextEncoder().encode(text), { file, name: "g", id }, sink);
  return { graph, diagnostics: sink.diagnostics };
}

function read(text: string, file: string, id?: string): NeighbourGraph {
  const { graph, diagnostics } = tryRead(text, file, id);
  expect(diagnostics).toEqual([]);
  return graph!;
}

function mistake(text: string, file: string, id?: string): Diagnostic {
  const { graph, diagnostics } = tryRead(text, file, id);
  expect(graph).toBeUndefined();
  expect(diagnostics).toHaveLength(1);
  return diagnostics[0]!;
}

const pairsOf = ({ nodes, neighbours }: NeighbourGraph): readonly string[] =>
  neighbours.flatMap((own, i) => Array.from(own, (j) => `${nodes[i]!}${nodes[j]!}`));

const square = (name: string, x: number): object => ({
  type: "Feature",
  properties: { name, code: x },
  geometry: {
    type: "Polygon",
    coordinates: [
      [
        [x, 0],
        [x + 1, 0],
        [x + 1, 1],
        [x, 1],
        [x, 0],
      ],
    ],
  },
});

describe("R-INLA's graph format", () => {
  it.each([
    ["from 1", "4\n1 1 2\n2 2 1 3\n3 1 2\n4 0\n"],
    ["from 0", "4\n0 1 1\n1 2 0 2\n2 1 1\n3 0\n"],
    ["on one line, with a comment", "4 1 1 2 2 2 1 3 3 1 2 4 0 # the last is an island"],
  ])("counts %s", (_name, text) => {
    const graph = read(text, "g.graph");
    const base = Number(graph.nodes[0]);
    expect(graph.neighbours.map((own) => [...own])).toEqual([[1], [0, 2], [1], []]);
    expect(graph.nodes).toEqual([0, 1, 2, 3].map((i) => String(i + base)));
    expect(connectedParts(graph).map((part) => [...part])).toEqual([[0, 1, 2], [3]]);
  });

  it("names the pair where only one of two areas has the other", () => {
    const { code, message, location } = mistake("3\n1 1 2\n2 2 1 3\n3 0\n", "g.graph");
    expect(code).toBe("graph-not-symmetric");
    expect(message).toContain("node 2 has neighbour 3, but node 3 does not have neighbour 2");
    expect(location).toEqual({ file: "g.graph", line: 3 });
  });

  it.each([
    ["3\n1 1 2\n2 1 1\n", "promises 3 nodes and describes 2"],
    ["2\n1 1 2\n2 2 1\n", "ends before the neighbours of node 2"],
    ["2\n1 1 2\n1 1 2\n", "node 1 is described twice"],
    ["2\n1 1 5\n2 0\n", "node 1 mentions 5"],
    ["2\n1 one 2\n", "`one` is not the number of a node"],
    ["2\n1 1.5 2\n", "`1.5` is not the number of a node"],
  ])("%j: %s", (text, words) => {
    const { code, message } = mistake(text, "g.graph");
    expect(code).toBe("malformed-graph");
    expect(message).toContain(words);
  });
});

describe("a list of pairs", () => {
  it("takes a pair in either direction, once or twice, and single names as islands", () => {
    const graph = read("from,to\nb,a\na,b\nb,c\nd,\n", "g.csv");
    expect(graph.nodes).toEqual(["b", "a", "c", "d"]);
    expect(pairsOf(graph)).toEqual(["ba", "bc", "ab", "cb"]);
  });

  it("sorts numbers as numbers", () => {
    expect(read("a\tb\n10\t9\n9\t2\n", "g.tsv").nodes).toEqual(["2", "9", "10"]);
  });

  it.each([
    ["from,to\na,a\n", "makes `a` a neighbour of itself"],
    ["from,to\n,a\n", "line 2 is not a pair"],
    ["from,to\na,b,c\n", "line 2 is not a pair"],
    ["from,to\n", "has a header but no pairs"],
  ])("%j: %s", (text, words) => {
    expect(mistake(text, "g.csv").message).toContain(words);
  });
});

describe("GeoJSON polygons", () => {
  const collection = (...features: readonly object[]): string =>
    JSON.stringify({ type: "FeatureCollection", features });

  it("that share a point are neighbours", () => {
    const graph = read(collection(square("A", 0), square("B", 1), square("C", 5)), "g.geojson");
    expect(graph.nodes).toEqual(["A", "B", "C"]);
    expect(pairsOf(graph)).toEqual(["AB", "BA"]);
    expect(read(collection(square("A", 0), square("B", 1)), "g.json", "code").nodes).toEqual([
      "0",
      "1",
    ]);
  });

  it.each([
    ["{}", "is not a GeoJSON collection"],
    ["not json", "is not a GeoJSON collection"],
    [collection({ type: "Feature", properties: {}, geometry: null }), "area 1 of g.geojson is no"],
    [collection(square("A", 0), square("A", 1)), "two areas of g.geojson are called `A`"],
  ])("%s: %s", (text, words) => {
    expect(mistake(text, "g.geojson").message).toContain(words);
  });

  it("must have a property that names them", () => {
    const found = mistake(collection(square("A", 0)), "g.geojson", "fips");
    expect(found.expected).toContain("`name` and `code`");
  });
});

describe("any bytes", () => {
  it("are refused, never thrown at", () => {
    const sink = collectDiagnostics();
    const bytes = Uint8Array.of(0x1f, 0x8b, 0, 1, 2);
    expect(readGraph(bytes, { file: "g.graph", name: "g" }, sink)).toBeUndefined();
    expect(sink.diagnostics[0]!.code).toBe("file-not-readable");
  });
});

/**
 * R-INLA's format: the number of nodes, then for each its number, how many neighbours it has and their
 * numbers, counted from 0 or from 1. Line breaks mean nothing; `#` begins a comment.
 */
import { listNames } from "../wording.js";
import { complain, graphOfPairs, type GraphReading } from "./graph-reading.js";
import type { NeighbourGraph } from "./neighbour-graph.js";

interface NumberedLine {
  readonly value: number;
  readonly line: number;
}

/** Whole numbers with their lines; undefined after reporting anything else. */
function readNumbers(text: string, reading: GraphReading): readonly NumberedLine[] | undefined {
  const numbers: NumberedLine[] = [];
  for (const [position, content] of text.split(/\r\n|\n|\r/u).entries()) {
    const line = position + 1;
    for (const word of content.replace(/#.*/u, "").split(/\s+/u).filter(Boolean)) {
      const value = Number(word);
      if (!Number.isSafeInteger(value) || value < 0) {
        complain(reading, line, {
          code: "malformed-graph",
          message: `\`${word}\` is not the number of a node`,
          expected: "whole numbers: how many nodes; then a node, how many neighbours, and these",
        });
        return undefined;
      }
      numbers.push({ value, line });
    }
  }
  return numbers;
}

interface Adjacency {
  readonly node: number;
  readonly line: number;
  readonly neighbours: readonly NumberedLine[];
}

function readAdjacencies(
  numbers: readonly NumberedLine[],
  reading: GraphReading,
): readonly Adjacency[] | undefined {
  const [count, ...rest] = numbers;
  const lists: Adjacency[] = [];
  let at = 0;
  while (at < rest.length) {
    const { value: node, line } = rest[at]!;
    const length = rest[at + 1]?.value;
    const neighbours = length === undefined ? [] : rest.slice(at + 2, at + 2 + length);
    if (length === undefined || neighbours.length < length) {
      complain(reading, line, {
        code: "malformed-graph",
        message: `the file ends before the neighbours of node ${node}`,
        expected: `${length ?? "a number of"} neighbours`,
        found: `${neighbours.length}`,
      });
      return undefined;
    }
    lists.push({ node, line, neighbours });
    at += 2 + length;
  }
  if (lists.length === count!.value) return lists;
  complain(reading, count!.line, {
    code: "malformed-graph",
    message: `the file promises ${count!.value} nodes and describes ${lists.length}`,
  });
}

/** Every number between the least and the greatest once; undefined after a report. */
function findBase(lists: readonly Adjacency[], reading: GraphReading): number | undefined {
  const described = new Set(lists.map(({ node }) => node));
  const base = described.has(0) ? 0 : 1;
  const twice = lists.find(({ node }, k) => lists.findIndex((one) => one.node === node) < k);
  if (twice) {
    complain(reading, twice.line, {
      code: "malformed-graph",
      message: `node ${twice.node} is described twice`,
    });
    return undefined;
  }
  for (const { node, line, neighbours } of lists) {
    const wrong = [node, ...neighbours.map(({ value }) => value)].find(
      (value) => !described.has(value) || value >= lists.length + base,
    );
    if (wrong === undefined) continue;
    complain(reading, line, {
      code: "malformed-graph",
      message: `node ${node} mentions ${wrong}, which is no node of this graph`,
      expected: `numbers from ${base} to ${lists.length - 1 + base}`,
    });
    return undefined;
  }
  return base;
}

/** Pairs that only one of the two lists has; named, as a wrong map would give wrong answers quietly. */
function checkSymmetry(lists: readonly Adjacency[], reading: GraphReading): boolean {
  const known = new Set(
    lists.flatMap(({ node, neighbours }) => neighbours.map(({ value }) => `${node} ${value}`)),
  );
  const oneSided = lists.flatMap(({ node, line, neighbours }) =>
    neighbours.flatMap(({ value }) =>
      known.has(`${value} ${node}`) ? [] : [{ node, neighbour: value, line }],
    ),
  );
  const [first, ...others] = oneSided;
  if (!first) return true;
  const pairs = others.map(({ node, neighbour }) => `${node} and ${neighbour}`);
  complain(reading, first.line, {
    code: "graph-not-symmetric",
    message: `node ${first.node} has neighbour ${first.neighbour}, but node ${first.neighbour} does not have neighbour ${first.node}`,
    ...(pairs.length > 0 && { help: `the same holds for ${listNames(pairs, 4)}` }),
  });
  return false;
}

export function readInlaGraph(text: string, reading: GraphReading): NeighbourGraph | undefined {
  const numbers = readNumbers(text, reading);
  const lists = numbers && readAdjacencies(numbers, reading);
  if (!lists) return undefined;
  const base = findBase(lists, reading);
  if (base === undefined || !checkSymmetry(lists, reading)) return undefined;
  const nodes = lists.map((_, i) => String(i + base));
  const pairs = lists.flatMap(({ node, neighbours }) =>
    neighbours
      .filter(({ value }) => value !== node)
      .map(({ value }): [number, number] => [node - base, value - base]),
  );
  return graphOfPairs(reading.name, nodes, pairs);
}

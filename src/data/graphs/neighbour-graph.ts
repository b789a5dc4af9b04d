/** Which areas are neighbours: plain data, whatever file it came from. */

export interface NeighbourGraph {
  readonly kind: "graph";
  readonly name: string;
  /** Names of the nodes; `1`, `2`, ... where the file has numbers only. */
  readonly nodes: readonly string[];
  /** Neighbours of every node, ascending; symmetric, and no node is its own neighbour. */
  readonly neighbours: readonly Int32Array[];
}

/** The nodes of each connected part, ascending; parts in the order of their first nodes. */
export function connectedParts({ neighbours }: NeighbourGraph): readonly Int32Array[] {
  const seen = new Uint8Array(neighbours.length);
  const parts: Int32Array[] = [];
  for (let start = 0; start < neighbours.length; start++) {
    if (seen[start] === 1) continue;
    const part = [start];
    seen[start] = 1;
    for (let next = 0; next < part.length; next++)
      for (const neighbour of neighbours[part[next]!]!) {
        if (seen[neighbour] === 1) continue;
        seen[neighbour] = 1;
        part.push(neighbour);
      }
    parts.push(Int32Array.from(part).sort());
  }
  return parts;
}

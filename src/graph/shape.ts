/** The length of a node's value, and the rule by which elementwise operations broadcast. */

/**
 * `rows` marks values with one entry per observation: these are the only ones that the plan runs
 * in blocks; everything else is small and runs node by node.
 */
export interface Shape {
  readonly size: number;
  readonly rows: boolean;
}

/** Shape of an elementwise result: equal shapes, or scalars (one entry, not rows) spread over the others. */
export function broadcastShape(operation: string, inputs: readonly Shape[]): Shape {
  const full = inputs.find(({ size, rows }) => size !== 1 || rows) ?? { size: 1, rows: false };
  for (const input of inputs) {
    const scalar = input.size === 1 && !input.rows;
    if (!scalar && (input.size !== full.size || input.rows !== full.rows)) {
      throw new Error(`${operation}: shapes ${printShape(full)} and ${printShape(input)} differ`);
    }
  }
  return full;
}

export function printShape({ size, rows }: Shape): string {
  return rows ? `${size} rows` : size === 1 ? "scalar" : `${size}`;
}

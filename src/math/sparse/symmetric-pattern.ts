/** Patterns of sparse symmetric matrices: lower triangles by columns. */

/** Rows ascend in each column, and every diagonal entry is present, so that it comes first. */
export interface SymmetricPattern {
  readonly size: number;
  readonly columnStart: Int32Array;
  readonly rowIndex: Int32Array;
}

/** The pattern of given columns; each is a set of rows at or below its diagonal, in any order. */
function patternOfColumns(columns: readonly Int32Array[]): SymmetricPattern {
  const columnStart = new Int32Array(columns.length + 1);
  columns.forEach((rows, j) => (columnStart[j + 1] = columnStart[j]! + rows.length));
  const rowIndex = new Int32Array(columnStart[columns.length]!);
  columns.forEach((rows, j) => rowIndex.set(rows.sort(), columnStart[j]));
  return { size: columns.length, columnStart, rowIndex };
}

export interface PatternUnion {
  readonly pattern: SymmetricPattern;
  /** For each given pattern, where its entries stand in the union. */
  readonly slots: readonly Int32Array[];
}

/** All entries that any of the patterns, of one size, has. */
export function unionPatterns(patterns: readonly SymmetricPattern[]): PatternUnion {
  const size = patterns[0]!.size;
  const marks = new Int32Array(size).fill(-1);
  const columns = Array.from({ length: size }, (_, j) => {
    const rows: number[] = [];
    for (const { columnStart, rowIndex } of patterns)
      for (let s = columnStart[j]!; s < columnStart[j + 1]!; s++) {
        if (marks[rowIndex[s]!] === j) continue;
        marks[rowIndex[s]!] = j;
        rows.push(rowIndex[s]!);
      }
    return Int32Array.from(rows);
  });
  const pattern = patternOfColumns(columns);
  return { pattern, slots: patterns.map((own) => locate(own, pattern)) };
}

/** Where the entries of `own` stand in `whole`, which has all of them. */
function locate(own: SymmetricPattern, whole: SymmetricPattern): Int32Array {
  const slots = new Int32Array(own.rowIndex.length);
  const place = new Int32Array(whole.size);
  for (let j = 0; j < whole.size; j++) {
    for (let s = whole.columnStart[j]!; s < whole.columnStart[j + 1]!; s++)
      place[whole.rowIndex[s]!] = s;
    for (let s = own.columnStart[j]!; s < own.columnStart[j + 1]!; s++)
      slots[s] = place[own.rowIndex[s]!]!;
  }
  return slots;
}

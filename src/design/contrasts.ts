/** Contrast matrices: what each level of a factor contributes to the columns of its coding. */
import type { Contrast } from "./formula-value.js";

export interface ContrastMatrix {
  /** One label for each column. */
  readonly labels: readonly string[];
  /** levels × columns, row-major. */
  readonly values: Float64Array;
  readonly levelCount: number;
}

function identity(levels: readonly string[]): ContrastMatrix {
  const values = new Float64Array(levels.length * levels.length);
  for (let level = 0; level < levels.length; level++) values[level * (levels.length + 1)] = 1;
  return { labels: levels, values, levelCount: levels.length };
}

/** All levels but one; the left-out level has `omitted` in every column. */
function withoutLevel(
  levels: readonly string[],
  position: number,
  omitted: 0 | -1,
): ContrastMatrix {
  const labels = levels.filter((_, level) => level !== position);
  const values = new Float64Array(levels.length * labels.length);
  for (let level = 0; level < levels.length; level++) {
    const row = level * labels.length;
    if (level === position) values.fill(omitted, row, row + labels.length);
    else values[row + level - (level > position ? 1 : 0)] = 1;
  }
  return { labels, values, levelCount: levels.length };
}

/** A column of ones before the others. */
function withMean({ labels, values, levelCount }: ContrastMatrix): ContrastMatrix {
  const width = labels.length + 1;
  const wider = new Float64Array(levelCount * width);
  for (let level = 0; level < levelCount; level++) {
    wider[level * width] = 1;
    for (let k = 1; k < width; k++) wider[level * width + k] = values[level * (width - 1) + k - 1]!;
  }
  return { labels: ["mean", ...labels], values: wider, levelCount };
}

/**
 * The coding of a factor. Treatment: full has a column for each level, reduced leaves the reference
 * out. Sum: reduced leaves a level out that has −1 in every column, full puts a mean before it.
 */
export function contrastMatrix(
  contrast: Contrast,
  levels: readonly string[],
  coding: "full" | "reduced",
): ContrastMatrix {
  const named = contrast.level === undefined ? -1 : levels.indexOf(contrast.level);
  if (contrast.kind === "treatment") {
    return coding === "full" ? identity(levels) : withoutLevel(levels, Math.max(named, 0), 0);
  }
  const reduced = withoutLevel(levels, named < 0 ? levels.length - 1 : named, -1);
  return coding === "full" ? withMean(reduced) : reduced;
}

/** What a design learns at the fit and must repeat on new data. */
import type { DesignOptions, DesignState, StructuredNodes } from "./design-blocks.js";
import type { Formula } from "../language/ast.js";

/**
 * Every question has a key (usually the printed call) and a way to learn the answer. At the fit the
 * answer is learnt once; on new data it is recalled. Undefined: learning failed and was reported.
 */
export interface Memory {
  readonly learning: boolean;
  /** Means, scales, knots and recursion coefficients of stateful transforms. */
  numbers(key: string, learn: () => readonly number[] | undefined): readonly number[] | undefined;
  /** Levels of a categorical component of a common term or of a group-specific effect. */
  levels(key: string, learn: () => readonly string[] | undefined): readonly string[] | undefined;
  /** Levels of a component of a grouping factor. */
  groupLevels(
    key: string,
    learn: () => readonly string[] | undefined,
  ): readonly string[] | undefined;
  /** Nodes and prior of a structured effect. */
  structured(term: string, learn: () => StructuredNodes | undefined): StructuredNodes | undefined;
  /** Positions of the columns of a term that no row of the fit could inform. */
  emptyColumns(term: string, learn: () => readonly number[]): readonly number[];
  /** Whether the fit treated this component as categorical; undefined at the fit. */
  wasCategorical(key: string): boolean | undefined;
}

/** A memory that learns, and the state that it has gathered so far. */
export interface LearningMemory extends Memory {
  state(formula: Formula, options: DesignOptions): DesignState;
}

export function openMemory(): LearningMemory {
  const transforms: Record<string, readonly number[]> = {};
  const levels: Record<string, readonly string[]> = {};
  const groupLevels: Record<string, readonly string[]> = {};
  const structured: Record<string, StructuredNodes> = {};
  const emptyColumns: Record<string, readonly number[]> = {};
  return {
    learning: true,
    numbers: (key, learn) => learnOnce(transforms, key, learn),
    levels: (key, learn) => learnOnce(levels, key, learn),
    groupLevels: (key, learn) => learnOnce(groupLevels, key, learn),
    structured: (term, learn) => learnOnce(structured, term, learn),
    emptyColumns: (term, learn) => {
      const found = learn();
      if (found.length > 0) emptyColumns[term] = found;
      return found;
    },
    wasCategorical: () => undefined,
    state: (formula, options) => ({
      formula,
      options,
      transforms,
      levels,
      groupLevels,
      structured,
      emptyColumns,
    }),
  };
}

function learnOnce<T>(
  record: Record<string, T>,
  key: string,
  learn: () => T | undefined,
): T | undefined {
  if (Object.hasOwn(record, key)) return record[key];
  const learnt = learn();
  if (learnt !== undefined) record[key] = learnt;
  return learnt;
}

export function recallMemory(state: DesignState): Memory {
  return {
    learning: false,
    numbers: (key) => recall(state.transforms, key),
    levels: (key) => recall(state.levels, key),
    groupLevels: (key) => recall(state.groupLevels, key),
    structured: (term) => recall(state.structured, term),
    emptyColumns: (term) => state.emptyColumns[term] ?? [],
    wasCategorical: (key) => Object.hasOwn(state.levels, key),
  };
}

function recall<T>(record: Readonly<Record<string, T>>, key: string): T {
  const known = record[key];
  if (known === undefined) throw new Error(`the design state knows nothing of ${key}`);
  return known;
}

import type { Night, NightUnit } from "../../../src/workflows/election-night/night.js";

export interface MadeMessage {
  readonly unit: string;
  readonly counted: number;
  readonly share: number;
  readonly time: string;
}

export function openUniform(seed: number): () => number;
export function makeUnits(
  count: number,
  options?: { readonly districts?: number; readonly counties?: number; readonly seed?: number },
): readonly NightUnit[];
export function simpleNight(
  units: readonly NightUnit[],
  options?: {
    readonly levels?: readonly number[];
    readonly by?: readonly string[];
    readonly seed?: number;
  },
): Night;
export function makeFeed(
  units: readonly NightUnit[],
  options?: {
    readonly seed?: number;
    readonly ratio?: number;
    readonly begin?: number;
    readonly minutes?: number;
  },
): readonly MadeMessage[];
export function jsonLines(messages: readonly object[]): string;

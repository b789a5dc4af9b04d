/** What a reported parameter is. */

/** `shape`: a correlation or mixing share of a structured effect; `node`: one of its effects. */
export type ParameterRole =
  "intercept" | "common" | "sd" | "correlation" | "shape" | "group" | "node" | "auxiliary";

/** Effects of groups and nodes: many, and alike; everything else describes the population. */
export function isEffect(role: ParameterRole): boolean {
  return role === "group" || role === "node";
}

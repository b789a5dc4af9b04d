/** What a user may ask of the coordinates of a fit, and what they came to be. */

/**
 * `integrated`: intercept, coefficients and effects integrated out and drawn back; `levels`, `joint`: maps
 * that follow the scales, level by level or for several terms together.
 */
export type CoordinateChoice = "integrated" | "levels" | "joint";

/** `own`: the model's own coordinates. */
export type CoordinateWish = CoordinateChoice | "auto" | "own";

/** What the integers of a header say, one after the other: how many there are of what, and byte offsets. */

/** Nodes of a density. */
export const points = 0;
/** Points of the grid; tables have one before these, so that a side that ends early begins at an even place too. */
export const gridSize = 1;
/** By how many points a side may end early; odd. */
export const spared = 2;
/** How many nodes a pair of points is interpolated between. */
export const width = 3;
/** For each place of the grid. */
export const gridAt = 4;
export const normalsAt = 5;
/** The first node, an integer. */
export const firstsAt = 6;
/** Of a pair of points, node after node. */
export const weightsAt = 7;
export const logsAt = 8;
export const densitiesAt = 9;
export const cumulativeAt = 10;
/** −t²/2 at the nodes. */
export const nodeNormalsAt = 11;
/** Twelve numbers for each pair of draws. */
export const cellsAt = 12;
export const headerLength = 13;

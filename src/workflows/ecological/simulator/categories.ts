/** The categories of the simulated state, in the order of their codes. */

export const contests = ["gov", "sen", "ag"] as const;
/** What a ballot says of a contest: the Democrat, the Republican, nothing. */
export const choices = ["d", "r", "none"] as const;

export const parties = ["D", "R", "U"] as const;
export const races = ["white", "black", "hispanic", "asian", "other"] as const;
export const ageGroups = ["18-29", "30-44", "45-64", "65+"] as const;
export const educations = ["no college", "college"] as const;
export const sexes = ["male", "female"] as const;

/** A ballot as one number below 27: 9 times the choice for governor + 3 senator + attorney general. */
export const ballotKinds = 27;

const placeOf: readonly number[] = [9, 3, 1];

export function choiceOf(ballot: number, contest: number): number {
  return Math.floor(ballot / placeOf[contest]!) % 3;
}

export function ageGroupOf(age: number): number {
  if (age < 30) return 0;
  if (age < 45) return 1;
  return age < 65 ? 2 : 3;
}

/** A place where threads wait for each other. */

/** Two 32-bit integers: how many have come, and how often all had. */
export const meetingBytes = 8;

/** Blocks until `members` threads have called it; each of them may then call it again. */
export function meetAt(place: Int32Array, members: number): void {
  const round = Atomics.load(place, 1);
  if (Atomics.add(place, 0, 1) + 1 === members) {
    Atomics.store(place, 0, 0);
    Atomics.add(place, 1, 1);
    Atomics.notify(place, 1);
    return;
  }
  while (Atomics.load(place, 1) === round) Atomics.wait(place, 1, round);
}

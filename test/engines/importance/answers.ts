/** Binary answers of subjects who differ, to questions that differ. */
import { frameFromColumns, type DataFrame } from "../../../src/index.js";
import { openStream } from "../../../src/math/index.js";

/** Log odds −0.5 − time + a subject's level with the given sd + a visit's with sd 1. */
export function answers(subjects: number, visits: number, sd: number, seed: number): DataFrame {
  const random = openStream(seed, "answers");
  const byVisit = Array.from({ length: visits }, () => random.normal());
  const rows = Array.from({ length: subjects }, (_, subject) => {
    const level = sd * random.normal();
    return byVisit.map((own, visit) => ({
      subject,
      visit,
      eta: level + own - 0.5 - visit / visits,
    }));
  }).flat();
  return frameFromColumns("answers", {
    subject: rows.map(({ subject }) => `s${subject}`),
    visit: rows.map(({ visit }) => `v${visit}`),
    time: rows.map(({ visit }) => visit / visits),
    yes: rows.map(({ eta }) => (random.uniform() < 1 / (1 + Math.exp(-eta)) ? 1 : 0)),
  });
}

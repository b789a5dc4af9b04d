/** The measures of an ecological inference, against values by hand and by brute force. */
import { describe, expect, it } from "vitest";
import { cholesky, openStream, solveCholesky } from "../../../src/math/index.js";
import {
  ballotCovariances,
  choiceCovariances,
  crossover,
  errorsOf,
  groupSupport,
  heldOutRSquared,
  leaveOneOutRSquared,
} from "../../../src/workflows/ecological/metrics/index.js";

/** Four voters: D, R, nobody. */
const votes = { values: [0.8, 0.2, 0, 0.4, 0.4, 0.2, 0.1, 0.6, 0.3, 0.3, 0.7, 0], choices: 3 };

describe("support in groups", () => {
  it("is the share of both parties' expected votes that the Democrat has", () => {
    const [first, second, nobody] = groupSupport(votes, [0, 0, 1, 1], 3);
    expect(first).toBeCloseTo(1.2 / 1.8, 15);
    expect(second).toBeCloseTo(0.4 / 1.7, 15);
    expect(nobody).toBeNaN();
  });

  it("gives the partisans who cross over", () => {
    const { democrats, republicans } = crossover(votes, [0, 0, 1, 2]);
    expect(democrats).toBeCloseTo(0.6 / 1.8, 15);
    expect(republicans).toBeCloseTo(0.1 / 0.7, 15);
  });

  it("is judged by squared and absolute errors where there is a truth", () => {
    const errors = errorsOf([0.5, 0.2, 0.9], [0.4, 0.4, NaN]);
    expect(errors.meanSquared).toBeCloseTo(0.025, 15);
    expect(errors.rootMeanSquared).toBeCloseTo(Math.sqrt(0.025), 15);
    expect(errors.meanAbsolute).toBeCloseTo(0.15, 15);
  });
});

describe("R² of held-out precincts", () => {
  it("is averaged over contests", () => {
    const observed = [
      [0.2, 0.4, 0.6],
      [0.1, 0.5, 0.9],
    ];
    const predicted = [
      [0.3, 0.4, 0.6],
      [0.1, 0.5, 0.9],
    ];
    // SSE .01 of SST .08, and a perfect contest.
    expect(heldOutRSquared(predicted, observed)).toBeCloseTo((0.875 + 1) / 2, 12);
  });
});

describe("covariances between contests", () => {
  it("of a model are those of the voters' probabilities", () => {
    const gov = { values: [0.9, 0.1, 0.5, 0.3], choices: 2 };
    const sen = { values: [0.8, 0.2, 0.2, 0.6], choices: 2 };
    // mean(.72, .1) - .7 × .5 and so on, halves of products of differences.
    const expected = [0.06, -0.04, -0.03, 0.02];
    choiceCovariances([gov, sen]).forEach((value, k) =>
      expect(value).toBeCloseTo(expected[k] ?? NaN, 14),
    );
  });

  it("of ballots are those of the votes cast", () => {
    // 40 ballots D D, 10 D R, 20 R R, 30 R blank.
    const found = ballotCovariances(
      [
        [0, 0, 1, 1],
        [0, 1, 1, 2],
      ],
      [40, 10, 20, 30],
    );
    const expected = [0.4 - 0.5 * 0.4, 0.1 - 0.5 * 0.3, 0 - 0.5 * 0.4, 0.2 - 0.5 * 0.3];
    found.forEach((value, k) => expect(value).toBeCloseTo(expected[k] ?? NaN, 14));
  });

  it("come in three pairs of contests with four pairs of choices each", () => {
    expect(choiceCovariances([votes, votes, votes])).toHaveLength(12);
  });
});

/** Prediction for a row by penalised least squares on the other rows, intercept free. */
function predictLeftOut(
  x: readonly number[][],
  y: readonly number[],
  left: number,
  ridge: number,
): number {
  const rows = x.map((row) => [1, ...row]);
  const size = rows[0]?.length ?? 0;
  const normal = new Float64Array(size * size);
  const right = new Float64Array(size);
  rows.forEach((row, i) => {
    if (i === left) return;
    row.forEach((a, j) => {
      right[j]! += a * y[i]!;
      row.forEach((b, k) => (normal[j * size + k]! += a * b));
    });
  });
  for (let k = 1; k < size; k++) normal[k * size + k]! += ridge;
  const factor = cholesky(normal, size);
  if (!factor) throw new Error("singular");
  solveCholesky(factor, size, right);
  return rows[left]!.reduce((sum, a, k) => sum + a * right[k]!, 0);
}

function bruteForce(x: readonly number[][], y: readonly number[], ridge: number): number {
  const sum = y.reduce((total, value) => total + value, 0);
  let unexplained = 0;
  let total = 0;
  y.forEach((value, i) => {
    unexplained += (value - predictLeftOut(x, y, i, ridge)) ** 2;
    total += (value - (sum - value) / (y.length - 1)) ** 2;
  });
  return 1 - unexplained / total;
}

describe("leave-one-out R²", () => {
  const random = openStream(1, "leave-one-out");
  const x = Array.from({ length: 60 }, () =>
    Array.from({ length: 9 }, (_, k) => 3 + (k + 1) * random.normal()),
  );
  const questions = [0, 1, 2].map((k) =>
    x.map((row) => Number(row[k]! + row[k + 1]! + 4 * random.normal() > 6)),
  );
  const features = { values: x.flat(), columns: 9 };

  it.each([0, 0.5, 30])("equals models fitted without each respondent, ridge %f", (ridge) => {
    const each = questions.map((answers) => bruteForce(x, answers, ridge));
    const mean = each.reduce((sum, value) => sum + value, 0) / each.length;
    expect(Math.abs(leaveOneOutRSquared(features, questions, ridge) - mean)).toBeLessThan(1e-8);
  });

  it("takes collinear columns as the directions that they span", () => {
    const doubled = { values: x.flatMap((row) => [...row, row[0]! + row[1]!]), columns: 10 };
    const difference =
      leaveOneOutRSquared(doubled, questions, 0) - leaveOneOutRSquared(features, questions, 0);
    expect(Math.abs(difference)).toBeLessThan(1e-8);
  });

  it("with a ridge has more features than respondents", () => {
    const wide = x.slice(0, 6);
    const answers = [1, 0, 0, 1, 1, 0];
    const found = leaveOneOutRSquared({ values: wide.flat(), columns: 9 }, [answers], 2);
    expect(Math.abs(found - bruteForce(wide, answers, 2))).toBeLessThan(1e-8);
  });

  it("is undefined where one respondent alone determines a coefficient", () => {
    const alone = { values: [1, 0, 0, 0, 0], columns: 1 };
    expect(leaveOneOutRSquared(alone, [[1, 0, 1, 0, 1]], 0)).toBeNaN();
    expect(leaveOneOutRSquared(alone, [[1, 0, 1, 0, 1]], 1)).toBeLessThan(1);
  });
});

/**
 * Tables of many districts at once: logits of candidate c among voters of party r in unit p of district d are
 *   affinity[party, candidate's party] + strength[d, c] + own[d, r, c] + sum_j slope[party j, candidate's party] (x[p, j] - x[d, j]),
 * own ~ N(0, tau^2), strength ~ N(0, 1), affinity ~ N(0, 2^2), slope ~ N(0, 1). Votes are multinomial of the
 * mean over groups, divided by 1 + (n - 1) rho, with rho the correlation of votes within the district's units. Mode by limited-memory BFGS; tau and
 * rho by their expectations under a Laplace approximation of each district; intervals from it.
 */
import {
  cholesky,
  descend,
  deterministic,
  openMinimiser,
  openStream,
  solveCholesky,
  solveLowerTransposed,
} from "../../../dist/src/math/index.js";

const { exp, log } = deterministic;
const variances = { affinity: 4, strength: 1, slope: 1 };

export function layOut(districts, { context }) {
  const classes = (pick) => [...new Set(districts.flatMap(pick))];
  const parties = classes(({ groups }) => groups);
  const sides = classes(({ outcomes }) => outcomes);
  const affinities = parties.length * sides.length;
  let next = affinities + (context ? affinities : 0);
  const laid = districts.map((district) => {
    const [rows, columns] = [district.groups.length, district.outcomes.length];
    const a = district.groups.map((name) => parties.indexOf(name));
    const b = district.outcomes.map((name) => sides.indexOf(name));
    const strength = next;
    const own = next + columns;
    next += columns + rows * columns;
    const people = new Float64Array(rows);
    for (const unit of district.units) unit.people.forEach((n, r) => (people[r] += n));
    const total = people.reduce((sum, n) => sum + n, 0);
    const units = district.units.map(({ people: counts, votes }) => {
      const size = counts.reduce((sum, n) => sum + n, 0);
      const x = counts.map((n) => n / size);
      return { size, x, z: x.map((share, r) => share - people[r] / total), votes };
    });
    return { district, rows, columns, a, b, strength, own, units, people, correlation: 0.002 };
  });
  return { laid, parties, sides, affinities, context, count: next, tau: 0.5 };
}

/** Rates of a unit; `common` are the district's logits, `drift` those of the unit. */
function unitRates(common, drift, rows, columns, rates) {
  for (let r = 0; r < rows; r++) {
    let largest = -Infinity;
    for (let c = 0; c < columns; c++)
      largest = Math.max(largest, (rates[r * columns + c] = common[r * columns + c] + drift[c]));
    let total = 0;
    for (let c = 0; c < columns; c++)
      total += rates[r * columns + c] = exp(rates[r * columns + c] - largest);
    for (let c = 0; c < columns; c++) rates[r * columns + c] /= total;
  }
}

function commonLogits({ a, b, strength, own, rows, columns }, sides, at) {
  const logits = new Float64Array(rows * columns);
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++)
      logits[r * columns + c] =
        at[a[r] * sides + b[c]] + at[strength + c] + at[own + r * columns + c];
  return logits;
}

function unitDrift({ a, b, columns }, unit, model, at, drift) {
  drift.fill(0);
  if (!model.context) return;
  const sides = model.sides.length;
  for (let j = 0; j < a.length; j++)
    for (let c = 0; c < columns; c++)
      drift[c] += at[model.affinities + a[j] * sides + b[c]] * unit.z[j];
}

/** Minus the log posterior, with its gradient. */
export function objectiveOf(model) {
  const sides = model.sides.length;
  return (at, gradient) => {
    gradient.fill(0);
    let value = 0;
    const quadratic = (from, to, variance) => {
      for (let i = from; i < to; i++) {
        value += (at[i] * at[i]) / (2 * variance);
        gradient[i] += at[i] / variance;
      }
    };
    quadratic(0, model.affinities, variances.affinity);
    if (model.context) quadratic(model.affinities, 2 * model.affinities, variances.slope);
    for (const laid of model.laid) {
      const { rows, columns, a, b, strength, own, units, correlation } = laid;
      quadratic(strength, own, variances.strength);
      quadratic(own, own + rows * columns, model.tau * model.tau);
      const common = commonLogits(laid, sides, at);
      const rates = new Float64Array(rows * columns);
      const cells = new Float64Array(rows * columns);
      const drift = new Float64Array(columns);
      const pull = new Float64Array(columns);
      for (const unit of units) {
        unitDrift(laid, unit, model, at, drift);
        unitRates(common, drift, rows, columns, rates);
        const weight = 1 / (1 + (unit.size - 1) * correlation);
        for (let c = 0; c < columns; c++) {
          let share = 0;
          for (let r = 0; r < rows; r++) share += unit.x[r] * rates[r * columns + c];
          const count = unit.votes[c];
          if (count > 0) value -= weight * count * log(share);
          pull[c] = count > 0 ? (weight * count) / share : 0;
        }
        const byColumn = new Float64Array(columns);
        for (let r = 0; r < rows; r++) {
          let mean = 0;
          for (let c = 0; c < columns; c++) mean += rates[r * columns + c] * pull[c];
          for (let c = 0; c < columns; c++) {
            const slope = unit.x[r] * rates[r * columns + c] * (pull[c] - mean);
            cells[r * columns + c] -= slope;
            byColumn[c] -= slope;
          }
        }
        if (model.context)
          for (let j = 0; j < rows; j++)
            for (let c = 0; c < columns; c++)
              gradient[model.affinities + a[j] * sides + b[c]] += unit.z[j] * byColumn[c];
      }
      for (let r = 0; r < rows; r++)
        for (let c = 0; c < columns; c++) {
          const slope = cells[r * columns + c];
          gradient[a[r] * sides + b[c]] += slope;
          gradient[strength + c] += slope;
          gradient[own + r * columns + c] += slope;
        }
    }
    return value;
  };
}

export function findMode(model, start, steps) {
  const minimiser = openMinimiser(objectiveOf(model), start, 12);
  for (let step = 0; step < steps && descend(minimiser); step++)
    if (minimiser.expectedDecrease < 1e-3) break;
  return minimiser.point.position;
}

/** Posterior precision of a district's own logits and strengths, Gauss-Newton; also its Pearson overdispersion. */
function districtPrecision(model, laid, at) {
  const { rows, columns, units } = laid;
  const cells = rows * columns;
  const size = cells + columns;
  const precision = new Float64Array(size * size);
  const rates = new Float64Array(cells);
  const drift = new Float64Array(columns);
  const common = commonLogits(laid, model.sides.length, at);
  const slopes = new Float64Array(cells);
  let pearson = 0;
  let degrees = 0;
  for (const unit of units) {
    unitDrift(laid, unit, model, at, drift);
    unitRates(common, drift, rows, columns, rates);
    const weight = 1 / (1 + (unit.size - 1) * laid.correlation);
    for (let c = 0; c < columns; c++) {
      let share = 0;
      for (let r = 0; r < rows; r++) share += unit.x[r] * rates[r * columns + c];
      const expected = unit.size * share;
      if (expected > 1) {
        pearson += (unit.votes[c] - expected) ** 2 / (expected * (1 - share)) - 1;
        degrees += unit.size - 1;
      }
      for (let r = 0; r < rows; r++)
        for (let k = 0; k < columns; k++)
          slopes[r * columns + k] =
            unit.x[r] * rates[r * columns + c] * ((k === c ? 1 : 0) - rates[r * columns + k]);
      const information = (weight * unit.size) / Math.max(share, 1e-5);
      for (let i = 0; i < cells; i++) {
        if (slopes[i] === 0) continue;
        for (let j = 0; j <= i; j++) precision[i * size + j] += information * slopes[i] * slopes[j];
      }
    }
  }
  // Strengths move all rows of their column.
  for (let i = 0; i < cells; i++)
    for (let j = i + 1; j < cells; j++) precision[i * size + j] = precision[j * size + i];
  for (let c = 0; c < columns; c++)
    for (let j = 0; j < size; j++) {
      let sum = 0;
      for (let r = 0; r < rows; r++) {
        const i = r * columns + c;
        if (j < cells) sum += precision[i * size + j];
        else for (let q = 0; q < rows; q++) sum += precision[i * size + q * columns + (j - cells)];
      }
      precision[(cells + c) * size + j] = sum;
    }
  for (let i = 0; i < cells; i++) precision[i * size + i] += 1 / model.tau ** 2;
  for (let i = cells; i < size; i++) precision[i * size + i] += 1 / variances.strength;
  return { factor: cholesky(precision, size), size, extra: degrees > 0 ? pearson / degrees : 0 };
}

/** Rates of the district: the mean over its units, weighted by the people of each group. */
function districtRates(model, laid, at, common) {
  const { rows, columns, units, people } = laid;
  const rates = new Float64Array(rows * columns);
  const sum = new Float64Array(rows * columns);
  const drift = new Float64Array(columns);
  if (!model.context) {
    unitRates(common, drift, rows, columns, rates);
    return rates;
  }
  for (const unit of units) {
    unitDrift(laid, unit, model, at, drift);
    unitRates(common, drift, rows, columns, rates);
    for (let r = 0; r < rows; r++)
      for (let c = 0; c < columns; c++)
        sum[r * columns + c] += (unit.size * unit.x[r] * rates[r * columns + c]) / people[r];
  }
  return sum;
}

/** Fits all districts; every one gets `rates` and `draws` of them. */
export function fitPooled(
  districts,
  { context, rounds = 4, steps = 250, draws = 200 },
  tell = () => {},
) {
  const model = layOut(districts, { context });
  let at = new Float64Array(model.count);
  for (const laid of model.laid) {
    const totals = new Float64Array(laid.columns);
    for (const unit of laid.units) unit.votes.forEach((n, c) => (totals[c] += n));
    totals.forEach(
      (n, c) => (at[laid.strength + c] = log(n / totals.reduce((s, v) => s + v, 0)) + 2),
    );
  }
  for (let round = 0; round < rounds; round++) {
    at = findMode(model, at, steps);
    let squares = 0;
    let cells = 0;
    for (const laid of model.laid) {
      const { factor, size, extra } = districtPrecision(model, laid, at);
      const own = laid.rows * laid.columns;
      for (let i = 0; i < own; i++) {
        const unit = new Float64Array(size);
        unit[i] = 1;
        solveCholesky(factor, size, unit);
        squares += at[laid.own + i] ** 2 + unit[i];
      }
      cells += own;
      laid.correlation = Math.max(0, extra);
      laid.factor = factor;
      laid.size = size;
    }
    model.tau = Math.sqrt(squares / cells);
    tell(round, model);
  }
  at = findMode(model, at, steps);
  return model.laid.map((laid, place) => {
    const { factor, size } = districtPrecision(model, laid, at);
    const random = openStream(1, "pooled tables", place);
    const sides = model.sides.length;
    const sampled = Array.from({ length: draws }, () => {
      const step = Float64Array.from({ length: size }, () => random.normal());
      solveLowerTransposed(factor, size, step);
      const common = commonLogits(laid, sides, at);
      const cells = laid.rows * laid.columns;
      for (let i = 0; i < cells; i++) common[i] += step[i] + step[cells + (i % laid.columns)];
      return districtRates(model, laid, at, common);
    });
    return { rates: districtRates(model, laid, at, commonLogits(laid, sides, at)), draws: sampled };
  });
}

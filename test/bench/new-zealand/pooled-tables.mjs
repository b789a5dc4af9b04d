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

/** Shares of the outcomes; `weight` divides by the overdispersion of the unit. */
function mixed({ x, size }, rates, columns, correlation) {
  const shares = new Float64Array(columns);
  for (const [r, share] of x.entries())
    for (let c = 0; c < columns; c++) shares[c] += share * rates[r * columns + c];
  return { shares, weight: 1 / (1 + (size - 1) * correlation) };
}

/** Adds the slope of a unit in the logits of its groups; returns minus its log likelihood. */
function addUnit(unit, rates, columns, correlation, cells, byColumn) {
  const { shares, weight } = mixed(unit, rates, columns, correlation);
  let value = 0;
  const pull = new Float64Array(columns);
  for (const [c, count] of unit.votes.entries()) {
    if (count === 0) continue;
    value -= weight * count * log(shares[c]);
    pull[c] = (weight * count) / shares[c];
  }
  byColumn.fill(0);
  for (const [r, share] of unit.x.entries()) {
    let mean = 0;
    for (let c = 0; c < columns; c++) mean += rates[r * columns + c] * pull[c];
    for (let c = 0; c < columns; c++) {
      const slope = share * rates[r * columns + c] * (pull[c] - mean);
      cells[r * columns + c] -= slope;
      byColumn[c] -= slope;
    }
  }
  return value;
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
      const byColumn = new Float64Array(columns);
      for (const unit of units) {
        unitDrift(laid, unit, model, at, drift);
        unitRates(common, drift, rows, columns, rates);
        value += addUnit(unit, rates, columns, correlation, cells, byColumn);
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

/** Adds a unit's information about the logits of its groups, lower triangle. */
function addInformation(unit, rates, { shares, weight }, columns, precision, size) {
  const cells = rates.length;
  const slopes = new Float64Array(cells);
  for (const [c, share] of shares.entries()) {
    for (let i = 0; i < cells; i++)
      slopes[i] =
        unit.x[Math.floor(i / columns)] *
        rates[i - (i % columns) + c] *
        ((i % columns === c ? 1 : 0) - rates[i]);
    const information = (weight * unit.size) / Math.max(share, 1e-5);
    for (let i = 0; i < cells; i++)
      for (let j = 0; j <= i; j++) precision[i * size + j] += information * slopes[i] * slopes[j];
  }
}

/** Fills in the upper triangle, and what strengths have to do with it: they move all rows of their column. */
function spreadStrengths(precision, rows, columns, size) {
  const cells = rows * columns;
  for (let i = 0; i < cells; i++)
    for (let j = i + 1; j < cells; j++) precision[i * size + j] = precision[j * size + i];
  const sumOver = (of) => Array.from({ length: rows }, (_, r) => of(r)).reduce((a, b) => a + b, 0);
  for (let c = 0; c < columns; c++) {
    for (let j = 0; j < cells; j++)
      precision[(cells + c) * size + j] = sumOver((r) => precision[(r * columns + c) * size + j]);
    for (let k = 0; k < columns; k++)
      precision[(cells + c) * size + cells + k] = sumOver(
        (r) => precision[(cells + c) * size + r * columns + k],
      );
  }
}

/** Posterior precision of a district's own logits and strengths, Gauss-Newton; also its correlation in units. */
function districtPrecision(model, laid, at) {
  const { rows, columns, units } = laid;
  const cells = rows * columns;
  const size = cells + columns;
  const precision = new Float64Array(size * size);
  const rates = new Float64Array(cells);
  const drift = new Float64Array(columns);
  const common = commonLogits(laid, model.sides.length, at);
  let pearson = 0;
  let degrees = 0;
  for (const unit of units) {
    unitDrift(laid, unit, model, at, drift);
    unitRates(common, drift, rows, columns, rates);
    const mix = mixed(unit, rates, columns, laid.correlation);
    for (const [c, share] of mix.shares.entries()) {
      const expected = unit.size * share;
      if (expected <= 1) continue;
      pearson += (unit.votes[c] - expected) ** 2 / (expected * (1 - share)) - 1;
      degrees += unit.size - 1;
    }
    addInformation(unit, rates, mix, columns, precision, size);
  }
  spreadStrengths(precision, rows, columns, size);
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

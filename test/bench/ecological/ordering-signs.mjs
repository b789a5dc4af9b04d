/** Sign tests of the orderings of Table 1 over data seeds. */

/** What is said to be smaller than what, by which measure. */
const orderings = [
  ["joint < independent, Demo MSE", "demo_mse", "dense 2", "dense 2 independent"],
  ["joint < independent, Cov MSE", "cov_mse", "dense 2", "dense 2 independent"],
  ["dense 2 < dense 0, Demo MSE", "demo_mse", "dense 2", "dense 0"],
  ["MLM 2 < dense 0, Demo MSE", "demo_mse", "mlm 2", "dense 0"],
  ["dense 2 < dense 0, Cov MSE", "cov_mse", "dense 2", "dense 0"],
  ["MLM 2 < dense 0, Cov MSE", "cov_mse", "mlm 2", "dense 0"],
  ["dense 2 < dense 0 short, Demo MSE", "demo_mse", "dense 2", "dense 0 short"],
  ["MLM 2 < dense 0 short, Demo MSE", "demo_mse", "mlm 2", "dense 0 short"],
  ["dense 2 < dense 0 short, Cov MSE", "cov_mse", "dense 2", "dense 0 short"],
  ["MLM 2 < dense 0 short, Cov MSE", "cov_mse", "mlm 2", "dense 0 short"],
  ["dense 2: Bayes < standard, Demo MSE", "demo_mse", "dense 2 bayes", "dense 2"],
  ["MLM 2: Bayes < standard, Demo MSE", "demo_mse", "mlm 2 bayes", "mlm 2"],
  ["dense 0: standard < Bayes, Cov MSE", "cov_mse", "dense 0", "dense 0 bayes"],
  ["MLM 2 < dense 2, Demo MSE", "demo_mse", "mlm 2", "dense 2"],
  ["Bayes: MLM 2 < dense 2, Demo MSE", "demo_mse", "mlm 2 bayes", "dense 2 bayes"],
  ["raw < dense 2, LOO R²", "loo_r2", "dense 0", "dense 2"],
  ["raw < dense 2, LOO R², light penalty", "loo_light", "dense 0", "dense 2"],
  ["raw < dense 2 Bayes, LOO R², light", "loo_light", "dense 0", "dense 2 bayes"],
  ["MLM 2 < dense 2, LOO R²", "loo_r2", "mlm 2", "dense 2"],
  ["raw < MLM 2, LOO R²", "loo_r2", "dense 0", "mlm 2"],
];

const deep = ["dense 2", "dense 2 bayes", "mlm 2", "mlm 2 bayes", "dense 2 independent"];

function choose(n, k) {
  return k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k;
}

/** Two-sided: as many or more of n pairs on one side, when both are as likely. */
function signTest(wins, n) {
  let tail = 0;
  for (let k = Math.max(wins, n - wins); k <= n; k++) tail += choose(n, k);
  return Math.min(1, (2 * tail) / 2 ** n);
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function printTable(runs) {
  const names = [...new Set(runs.map(({ configuration }) => configuration))];
  for (const name of names) {
    const of = runs.filter(({ configuration }) => configuration === name);
    const average = (read) => mean(of.map(read));
    console.log(
      [
        name.padEnd(20),
        `n ${of.length}`,
        `demo ${average((r) => r.demo_mse).toFixed(5)}`,
        `rmse ${average((r) => r.rmse).toFixed(4)}`,
        `mae ${average((r) => r.mae).toFixed(4)}`,
        `party ${average((r) => r.party_rmse).toFixed(4)}`,
        `R² ${average((r) => r.test_r2).toFixed(4)}`,
        `cov ${average((r) => r.cov_mse).toFixed(6)}`,
        `D>R ${average((r) => r.d_to_r[0]).toFixed(3)} (${average((r) => r.d_to_r_truth[0]).toFixed(3)})`,
        `LOO ${average((r) => r.loo_r2).toFixed(4)}`,
        `${average((r) => r.seconds).toFixed(0)} s`,
        `${average((r) => r.processor_seconds).toFixed(0)} processor s`,
      ].join("  "),
    );
  }
}

function printOrderings(runs) {
  for (const [label, measure, small, large] of orderings) {
    const pairs = runs
      .filter(({ configuration }) => configuration === small)
      .flatMap((a) => {
        const b = runs.find((other) => other.configuration === large && other.seed === a.seed);
        return b ? [[a[measure], b[measure]]] : [];
      });
    const wins = pairs.filter(([a, b]) => a < b).length;
    const means = [0, 1].map((side) => mean(pairs.map((pair) => pair[side])).toPrecision(3));
    console.log(
      `${label.padEnd(38)} ${wins} of ${pairs.length}  p = ${signTest(wins, pairs.length).toFixed(3)}  ` +
        `${means.join(" against ")}`,
    );
  }
  const crossings = runs.filter(({ configuration }) => deep.includes(configuration));
  const below = crossings.filter(({ d_to_r: [gov], d_to_r_truth: [truth] }) => gov < truth).length;
  console.log(`deep nets below the truth in D>R, governor: ${below} of ${crossings.length}`);
}

/** With a penalty of the features' total variance, the second of `penalties` in measure-run.mjs. */
function withLightPenalty(run) {
  return { ...run, loo_light: run.loo_r2_by_penalty[1] };
}

export function printSigns(lines) {
  const runs = lines.map(withLightPenalty);
  const settings = [...new Set(runs.map((r) => `ι = ${r.interactions}, κ = ${r.context}`))];
  for (const setting of settings) {
    const of = runs.filter((r) => `ι = ${r.interactions}, κ = ${r.context}` === setting);
    console.log(`\n${setting}`);
    printTable(of);
    printOrderings(of);
  }
}

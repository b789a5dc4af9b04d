/** The configuration that opens a CmdStan CSV file: fixed words and numbers, so that no name can pass for a setting. */
import type { NutsPosterior, Posterior } from "../posterior/index.js";

/** The release whose layout is written. */
const release = { major: 2, minor: 35, patch: 0 };

const versionLines = [
  `# stan_version_major = ${release.major}`,
  `# stan_version_minor = ${release.minor}`,
  `# stan_version_patch = ${release.patch}`,
  "# model = mlm_model",
];

const sampleLines = (draws: number, tune: number): readonly string[] => [
  "# method = sample (Default)",
  "#   sample",
  `#     num_samples = ${draws}`,
  `#     num_warmup = ${tune}`,
  "#     save_warmup = 0 (Default)",
  "#     thin = 1 (Default)",
];

function nutsLines({ settings, draws }: NutsPosterior): readonly string[] {
  return [
    ...sampleLines(draws.drawsPerChain, settings.tune),
    "#     adapt",
    "#       engaged = 1 (Default)",
    "#       gamma = 0.05 (Default)",
    `#       delta = ${settings.targetAccept}`,
    "#       kappa = 0.75 (Default)",
    "#       t0 = 10 (Default)",
    "#       init_buffer = 75 (Default)",
    "#       term_buffer = 50 (Default)",
    "#       window = 25 (Default)",
    "#     algorithm = hmc (Default)",
    "#       hmc",
    "#         engine = nuts (Default)",
    "#           nuts",
    `#             max_depth = ${settings.maxTreeDepth}`,
    "#         metric = diag_e (Default)",
    "#         metric_file =  (Default)",
    "#         stepsize = 1 (Default)",
    "#         stepsize_jitter = 0 (Default)",
    `#     num_chains = ${draws.chains}`,
  ];
}

const independentLines = ({ draws }: Posterior): readonly string[] => [
  ...sampleLines(draws.drawsPerChain, 0),
  "#     adapt",
  "#       engaged = 0",
  "#     algorithm = fixed_param",
  "#     num_chains = 1 (Default)",
];

export function configLines(posterior: Posterior, chain: number): readonly string[] {
  return [
    ...versionLines,
    ...(posterior.engine === "nuts" ? nutsLines(posterior) : independentLines(posterior)),
    `# id = ${chain + 1}`,
    "# data",
    "#   file =  (Default)",
    "# init = 2 (Default)",
    "# random",
    `#   seed = ${posterior.settings.seed}`,
    "# output",
    "#   file = output.csv (Default)",
    "#   diagnostic_file =  (Default)",
    "#   refresh = 100 (Default)",
    "#   sig_figs = -1 (Default)",
    "#   profile_file = profile.csv (Default)",
    "# num_threads = 1 (Default)",
  ];
}

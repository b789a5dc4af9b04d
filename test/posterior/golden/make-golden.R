# Reference values of the convergence diagnostics, from the R package posterior.
# Run: Rscript test/posterior/golden/make-golden.R > test/posterior/golden/convergence.json
suppressMessages(library(posterior))
set.seed(20240817)
ar <- function(n, chains, rho) replicate(chains, {
  x <- numeric(n); x[1] <- rnorm(1)
  for (t in 2:n) x[t] <- rho * x[t - 1] + sqrt(1 - rho^2) * rnorm(1)
  x
})
cases <- list(
  independent = matrix(rnorm(600), 150, 4),
  autocorrelated = ar(200, 4, 0.8),
  antithetic = ar(160, 4, -0.6),
  `strongly antithetic` = ar(100, 4, -0.95),
  `odd length` = ar(101, 3, 0.4),
  `one chain` = ar(120, 1, 0.5),
  `two short chains` = ar(12, 2, 0.2),
  `ten draws` = ar(10, 4, 0.1),
  `chains at different places` = sweep(ar(100, 4, 0.3), 2, c(0, 0, 0, 1.5), "+"),
  `chains of different width` = sweep(ar(100, 4, 0.3), 2, c(1, 1, 1, 4), "*"),
  `heavy tails` = matrix(rcauchy(400), 100, 4),
  `ties` = matrix(rpois(400, 2), 100, 4) + 0,
  `rounded, odd` = round(ar(75, 2, 0.7), 1),
  `two values` = matrix(rbinom(200, 1, 0.3), 50, 4) + 0,
  `slow` = ar(250, 2, 0.99)
)
num <- function(x) ifelse(is.na(x), "null", sprintf("%.17g", x))
one <- function(name, x) {
  values <- c(
    mean = mean(x), sd = sd(x), median = median(x),
    q025 = unname(quantile(x, 0.025)), q975 = unname(quantile(x, 0.975)),
    rHat = rhat(x), essBulk = ess_bulk(x), essTail = ess_tail(x), essMean = ess_mean(x),
    essQuarter = unname(ess_quantile(x, 0.25)),
    mcseMean = mcse_mean(x), mcseSd = mcse_sd(x),
    mcseMedian = unname(mcse_quantile(x, 0.5)), mcseTwentieth = unname(mcse_quantile(x, 0.05))
  )
  sprintf('    { "name": "%s", "chains": %d,\n      "expected": { %s },\n      "draws": [%s] }',
    name, ncol(x), paste(sprintf('"%s": %s', names(values), num(values)), collapse = ", "),
    paste(num(x), collapse = ", "))
}
suppressWarnings(rows <- mapply(one, names(cases), cases))
cat(sprintf('{\n  "source": "R package posterior %s, %s",\n  "cases": [\n%s\n  ]\n}\n',
  packageVersion("posterior"), R.version.string, paste(rows, collapse = ",\n")))

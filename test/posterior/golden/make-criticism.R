# Reference values of leave-one-out, WAIC, comparison and stacking, from the R package loo; the relative
# efficiencies come from ess_mean of posterior. Draws are rounded before anything is computed from them.
# Run: Rscript test/posterior/golden/make-criticism.R > test/posterior/golden/criticism.json
suppressMessages({ library(loo); library(posterior) })
set.seed(20241019)
ar <- function(n, chains, rho) replicate(chains, {
  x <- numeric(n); x[1] <- rnorm(1)
  for (t in 2:n) x[t] <- rho * x[t - 1] + sqrt(1 - rho^2) * rnorm(1)
  x
})
# Normal responses with a mean and a log sd that were drawn by chains: one column a response.
normal <- function(y, mu, logsd) sapply(y, function(one) dnorm(one, c(mu), exp(c(logsd)), log = TRUE))
rounded <- function(ll) signif(ll, 7)
y <- c(rnorm(9), 4.5, -3.8, 8)
cases <- list(
  `four chains, outliers` = list(chains = 4, ll = rounded(normal(y, 0.4 * ar(100, 4, 0.5), 0.3 * ar(100, 4, 0.3)))),
  `antithetic` = list(chains = 2, ll = rounded(normal(y[1:6], 0.5 * ar(80, 2, -0.7), 0.2 * ar(80, 2, 0)))),
  `slow chains` = list(chains = 4, ll = rounded(normal(y[7:12], 0.7 * ar(60, 4, 0.9), 0.3 * ar(60, 4, 0.9)))),
  `one chain` = list(chains = 1, ll = rounded(normal(y[1:4], 0.3 * ar(250, 1, 0.2), 0.1 * ar(250, 1, 0.2)))),
  `ties` = list(chains = 2, ll = rounded(normal(y[c(1, 2, 11, 12)], round(0.5 * ar(100, 2, 0.1), 1), round(0.2 * ar(100, 2, 0), 1)))),
  `too few for a tail` = list(chains = 2, ll = rounded(normal(y[1:3], 0.3 * ar(10, 2, 0), 0.1 * ar(10, 2, 0))))
)
num <- function(x) ifelse(is.infinite(x), ifelse(x > 0, '"Inf"', '"-Inf"'), sprintf("%.17g", x))
short <- function(x) sprintf("%.7g", x)
list_of <- function(x, f = num) paste0("[", paste(f(unname(x)), collapse = ", "), "]")
one <- function(name, case) {
  ll <- case$ll
  draws <- nrow(ll) / case$chains
  eff <- apply(ll, 2, function(one) ess_mean(matrix(exp(one), draws, case$chains))) / nrow(ll)
  fit <- loo(ll, r_eff = eff)
  weights <- weights(psis(-ll, r_eff = eff), log = FALSE, normalize = TRUE)
  wide <- waic(ll)
  sprintf(paste0('    { "name": "%s", "chains": %d,\n      "efficiency": %s,\n      "elpd": %s,\n      "k": %s,\n      "p": %s,\n',
    '      "total": %s,\n      "waicElpd": %s,\n      "waicP": %s,\n      "waicTotal": %s,\n',
    '      "lastWeights": %s,\n      "rows": [\n%s\n      ] }'),
    name, case$chains, list_of(eff), list_of(fit$pointwise[, "elpd_loo"]), list_of(fit$diagnostics$pareto_k),
    list_of(fit$pointwise[, "p_loo"]), list_of(c(t(fit$estimates))),
    list_of(wide$pointwise[, "elpd_waic"]), list_of(wide$pointwise[, "p_waic"]), list_of(c(t(wide$estimates))),
    list_of(weights[, ncol(ll)]),
    paste("       ", apply(ll, 2, list_of, f = short), collapse = ",\n"))
}
# Pointwise elpd of models on the same rows: a good one, one that is good elsewhere, a poor one.
pointwise <- function(n, shifts) signif(sapply(shifts, function(s) -1.4 - 0.5 * (rnorm(n) + s * rep(c(1, -0.2), length.out = n))^2), 7)
sets <- list(
  `three models` = pointwise(30, c(0, 1, 1.2)),
  `two models` = pointwise(12, c(0, 0.3)),
  `four models` = pointwise(60, c(0.2, -0.9, 0.4, 2.5)),
  `one is best everywhere` = { x <- pointwise(15, c(0, 0)); cbind(x[, 1], x[, 1] - 0.5, x[, 1] - 0.3) },
  `densities far from one` = signif(pointwise(20, c(0, 1.5, 0.5)) - 600, 7)
)
# As tight as the barrier method of stacking_weights can be driven; at a corner it fails when too tight.
tightest <- function(x) {
  for (reltol in 10^-(14:8)) {
    found <- tryCatch(stacking_weights(x, optim_control = list(reltol = reltol, maxit = 10000)), error = function(e) NULL)
    if (!is.null(found)) return(found)
  }
}
compared <- function(name, x) {
  k <- ncol(x)
  loos <- lapply(seq_len(k), function(j) structure(list(
    estimates = rbind(elpd_waic = c(sum(x[, j]), sqrt(nrow(x) * var(x[, j]))), p_waic = c(0, 0), waic = -2 * c(sum(x[, j]), 0)),
    pointwise = cbind(elpd_waic = x[, j], p_waic = 0, waic = -2 * x[, j])), class = c("waic", "loo"), dims = c(100, nrow(x))))
  for (j in seq_len(k)) colnames(loos[[j]]$estimates) <- c("Estimate", "SE")
  table <- suppressWarnings(loo_compare(loos))
  place <- as.integer(sub("model", "", rownames(table)))
  # stacking_weights takes exponentials as they are: without the row maxima they would vanish.
  stacked <- tightest(x - apply(x, 1, max))
  bma <- pseudobma_weights(x, BB = TRUE, BB_n = 200000)
  sprintf('    { "name": "%s", "order": %s,\n      "elpdDiff": %s,\n      "seDiff": %s,\n      "stacking": %s,\n      "pseudoBma": %s,\n      "pointwise": [\n%s\n      ] }',
    name, list_of(place - 1, short), list_of(table[, "elpd_diff"]), list_of(table[, "se_diff"]), list_of(stacked), list_of(bma),
    paste("       ", apply(x, 2, list_of, f = short), collapse = ",\n"))
}
suppressWarnings(rows <- mapply(one, names(cases), cases))
sets_text <- mapply(compared, names(sets), sets)
cat(sprintf('{\n  "source": "R package loo %s, %s",\n  "cases": [\n%s\n  ],\n  "comparisons": [\n%s\n  ]\n}\n',
  packageVersion("loo"), R.version.string, paste(rows, collapse = ",\n"), paste(sets_text, collapse = ",\n")))

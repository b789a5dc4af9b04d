# Makes baselines.json: made-up precincts with shares that sum to one, what R's lm and predict say of new ones, and
# a conditional normal. Rscript make-golden.R, in this folder (R 4.2.2, jsonlite).
suppressWarnings(suppressMessages(library(jsonlite)))
set.seed(20191105)

precincts <- function(n) {
  raw <- matrix(rgamma(4 * n, 2), n)
  shares <- raw / rowSums(raw)
  data.frame(young = shares[, 1], middle = shares[, 2], old = shares[, 3], oldest = shares[, 4],
    before = round(exp(rnorm(n, 6.5, 0.5))))
}
train <- precincts(40)
train$turnout <- with(train, 120 + 0.8 * before + 300 * old - 200 * young + rnorm(40, 0, 60))
new <- precincts(7)

# The four shares and the intercept depend on each other: lm leaves `oldest` out, the predictions are the same.
fit <- lm(turnout ~ before + young + middle + old + oldest, train)
interval <- suppressWarnings(predict(fit, new, interval = "prediction", level = 0.9, se.fit = TRUE))
kept <- !is.na(coef(fit))
X0 <- model.matrix(~ before + young + middle + old + oldest, new)[, kept]
joint <- X0 %*% vcov(fit)[kept, kept] %*% t(X0)

# x = (x1, x2) normal; x2 is seen.
A <- matrix(rnorm(64), 8); Sigma <- crossprod(A) / 8 + diag(0.1, 8)
mu <- rnorm(8); seen <- c(2, 5, 6); a <- rnorm(3)
gain <- Sigma[-seen, seen] %*% solve(Sigma[seen, seen])
conditional_mean <- mu[-seen] + gain %*% (a - mu[seen])
conditional_covariance <- Sigma[-seen, -seen] - gain %*% Sigma[seen, -seen]

# Six vectors of three numbers: Hotelling's region for all sums at once.
V <- matrix(rnorm(18), 6)
c2 <- 3 * 5 / 3 * qf(0.9, 3, 3)
w <- c(1, 1, 0.5)
half <- sqrt(c2 * drop(t(w) %*% cov(V) %*% w) * c(1 / 6, 1 + 1 / 6))

write_json(list(
  train = as.list(train), new = as.list(new), rank = fit$rank, sigma = summary(fit)$sigma,
  fit = interval$fit[, "fit"], lwr = interval$fit[, "lwr"], upr = interval$fit[, "upr"], joint = joint,
  normal = list(mean = mu, covariance = Sigma, seen = seen - 1, values = a,
    conditional_mean = drop(conditional_mean), conditional_covariance = conditional_covariance),
  vectors = V, weights = w, centre = sum(w * colMeans(V)), half = half
), "baselines.json", digits = NA, auto_unbox = TRUE)

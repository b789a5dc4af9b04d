# Makes rake-golden.json: a simulated survey, and what R's survey package (4.1) makes of its margins.
# Rscript make-golden.R, in this folder.
library(survey)
set.seed(20240611)

states <- LETTERS[1:6]; ages <- c("18-29", "30-44", "45-64", "65+"); edus <- c("HS", "College", "Post")
frame <- expand.grid(state = states, age = ages, edu = edus, male = c(0, 1), stringsAsFactors = FALSE)
frame$N <- round(exp(rnorm(nrow(frame), 6, 0.8)))

n <- 240
pick <- sample(nrow(frame), n, replace = TRUE, prob = frame$N * ifelse(frame$edu == "HS", 0.5, 1.4))
sample <- frame[pick, c("state", "age", "edu", "male")]
sample$w <- round(runif(n, 0.4, 3), 3)
sample$y <- rbinom(n, 1, plogis(-0.4 + 0.8 * (sample$edu == "HS") + 0.3 * sample$male))
sample$x <- round(rnorm(n, 10 + 2 * sample$male, 3), 4)
sample$x[c(7, 100)] <- NA

margin <- function(...) {
  names <- c(...)
  out <- aggregate(frame$N, frame[names], sum)
  names(out)[ncol(out)] <- "Freq"
  out
}
control <- list(epsilon = 1e-12, maxit = 100000, verbose = FALSE)
design <- svydesign(ids = ~1, weights = ~w, data = sample)

main <- rake(design, list(~state, ~age, ~edu, ~male),
  list(margin("state"), margin("age"), margin("edu"), margin("male")), control = control)
crossed <- rake(design, list(~state, ~age + edu), list(margin("state"), margin("age", "edu")), control = control)
post <- postStratify(design, ~edu + male, margin("edu", "male"))

mean_x <- svymean(~x, design, na.rm = TRUE)
mean_y <- svymean(~y, design)
share_edu <- svymean(~factor(edu), design)
by_state <- svyby(~y, ~state, design, svymean)
by_state_x <- svyby(~x, ~state, design, svymean, na.rm = TRUE)

number <- function(v) paste0("[", paste(ifelse(is.na(v), "null", formatC(v, digits = 17, format = "g", width = 1)), collapse = ","), "]")
text <- function(v) paste0("[", paste0('"', v, '"', collapse = ","), "]")
record <- function(items) paste0("{", paste0('"', names(items), '":', unlist(items), collapse = ",\n"), "}")
estimate <- function(m) record(list(mean = number(as.numeric(coef(m))), se = number(as.numeric(SE(m)))))
writeLines(record(list(
  sample = record(list(state = text(sample$state), age = text(sample$age), edu = text(sample$edu),
    male = number(sample$male), w = number(sample$w), y = number(sample$y), x = number(sample$x))),
  frame = record(list(state = text(frame$state), age = text(frame$age), edu = text(frame$edu),
    male = number(frame$male), N = number(frame$N))),
  raked = number(weights(main)), crossed = number(weights(crossed)), poststratified = number(weights(post)),
  mean_x = estimate(mean_x), mean_y = estimate(mean_y), share_edu = estimate(share_edu),
  levels_edu = text(sub("^factor\\(edu\\)", "", names(coef(share_edu)))),
  by_state = estimate(by_state), by_state_x = estimate(by_state_x)
)), "rake-golden.json")

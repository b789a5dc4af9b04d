/* What both C programs share: the file of rows, the likelihood of one row, the dialogue with the bench. */
#define _GNU_SOURCE
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Set by the compiler's command line: numbers of dense columns, of look-up tables, of statistics. */
#ifndef COLUMNS
#error "COLUMNS, TABLES, STATISTICS and FAMILY are given by the bench"
#endif

typedef struct {
  int64_t rows;
  int64_t parameters;
  int64_t first[TABLES + 1]; /* first parameter of each table */
  double *columns[COLUMNS + 1];
  double *row_major; /* rows x COLUMNS */
  int32_t *index[TABLES + 1];
  double *statistic[STATISTICS];
  double *parameter; /* intercept, coefficients, tables, sigma */
} Rows;

static void *read_block(FILE *file, size_t bytes) {
  void *block = aligned_alloc(64, (bytes + 63) / 64 * 64);
  if (!block || fread(block, 1, bytes, file) != bytes) exit(2);
  return block;
}

static Rows read_rows(const char *path) {
  Rows r;
  FILE *file = fopen(path, "rb");
  if (!file || fread(&r.rows, 8, 1, file) != 1 || fread(&r.parameters, 8, 1, file) != 1) exit(2);
  for (int g = 0; g < TABLES; g++)
    if (fread(&r.first[g], 8, 1, file) != 1) exit(2);
  r.parameter = read_block(file, r.parameters * 8);
  for (int j = 0; j < COLUMNS; j++) r.columns[j] = read_block(file, r.rows * 8);
  for (int k = 0; k < STATISTICS; k++) r.statistic[k] = read_block(file, r.rows * 8);
  for (int g = 0; g < TABLES; g++) r.index[g] = read_block(file, r.rows * 4);
  fclose(file);
  r.row_major = malloc(r.rows * COLUMNS * 8 + 8);
  for (int64_t i = 0; i < r.rows; i++)
    for (int j = 0; j < COLUMNS; j++) r.row_major[i * COLUMNS + j] = r.columns[j][i];
  return r;
}

/* Log likelihood of row i and its derivative in eta; gaussian leaves its squares to the caller. */
static inline double row_likelihood(const Rows *r, int64_t i, double eta, double *slope) {
#if FAMILY == 0 /* bernoulli, logit */
  double y = r->statistic[0][i];
  double e = exp(-fabs(eta));
  *slope = y - (eta >= 0 ? 1 : e) / (1 + e);
  return y * eta - (eta > 0 ? eta : 0) - log1p(e);
#elif FAMILY == 1 /* binomial, logit */
  double s = r->statistic[0][i], t = r->statistic[1][i];
  double e = exp(-fabs(eta));
  *slope = s - t * ((eta >= 0 ? 1 : e) / (1 + e));
  return s * eta - t * ((eta > 0 ? eta : 0) + log1p(e));
#else /* gaussian: residual */
  double residual = r->statistic[0][i] - eta;
  *slope = residual;
  return residual * residual;
#endif
}

/* The log likelihood from the sum over rows; for the gaussian also scales the gradient. */
static double finish(const Rows *r, double sum, const double *p, double *gradient) {
#if FAMILY == 2
  double sigma = p[r->parameters - 1], precision = 1 / (sigma * sigma);
  for (int64_t k = 0; k < r->parameters - 1; k++) gradient[k] *= precision;
  gradient[r->parameters - 1] = (sum * precision - r->rows) / sigma;
  return -r->rows * log(sigma) - 0.5 * sum * precision;
#else
  (void)r;
  (void)p;
  (void)gradient;
  return sum;
#endif
}

static double evaluate(const Rows *r, const double *p, double *gradient);

/* Reads numbers of evaluations; answers with microseconds of thread CPU each, the value, and a checksum. */
int main(int count, char **arguments) {
  if (count < 2) return 2;
  Rows r = read_rows(arguments[1]);
  double *gradient = calloc(r.parameters, 8);
  long evaluations;
  while (scanf("%ld", &evaluations) == 1) {
    double value = 0, first = r.parameter[0];
    struct timespec from, to;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &from);
    for (long k = 0; k < evaluations; k++) {
      r.parameter[0] = first + 1e-12 * k;
      value = evaluate(&r, r.parameter, gradient);
    }
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &to);
    r.parameter[0] = first;
    value = evaluate(&r, r.parameter, gradient);
    double checksum = 0;
    for (int64_t k = 1; k < r.parameters; k++) checksum += (k % 7 + 1) * gradient[k];
    double us = (to.tv_sec - from.tv_sec) * 1e6 + (to.tv_nsec - from.tv_nsec) * 1e-3;
    printf("%.17g %.17g %.17g\n", us / evaluations, value, checksum);
    fflush(stdout);
  }
  return 0;
}

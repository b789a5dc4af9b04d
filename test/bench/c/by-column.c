/*
 * Column by column: a loop over the rows for every column, table and the likelihood, in blocks of
 * BLOCK rows (0: all rows at once).
 */
#include "likelihood.h"

static double evaluate_block(const Rows *r, const double *p, double *gradient, double *eta,
                             double *slope, int64_t from, int64_t to) {
  for (int64_t i = from; i < to; i++) eta[i - from] = p[0];
  for (int j = 0; j < COLUMNS; j++) {
    const double *x = r->columns[j] + from;
    const double b = p[1 + j];
    for (int64_t i = 0; i < to - from; i++) eta[i] += x[i] * b;
  }
  for (int g = 0; g < TABLES; g++) {
    const double *table = p + r->first[g];
    for (int64_t i = from; i < to; i++) eta[i - from] += table[r->index[g][i]];
  }
  double sum = 0, total = 0;
  for (int64_t i = from; i < to; i++) sum += row_likelihood(r, i, eta[i - from], slope + i - from);
  for (int64_t i = 0; i < to - from; i++) total += slope[i];
  gradient[0] += total;
  for (int j = 0; j < COLUMNS; j++) {
    const double *x = r->columns[j] + from;
    total = 0;
    for (int64_t i = 0; i < to - from; i++) total += x[i] * slope[i];
    gradient[1 + j] += total;
  }
  for (int g = 0; g < TABLES; g++) {
    double *table = gradient + r->first[g];
    for (int64_t i = from; i < to; i++) table[r->index[g][i]] += slope[i - from];
  }
  return sum;
}

static double evaluate(const Rows *r, const double *p, double *gradient) {
  const int64_t block = BLOCK ? BLOCK : r->rows;
  static double *eta, *slope;
  if (!eta) {
    eta = malloc(block * 8);
    slope = malloc(block * 8);
  }
  memset(gradient, 0, r->parameters * 8);
  double sum = 0;
  for (int64_t from = 0; from < r->rows; from += block) {
    const int64_t to = from + block < r->rows ? from + block : r->rows;
    sum += evaluate_block(r, p, gradient, eta, slope, from, to);
  }
  return finish(r, sum, p, gradient);
}

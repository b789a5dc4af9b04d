/* Row by row: predictor, likelihood and gradient of a row while it is in the registers. */
#include "likelihood.h"

static double evaluate(const Rows *r, const double *p, double *gradient) {
  memset(gradient, 0, r->parameters * 8);
  const double *beta = p + 1;
  double *dBeta = gradient + 1;
  double sum = 0;
  for (int64_t i = 0; i < r->rows; i++) {
    const double *x = r->row_major + i * COLUMNS;
    double eta = p[0], slope;
    for (int j = 0; j < COLUMNS; j++) eta += x[j] * beta[j];
    for (int g = 0; g < TABLES; g++) eta += p[r->first[g] + r->index[g][i]];
    sum += row_likelihood(r, i, eta, &slope);
    gradient[0] += slope;
    for (int j = 0; j < COLUMNS; j++) dBeta[j] += x[j] * slope;
    for (int g = 0; g < TABLES; g++) gradient[r->first[g] + r->index[g][i]] += slope;
  }
  return finish(r, sum, p, gradient);
}

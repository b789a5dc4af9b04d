/*
 * The gaussian log likelihood from its sufficient statistics: with d = b - centre,
 * SSR - 2 d'r + d'Gd. Coefficients and the scale only; no priors, no change of coordinates.
 */
#define _GNU_SOURCE
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double gram[SIZE][SIZE], centre[SIZE], residual[SIZE];
static double squares0, weight;
static double parameter[SIZE + 1], gradient[SIZE + 1];

static double evaluate(const double *p) {
  double d[SIZE], squares = squares0, s = p[SIZE], scale = 1 / (s * s);
  for (int j = 0; j < SIZE; j++) d[j] = p[j] - centre[j];
  for (int j = 0; j < SIZE; j++) {
    double product = 0;
    for (int k = 0; k < SIZE; k++) product += gram[j][k] * d[k];
    gradient[j] = -scale * (product - residual[j]);
    squares += d[j] * (product - 2 * residual[j]);
  }
  gradient[SIZE] = (scale * squares - weight) / s;
  return -weight * log(s) - 0.5 * squares * scale;
}

int main(int count, char **arguments) {
  FILE *file = count > 1 ? fopen(arguments[1], "rb") : NULL;
  if (!file || fread(parameter, 8, SIZE + 1, file) != SIZE + 1 ||
      fread(gram, 8, SIZE * SIZE, file) != SIZE * SIZE || fread(centre, 8, SIZE, file) != SIZE ||
      fread(residual, 8, SIZE, file) != SIZE || fread(&squares0, 8, 1, file) != 1 ||
      fread(&weight, 8, 1, file) != 1)
    return 2;
  long evaluations;
  while (scanf("%ld", &evaluations) == 1) {
    double value = 0, first = parameter[0];
    struct timespec from, to;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &from);
    for (long k = 0; k < evaluations; k++) {
      parameter[0] = first + 1e-12 * k;
      value += evaluate(parameter);
    }
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &to);
    parameter[0] = first;
    double checksum = 0, sum = value;
    value = evaluate(parameter);
    for (int k = 0; k <= SIZE; k++) checksum += (k % 7 + 1) * gradient[k];
    double us = (to.tv_sec - from.tv_sec) * 1e6 + (to.tv_nsec - from.tv_nsec) * 1e-3;
    printf("%.17g %.17g %.17g\n", us / evaluations, sum == 0 ? sum : value, checksum);
    fflush(stdout);
  }
  return 0;
}

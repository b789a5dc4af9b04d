/** What a network looks like, apart from the columns that it reads and the races that it predicts. */

export interface NetworkShape {
  /**
   * dense: logits = net([Xᶜ, X]). deep_mlm: η_k = Σ_l X_l net(Xᶜ)_kl with a column of ones in X (equation 8 of
   * "Deep Ecological Inference").
   */
  readonly kind: "dense" | "deep_mlm";
  /** Widths of the hidden layers; without any, dense is linear and deep_mlm a model of varying coefficients. */
  readonly hidden: readonly number[];
  /** Weights with posteriors (equations 9-12); weights that are numbers where absent. */
  readonly bayes?: BayesianLayers;
}

export interface BayesianLayers {
  /** S of σ ~ HalfNormal(0, S), the scale of a layer's weights and biases. */
  readonly scale: number;
}

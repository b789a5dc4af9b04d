/** Diagnostic codes of networks that are trained on totals, and of ballots that they are held against. */

export const networkCodes = {
  "bad-network": {
    severity: "error",
    summary: "A network whose columns, layers, races or settings are not those of a network.",
  },
  "network-without-totals": {
    severity: "error",
    summary: "A network in a model whose response is not the totals of units.",
  },
  "races-need-network": {
    severity: "error",
    summary: "A name before a response, or several races in a block, without a network.",
  },
  "network-no-better": {
    severity: "warning",
    summary: "A network that predicts held-out units no better than their mean.",
  },
  "network-too-sure": {
    severity: "warning",
    summary:
      "A Bayesian network trained so briefly that its weights are as certain as they started.",
  },
  "network-stopped": {
    severity: "warning",
    summary: "A training that was stopped: the best of what there was by then.",
  },
  "bad-ballots": {
    severity: "error",
    summary: "Joint ballots that do not say what was chosen in the races of a fit.",
  },
  "bad-link": {
    severity: "error",
    summary: "Survey answers that cannot be linked to people of a network.",
  },
} as const;

/** `linked_answers(net, survey, by = id)`: what people's embeddings say of few survey answers linked to them. */
import { checkColumnsOf } from "../network-columns.js";
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

export const linkedAnswers: Verb = defineVerb({
  name: "linked_answers",
  summary:
    "Leave-one-out R² of linear models for survey answers of people of a network, on their embeddings and on the columns that the network reads.",
  returns: "table",
  deferred: true,
  parameters: {
    network: { kind: "network", required: true, help: "the trained network" },
    answers: { kind: "data", required: true, help: "the answers, a row for each respondent" },
    by: { kind: "column", required: true, help: "the column that links respondents to people: id" },
    questions: { kind: "columns", help: "columns of answers; by default all numbers of the data" },
    sets: {
      kind: "column",
      help: "the column that tells sets of respondents apart, each measured for itself",
    },
    ridge: { kind: "number", default: "10", help: "the penalty on squared coefficients" },
  },
  check({ by }, call) {
    checkColumnsOf(call.networkOf("network"), by && [by], call);
    return Promise.resolve();
  },
  async run({ network, answers, by, questions, sets, ridge = 10 }, call) {
    const workflow = await import("../../workflows/ecological/networks/index.js");
    const options = { answers, by, questions, sets, ridge, span: by.span };
    return workflow.linkedAnswers(network, options, call.sink);
  },
});

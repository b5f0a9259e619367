// `evaluate`: how the embeddings are judged while the encoder trains.
import * as v from 'valibot';
import { integer, number, oneOf, share } from './field';

const knn = v.strictObject({
  k: v.optional(
    integer('Neighbours that vote (Wu et al. 2018: 200); at most the samples there are.', 1),
    200,
  ),
  temperature: v.optional(
    number('Temperature of the votes, exp(cosine / temperature) (Wu et al. 2018).', 0.001, 100),
    0.1,
  ),
});

const probe = v.strictObject({
  c: v.optional(number('Inverse strength of the L2 penalty, as in scikit-learn.', 1e-9, 1e9), 1),
  max_iterations: v.optional(integer('Most L-BFGS iterations of the probe.', 1, 1_000_000), 1000),
  label_fractions: v.optional(
    v.pipe(
      v.array(number('Share of the labels used.', 1e-6, 1), 'must be a list of shares'),
      v.minLength(1, 'must list at least one share'),
      v.description(
        'Shares of the labels the probe is trained with; SimCLR also reports 0.1 and 0.01.',
      ),
    ),
    [1],
  ),
});

export const evaluateSection = v.pipe(
  v.strictObject({
    every: v.optional(integer('Epochs between evaluations; 0: only at the end.', 0, 1_000_000), 10),
    embeddings: v.optional(
      oneOf(
        "Which output is the embedding: the encoder's (Chen et al. 2020, section 4.2) or the head's.",
        ['encoder', 'head'],
      ),
      'encoder',
    ),
    knn: v.optional(v.pipe(knn, v.description('Weighted kNN vote (Wu et al. 2018).')), {}),
    probe: v.optional(
      v.pipe(
        probe,
        v.description(
          'Logistic regression on frozen, standardised embeddings (SimCLR, section 2.3).',
        ),
      ),
      {},
    ),
    holdout: v.optional(
      share('Share of the labelled training samples held out where no test data is given.'),
      0.2,
    ),
  }),
  v.description('How the embeddings are judged.'),
);

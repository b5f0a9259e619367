import { describe, expect, it } from 'vitest';
import { checkConfig } from '../../../src/engine/config/examine-config';

const data = 'data: { train: . }\n';

/** The text after the data section, and each problem as "line:column code sentence". */
const table: readonly (readonly [name: string, text: string, problems: readonly string[]])[] = [
  [
    'unknown setting near a known one',
    `${data}objective:\n  temprature: 0.5`,
    ['3:3 unknown-setting unknown setting "temprature": did you mean "temperature"?'],
  ],
  [
    'unknown setting near none',
    `${data}objective: { elephant: 1 }`,
    ['2:14 unknown-setting unknown setting "elephant": "objective" takes name, temperature'],
  ],
  [
    'unknown section',
    `${data}optimiser: {}`,
    ['2:1 unknown-setting unknown setting "optimiser": did you mean "optimizer"?'],
  ],
  [
    'several unknown settings',
    `${data}objective: { temprature: 0.5, nme: info-nce }\ntrian: { epochs: 3 }`,
    [
      '2:14 unknown-setting unknown setting "temprature": did you mean "temperature"?',
      '2:31 unknown-setting unknown setting "nme": did you mean "name"?',
      '3:1 unknown-setting unknown setting "trian": did you mean "train"?',
    ],
  ],
  [
    'setting of another variant',
    `${data}encoder: { name: mlp, stem: small }`,
    ['2:23 unknown-setting unknown setting "stem": "encoder" takes name, widths, batch_norm'],
  ],
  [
    'name that every object has',
    `${data}constructor: 1\n__proto__: { epochs: 3 }`,
    [
      '2:1 unknown-setting unknown setting "constructor": a config takes preset, name, data, positives, encoder, second_encoder, head, objective, negatives, optimizer, train, evaluate',
      '3:1 unknown-setting unknown setting "__proto__": a config takes preset, name, data, positives, encoder, second_encoder, head, objective, negatives, optimizer, train, evaluate',
    ],
  ],
  [
    'unknown variant',
    `${data}encoder: { name: resnet-18 }`,
    [
      '2:18 wrong-type "encoder.name" must be one of resnet18, conv, mlp, linear, not "resnet-18"; did you mean "resnet18"?',
    ],
  ],
  [
    'unknown word',
    `${data}negatives: { weighting: harder }`,
    [
      '2:25 wrong-type "negatives.weighting" must be one of uniform, debiased, hard, ring, band, mixing, not "harder"; did you mean "hard"?',
    ],
  ],
  [
    'unknown preset',
    `preset: hlc\n${data}`,
    [
      '1:9 wrong-type "preset" must be one of simclr, moco-v2, debiased, hcl, ring, mochi, supcon, triplet-semihard, lifted, n-pair, align-uniform, cmc, clip, not "hlc"; did you mean "hcl"?',
    ],
  ],
  [
    'text for a number',
    `${data}train: { epochs: many }`,
    ['2:18 wrong-type "train.epochs" must be a whole number from 1 to 1000000, not "many"'],
  ],
  ['number for text', `${data}name: 3`, ['2:7 wrong-type "name" must be text, not 3']],
  [
    'text for a flag',
    `${data}head: { batch_norm: "yes" }`,
    ['2:21 wrong-type "head.batch_norm" must be true or false, not "yes"'],
  ],
  [
    'word for a section that has no kinds',
    `${data}head: resnet18\ntrain: [1]`,
    [
      '2:7 wrong-type "head" must be a section of settings, not "resnet18"',
      '3:8 wrong-type "train" must be a section of settings, not a list',
    ],
  ],
  [
    'unknown word for a section',
    `${data}encoder: con\noptimizer: momentum`,
    [
      '2:10 wrong-type "encoder" must be a section of settings, or one of resnet18, conv, mlp, linear, not "con"; did you mean "conv"?',
      '3:12 wrong-type "optimizer" must be a section of settings, or one of adam, adamw, sgd, lars, not "momentum"',
    ],
  ],
  [
    'unknown word for the objective',
    `${data}objective: hlc`,
    [
      '2:12 wrong-type "objective" must be a section of settings, or one of simclr, moco-v2, debiased, hcl, ring, mochi, supcon, triplet-semihard, lifted, n-pair, align-uniform, cmc, clip, info-nce, decoupled, triplet, contrastive, not "hlc"; did you mean "hcl"?',
    ],
  ],
  [
    'empty list for a section',
    `${data}head: []`,
    ['2:7 wrong-type "head" must be a section of settings, not a list'],
  ],
  [
    'empty section',
    `${data}head:\n`,
    ['2:6 wrong-type "head" is empty: give it a value or remove the line'],
  ],
  [
    'out of range',
    `${data}negatives: { tau_plus: 1 }`,
    ['2:24 out-of-range "negatives.tau_plus" must be a number from 0 to 0.99, not 1'],
  ],
  [
    'half an epoch',
    `${data}train: { epochs: 1.5 }`,
    ['2:18 out-of-range "train.epochs" must be a whole number from 1 to 1000000, not 1.5'],
  ],
  [
    'batch of one',
    `${data}train: { batch_size: 1 }`,
    ['2:22 out-of-range "train.batch_size" must be a whole number from 2 to 1000000, not 1'],
  ],
  [
    'infinite and undefined numbers',
    `${data}optimizer: { lr: .inf, epsilon: .nan }`,
    [
      '2:18 out-of-range "optimizer.lr" must be a number from 0 to 1000, not Infinity',
      '2:33 wrong-type "optimizer.epsilon" must be a number from 1e-16 to 1, not NaN',
    ],
  ],
  [
    'entry of a list',
    `${data}positives: { crop: [0.2, 2] }`,
    ['2:26 out-of-range "positives.crop[1]" must be a number from 0.001 to 1, not 2'],
  ],
  [
    'list too short, list too long',
    `${data}positives: { crop: [0.2], jitter: [0, 0, 0, 0, 0] }`,
    [
      '2:20 wrong-type "positives.crop" must be a list of two numbers',
      '2:35 wrong-type "positives.jitter" must be a list of four numbers',
    ],
  ],
  [
    'too many layers',
    `${data}head: { layers: [1, 2, 3, 4] }`,
    ['2:17 out-of-range "head.layers" must list from 0 to 3 widths, not [1,2,3,4]'],
  ],
  [
    'no training samples',
    'data: { format: csv }',
    ['1:1 missing "data.train" is missing: say where the training samples are'],
  ],
  [
    'nothing at all',
    '',
    ['1:1 missing "data.train" is missing: say where the training samples are'],
  ],
  ['a list, not a config', '- a\n- b', ['1:1 wrong-type a config is made of lines "name: value"']],
  [
    'contradictions',
    `${data}positives: { crop: [1, 0.2] }\ntrain: { batch_size: 8, chunk_size: 9, epochs: 3 }\noptimizer: { warmup_epochs: 4, lr: 0.1, final_lr: 1 }`,
    [
      '2:20 conflict "positives.crop" goes from low to high: write [0.2, 1]',
      '3:37 conflict "train.chunk_size" (9) must not exceed train.batch_size (8)',
      '4:29 conflict "optimizer.warmup_epochs" (4) must not exceed train.epochs (3)',
      '4:51 conflict "optimizer.final_lr" (1) must not exceed optimizer.lr (0.1)',
    ],
  ],
  [
    'labels of no samples',
    'data: { train: ., test_labels: . }',
    ['1:32 conflict "data.test_labels" labels no samples: give data.test too'],
  ],
  [
    'conflict with what a preset says',
    `preset: simclr\n${data}train: { epochs: 5 }`,
    ['1:1 conflict "optimizer.warmup_epochs" (10) must not exceed train.epochs (5)'],
  ],
  ['duplicate setting', `${data}name: a\nname: b`, ['3:1 syntax Map keys must be unique']],
  ['second document', `${data}---\nname: b`, ['2:1 syntax a config is a single YAML document']],
];

describe('checkConfig', () => {
  it.each(table)('finds: %s', (_, text, expected) => {
    const found = checkConfig(text, 'test.contrast.yaml').map(
      ({ line, column, code, message }) => `${line}:${column} ${code} ${message}`,
    );
    expect(found).toEqual(expected);
  });

  it('gives ranges that an editor can underline', () => {
    const [problem] = checkConfig(`${data}train:\n  epochs: 1000000000`, 'a.yaml');
    expect(problem).toMatchObject({ line: 3, column: 11, endLine: 3, endColumn: 21 });
  });

  it.each([
    ['unclosed bracket', 'data: [', /^1:\d+ syntax /],
    ['tab as indentation', 'data:\n\ttrain: .', /^2:1 syntax /],
    ['alias without anchor', 'data: *a', /syntax .*a/],
    ['unknown tag', 'data: !js/function x', /syntax .*tag/i],
    ['value that is no text or number', 'data: !!binary aaaa', /syntax .*tag/i],
    ['section that holds itself', 'train: &x { y: *x }', /^1:1 syntax an alias stands inside/],
    ['list that holds itself', `${data}head: { layers: &x [*x] }`, /syntax an alias stands inside/],
    ['aliases that multiply', bomb(), /^1:1 syntax aliases cannot be resolved: Excessive/],
  ])('refuses: %s', (_, text, sentence) => {
    const found = checkConfig(text, 'a.yaml').map(
      ({ line, column, code, message }) => `${line}:${column} ${code} ${message}`,
    );
    expect(found[0]).toMatch(sentence);
  });

  it('leaves the prototype of objects alone', () => {
    checkConfig(`${data}__proto__: { polluted: yes }`, 'a.yaml');
    expect({}).not.toHaveProperty('polluted');
  });
});

/** Ten aliases of ten aliases, ten times over. */
function bomb(): string {
  const level = (i: number): string =>
    `a${i}: &a${i} [${Array.from({ length: 10 }, () => (i === 0 ? '1' : `*a${i - 1}`)).join()}]`;
  return Array.from({ length: 10 }, (_, i) => level(i)).join('\n');
}

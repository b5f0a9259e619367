// `objective: hcl` in place of a section, in a config and on the command line.
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/engine/config/load-config';
import { presets } from '../../../src/engine/config/presets';

const file = 'flowers.contrast.yaml';
const data = 'data: { train: . }\n';
const parse = (text: string, ...overrides: string[]) =>
  parseConfig(`${data}${text}`, file, overrides);

describe('text in place of a section', () => {
  it.each([
    ['objective: triplet', 'objective: { name: triplet }'],
    ['encoder: conv', 'encoder: { name: conv }'],
    ['optimizer: sgd', 'optimizer: { name: sgd }'],
    ['negatives: memory-bank', 'negatives: { from: memory-bank }'],
    ['positives: label', 'positives: { from: label }'],
    ['objective: hcl', 'objective: { name: info-nce }\nnegatives: { weighting: hard }'],
    [
      'objective: supcon',
      'objective: { name: supcon, base_temperature: 0.07 }\npositives: { from: label }',
    ],
    [
      'positives: channels\nsecond_encoder: conv',
      'positives: { from: channels }\nsecond_encoder: { name: conv }',
    ],
  ])('%s', (short, long) => {
    expect(parse(short)).toEqual(parse(long));
  });

  it.each([...presets.keys()].filter((name) => name !== 'clip'))(
    'objective: %s is the loss of that preset, and nothing else of it',
    (name) => {
      const short = parse(`objective: ${name}`);
      const whole = parse(`preset: ${name}`);
      expect(short.objective).toEqual(whole.objective);
      expect(short.negatives).toEqual(whole.negatives);
      expect(short.positives.from).toBe(whole.positives.from);
      const { positives, encoder, head, optimizer, train } = parse('');
      expect(short).toMatchObject({ encoder, head, optimizer, train });
      expect(short.positives.crop).toEqual(positives.crop);
    },
  );

  it('lies under what the config says of negatives and positives', () => {
    const { negatives } = parse('objective: hcl\nnegatives: { beta: 2, exclude: [group] }');
    expect(negatives).toMatchObject({ weighting: 'hard', beta: 2, exclude: ['group'] });
    const own = parse('objective: supcon\npositives: augmentation');
    expect(own.positives.from).toBe('augmentation');
    expect(parse('objective: hcl\nnegatives: { weighting: uniform }').negatives.weighting).toBe(
      'uniform',
    );
  });

  it('lies over what a preset says', () => {
    const config = parse('preset: moco-v2\nobjective: hcl');
    expect(config.negatives).toMatchObject({ from: 'queue', size: 65_536, weighting: 'hard' });
    expect(config.objective).toMatchObject({ temperature: 0.5 });
  });

  it('stands where it is when it is no shorthand of the section', () => {
    expect(() => parse('objective: resnet18')).toThrow(/"objective" must be a section/);
  });
});

describe('text in place of a section on the command line', () => {
  const hard = 'negatives: { weighting: hard, tau_plus: 0.2, beta: 2, anneal: down }';

  it('chooses another weighting than the config did, and leaves the settings it has a use for', () => {
    expect(parse(hard, 'objective=simclr')).toEqual(parse(''));
    expect(parse(hard, 'objective=debiased').negatives).toEqual(
      parse('negatives: { weighting: debiased, tau_plus: 0.2 }').negatives,
    );
    expect(parse(hard, 'objective=hcl').negatives).toEqual(parse(hard).negatives);
  });

  it('chooses another source of negatives, and leaves what is never a negative', () => {
    const text = 'negatives: { from: batch, among: other-view, exclude: [reviewed] }';
    expect(parse(text, 'objective=moco-v2').negatives).toMatchObject({
      from: 'queue',
      size: 65_536,
      exclude: ['reviewed'],
    });
    expect(parse('negatives: queue', 'objective=lifted').negatives).toEqual(parse('').negatives);
  });

  it('chooses other positives, and leaves how views are made', () => {
    const text = 'positives: { from: sequence, window: 3, gray: 0.5 }';
    const { positives } = parse(text, 'objective=supcon');
    expect(positives).toEqual(parse('positives: { from: label, gray: 0.5 }').positives);
    expect(parse(text, 'objective=simclr').positives).toMatchObject({ window: 3 });
  });

  it('may be followed by settings of the section', () => {
    const config = parse('', 'objective=hcl', 'objective.temperature=0.2', 'negatives.beta=3');
    expect(config.objective).toMatchObject({ name: 'info-nce', temperature: 0.2 });
    expect(config.negatives).toMatchObject({ weighting: 'hard', beta: 3 });
    expect(parse('', 'encoder=mlp', 'encoder.widths=[8]').encoder).toMatchObject({ widths: [8] });
  });

  it('refuses an unknown word', () => {
    expect(() => parse('', 'objective=hlc')).toThrow(
      /^setting "objective=hlc": "objective" must be .* not "hlc"; did you mean "hcl"\?$/,
    );
  });
});

import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/engine/config/load-config';
import { presets } from '../../../src/engine/config/presets';
import { resolvedYaml } from '../../../src/engine/config/resolved-yaml';
import { runConfigSchema } from '../../../src/engine/config/run-config';

const file = 'flowers.contrast.yaml';
const data = 'data: { train: . }\n';
/** What only the person knows. */
const needed: Readonly<Record<string, string>> = { clip: 'positives: { with: captions.npy }' };

const withPreset = (preset: string, rest = needed[preset] ?? '') =>
  parseConfig(`preset: ${preset}\n${data}${rest}`, file);

describe.each([...presets.keys()])('preset: %s', (preset) => {
  it('has no contradictions', () => {
    expect(withPreset(preset).preset).toBe(preset);
  });

  it('is the same when read from resolved.yaml', () => {
    const config = withPreset(preset);
    expect(parseConfig(resolvedYaml(config), 'other.yaml')).toEqual(config);
  });

  it('says what its loss is and how negatives count', () => {
    const { objective, negatives } = presets.get(preset) ?? {};
    expect(objective).toHaveProperty('name');
    expect(negatives).toHaveProperty('weighting');
  });
});

describe('a preset', () => {
  it('is one that the schema names', () => {
    expect(runConfigSchema.entries.preset.wrapped.options).toEqual([...presets.keys()]);
  });

  it('lies under what the config says', () => {
    const config = withPreset('hcl', 'negatives: { beta: 0.5 }');
    expect(config.negatives).toMatchObject({ weighting: 'hard', beta: 0.5 });
    expect(config.train.epochs).toBe(400);
  });

  it('says nothing of a section in which the config chose another variant', () => {
    const config = withPreset('simclr', 'encoder: { name: linear }\noptimizer: { name: adam }');
    expect(config.encoder).toEqual({ name: 'linear', dimensions: 128 });
    expect(config.optimizer.lr).toBe(1e-3);
  });

  it('gives its queue up for negatives from the batch', () => {
    const { negatives } = withPreset('moco-v2', 'negatives: { from: batch }');
    expect(negatives).toEqual(parseConfig(data, file).negatives);
  });

  it('keeps its queue where the config only says how its keys count', () => {
    const { negatives } = withPreset('moco-v2', 'negatives: { weighting: hard }');
    expect(negatives).toMatchObject({ from: 'queue', size: 65_536, weighting: 'hard' });
  });

  it('takes back what another weighting has no use for, and leaves what it has', () => {
    const uniform = withPreset('ring', 'negatives: { weighting: uniform }').negatives;
    expect(uniform).toMatchObject({ from: 'queue', weighting: 'uniform', anneal: 'none' });
    const text = 'negatives: { weighting: debiased }';
    expect(withPreset('hcl', text).negatives).toMatchObject({ tau_plus: 0.1, anneal: 'none' });
  });
});

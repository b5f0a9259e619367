// The optimisers' papers in float64, one weight after the other.
import type { RunConfig } from '../../../src/engine/config/run-config';

export type Settings = RunConfig['optimizer'];

export interface NaiveParameter {
  readonly decays: boolean;
  values: number[];
}

/** Gradients of one step: for each parameter, of each of its weights. */
export type StepGradients = readonly (readonly number[])[];

/** The weights after steps with these gradients, at the rate `lr` of every step. */
export function naiveTraining(
  parameters: readonly NaiveParameter[],
  steps: readonly StepGradients[],
  rates: readonly number[],
  settings: Settings,
): number[][] {
  const memories = parameters.map(({ values }) => ({
    first: values.map(() => 0),
    second: values.map(() => 0),
  }));
  const current = parameters.map(({ decays, values }) => ({ decays, values: [...values] }));
  steps.forEach((gradients, i) => {
    const clipped = clip(gradients, settings.clip_norm);
    current.forEach((parameter, k) => {
      const update = { gradient: clipped[k], memory: memories[k], lr: rates[i], step: i + 1 };
      parameter.values = rules[settings.name](parameter, update, settings);
    });
  });
  return current.map(({ values }) => values);
}

interface Update {
  readonly gradient: readonly number[];
  readonly memory: { first: number[]; second: number[] };
  readonly lr: number;
  readonly step: number;
}

type Rule = (parameter: NaiveParameter, update: Update, settings: Settings) => number[];

const rules: Record<Settings['name'], Rule> = { adam, adamw: adam, sgd, lars };

/** Kingma & Ba 2015, algorithm 1; adamw: Loshchilov & Hutter 2019, algorithm 2. */
function adam({ values, decays }: NaiveParameter, update: Update, settings: Settings): number[] {
  const { betas, epsilon, name } = settings;
  const { gradient, memory, lr, step } = update;
  const decay = decays ? settings.weight_decay : 0;
  return values.map((theta, i) => {
    const g = gradient[i] + (name === 'adam' ? decay * theta : 0);
    memory.first[i] = betas[0] * memory.first[i] + (1 - betas[0]) * g;
    memory.second[i] = betas[1] * memory.second[i] + (1 - betas[1]) * g * g;
    const m = memory.first[i] / (1 - betas[0] ** step);
    const v = memory.second[i] / (1 - betas[1] ** step);
    const shrunk = name === 'adamw' ? theta - lr * decay * theta : theta;
    return shrunk - (lr * m) / (Math.sqrt(v) + epsilon);
  });
}

/** Sutskever et al. 2013 in PyTorch's form: the rate multiplies the velocity. */
function sgd({ values, decays }: NaiveParameter, update: Update, settings: Settings): number[] {
  const { gradient, memory, lr } = update;
  const decay = decays ? settings.weight_decay : 0;
  return values.map((theta, i) => {
    const g = gradient[i] + decay * theta;
    memory.first[i] = settings.momentum * memory.first[i] + g;
    const direction = settings.nesterov ? g + settings.momentum * memory.first[i] : memory.first[i];
    return theta - lr * direction;
  });
}

/** You, Gitman & Ginsburg 2017, algorithm 1; what does not decay takes the plain step. */
function lars(parameter: NaiveParameter, update: Update, settings: Settings): number[] {
  if (!parameter.decays) return sgd(parameter, update, settings);
  const { gradient, memory, lr } = update;
  const { trust, weight_decay: decay, momentum, nesterov } = settings;
  const length = (v: readonly number[]): number => Math.sqrt(v.reduce((sum, x) => sum + x * x, 0));
  const [weights, slope] = [length(parameter.values), length(gradient)];
  const ratio = weights > 0 && slope > 0 ? (trust * weights) / (slope + decay * weights) : 1;
  return parameter.values.map((theta, i) => {
    const scaled = lr * ratio * (gradient[i] + decay * theta);
    memory.first[i] = momentum * memory.first[i] + scaled;
    return theta - (nesterov ? scaled + momentum * memory.first[i] : memory.first[i]);
  });
}

/** Pascanu, Mikolov & Bengio 2013, algorithm 1. */
function clip(gradients: StepGradients, limit = Infinity): StepGradients {
  const norm = Math.sqrt(gradients.flat().reduce((sum, g) => sum + g * g, 0));
  const factor = norm > limit ? limit / norm : 1;
  return gradients.map((part) => part.map((g) => g * factor));
}

// Finds in a program's updates those of Adam, which TensorFlow has a kernel for.
import type { OperationName } from '../../graph/operations';
import { programInputs, programNodes, type Program } from '../../graph/program';
import type { Tensor } from '../../graph/tensor';

/** θ ← kept − rate · M / (√V + ε) with M ← β₁ M + g and V ← β₂ V + g² (train/optimisers/adam.ts). */
export interface AdamUpdate {
  readonly parameter: Tensor<'input'>;
  /** M and V. */
  readonly first: Tensor<'input'>;
  readonly second: Tensor<'input'>;
  readonly gradient: Tensor;
  readonly beta1: number;
  readonly beta2: number;
  /** Scalars. */
  readonly rate: Tensor;
  readonly epsilon: Tensor;
  /** What the parameter is multiplied by beforehand: decay. */
  readonly factor: Tensor | undefined;
  /** Where it is there and false, all three keep their values. */
  readonly applies: Tensor | undefined;
}

/** None of a program where something else reads a next value: it would have to be made as well. */
export function adamUpdates(program: Program): AdamUpdate[] {
  const { updates = {} } = program;
  const inputs = programInputs(program);
  const uses = countUses(program);
  return Object.entries(updates).flatMap(([name, update]) => {
    const parameter = inputs.get(name);
    if (!parameter) return [];
    const { next, applies } = unguarded(update, parameter);
    const found = adamUpdate(parameter, next);
    if (!found) return [];
    const { first, second, nextFirst, nextSecond } = found;
    const isWhole = ([first, second] as const).every((slot, i) => {
      const own = unguarded(updates[slot.attributes.name], slot);
      return own.next === [nextFirst, nextSecond][i] && own.applies === applies;
    });
    // Each is an update, or what one chooses; the moments are read by the step as well.
    const isAlone = uses.get(next) === 1 && uses.get(nextFirst) === 2 && uses.get(nextSecond) === 2;
    return isWhole && isAlone ? [{ ...found, applies }] : [];
  });
}

/** The next value of a state that keeps its old one where a step is skipped. */
function unguarded(
  update: Tensor,
  state: Tensor<'input'>,
): { next: Tensor; applies: Tensor | undefined } {
  const [applies, next, old] = operands(update, 'select');
  const guards = next && old === state && isScalar(applies);
  return guards ? { next, applies } : { next: update, applies: undefined };
}

type Found = Omit<AdamUpdate, 'applies'> & {
  readonly nextFirst: Tensor;
  readonly nextSecond: Tensor;
};

function adamUpdate(parameter: Tensor<'input'>, next: Tensor): Found | undefined {
  const [kept, step] = operands(next, 'subtract');
  const [ratio, rate] = operands(step, 'multiply');
  const [nextFirst, spread] = operands(ratio, 'divide');
  const [root, epsilon] = operands(spread, 'add');
  const [nextSecond] = operands(root, 'sqrt');
  const [first, second] = [moment(nextFirst), moment(nextSecond)];
  const [gradient, again] = operands(second?.gain, 'multiply');
  const [decayed, factor] = kept === parameter ? [kept] : operands(kept, 'multiply');
  if (!nextFirst || !nextSecond || !first || !second || !gradient) return undefined;
  if (gradient !== first.gain || gradient !== again || decayed !== parameter) return undefined;
  if (!isScalar(rate) || !isScalar(epsilon) || (factor && !isScalar(factor))) return undefined;
  const slots = { first: first.old, second: second.old, nextFirst, nextSecond };
  const betas = { beta1: first.beta, beta2: second.beta };
  return { parameter, gradient, rate, epsilon, factor, ...slots, ...betas };
}

/** β · old + gain */
function moment(
  next: Tensor | undefined,
): { old: Tensor<'input'>; beta: number; gain: Tensor } | undefined {
  const [faded, gain] = operands(next, 'add');
  const [old, beta] = operands(faded, 'multiply');
  if (!gain || !is(old, 'input') || !is(beta, 'constant') || !isScalar(beta)) return undefined;
  return { old, beta: Number(beta.attributes.data[0]), gain };
}

/** The operands of a node of that operation, else nothing. */
function operands(
  node: Tensor | undefined,
  operation: OperationName,
): readonly (Tensor | undefined)[] {
  return node?.operation === operation ? node.inputs : [];
}

function isScalar(node: Tensor | undefined): node is Tensor {
  return node?.shape.length === 0;
}

function is<O extends OperationName>(node: Tensor | undefined, operation: O): node is Tensor<O> {
  return node?.operation === operation;
}

/** How often each tensor is read by others or is a result. */
function countUses(program: Program): ReadonlyMap<Tensor, number> {
  const uses = new Map<Tensor, number>();
  const results = [...Object.values(program.outputs), ...Object.values(program.updates ?? {})];
  for (const x of [...programNodes(program).flatMap(({ inputs }) => inputs), ...results])
    uses.set(x, (uses.get(x) ?? 0) + 1);
  return uses;
}

// Writes a program as an ONNX model.
import type { OperationName } from '../operations';
import { programInputs, programNodes, type Program } from '../program';
import { hostType, type Tensor } from '../tensor';
import { Emitter, type EmitterOptions, type Lowering } from './emitter';
import { elementwise } from './lower-elementwise';
import { layout } from './lower-layout';
import { products } from './lower-products';
import { encodeModel, type OnnxGraph, type OnnxValue } from './protobuf';

type Computed = Exclude<OperationName, 'input' | 'constant'>;
const lowerings: { readonly [O in Computed]: Lowering<O> } = {
  ...elementwise,
  ...layout,
  ...products,
};

/** The model's name for the next value of a state: inputs and outputs may not share one. */
export function updateName(state: string): string {
  return `next:${state}`;
}

interface ModelOptions extends Pick<EmitterOptions, 'nativeNarrow'> {
  /** Names the first size of every input and output instead of fixing it: any batch fits. */
  readonly freeBatch?: string;
}

/** The bytes of an ONNX file with the program's inputs, outputs and (as `updateName`) updates. */
export function writeOnnx(program: Program, options: ModelOptions = {}): Uint8Array {
  return encodeModel(onnxGraph(program, options));
}

/** The graph that such a file holds. */
export function onnxGraph(program: Program, options: ModelOptions = {}): OnnxGraph {
  return lowered(program, options).graph;
}

/** For which tensor of the program a value of the model is computed, by the value's name. */
export function onnxOrigins(
  program: Program,
  options: ModelOptions = {},
): ReadonlyMap<string, Tensor> {
  return lowered(program, options).emitter.origins;
}

function lowered(
  program: Program,
  { freeBatch, ...options }: ModelOptions,
): { readonly graph: OnnxGraph; readonly emitter: Emitter } {
  const emitter = new Emitter({ anyBatch: freeBatch !== undefined, ...options });
  const results = resultsOf(program);
  const inputs = programInputs(program);
  for (const [name] of results) {
    if (inputs.has(name))
      throw new Error(`an input and an output of the program are called ${name}`);
  }
  const names = nameResults(results);
  for (const node of programNodes(program)) lower(node, names, emitter);
  emitter.origin = undefined;
  for (const [name, node] of results) {
    // A tensor with two roles, or an input handed through, needs a name of its own for each.
    if (names.get(node) !== name) emitter.emit('Identity', [names.get(node)!], {}, name);
  }
  const graph = {
    nodes: emitter.nodes,
    initializers: emitter.initializers,
    inputs: [...inputs].map(([name, node]) => value(name, node, freeBatch)),
    outputs: results.map(([name, node]) => value(name, node, freeBatch)),
  };
  return { graph, emitter };
}

function resultsOf({ outputs, updates = {} }: Program): [string, Tensor][] {
  return [
    ...Object.entries(outputs),
    ...Object.entries(updates).map(([name, node]): [string, Tensor] => [updateName(name), node]),
  ];
}

/** Results carry their own names from the start, so that no copy is made of them. */
function nameResults(results: readonly [string, Tensor][]): Map<Tensor, string> {
  const names = new Map<Tensor, string>();
  for (const [name, node] of results) {
    if (node.operation === 'constant' || node.operation === 'input' || names.has(node)) continue;
    names.set(node, name);
  }
  return names;
}

function lower(node: Tensor, names: Map<Tensor, string>, emitter: Emitter): void {
  if (is(node, 'input')) {
    names.set(node, node.attributes.name);
  } else if (is(node, 'constant')) {
    const { data } = node.attributes;
    names.set(node, emitter.initializer(data, node.shape, hostType(node.dtype)));
  } else {
    const name = names.get(node) ?? emitter.freshName();
    names.set(node, name);
    emitter.origin = node;
    const inputs = node.inputs.map((x) => names.get(x)!);
    const rounds = emitter.rounds(node.dtype);
    const result = rounds ? emitter.freshName() : name;
    lowerComputed(node as Tensor<Computed>, inputs, emitter, result);
    if (rounds) emitter.round(result, node.dtype, name);
  }
}

function lowerComputed<O extends Computed>(
  node: Tensor<O>,
  inputs: readonly string[],
  emitter: Emitter,
  output: string,
): void {
  lowerings[node.operation](node, inputs, emitter, output);
}

function is<O extends OperationName>(node: Tensor, operation: O): node is Tensor<O> {
  return node.operation === operation;
}

function value(name: string, { dtype: type, shape }: Tensor, freeBatch?: string): OnnxValue {
  const dtype = hostType(type);
  return { name, dtype, shape: freeBatch === undefined ? shape : [freeBatch, ...shape.slice(1)] };
}

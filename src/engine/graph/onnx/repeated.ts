// A program run several times over as one ONNX model: a Loop that hands the states from one round to
// the next, so that they cross to the caller once for all of the rounds.
import type { Program } from '../program';
import { onnxGraph, updateName } from './model';
import { encodeModel, type OnnxGraph, type OnnxNode, type OnnxValue } from './protobuf';

/** Input of the repeated model: how many rounds, int64. */
export const ROUNDS = 'rounds';

/**
 * The bytes of an ONNX file that runs the program `ROUNDS` times. Inputs named in `fed` have one
 * value a round, stacked along a new first axis; so have the outputs. The program's updates are the
 * states after the last round; other inputs are the same in every round.
 */
export function writeRepeated(program: Program, fed: readonly string[]): Uint8Array {
  const body = onnxGraph(program);
  const states = Object.keys(program.updates ?? {});
  const carried = states.map((name) => valueOf(body.inputs, name));
  const outputs = Object.keys(program.outputs).map((name) => valueOf(body.outputs, name));
  const isFed = new Set(fed);
  const stacked = body.inputs.filter(({ name }) => isFed.has(name));
  const rest = body.inputs.filter(({ name }) => !isFed.has(name));
  const loop: OnnxNode = {
    type: 'Loop',
    inputs: [ROUNDS, '', ...states],
    outputs: [...states.map(updateName), ...outputs.map(({ name }) => name)],
    attributes: { body: { graph: roundOf(body, { stacked, carried, outputs }) } },
  };
  return encodeModel({
    nodes: [loop],
    initializers: [],
    inputs: [scalar(ROUNDS, 'int64'), ...stacked.map(stack), ...rest],
    outputs: [
      ...carried.map((each) => ({ ...each, name: updateName(each.name) })),
      ...outputs.map(stack),
    ],
  });
}

interface Round {
  readonly stacked: readonly OnnxValue[];
  readonly carried: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
}

/** Names of the outer model are seen in here, so what a round takes of them is named apart. */
function roundOf(body: OnnxGraph, { stacked, carried, outputs }: Round): OnnxGraph {
  const own = new Map([...stacked, ...carried].map(({ name }) => [name, `round:${name}`] as const));
  const results = new Map(body.outputs.map(({ name }) => [name, `round:${name}`] as const));
  const renamed = (name: string): string => own.get(name) ?? results.get(name) ?? name;
  const takes = stacked.map(({ name }): OnnxNode => ({
    type: 'Gather',
    inputs: [name, 'round'],
    outputs: [renamed(name)],
    attributes: {},
  }));
  const nodes = body.nodes.map((node) => ({
    ...node,
    inputs: node.inputs.map(renamed),
    outputs: node.outputs.map(renamed),
  }));
  const goesOn: OnnxNode = {
    type: 'Identity',
    inputs: ['before'],
    outputs: ['after'],
    attributes: {},
  };
  return {
    nodes: [...takes, ...nodes, goesOn],
    initializers: body.initializers,
    inputs: [
      scalar('round', 'int64'),
      scalar('before', 'bool'),
      ...carried.map((each) => ({ ...each, name: renamed(each.name) })),
    ],
    outputs: [
      scalar('after', 'bool'),
      ...carried.map((each) => ({ ...each, name: renamed(updateName(each.name)) })),
      ...outputs.map((each) => ({ ...each, name: renamed(each.name) })),
    ],
  };
}

function valueOf(values: readonly OnnxValue[], name: string): OnnxValue {
  const found = values.find((value) => value.name === name);
  if (!found) throw new Error(`the program neither takes nor gives ${name}`);
  return found;
}

const scalar = (name: string, dtype: OnnxValue['dtype']): OnnxValue => ({ name, dtype, shape: [] });

const stack = (value: OnnxValue): OnnxValue => ({ ...value, shape: [ROUNDS, ...value.shape] });

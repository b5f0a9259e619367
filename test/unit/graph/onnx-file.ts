// Reads back, by ONNX's own field numbers, what the tests ask of a model's bytes.
import { PbfReader } from 'pbf';

export interface OnnxFile {
  irVersion: number;
  /** Operator set by domain. */
  readonly operatorSets: Map<string, number>;
  readonly nodes: { type: string; readonly inputs: string[]; readonly outputs: string[] }[];
  readonly initializers: OnnxValue[];
  readonly inputs: OnnxValue[];
  readonly outputs: OnnxValue[];
}

interface OnnxValue {
  name: string;
  elementType: number;
  readonly shape: (number | string)[];
}

export function readOnnx(bytes: Uint8Array): OnnxFile {
  const file: OnnxFile = {
    irVersion: 0,
    operatorSets: new Map(),
    nodes: [],
    initializers: [],
    inputs: [],
    outputs: [],
  };
  fields(new PbfReader(bytes), {
    1: (pbf) => (file.irVersion = pbf.readVarint()),
    7: (pbf) => {
      readGraph(pbf, file);
    },
    8: (pbf) => {
      let [domain, version] = ['', 0];
      message(pbf, { 1: (p) => (domain = p.readString()), 2: (p) => (version = p.readVarint()) });
      file.operatorSets.set(domain, version);
    },
  });
  return file;
}

type Readers = Readonly<Partial<Record<number, (pbf: PbfReader) => unknown>>>;

function fields(pbf: PbfReader, readers: Readers): void {
  pbf.readFields((tag, _, reader) => {
    readers[tag]?.(reader);
  }, undefined);
}

function message(pbf: PbfReader, readers: Readers): void {
  pbf.readMessage((tag, _, reader) => {
    readers[tag]?.(reader);
  }, undefined);
}

function readGraph(pbf: PbfReader, file: OnnxFile): void {
  message(pbf, {
    1: (p) => {
      const node = { type: '', inputs: [] as string[], outputs: [] as string[] };
      message(p, {
        1: (q) => node.inputs.push(q.readString()),
        2: (q) => node.outputs.push(q.readString()),
        4: (q) => (node.type = q.readString()),
      });
      file.nodes.push(node);
    },
    5: (p) => {
      const value: OnnxValue = { name: '', elementType: 0, shape: [] };
      message(p, {
        1: (q) => value.shape.push(q.readVarint()),
        2: (q) => (value.elementType = q.readVarint()),
        8: (q) => (value.name = q.readString()),
      });
      file.initializers.push(value);
    },
    11: (p) => file.inputs.push(readValue(p)),
    12: (p) => file.outputs.push(readValue(p)),
  });
}

function readValue(pbf: PbfReader): OnnxValue {
  const value: OnnxValue = { name: '', elementType: 0, shape: [] };
  const dimension = (p: PbfReader): void => {
    message(p, {
      1: (q) => value.shape.push(q.readVarint()),
      2: (q) => value.shape.push(q.readString()),
    });
  };
  const tensorType = (p: PbfReader): void => {
    message(p, {
      1: (q) => (value.elementType = q.readVarint()),
      2: (q) => {
        message(q, { 1: dimension });
      },
    });
  };
  message(pbf, {
    1: (p) => (value.name = p.readString()),
    2: (p) => {
      message(p, { 1: tensorType });
    },
  });
  return value;
}

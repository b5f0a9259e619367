// A program on WebGPU. A run leaves its outputs on the device and returns once it is enqueued; they
// are read when they are asked for.
import type * as ort from './library';
import type { Program } from '../graph/program';
import { OnnxProgram, type OutputTensors } from './onnx-program';
import { OutputReader } from './output-reader';
import type { Executable, Feeds, Outputs, State } from './runtime';

export class WebGpuExecutable implements Executable {
  private readonly single: OnnxProgram;
  private readonly reader: OutputReader;
  private readonly unread = new Set<OutputTensors>();

  constructor(program: Program, session: ort.InferenceSession) {
    this.single = new OnnxProgram(program, session);
    this.reader = new OutputReader(program.outputs);
  }

  async run(feeds: Feeds, state?: State): Promise<Outputs> {
    const read = await this.enqueue(feeds, state);
    return read();
  }

  async enqueue(feeds: Feeds, state?: State): Promise<() => Promise<Outputs>> {
    const results = await this.single.run(feeds, state);
    this.unread.add(results);
    return async () => {
      if (!this.unread.has(results)) throw new Error('the outputs were read, or given back');
      try {
        return await this.reader.read(results);
      } finally {
        this.giveBack(results);
      }
    };
  }

  async dispose(): Promise<void> {
    for (const results of this.unread) this.giveBack(results);
    await this.reader.dispose();
    await this.single.dispose();
  }

  private giveBack(results: OutputTensors): void {
    this.unread.delete(results);
    for (const tensor of Object.values(results)) tensor.dispose();
  }
}

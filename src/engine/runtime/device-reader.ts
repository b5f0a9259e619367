// Brings tensors from device buffers to the host.
import * as ort from './library';
import { writeOnnx } from '../graph/onnx/model';
import { input } from '../graph/sources';
import type { HostArray, HostType } from '../graph/tensor';

/**
 * Reads by running a model that hands its input through: `Tensor.getData()` of a device buffer ends
 * the process in onnxruntime-node 1.30. One such model is kept for every shape and type.
 */
export class DeviceReader {
  private readonly sessions = new Map<string, Promise<ort.InferenceSession>>();

  async read(tensor: ort.Tensor): Promise<HostArray> {
    const key = `${tensor.type} ${tensor.dims.join(',')}`;
    let opening = this.sessions.get(key);
    if (!opening) this.sessions.set(key, (opening = copyingSession(tensor)));
    const session = await opening;
    const { copy } = await session.run({ value: tensor });
    return copy.data as HostArray;
  }

  dispose(): void {
    for (const opening of this.sessions.values()) {
      // One that never opened was told of where it was needed.
      void opening.then(
        (session) => session.release(),
        () => undefined,
      );
    }
    this.sessions.clear();
  }
}

function copyingSession({ dims, type }: ort.Tensor): Promise<ort.InferenceSession> {
  const copy = input('value', dims, type as HostType);
  return ort.InferenceSession.create(writeOnnx({ outputs: { copy } }), {
    executionProviders: ['webgpu'],
    logSeverityLevel: 3,
    preferredOutputLocation: 'cpu',
  });
}

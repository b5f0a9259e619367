// Wheels of a few bytes, with the RECORD that belongs to them.
import { createHash } from 'node:crypto';
import { strToU8, zipSync } from 'fflate';

const ARCHITECTURE = process.arch === 'arm64' ? 'aarch64' : 'x86_64';
const TAGS = `cp311-cp311-manylinux_2_17_${ARCHITECTURE}.manylinux2014_${ARCHITECTURE}`;

export interface FakeWheel {
  /** As an index lists it. */
  readonly name: string;
  readonly bytes: Buffer;
}

export interface WheelContent {
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  /** Lines of METADATA. */
  readonly metadata?: readonly string[];
  /** Entries whose bytes are others than RECORD says. */
  readonly forged?: readonly string[];
  readonly tags?: string;
}

export function fakeWheel(
  distribution: string,
  version: string,
  { files, metadata = [], forged = [], tags = TAGS }: WheelContent,
): FakeWheel {
  const info = `${distribution}-${version}.dist-info`;
  const bytes: Record<string, Uint8Array> = {};
  for (const [name, content] of Object.entries(files))
    bytes[name] = typeof content === 'string' ? strToU8(content) : content;
  const lines = Object.entries(bytes).map(([name, content]) => {
    const recorded = forged.includes(name) ? strToU8('something else') : content;
    return `${name},sha256=${createHash('sha256').update(recorded).digest('base64url')},${content.length}`;
  });
  const head = ['Metadata-Version: 2.1', `Name: ${distribution}`, `Version: ${version}`];
  bytes[`${info}/METADATA`] = strToU8([...head, ...metadata, ''].join('\n'));
  bytes[`${info}/WHEEL`] = strToU8('Wheel-Version: 1.0\nRoot-Is-Purelib: false\n');
  bytes[`${info}/RECORD`] = strToU8(`${lines.join('\n')}\n${info}/RECORD,,\n`);
  const zip = zipSync(bytes, { level: 0 });
  return {
    name: `${distribution}-${version}-${tags}.whl`,
    bytes: Buffer.from(zip.buffer, zip.byteOffset, zip.length),
  };
}

/** What is taken of TensorFlow's wheel, and something that is not. */
export const tensorFlowFiles = {
  'tensorflow/libtensorflow_cc.so.2': Buffer.alloc(200_000, 'cc'),
  'tensorflow/libtensorflow_framework.so.2': Buffer.alloc(50_000, 'framework'),
  'tensorflow/python/left_out.py': 'print()',
  'tensorflow/include/tensorflow/c/c_api.h': '// C',
};

export const cpuWheel = (content: Partial<WheelContent> = {}): FakeWheel =>
  fakeWheel('tensorflow_cpu', '2.20.0', { files: tensorFlowFiles, ...content });

/** Names two packages of CUDA. */
export const gpuWheel = (): FakeWheel =>
  fakeWheel('tensorflow', '2.20.0', {
    files: tensorFlowFiles,
    metadata: [
      'Requires-Dist: numpy>=1.26.0',
      'Requires-Dist: nvidia-cublas-cu12<13.0,>=12.5.3.2; extra == "and-cuda"',
      "Requires-Dist: nvidia-cuda-nvcc-cu12 (>=12.5.82,<13.0) ; extra == 'and-cuda'",
      'Requires-Dist: other; extra == "gcs-filesystem"',
    ],
  });

export const cudaWheels = (): FakeWheel[] => {
  const tags = `py3-none-manylinux_2_17_${ARCHITECTURE}`;
  return [
    fakeWheel('nvidia_cublas_cu12', '12.9.1.4', {
      files: {
        'nvidia/cublas/lib/libcublas.so.12': 'cublas',
        'nvidia/cublas/lib/libcublas_static.a': 'left out',
        'nvidia/cublas/include/cublas.h': 'left out',
      },
      tags,
    }),
    fakeWheel('nvidia_cuda_nvcc_cu12', '12.9.86', {
      files: { 'nvidia/cuda_nvcc/bin/ptxas': 'ptxas', 'nvidia/cuda_nvcc/bin/other': 'left out' },
      tags,
    }),
  ];
};

// Wheels of a few bytes for a set-up of CUDA, named and joined as the real ones.
import { ONNX_RUNTIME_VERSION } from '../../../src/engine/runtime/cuda/installation';
import { fakeWheel, type FakeWheel, type WheelContent } from './fake-wheel';

const TAGS = 'py3-none-manylinux_2_17_x86_64';

/** ONNX Runtime's for CUDA, and something of it that is not taken. */
export const providerWheel = (content: Partial<WheelContent> = {}): FakeWheel =>
  fakeWheel('onnxruntime_gpu', ONNX_RUNTIME_VERSION, {
    files: {
      'onnxruntime/capi/libonnxruntime_providers_cuda.so': Buffer.alloc(200_000, 'cuda'),
      'onnxruntime/capi/libonnxruntime_providers_shared.so': 'shared',
      'onnxruntime/capi/libonnxruntime_providers_tensorrt.so': 'left out',
      'onnxruntime/capi/libonnxruntime.so.1.30.0': 'left out',
    },
    metadata: [
      'Requires-Dist: numpy>=1.21.6',
      'Requires-Dist: sympy; extra == "symbolic"',
      'Requires-Dist: nvidia-cuda-runtime~=13.0; extra == "cuda"',
      'Requires-Dist: nvidia-cudnn-cu13~=9.0; extra == "cudnn"',
    ],
    ...content,
  });

/** cuDNN asks for cuBLAS of any version, of which there are two, and both for the runtime. */
export const nvidiaWheels = (): FakeWheel[] => [
  library('nvidia_cuda_runtime', '13.5.37', 'cu13', 'libcudart.so.13'),
  library('nvidia_cudnn_cu13', '9.28.1', 'cudnn', 'libcudnn.so.9', 'nvidia-cublas'),
  library('nvidia_cublas', '13.10.0', 'cu13', 'libcublas.so.13', 'nvidia-cuda-runtime'),
  library('nvidia_cublas', '14.0.1', 'cu14', 'libcublas.so.14'),
];

function library(
  name: string,
  version: string,
  folder: string,
  file: string,
  needs?: string,
): FakeWheel {
  const metadata = needs === undefined ? [] : [`Requires-Dist: ${needs}`];
  const files = { [`nvidia/${folder}/lib/${file}`]: file, [`nvidia/${folder}/include/x.h`]: '' };
  return fakeWheel(name, version, { files, metadata, tags: TAGS });
}

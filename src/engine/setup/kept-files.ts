// What is kept of the wheels, and where it lies in an installation.

/** Without these nothing works. */
export const TENSORFLOW_LIBRARIES = [
  'lib/libtensorflow_cc.so.2',
  'lib/libtensorflow_framework.so.2',
];
/** Below the tree, while the addon is compiled. */
export const HEADERS = 'headers';

/** Of an entry of TensorFlow's own wheel; nothing where it is left out. */
export function tensorFlowPlace(entry: string): string | undefined {
  const library = /^tensorflow\/(libtensorflow_(?:cc|framework)\.so\.2)$/.exec(entry)?.[1];
  return library && `lib/${library}`;
}

/** Of an entry of ONNX Runtime's wheel for CUDA. */
export function providerPlace(entry: string): string | undefined {
  const provider = /^onnxruntime\/capi\/(libonnxruntime_providers_(?:cuda|shared)\.so)$/.exec(
    entry,
  );
  return provider ? `lib/${provider[1]}` : undefined;
}

/** Of an entry of one of NVIDIA's wheels: shared libraries, and the assembler of the card's code. */
export function nvidiaPlace(entry: string): string | undefined {
  const isLibrary = /^nvidia\/\w+\/lib\/[^/]+\.so[.\d]*$/.test(entry);
  const isTool = /^nvidia\/cuda_nvcc\/(bin\/ptxas|nvvm\/libdevice\/[^/]+)$/.test(entry);
  return isLibrary || isTool ? entry : undefined;
}

/** Of the headers against which the addon is compiled. */
export function headerPlace(entry: string): string | undefined {
  if (!entry.startsWith('tensorflow/include/') || !entry.endsWith('.h')) return undefined;
  const isNeeded = /\/include\/tensorflow\/c\/|\/tsl\/c\/|\/platform\/ctstring/.test(entry);
  return isNeeded ? entry.replace('tensorflow/include/', `${HEADERS}/`) : undefined;
}

/** Names under which the addon and its linker look for the libraries. */
export const LINKS: Readonly<Record<string, string>> = {
  'lib/libtensorflow.so': 'libtensorflow_cc.so.2',
  'lib/libtensorflow_framework.so': 'libtensorflow_framework.so.2',
};

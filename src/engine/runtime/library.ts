// ONNX Runtime. The only place that loads it, after its telemetry is switched off.
import './no-telemetry';
export * from 'onnxruntime-node';

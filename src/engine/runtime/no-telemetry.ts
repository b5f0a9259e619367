// ONNX Runtime reports usage to its makers unless this is set before it is loaded; nothing of ours
// leaves the machine. On Windows its trace events stay with the system's settings.
process.env.ORT_DISABLE_TELEMETRY = '1';

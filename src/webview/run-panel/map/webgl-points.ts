// All points in one draw call of WebGL 2. Places of two epochs lie in two buffers and are mixed on
// the way; colours are four bytes a point; an index buffer says the order.
import type { Motion } from './motion';
import { drawOrder, type PointColours } from './point-colours';
import type { PointRenderer, PointsFrame } from './point-renderer';
import { buildProgram } from './webgl-program';

const vertexShader = `#version 300 es
layout(location = 0) in vec2 start;
layout(location = 1) in vec2 end;
layout(location = 2) in vec4 colour;
uniform vec2 middle;
uniform vec2 scale;
uniform float share;
uniform float radius;
out vec4 tint;
void main() {
  gl_Position = vec4((mix(start, end, share) - middle) * scale, 0.0, 1.0);
  gl_PointSize = 2.0 * radius + 2.0;
  tint = colour;
}`;

// A disc with an edge one device pixel wide; colours are multiplied by their opacity already.
const fragmentShader = `#version 300 es
precision highp float;
uniform float radius;
uniform float opacity;
in vec4 tint;
out vec4 pixel;
void main() {
  float distance = length(gl_PointCoord - 0.5) * (2.0 * radius + 2.0);
  float cover = clamp(radius + 0.5 - distance, 0.0, 1.0);
  if (cover == 0.0) discard;
  pixel = tint * cover * opacity;
}`;

const uniforms = ['middle', 'scale', 'share', 'radius', 'opacity'] as const;

/** Undefined where the browser gives no WebGL 2. */
export function webglPoints(canvas: HTMLCanvasElement): PointRenderer | undefined {
  const gl = canvas.getContext('webgl2', { antialias: false, depth: false });
  return gl ? new WebglPoints(gl) : undefined;
}

class WebglPoints implements PointRenderer {
  private readonly program;
  private readonly start: WebGLBuffer;
  private readonly end: WebGLBuffer;
  private readonly colours: WebGLBuffer;
  private readonly order: WebGLBuffer;
  private count = 0;
  private painted = 0;

  constructor(private readonly gl: WebGL2RenderingContext) {
    this.program = buildProgram(gl, vertexShader, fragmentShader, uniforms);
    gl.bindVertexArray(gl.createVertexArray());
    this.start = this.attribute(0, 2, gl.FLOAT);
    this.end = this.attribute(1, 2, gl.FLOAT);
    this.colours = this.attribute(2, 4, gl.UNSIGNED_BYTE);
    this.order = gl.createBuffer();
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, this.order);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  }

  place({ from, to }: Motion): void {
    this.fill(this.start, from);
    this.fill(this.end, to);
    this.count = to.length / 2;
  }

  paint(colours: PointColours): void {
    const { gl } = this;
    this.fill(this.colours, bytesOf(colours));
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, this.order);
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, drawOrder(colours), gl.DYNAMIC_DRAW);
    this.painted = colours.entries.length;
  }

  draw({ camera, size, ratio, share, radius, opacity }: PointsFrame): void {
    const { gl } = this;
    const { places } = this.program;
    gl.viewport(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
    // Colours of other data than the places belong to the frame after the next.
    if (this.count === 0 || this.painted !== this.count) return;
    gl.useProgram(this.program.program);
    gl.uniform2f(places.middle, camera.x, camera.y);
    const { scale } = camera;
    gl.uniform2f(places.scale, (2 * scale) / size.width, (2 * scale) / size.height);
    gl.uniform1f(places.share, share);
    gl.uniform1f(places.radius, radius * ratio);
    gl.uniform1f(places.opacity, opacity);
    gl.drawElements(gl.POINTS, this.count, gl.UNSIGNED_INT, 0);
  }

  /** The context is given back at once: a page may have few. */
  dispose(): void {
    this.gl.getExtension('WEBGL_lose_context')?.loseContext();
  }

  private attribute(place: number, width: number, type: number): WebGLBuffer {
    const { gl } = this;
    const buffer = gl.createBuffer();
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
    gl.enableVertexAttribArray(place);
    gl.vertexAttribPointer(place, width, type, true, 0, 0);
    return buffer;
  }

  private fill(buffer: WebGLBuffer, data: Float32Array | Uint8Array): void {
    this.gl.bindBuffer(this.gl.ARRAY_BUFFER, buffer);
    this.gl.bufferData(this.gl.ARRAY_BUFFER, data, this.gl.DYNAMIC_DRAW);
  }
}

/** Four bytes a point, multiplied by their opacity. */
function bytesOf({ palette, entries }: PointColours): Uint8Array {
  const packed = new Uint32Array(
    new Uint8Array(
      palette.flatMap(({ colour, opacity }) => [...colour, 255].map((each) => each * opacity)),
    ).buffer,
  );
  return new Uint8Array(Uint32Array.from(entries, (entry) => packed[entry]).buffer);
}

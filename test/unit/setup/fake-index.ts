// A Python package index on this machine: the simple API over HTTP, with ranges, and faults on demand.
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseWheelName } from '../../../src/engine/setup/wheel-name';
import type { FakeWheel } from './fake-wheel';

export interface Faults {
  /** Cuts the connection of so many answers with a file after half of what they hold. */
  cuts?: number;
  /** Sends half of a file and then nothing more. */
  stalls?: boolean;
  /** Answers a range with the whole file. */
  ignoresRanges?: boolean;
  /** Publishes a SHA-256 that is not the file's, or none. */
  sha256?: 'wrong' | 'none' | undefined;
  /** Wants this Authorization. */
  authorization?: string;
}

export class FakeIndex {
  faults: Faults = {};
  /** The Range of each request of a file, or `whole`. */
  readonly requests: string[] = [];
  private readonly server = createServer((request, response) => {
    this.answer(request, response);
  });

  constructor(
    private readonly wheels: readonly FakeWheel[],
    private readonly form: 'html' | 'json' = 'html',
  ) {}

  async start(): Promise<this> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    return this;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/simple`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private answer({ url = '', headers }: IncomingMessage, response: ServerResponse): void {
    const { authorization } = this.faults;
    if (authorization !== undefined && headers.authorization !== authorization) {
      response.writeHead(401).end();
      return;
    }
    const [, folder, name] = url.split('/');
    const wheel = this.wheels.find((each) => each.name === name);
    if (folder === 'simple') this.list(name, response);
    else if (wheel) this.send(wheel.bytes, headers.range, response);
    else response.writeHead(404).end();
  }

  private list(distribution: string, response: ServerResponse): void {
    const listed = this.wheels.filter(
      ({ name }) => parseWheelName(name)?.distribution === distribution,
    );
    if (listed.length === 0) response.writeHead(404).end();
    else if (this.form === 'html') {
      const links = listed.map(({ name, bytes }) => {
        const sum = this.sumOf(bytes);
        return `<a href="../../files/${name}${sum && `#sha256=${sum}`}" data-requires-python="&gt;=3.9">${name}</a>`;
      });
      response.setHeader('content-type', 'text/html').end(links.join('\n'));
    } else {
      const files = listed.map(({ name, bytes }) => {
        const sum = this.sumOf(bytes);
        const hashes = sum ? { sha256: sum } : {};
        return { filename: name, url: `/files/${name}`, hashes, size: bytes.length, yanked: false };
      });
      const type = 'application/vnd.pypi.simple.v1+json';
      response.setHeader('content-type', type).end(JSON.stringify({ files }));
    }
  }

  private sumOf(bytes: Buffer): string {
    const { sha256 } = this.faults;
    if (sha256 === 'none') return '';
    return sha256 === 'wrong' ? '0'.repeat(64) : createHash('sha256').update(bytes).digest('hex');
  }

  private send(bytes: Buffer, range: string | undefined, response: ServerResponse): void {
    this.requests.push(range ?? 'whole');
    const from = this.faults.ignoresRanges
      ? 0
      : Number(/^bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0);
    const rest = bytes.subarray(from);
    response.writeHead(from > 0 ? 206 : 200, { 'content-length': rest.length });
    const { cuts = 0, stalls = false } = this.faults;
    if (cuts === 0 && !stalls) {
      response.end(rest);
      return;
    }
    response.write(rest.subarray(0, Math.ceil(rest.length / 2)), () => {
      if (stalls) return;
      this.faults.cuts = cuts - 1;
      setTimeout(() => response.destroy(), 50);
    });
  }
}

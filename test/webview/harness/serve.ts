// Serves a folder of bundles, and a page for each view with the policy that the extension's have.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, extname, join } from 'node:path';

export interface Served {
  readonly url: string;
  close(): Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.ttf': 'font/ttf',
};

/** Which stand-in for the extension a view talks to, where not the run panel's. */
const fakes: ReadonlyMap<string, string> = new Map([
  ['dashboard', 'fake-dashboard'],
  ['comparison', 'fake-comparison'],
]);

export async function serve(folder: string): Promise<Served> {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const answer = pathname === '/' ? page(searchParams.get('view') ?? '') : file(folder, pathname);
    answer.then(
      ({ type, body }) => response.writeHead(200, { 'content-type': type }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

interface Answer {
  readonly type: string;
  readonly body: string | Buffer;
}

async function file(folder: string, pathname: string): Promise<Answer> {
  const name = basename(pathname);
  const from = name === 'themes.css' ? join(import.meta.dirname, name) : join(folder, name);
  const body = await readFile(from);
  return { type: types[extname(name)] ?? 'application/octet-stream', body };
}

function page(view: string): Promise<Answer> {
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-test'`,
    `style-src 'self'`,
    `font-src 'self'`,
    `img-src 'self' blob: data:`,
  ].join('; ');
  const body = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>View</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/themes.css">
<link rel="stylesheet" href="/${view}.css">
</head>
<body>
<div id="root"></div>
<script nonce="test" src="/${fakes.get(view) ?? 'fake-host'}.js"></script>
<script nonce="test" src="/${view}.js"></script>
</body>
</html>`;
  return Promise.resolve({ type: 'text/html', body });
}

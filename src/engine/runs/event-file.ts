// Scalars in TensorBoard's format: TFRecord frames around Event messages
// (tensorflow/core/util/event.proto, tensorflow/core/lib/io/record_writer.h).
import { appendFile, open } from 'node:fs/promises';
import { join } from 'node:path';
import { PbfWriter } from 'pbf';
import { maskedCrc32c } from './crc32c';

/** Name to value; a value that is not finite is kept as it is. */
export type Scalars = Readonly<Record<string, number>>;

export class EventFile {
  private constructor(readonly path: string) {}

  /**
   * A new file in `folder`. With `restartStep`, TensorBoard forgets what earlier files of the
   * folder say of that step and later ones.
   */
  static async create(folder: string, now: Date, restartStep?: number): Promise<EventFile> {
    const header = frame(
      event(now, 0, (pbf) => {
        pbf.writeStringField(3, 'brain.Event:2');
      }),
    );
    const restart = restartStep === undefined ? [] : [frame(sessionStart(now, restartStep))];
    const bytes = Buffer.concat([header, ...restart]);
    const seconds = String(Math.floor(now.getTime() / 1000)).padStart(10, '0');
    const stem = join(folder, `events.out.tfevents.${seconds}.negative-space.${process.pid}`);
    for (let i = 0; ; i++) {
      const path = `${stem}.${i}`;
      const file = await open(path, 'wx').catch(unlessItExists);
      if (!file) continue;
      await file.writeFile(bytes).finally(() => file.close());
      return new EventFile(path);
    }
  }

  async append(step: number, scalars: Scalars, now: Date): Promise<void> {
    const message = event(now, step, (pbf) => {
      pbf.writeMessage(5, writeSummary, scalars);
    });
    await appendFile(this.path, frame(message));
  }
}

/** Event: wall_time = 1 in seconds, step = 2, and what the caller adds. */
function event(now: Date, step: number, write: (pbf: PbfWriter) => void): Uint8Array {
  const pbf = new PbfWriter();
  pbf.writeDoubleField(1, now.getTime() / 1000);
  pbf.writeVarintField(2, step);
  write(pbf);
  return pbf.finish();
}

/** Event.session_log = 7 with SessionLog.status = 1 START. */
const sessionStart = (now: Date, step: number): Uint8Array =>
  event(now, step, (pbf) => {
    pbf.writeMessage(
      7,
      (status: number, log) => {
        log.writeVarintField(1, status);
      },
      1,
    );
  });

/** Summary.value = 1, repeated: tag = 1, simple_value = 2. */
function writeSummary(scalars: Scalars, pbf: PbfWriter): void {
  for (const scalar of Object.entries(scalars)) pbf.writeMessage(1, writeValue, scalar);
}

function writeValue([tag, value]: [string, number], pbf: PbfWriter): void {
  pbf.writeStringField(1, tag);
  pbf.writeFloatField(2, value);
}

/** Length as 64 bits, its checksum, the message, its checksum; all little-endian. */
function frame(message: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(message.length + 16);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(message.length), true);
  view.setUint32(8, maskedCrc32c(bytes.subarray(0, 8)), true);
  bytes.set(message, 12);
  view.setUint32(12 + message.length, maskedCrc32c(message), true);
  return bytes;
}

function unlessItExists(error: unknown): undefined {
  if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
}

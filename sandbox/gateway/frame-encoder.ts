import { constants, createDeflate } from 'node:zlib';

/** Turns frames into what goes over the wire. `write` gets them one by one, in order. */
export interface FrameEncoder {
  encode(frame: string): void;
  /** Frames that are still to be written are lost. */
  close(): void;
}

/** JSON as it is. */
export function plainEncoder(write: (data: string | Buffer) => void): FrameEncoder {
  return { encode: write, close: () => undefined };
}

/**
 * Transport compression `zlib-stream`: one deflate stream for all frames of a connection, flushed after each, so that every
 * message ends with the bytes 00 00 FF FF.
 */
export function zlibStreamEncoder(write: (data: string | Buffer) => void): FrameEncoder {
  const deflate = createDeflate();
  let chunks: Buffer[] = [];
  deflate.on('data', (chunk: Buffer) => void chunks.push(chunk));
  return {
    encode(frame) {
      deflate.write(frame);
      deflate.flush(constants.Z_SYNC_FLUSH, () => {
        const message = Buffer.concat(chunks);
        chunks = [];
        if (message.length > 0) write(message);
      });
    },
    close: () => void deflate.destroy(),
  };
}

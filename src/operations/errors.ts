import { RoomkeeperError } from '../plugins/errors.js';

/** The port for health and metrics cannot be opened. */
export class OperationsPortError extends RoomkeeperError {
  override readonly name = 'OperationsPortError';
  public readonly code = 'OPERATIONS_PORT';

  public constructor(host: string, port: number, cause: unknown) {
    super(
      `Health and metrics cannot be served at ${host}:${port}: ${reasonOf(cause)}. Set another METRICS_PORT (or "operations.port" in config.yaml), or none to go without.`,
      { cause },
    );
  }
}

const reasons = new Map([
  ['EADDRINUSE', 'another program listens there'],
  ['EACCES', 'this user may not listen there; ports below 1024 are for root'],
  ['EADDRNOTAVAIL', 'this machine does not have that address; METRICS_HOST must name one of its own'],
  ['ENOTFOUND', 'there is no host of that name; METRICS_HOST must name an address of this machine'],
]);

function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return reasons.get(code) ?? (code || 'it failed');
}

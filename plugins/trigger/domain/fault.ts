/** Something wrong with what a person gave: where, what, and the numbers that the answer names. */
export interface Fault {
  /** Like `condition.parameter` or `triggers[3].name`. */
  readonly path: string;
  readonly code: FaultCode;
  readonly limit?: number;
  readonly detail?: string;
}

export type FaultCode =
  | 'blank'
  | 'too-long'
  | 'too-many'
  | 'malformed'
  | 'not-well-formed'
  | 'must-be-empty'
  | 'must-be-one-word'
  | 'not-an-emoji'
  | 'not-an-id'
  | 'not-a-duration'
  | 'too-short'
  | 'out-of-range'
  | 'bad-pattern'
  | 'look-around'
  | 'back-reference'
  | 'pattern-too-big'
  | 'matches-empty'
  | 'scope-not-allowed'
  | 'persistence-not-allowed'
  | 'twice'
  | 'contradiction'
  | 'unknown-action'
  | 'unknown-group'
  | 'not-in-group'
  | 'chain-loop'
  | 'chain-too-long'
  | 'needs-user'
  | 'needs-message'
  | 'over-limit'
  /** What only a look at the guild tells. */
  | 'unknown-role'
  | 'unknown-channel'
  | 'wrong-channel'
  | 'unknown-emoji'
  | 'dangling'
  | 'missing'
  | 'not-taken';

/** The same faults, one level further down. */
export function under(path: string, faults: readonly Fault[]): readonly Fault[] {
  return faults.map((fault) => ({ ...fault, path: fault.path === '' ? path : joined(path, fault.path) }));
}

function joined(path: string, rest: string): string {
  return rest.startsWith('[') ? `${path}${rest}` : `${path}.${rest}`;
}

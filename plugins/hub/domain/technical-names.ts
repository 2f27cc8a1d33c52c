const first = [
  'Async',
  'Atomic',
  'Binary',
  'Bitwise',
  'Cached',
  'Cosmic',
  'Crystal',
  'Daemon',
  'Digital',
  'Elastic',
  'Electric',
  'Fractal',
  'Global',
  'Hashed',
  'Hidden',
  'Hyper',
  'Inline',
  'Kernel',
  'Lambda',
  'Linear',
  'Lunar',
  'Magnetic',
  'Mesh',
  'Modular',
  'Nested',
  'Neural',
  'Orbital',
  'Packet',
  'Parallel',
  'Photon',
  'Pixel',
  'Plasma',
  'Quantum',
  'Radiant',
  'Recursive',
  'Remote',
  'Silent',
  'Solar',
  'Static',
  'Stellar',
  'Syntax',
  'Tensor',
  'Turbo',
  'Vector',
  'Virtual',
] as const;

const second = [
  'Array',
  'Beacon',
  'Bridge',
  'Buffer',
  'Cache',
  'Circuit',
  'Cluster',
  'Codec',
  'Compiler',
  'Console',
  'Core',
  'Deck',
  'Engine',
  'Firewall',
  'Gateway',
  'Grid',
  'Hub',
  'Iterator',
  'Junction',
  'Kernel',
  'Lattice',
  'Loop',
  'Matrix',
  'Module',
  'Network',
  'Nexus',
  'Node',
  'Packet',
  'Pipeline',
  'Port',
  'Process',
  'Protocol',
  'Queue',
  'Relay',
  'Router',
  'Runtime',
  'Server',
  'Shell',
  'Signal',
  'Socket',
  'Stack',
  'Stream',
  'Switch',
  'Terminal',
  'Thread',
  'Vault',
] as const;

/**
 * A name for a room that has no other, such as "Quantum Socket".
 *
 * @param random - as `Math.random`: a number from 0 up to, but without, 1.
 */
export function technicalName(random: () => number): string {
  return `${pick(first, random())} ${pick(second, random())}`;
}

/** Whether a name may be one that {@link technicalName} made. */
export function isTechnicalName(name: string): boolean {
  return first.some((one) => second.some((other) => name === `${one} ${other}`));
}

function pick(words: readonly string[], at: number): string {
  return words[Math.floor(at * words.length)] ?? 'Node';
}

/** Whether a text has the form of a Discord id. */
export function isSnowflake(text: string): boolean {
  return /^[1-9]\d{0,19}$/.test(text) && BigInt(text) < 2n ** 64n;
}

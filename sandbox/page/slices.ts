/** Remembers what was sent of a view, slice by slice, and tells which slices have changed since. */
export class Slices<View extends object> {
  readonly #sent = new Map<string, string>();

  /** The slices that differ from what was sent before, or null when none does. They count as sent from now on. */
  public changed(view: View): Partial<View> | null {
    const entries = Object.entries(view).filter(([name, slice]) => {
      const json = JSON.stringify(slice);
      if (this.#sent.get(name) === json) return false;
      this.#sent.set(name, json);
      return true;
    });
    return entries.length === 0 ? null : (Object.fromEntries(entries) as Partial<View>);
  }
}

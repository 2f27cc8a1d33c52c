import { batch, signal, type Signal } from '@preact/signals';

/** A view as one signal for each of its slices, so that only what shows a slice is drawn anew when it changes. */
export type Slices<View> = { readonly [Name in keyof View]: Signal<View[Name]> };

export function makeSlices<View extends object>(initial: View): Slices<View> {
  const entries = Object.entries(initial).map(([name, value]) => [name, signal(value)]);
  return Object.fromEntries(entries) as Slices<View>;
}

/** Puts in what has changed, all at once. */
export function takeIn<View extends object>(slices: Slices<View>, changed: Partial<View>): void {
  batch(() => {
    for (const [name, value] of Object.entries(changed)) {
      const slice = (slices as Record<string, Signal<unknown> | undefined>)[name];
      if (slice) slice.value = value;
    }
  });
}

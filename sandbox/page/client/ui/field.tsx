import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** The ids that a field's control has to take. */
export interface FieldIds {
  readonly id: string;
  readonly describedBy: string;
}

interface FieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly required?: boolean;
  /** What is wrong with it. */
  readonly error?: string | undefined;
  readonly children: (ids: FieldIds) => ComponentChildren;
}

/** A control with its label above, its explanation, and what is wrong with it below. */
export function Field({ label, hint, required = false, error, children }: FieldProps) {
  const id = useId();
  const describedBy = `${id}-about`;
  return (
    <div class="field">
      <label for={id}>
        {label}
        {required && (
          <span class="required" aria-hidden="true">
            {' '}
            *
          </span>
        )}
      </label>
      {children({ id, describedBy })}
      <div id={describedBy}>
        {hint !== undefined && <p class="hint">{hint}</p>}
        {error !== undefined && <p class="small required">{error}</p>}
      </div>
    </div>
  );
}

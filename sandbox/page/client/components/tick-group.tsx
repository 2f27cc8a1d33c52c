import { useId } from 'preact/hooks';
import type { WireOption } from './wire.js';

interface TickGroupProps {
  readonly label: string;
  readonly hint?: string;
  readonly error: string | undefined;
  readonly options: readonly WireOption[];
  readonly chosen: readonly string[];
  /** Radio buttons rather than boxes. */
  readonly single: boolean;
  readonly max: number;
  readonly required: boolean;
  readonly onChange: (values: readonly string[]) => void;
}

/** Radio buttons, or boxes of which several can be ticked. */
export function TickGroup({ label, hint, error, options, chosen, single, max, required, onChange }: TickGroupProps) {
  const name = useId();
  return (
    <fieldset class="field" aria-describedby={`${name}-about`}>
      <legend>
        {label}
        {required && (
          <span class="required" aria-hidden="true">
            {' '}
            *
          </span>
        )}
      </legend>
      {options.map(({ value, label, description }) => (
        <label class="check" key={value}>
          <input
            type={single ? 'radio' : 'checkbox'}
            name={name}
            checked={chosen.includes(value)}
            disabled={!single && !chosen.includes(value) && chosen.length >= max}
            onChange={({ currentTarget }) => tick(value, currentTarget.checked)}
          />
          <span>
            {label}
            {description && <span class="option-about">{description}</span>}
          </span>
        </label>
      ))}
      <div id={`${name}-about`}>
        {hint !== undefined && <p class="hint">{hint}</p>}
        {error !== undefined && <p class="small required">{error}</p>}
      </div>
    </fieldset>
  );

  function tick(value: string, on: boolean): void {
    const others = single ? [] : chosen.filter((one) => one !== value);
    onChange(on ? [...others, value] : others);
  }
}

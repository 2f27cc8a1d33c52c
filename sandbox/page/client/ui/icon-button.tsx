import type { ButtonHTMLAttributes, Ref } from 'preact';
import { Icon, type IconName } from './icon.js';

type Rest = Omit<ButtonHTMLAttributes, 'label' | 'icon' | 'class'>;

interface IconButtonProps extends Rest {
  readonly icon: IconName;
  /** What it does: read out, and shown as a tip. */
  readonly label: string;
  readonly tone?: string;
  readonly buttonRef?: Ref<HTMLButtonElement>;
}

/** A button that shows a drawing only. */
export function IconButton({ icon, label, tone = 'quiet', buttonRef, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      class={`button square ${tone}`}
      aria-label={label}
      title={label}
      {...(buttonRef && { ref: buttonRef })}
      {...rest}
    >
      <Icon name={icon} />
    </button>
  );
}

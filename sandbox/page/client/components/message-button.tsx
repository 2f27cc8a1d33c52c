import { Icon } from '../ui/icon.js';
import { useSeat } from '../seat/seat-context.js';
import type { ComponentPlace } from './message-components.js';
import { emojiText, type WireButton } from './wire.js';

const tones = { 1: 'primary', 2: '', 3: 'success', 4: 'danger', 5: '', 6: 'primary' } as const;

interface MessageButtonProps {
  readonly button: WireButton;
  readonly place: ComponentPlace;
}

/** A bot's button. While the bot has not answered a click it spins and cannot be clicked again. */
export function MessageButton({ button, place }: MessageButtonProps) {
  const seat = useSeat();
  const { style, label, url, custom_id: customId, disabled = false } = button;
  const emoji = emojiText(button.emoji);
  const waits = seat.view.pending.value.some(
    (one) => one.message === place.message && one.customId === customId && one.state === 'waiting',
  );
  const content = (
    <>
      {emoji !== undefined && (
        <span class="emoji" {...(label && { 'aria-hidden': 'true' })}>
          {emoji}
        </span>
      )}
      {label}
    </>
  );
  if (style === 5) {
    return (
      <a
        class="button"
        href={url ?? ''}
        target="_blank"
        rel="noreferrer noopener"
        {...(disabled && { 'aria-disabled': 'true' })}
      >
        {content}
        <Icon name="link" size={14} />
      </a>
    );
  }
  return (
    <button
      type="button"
      class={`button ${tones[style]} ${waits ? 'waits' : ''}`}
      disabled={disabled}
      aria-busy={waits}
      onClick={() => {
        if (waits || customId === undefined) return;
        const { channel, message, deed } = place;
        void deed.run(() => seat.act({ kind: 'click', channel, message, customId }));
      }}
    >
      {content}
    </button>
  );
}

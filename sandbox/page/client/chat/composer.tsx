import { useSignal } from '@preact/signals';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { CommandView, OpenChannelView } from '../../protocol/seat-view.js';
import { CommandForm } from '../commands/command-form.js';
import { fittingCommands, readCommandLine, type OptionValues } from '../commands/command-line.js';
import { CommandPicker } from '../commands/command-picker.js';
import { resolveTyped } from '../commands/resolve-typed.js';
import { useSeat } from '../seat/seat-context.js';
import { useDeed } from '../ui/deed.js';
import { IconButton } from '../ui/icon-button.js';
import { Refusal } from '../ui/refusal.js';
import { ReplyBar } from './reply-bar.js';
import { Typing } from './typing.js';

/** Milliseconds between two notices that somebody writes. */
const TYPING_EVERY = 8000;

interface Chosen {
  readonly command: CommandView;
  readonly first: OptionValues;
}

/** Where messages and commands are written. A slash at the beginning opens the list of commands. */
export function Composer({ open }: { readonly open: OpenChannelView }) {
  const seat = useSeat();
  const deed = useDeed();
  const text = useSignal('');
  const at = useSignal(0);
  const left = useSignal(false);
  const chosen = useSignal<Chosen | null>(null);
  const mention = useSignal(true);
  const box = useRef<HTMLTextAreaElement>(null);
  const typedAt = useRef(0);
  const listId = useId();
  const { channel, name, canSend } = open;
  const isCommand = text.value.startsWith('/') && !text.value.includes('\n');
  const fitting = isCommand ? fittingCommands(seat.view.commands.value, text.value.slice(1)) : [];
  const isListed = isCommand && !left.value && fitting.length > 0;
  const replyTo = seat.replyTo.value;
  useLayoutEffect(() => {
    if (replyTo) box.current?.focus();
  }, [replyTo]);
  if (chosen.value) {
    return (
      <div class="composer">
        <CommandForm {...chosen.value} key={chosen.value.command.line} channel={channel} onDone={leaveCommand} />
      </div>
    );
  }
  return (
    <div class="composer">
      <Typing />
      <Refusal error={deed.error} />
      {isListed && (
        <CommandPicker id={listId} commands={fitting} at={Math.min(at.value, fitting.length - 1)} onPick={choose} />
      )}
      {replyTo && <ReplyBar message={replyTo} mention={mention} onLeave={() => (seat.replyTo.value = null)} />}
      <div class="composer-row">
        <textarea
          ref={box}
          class="composer-text"
          rows={1}
          aria-label={`Message to ${name}`}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={listId}
          aria-activedescendant={isListed ? `${listId}-${Math.min(at.value, fitting.length - 1)}` : ''}
          placeholder={canSend ? `Write to ${name}, or / for commands` : 'You may not write in this channel'}
          disabled={!canSend}
          value={text.value}
          onInput={({ currentTarget }) => typed(currentTarget.value)}
          onKeyDown={pressed}
        />
        <IconButton
          icon="send"
          label="Send"
          disabled={!canSend || text.value.trim() === ''}
          onClick={() => void send()}
        />
      </div>
    </div>
  );

  function typed(value: string): void {
    text.value = value;
    at.value = 0;
    left.value = false;
    if (value === '' || value.startsWith('/') || performance.now() - typedAt.current < TYPING_EVERY) return;
    typedAt.current = performance.now();
    // Nobody misses this one when it fails.
    seat.act({ kind: 'type', channel }).catch(() => undefined);
  }

  function pressed(event: KeyboardEvent): void {
    const command = fitting[Math.min(at.value, fitting.length - 1)];
    if (isListed && command) {
      if (event.key === 'ArrowDown') at.value = (at.value + 1) % fitting.length;
      else if (event.key === 'ArrowUp') at.value = (at.value - 1 + fitting.length) % fitting.length;
      else if (event.key === 'Escape') left.value = true;
      else if (event.key === 'Tab' || event.key === 'Enter') choose(command);
      else return;
      event.preventDefault();
      return;
    }
    if (event.key === 'Escape' && replyTo) seat.replyTo.value = null;
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void send();
  }

  /** With what was typed behind it already. */
  function choose(command: CommandView): void {
    const whole = readCommandLine(text.value, [command]);
    chosen.value = { command, first: resolveTyped(command, whole?.given ?? {}, seat) };
  }

  function leaveCommand(sent: boolean): void {
    text.value = sent ? '' : `/${chosen.value?.command.line ?? ''} `;
    left.value = !sent;
    chosen.value = null;
    requestAnimationFrame(() => box.current?.focus());
  }

  async function send(): Promise<void> {
    const command = readCommandLine(text.value, seat.view.commands.value)?.command;
    if (command) return choose(command);
    const said = text.value;
    if (said.trim() === '') return;
    const done = await deed.run(() =>
      replyTo
        ? seat.act({ kind: 'reply', channel, message: replyTo.id, text: said, mention: mention.value })
        : seat.act({ kind: 'say', channel, text: said }),
    );
    if (!done) return;
    text.value = '';
    typedAt.current = 0;
    seat.replyTo.value = null;
    box.current?.focus();
  }
}

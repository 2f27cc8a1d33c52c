import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { CommandView, OptionView } from '../../protocol/seat-view.js';
import { useSeat } from '../seat/seat-context.js';
import { useDeed } from '../ui/deed.js';
import { Icon } from '../ui/icon.js';
import { IconButton } from '../ui/icon-button.js';
import { Refusal } from '../ui/refusal.js';
import { optionFaults, sendableOptions, type OptionValues } from './command-line.js';
import { OptionField } from './option-field.js';

interface CommandFormProps {
  readonly command: CommandView;
  readonly channel: string;
  /** What was typed already. */
  readonly first: OptionValues;
  /** @param sent - Whether it was sent, or left. */
  readonly onDone: (sent: boolean) => void;
}

/** A slash command being filled in: Tab goes from option to option, Enter sends it, Escape leaves it. */
export function CommandForm({ command, channel, first, onDone }: CommandFormProps) {
  const seat = useSeat();
  const deed = useDeed();
  const values = useSignal<OptionValues>(first);
  const added = useSignal<readonly string[]>(Object.keys(first));
  const faults = useSignal<Readonly<Record<string, string>>>({});
  const form = useRef<HTMLFormElement>(null);
  const { line, description, options } = command;
  const shown = options.filter(({ name, required }) => required || added.value.includes(name));
  const others = options.filter((option) => !shown.includes(option));
  useLayoutEffect(() => {
    const fields = [...(form.current?.querySelectorAll<HTMLElement>('.field :is(input, button)') ?? [])];
    const target =
      fields.at(-1 * Number(added.value.length > 0)) ?? form.current?.querySelector<HTMLElement>('[type=submit]');
    target?.focus();
  }, [added.value]);
  return (
    <form
      ref={form}
      class="command-form"
      aria-label={`Command /${line}`}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onDone(false);
      }}
    >
      <div class="row">
        <p class="grow">
          <strong>/{line}</strong> <span class="muted small">{description}</span>
        </p>
        <IconButton icon="close" label="Leave this command" onClick={() => onDone(false)} />
      </div>
      {shown.length > 0 && (
        <div class="command-fields">
          {shown.map((option) => (
            <OptionField
              key={option.name}
              option={option}
              value={values.value[option.name] ?? ''}
              error={faults.value[option.name]}
              suggest={(typed) => suggest(option, typed)}
              onChange={(value) => (values.value = { ...values.value, [option.name]: value })}
            />
          ))}
        </div>
      )}
      {others.length > 0 && (
        <div class="row wrap">
          {others.map(({ name, description: about }) => (
            <button
              type="button"
              key={name}
              class="button tiny"
              title={about}
              aria-label={`Add the option ${name}`}
              onClick={() => (added.value = [...added.value, name])}
            >
              <Icon name="plus" size={14} />
              {name}
            </button>
          ))}
        </div>
      )}
      <Refusal error={deed.error} />
      <div class="command-foot">
        <button type="submit" class="button primary" aria-busy={deed.busy.value}>
          <Icon name="send" size={16} />
          {deed.busy.value ? 'Waiting for the bot …' : 'Send'}
        </button>
      </div>
    </form>
  );

  async function suggest(option: OptionView, typed: string) {
    const { [option.name]: _, ...others } = values.value;
    const { choices = [] } = await seat.act({
      kind: 'autocomplete',
      channel,
      line,
      option: option.name,
      typed,
      options: sendableOptions(options, others),
    });
    return choices.map(({ name, value }) => ({ label: name, value: String(value) }));
  }

  async function send(): Promise<void> {
    faults.value = optionFaults(shown, values.value);
    const [wrong] = Object.keys(faults.value);
    if (wrong !== undefined) {
      const at = shown.findIndex(({ name }) => name === wrong);
      form.current?.querySelectorAll<HTMLElement>('.field :is(input, button)')[at]?.focus();
      return;
    }
    const given = sendableOptions(options, values.value);
    if (await deed.run(() => seat.act({ kind: 'slash', channel, line, options: given }))) onDone(true);
  }
}

import { useSignal } from '@preact/signals';
import type { ChannelFields } from '../../protocol/acts.js';
import type { ChannelView } from '../../protocol/seat-view.js';
import { channelTypes, isVoice } from '../channels/tree-rows.js';
import { useSeat } from '../seat/seat-context.js';
import { useDeed } from '../ui/deed.js';
import { Dialog } from '../ui/dialog.js';
import { Field } from '../ui/field.js';
import { Refusal } from '../ui/refusal.js';
import { Tabs } from '../ui/tabs.js';
import { OverwritesEditor } from './overwrites-editor.js';
import { ParentField } from './parent-field.js';

interface ChannelDialogProps {
  readonly channel: ChannelView;
  readonly onClose: () => void;
}

/** A channel's settings and permissions, for moderators. */
export function ChannelDialog({ channel, onClose }: ChannelDialogProps) {
  const tabs = [
    { label: 'Settings', content: () => <ChannelForm channel={channel} onClose={onClose} /> },
    { label: 'Permissions', content: () => <OverwritesEditor channel={channel} /> },
  ];
  return (
    <Dialog title={`Edit ${channel.name}`} onClose={onClose} wide>
      <Tabs label={`About ${channel.name}`} tabs={tabs} />
    </Dialog>
  );
}

function ChannelForm({ channel, onClose }: ChannelDialogProps) {
  const seat = useSeat();
  const deed = useDeed();
  const texts = useSignal<Readonly<Record<string, string>>>({
    name: channel.name,
    topic: channel.topic ?? '',
    userLimit: String(channel.userLimit),
    bitrate: String(channel.bitrate),
    slowmode: String(channel.slowmode),
  });
  const parent = useSignal(channel.parent);
  const isCategory = (channel.type as number) === channelTypes.category;
  return (
    <form
      class="dialog-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div class="dialog-body scroll stack">
        {text('name', 'Name')}
        {!isCategory && !isVoice(channel) && text('topic', 'Topic')}
        {isVoice(channel) && text('userLimit', 'Most people at once (0 is no limit)')}
        {isVoice(channel) && text('bitrate', 'Bitrate in bits per second')}
        {!isCategory && text('slowmode', 'Seconds between two messages of a member')}
        {!isCategory && <ParentField parent={parent} />}
      </div>
      <div class="dialog-foot">
        <button
          type="button"
          class="button danger"
          aria-busy={deed.busy.value}
          onClick={() => void andClose({ kind: 'deleteChannel', channel: channel.id })}
        >
          Delete the channel
        </button>
        <Refusal error={deed.error} />
        <span class="grow" />
        <button type="submit" class="button primary" aria-busy={deed.busy.value}>
          Save
        </button>
      </div>
    </form>
  );

  function text(field: keyof ChannelFields, label: string) {
    return (
      <Field label={label} error={deed.error.value?.fields?.[field]}>
        {({ id, describedBy }) => (
          <input
            id={id}
            class="input"
            aria-describedby={describedBy}
            value={texts.value[field]}
            onInput={({ currentTarget }) => (texts.value = { ...texts.value, [field]: currentTarget.value })}
          />
        )}
      </Field>
    );
  }

  async function andClose(deedOf: Parameters<typeof seat.act>[0]): Promise<void> {
    if (await deed.run(() => seat.act(deedOf))) onClose();
  }

  function save(): Promise<void> {
    const { name = '', topic = '', userLimit, bitrate, slowmode } = texts.value;
    const all: ChannelFields = {
      name,
      topic: topic === '' ? null : topic,
      userLimit: Number(userLimit),
      bitrate: Number(bitrate),
      slowmode: Number(slowmode),
      parent: parent.value,
    };
    const changed = Object.entries(all).filter(([field, value]) => value !== channel[field as keyof ChannelView]);
    return andClose({ kind: 'editChannel', channel: channel.id, fields: Object.fromEntries(changed) });
  }
}

import { useSignal } from '@preact/signals';
import type { WorldAct } from '../../protocol/acts.js';
import type { GuildView } from '../../protocol/seat-view.js';
import { isVoice } from '../channels/tree-rows.js';
import { ask, shared } from '../model/session.js';
import type { SeatDeed } from '../model/seat.js';
import { useSeat } from '../seat/seat-context.js';
import { useDeed } from '../ui/deed.js';
import { Dialog } from '../ui/dialog.js';
import { Field } from '../ui/field.js';
import { OneFieldForm } from '../ui/one-field-form.js';
import { Refusal } from '../ui/refusal.js';
import { has } from './permissions.js';

interface ServerDialogProps {
  readonly guild: GuildView;
  readonly onClose: () => void;
}

/** The server's settings for those who may change them, and what the sandbox can do to it for anybody. */
export function ServerDialog({ guild, onClose }: ServerDialogProps) {
  const seat = useSeat();
  const deed = useDeed();
  const name = useSignal(guild.name);
  const newcomer = useSignal('');
  const channels = seat.view.channels.value;
  const permissions = seat.view.me.value.permissions;
  const run = (what: SeatDeed) => void deed.run(() => seat.act(what));
  const change = (act: WorldAct) => void deed.run(() => ask(act));
  const strangers = shared.people.value.filter(({ guilds }) => !guilds.includes(guild.id));
  return (
    <Dialog title={guild.name} subtitle="Server settings" onClose={onClose}>
      <div class="dialog-body scroll stack">
        {has(permissions, 'ManageGuild') && (
          <>
            <form
              class="row"
              onSubmit={(event) => {
                event.preventDefault();
                run({ kind: 'editGuild', name: name.value });
              }}
            >
              <input
                class="input"
                aria-label="Name of the server"
                value={name.value}
                onInput={({ currentTarget }) => (name.value = currentTarget.value)}
              />
              <button type="submit" class="button">
                Rename
              </button>
            </form>
            {channelField('Channel for those who fall asleep', 'afkChannel', channels.filter(isVoice))}
            {channelField(
              'Channel for system messages',
              'systemChannel',
              channels.filter((one) => (one.type as number) === 0),
            )}
          </>
        )}
        {guild.bans.length > 0 && (
          <ul class="stack" aria-label="Bans">
            {guild.bans.map(({ user, name: banned }) => (
              <li key={user} class="row">
                <span class="grow">{banned} is banned</span>
                <button type="button" class="button tiny" onClick={() => run({ kind: 'unban', user })}>
                  Unban<span class="unseen"> {banned}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
        <h3>In the sandbox</h3>
        <OneFieldForm
          label="Name of a new member"
          value={newcomer}
          action="Add"
          onSubmit={(added) => {
            if (added === '') return;
            change({ kind: 'addMember', guild: guild.id, name: added });
            newcomer.value = '';
          }}
        />
        <div class="row wrap">
          {strangers.map(({ user, name: stranger }) => (
            <button
              type="button"
              key={user}
              class="button tiny"
              onClick={() => change({ kind: 'rejoin', guild: guild.id, user })}
            >
              {stranger} joins
            </button>
          ))}
        </div>
        <div class="row wrap">
          <button
            type="button"
            class="button"
            onClick={() => change({ kind: guild.hasBot ? 'removeBot' : 'inviteBot', guild: guild.id })}
          >
            {guild.hasBot ? 'Remove the bot' : 'Invite the bot'}
          </button>
          <button
            type="button"
            class="button"
            aria-pressed={!guild.available}
            onClick={() => change({ kind: 'outage', guild: guild.id, down: guild.available })}
          >
            Outage
          </button>
        </div>
        <Refusal error={deed.error} />
      </div>
    </Dialog>
  );

  function channelField(label: string, field: 'afkChannel' | 'systemChannel', offered: typeof channels) {
    return (
      <Field label={label}>
        {({ id }) => (
          <select
            id={id}
            class="input"
            value={guild[field] ?? ''}
            onChange={({ currentTarget }) => run({ kind: 'editGuild', [field]: currentTarget.value || null })}
          >
            <option value="">None</option>
            {offered.map((channel) => (
              <option key={channel.id} value={channel.id}>
                {channel.name}
              </option>
            ))}
          </select>
        )}
      </Field>
    );
  }
}

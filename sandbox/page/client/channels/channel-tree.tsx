import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { useSeat } from '../seat/seat-context.js';
import { useDeed } from '../ui/deed.js';
import { IconButton } from '../ui/icon-button.js';
import { Popup } from '../ui/popup.js';
import { Refusal } from '../ui/refusal.js';
import { mayManageChannels } from '../moderator/permissions.js';
import { ServerMenu } from '../moderator/server-menu.js';
import { ChannelRow } from './channel-row.js';
import { treeRows, treeStep, type TreeRow } from './tree-rows.js';

/** The open server's channels as a tree, with who is in the voice channels. */
export function ChannelTree() {
  const seat = useSeat();
  const { guild, channels, me, open } = seat.view;
  const closed = useSignal<ReadonlySet<string>>(new Set());
  const focused = useSignal<string | null>(null);
  /** The line whose act may be refused: the error stands at it, outside of the tree, which holds nothing but lines. */
  const acted = useRef<HTMLElement | null>(null);
  const deed = useDeed();
  const tree = useRef<HTMLDivElement>(null);
  const ownChannel = me.value.voice?.channel;
  const openId = open.value?.channel;
  const rows = treeRows(channels.value, closed.value, ({ id }) => id === ownChannel || id === openId);
  useEffect(() => {
    tree.current?.querySelector(`[data-channel="${ownChannel}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [ownChannel]);
  const stop = rows.find(({ key }) => key === focused.value) ?? rows.find(({ key }) => key === openId) ?? rows[0];
  return (
    <nav class="channels" aria-label={`Channels for ${me.value.name}`}>
      <header class="pane-head">
        <h3 class="grow ellipsis">{guild.value?.name ?? 'No server'}</h3>
        {mayManageChannels(me.value.permissions) && (
          <IconButton
            icon="plus"
            label="Create a channel"
            onClick={() => (seat.dialog.value = { kind: 'createChannel', parent: null })}
          />
        )}
        <ServerMenu />
      </header>
      <div ref={tree} role="tree" aria-label="Channels" class="tree scroll" onKeyDown={move}>
        {rows.map((row) => (
          <ChannelRow
            key={row.key}
            row={row}
            tabbable={row === stop}
            selected={row.kind !== 'member' && row.key === openId}
            onFocus={() => (focused.value = row.key)}
            onActivate={() => activate(row)}
            run={(what) => run(row, what)}
          />
        ))}
      </div>
      {deed.error.value && (
        <Popup anchor={acted} onClose={() => (deed.error.value = null)}>
          <Refusal error={deed.error} />
        </Popup>
      )}
    </nav>
  );

  function run(row: TreeRow, what: () => Promise<unknown>): void {
    acted.current = tree.current?.querySelector<HTMLElement>(`[data-row="${row.key}"]`) ?? null;
    void deed.run(what);
  }

  function toggle(key: string): void {
    const next = new Set(closed.value);
    if (!next.delete(key)) next.add(key);
    closed.value = next;
  }

  /** A press on a voice channel joins it, and on one's own shows its chat. */
  function activate(row: TreeRow): void {
    const { id } = row.channel;
    if (row.kind === 'category') toggle(id);
    else if (row.kind === 'member') seat.dialog.value = { kind: 'member', user: row.member.user };
    else if (row.kind === 'text' || id === ownChannel) run(row, () => seat.show(id));
    else run(row, () => seat.act({ kind: 'join', channel: id }));
  }

  function move(event: KeyboardEvent): void {
    const { target } = event;
    if (!(target instanceof HTMLElement) || target.getAttribute('role') !== 'treeitem') return;
    const at = rows.findIndex(({ key }) => key === stop?.key);
    const row = rows[at];
    if (!row) return;
    if (event.key === 'Enter' || event.key === ' ') activate(row);
    else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      target.querySelector<HTMLElement>('[aria-haspopup=menu]')?.click();
    } else {
      const step = treeStep(rows, at, event.key);
      if (step === null) return;
      if (typeof step === 'number') tree.current?.querySelectorAll<HTMLElement>('[role=treeitem]')[step]?.focus();
      else toggle(row.channel.id);
    }
    event.preventDefault();
  }
}

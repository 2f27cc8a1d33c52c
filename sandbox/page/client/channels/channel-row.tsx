import { useId } from 'preact/hooks';
import { channelIcon } from '../components/select-options.js';
import { has } from '../moderator/permissions.js';
import { useSeat } from '../seat/seat-context.js';
import { Icon } from '../ui/icon.js';
import { IconButton } from '../ui/icon-button.js';
import { Menu, type MenuItem } from '../ui/menu.js';
import { rowFacts, type TreeRow } from './tree-rows.js';
import { VoiceMember } from './voice-member.js';

interface ChannelRowProps {
  readonly row: TreeRow;
  readonly tabbable: boolean;
  readonly selected: boolean;
  readonly onFocus: () => void;
  readonly onActivate: () => void;
  readonly run: (what: () => Promise<unknown>) => void;
}

/** A line of the channel list. Its own buttons are for the pointer: by keyboard they are in its menu (Shift and F10). */
export function ChannelRow({ row, tabbable, selected, onFocus, onActivate, run }: ChannelRowProps) {
  const seat = useSeat();
  const { me } = seat.view;
  const labelId = useId();
  const isOwn = row.kind === 'voice' && me.value.voice?.channel === row.channel.id;
  return (
    <div
      role="treeitem"
      class={`tree-row ${row.kind} ${isOwn ? 'current' : ''}`}
      style={`--level:${row.level}`}
      tabIndex={tabbable ? 0 : -1}
      aria-level={row.level}
      aria-labelledby={labelId}
      aria-selected={selected}
      {...(row.kind === 'category' && { 'aria-expanded': row.expanded })}
      data-channel={row.channel.id}
      data-row={row.key}
      onFocus={({ target, currentTarget }) => target === currentTarget && onFocus()}
      onClick={onActivate}
    >
      {row.kind === 'member' ? (
        <VoiceMember row={row} labelId={labelId} />
      ) : (
        <ChannelLabel row={row} labelId={labelId} />
      )}
      {row.kind !== 'member' && <RowTools row={row} run={run} onJoin={onActivate} />}
    </div>
  );
}

type ChannelLine = Exclude<TreeRow, { readonly kind: 'member' }>;

function ChannelLabel({ row, labelId }: { readonly row: ChannelLine; readonly labelId: string }) {
  const { seen } = useSeat();
  const { id, name, locked, userLimit, voice, status, joinRefusal, lastMessage } = row.channel;
  const isUnread = lastMessage !== null && seen.value.get(id) !== lastMessage;
  const facts = <span class="unseen">{rowFacts(row, isUnread)}</span>;
  if (row.kind === 'category') {
    return (
      <>
        <Icon name={row.expanded ? 'down' : 'right'} size={14} />
        <span id={labelId} class="grow ellipsis">
          {name}
          {facts}
        </span>
      </>
    );
  }
  return (
    <>
      <Icon name={channelIcon(row.channel)} />
      <span class={isUnread ? 'grow unread' : 'grow'}>
        <span id={labelId} class="tree-name ellipsis">
          {name}
          {facts}
        </span>
        {status !== null && status !== '' && <span class="tree-status ellipsis" data-text={status} />}
      </span>
      {row.kind === 'voice' && userLimit > 0 && (
        <span class={joinRefusal === 'full' ? 'count full' : 'count'} data-count={`${voice.length}/${userLimit}`} />
      )}
      {locked && <Icon name="lock" size={15} />}
    </>
  );
}

interface RowToolsProps {
  readonly row: ChannelLine;
  readonly run: (what: () => Promise<unknown>) => void;
  readonly onJoin: () => void;
}

function RowTools({ row, run, onJoin }: RowToolsProps) {
  const seat = useSeat();
  const { id, name, permissions } = row.channel;
  const items: MenuItem[] = [];
  if (row.kind === 'voice') items.push({ label: 'Join', icon: 'speaker', onSelect: onJoin });
  if (row.kind !== 'category')
    items.push({ label: 'Show the chat', icon: 'chat', onSelect: () => run(() => seat.show(id)) });
  if (has(permissions, 'ManageChannels') || has(permissions, 'ManageRoles')) {
    if (row.kind === 'category') {
      items.push({
        label: 'Create a channel here',
        icon: 'plus',
        onSelect: () => (seat.dialog.value = { kind: 'createChannel', parent: id }),
      });
    }
    items.push(
      { label: 'Edit', icon: 'pencil', onSelect: () => (seat.dialog.value = { kind: 'editChannel', channel: id }) },
      {
        label: 'Delete',
        icon: 'trash',
        danger: true,
        onSelect: () => run(() => seat.act({ kind: 'deleteChannel', channel: id })),
      },
    );
  }
  return (
    <span class="row-tools" onClick={(event) => event.stopPropagation()}>
      {row.kind === 'voice' && (
        <IconButton
          icon="chat"
          label={`Show the chat of ${name}`}
          tabIndex={-1}
          onClick={() => run(() => seat.show(id))}
        />
      )}
      {items.length > 0 && (
        <Menu label={`More for ${name}`} items={items} class="quiet square" tabIndex={-1}>
          <Icon name="more" />
        </Menu>
      )}
    </span>
  );
}

import type { ChannelView } from '../../protocol/seat-view.js';
import type { Seat } from '../model/seat.js';
import type { ChoiceOption } from '../ui/choice.js';
import type { IconName } from '../ui/icon.js';
import { emojiText, type WireOption, type WireSelect } from './wire.js';

const names = {
  3: 'Choose',
  5: 'Choose members',
  6: 'Choose roles',
  7: 'Choose members or roles',
  8: 'Choose channels',
} as const;

/** What a select menu is called: its placeholder, else what its kind chooses. */
export function selectName({ placeholder, type }: WireSelect): string {
  return placeholder || names[type];
}

/** What there is to choose from: what the bot offers, or who and what is in the open server. */
export function optionsOf(select: Pick<WireSelect, 'type' | 'options' | 'channel_types'>, seat: Seat): ChoiceOption[] {
  switch (select.type) {
    case 3:
      return (select.options ?? []).map(toChoice);
    case 5:
      return memberOptions(seat);
    case 6:
      return roleOptions(seat);
    case 7:
      return [...memberOptions(seat), ...roleOptions(seat)];
    case 8:
      return channelOptions(seat, select.channel_types ?? []);
  }
}

export function toChoice({ value, label, description, emoji }: WireOption): ChoiceOption {
  const character = emojiText(emoji);
  return { value, label, ...(description && { description }), ...(character !== undefined && { emoji: character }) };
}

export function memberOptions({ view }: Seat): ChoiceOption[] {
  return view.members.value.map(({ user, name, username, bot }) => ({
    value: user,
    label: name,
    description: bot ? `${username}, a bot` : username,
    icon: bot ? 'robot' : 'person',
  }));
}

export function roleOptions({ view }: Seat): ChoiceOption[] {
  return view.roles.value.map(({ id, name }) => ({ value: id, label: name.replace(/^@?/, '@'), icon: 'shield' }));
}

/** @param types - None for all. */
export function channelOptions({ view }: Seat, types: readonly number[]): ChoiceOption[] {
  const channels = view.channels.value;
  const fitting = types.length === 0 ? channels : channels.filter(({ type }) => types.includes(type));
  return fitting.map((channel) => {
    const parent = channels.find(({ id }) => id === channel.parent)?.name;
    return {
      value: channel.id,
      label: channel.name,
      icon: channelIcon(channel),
      ...(parent !== undefined && { description: parent }),
    };
  });
}

const icons: Readonly<Record<number, IconName>> = { 2: 'speaker', 4: 'folder', 13: 'stage' };

export function channelIcon({ type }: Pick<ChannelView, 'type'>): IconName {
  return icons[type] ?? 'hash';
}

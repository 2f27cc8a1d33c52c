import {
  ChannelType,
  SlashCommandBooleanOption,
  SlashCommandChannelOption,
  SlashCommandRoleOption,
  SlashCommandStringOption,
  SlashCommandUserOption,
} from 'discord.js';
import { NAME_LIMIT } from '../domain/names.js';

/** Channels in which something can happen. */
const places = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildForum,
  ChannelType.GuildMedia,
  ChannelType.GuildVoice,
  ChannelType.GuildStageVoice,
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
] as const;

/** Channels that have messages of their own. */
const written = places.filter((type) => type !== ChannelType.GuildForum && type !== ChannelType.GuildMedia);

/** The name of something new. */
export function newName(description: string, required = true): SlashCommandStringOption {
  return typed('name', description, NAME_LIMIT).setRequired(required);
}

/** Something that exists: a name or a number, with suggestions while it is typed. */
export function existing(name: string, description: string, required = true): SlashCommandStringOption {
  return typed(name, description, 100).setRequired(required).setAutocomplete(true);
}

export function typed(name: string, description: string, limit?: number): SlashCommandStringOption {
  const option = new SlashCommandStringOption().setName(name).setDescription(description);
  return limit === undefined ? option : option.setMaxLength(limit);
}

/** One of a few. @param labels - What people see, by the values. */
export function chosen(
  name: string,
  description: string,
  labels: Readonly<Record<string, string>>,
): SlashCommandStringOption {
  const choices = Object.entries(labels).map(([value, label]) => ({ name: label, value }));
  return new SlashCommandStringOption()
    .setName(name)
    .setDescription(description)
    .addChoices(...choices);
}

export function place(name: string, description: string): SlashCommandChannelOption {
  return new SlashCommandChannelOption()
    .setName(name)
    .setDescription(description)
    .addChannelTypes(...places);
}

/** A channel that messages can be written in. */
export function textPlace(name: string, description: string): SlashCommandChannelOption {
  return new SlashCommandChannelOption()
    .setName(name)
    .setDescription(description)
    .addChannelTypes(...written);
}

export function flag(name: string, description: string): SlashCommandBooleanOption {
  return new SlashCommandBooleanOption().setName(name).setDescription(description);
}

export function role(name: string, description: string): SlashCommandRoleOption {
  return new SlashCommandRoleOption().setName(name).setDescription(description);
}

export function user(name: string, description: string): SlashCommandUserOption {
  return new SlashCommandUserOption().setName(name).setDescription(description);
}

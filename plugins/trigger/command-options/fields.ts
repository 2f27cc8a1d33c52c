import {
  ChannelType,
  type SlashCommandBooleanOption,
  type SlashCommandChannelOption,
  type SlashCommandRoleOption,
  type SlashCommandStringOption,
  type SlashCommandUserOption,
} from 'discord.js';
import { NAME_LIMIT } from '../domain/names.js';

/** Fills in an option that the command's builder hands out: it takes options of its own making only. */
type Fills<Option> = (option: Option) => Option;

/** Channels in which something can happen. */
const places = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildForum,
  ChannelType.GuildVoice,
  ChannelType.GuildStageVoice,
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
] as const;

/** Channels that have messages of their own. */
const written = places.filter((type) => type !== ChannelType.GuildForum);

/** The same option, which must be filled in. */
export function required<Option extends { setRequired(required: boolean): Option }>(
  fill: Fills<Option>,
): Fills<Option> {
  return (option) => fill(option).setRequired(true);
}

/** The name of something new. */
export function newName(description: string): Fills<SlashCommandStringOption> {
  return typed('name', description, NAME_LIMIT);
}

/** Something that exists: a name or a number, with suggestions while it is typed. */
export function existing(name: string, description: string): Fills<SlashCommandStringOption> {
  return (option) => typed(name, description, 100)(option).setAutocomplete(true);
}

export function typed(name: string, description: string, limit: number): Fills<SlashCommandStringOption> {
  return (option) => option.setName(name).setDescription(description).setMaxLength(limit);
}

/** One of a few. @param labels - What people see, by the values. */
export function chosen(
  name: string,
  description: string,
  labels: Readonly<Record<string, string>>,
): Fills<SlashCommandStringOption> {
  const choices = Object.entries(labels).map(([value, label]) => ({ name: label, value }));
  return (option) =>
    option
      .setName(name)
      .setDescription(description)
      .addChoices(...choices);
}

export function place(name: string, description: string): Fills<SlashCommandChannelOption> {
  return (option) =>
    option
      .setName(name)
      .setDescription(description)
      .addChannelTypes(...places);
}

/** A channel that messages can be written in. */
export function textPlace(name: string, description: string): Fills<SlashCommandChannelOption> {
  return (option) =>
    option
      .setName(name)
      .setDescription(description)
      .addChannelTypes(...written);
}

export function flag(name: string, description: string): Fills<SlashCommandBooleanOption> {
  return (option) => option.setName(name).setDescription(description);
}

export function role(name: string, description: string): Fills<SlashCommandRoleOption> {
  return (option) => option.setName(name).setDescription(description);
}

export function user(name: string, description: string): Fills<SlashCommandUserOption> {
  return (option) => option.setName(name).setDescription(description);
}

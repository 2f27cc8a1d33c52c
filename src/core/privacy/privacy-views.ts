import { ActionRowBuilder, AttachmentBuilder, ButtonBuilder, ButtonStyle } from 'discord.js';
import { CustomId } from '../../discord/custom-id.js';
import type { Answer } from '../../discord/replies.js';
import type { Stored } from '../../privacy/data-desk.js';
import type { PersonalRow } from '../../privacy/personal-data.js';
import { privacyMessages } from '../privacy-messages.js';

/** Deletes the data of the user that it names. */
export const erasePressed = new CustomId('core', 'privacy-delete');
/** Deletes nothing. */
export const keepPressed = new CustomId('core', 'privacy-keep');

/** The longest message, and the longest description of an embed, that Discord takes. */
const MESSAGE = 2000;
const EMBED = 4096;

/** What is stored, per plugin. */
export function aboutAnswer(stored: readonly Stored[], retention: number): Answer {
  const { title, sections, guilds, more, file, fileName } = privacyMessages.about;
  const description = [sections(stored), guilds(retention), more].join('\n');
  if (description.length <= EMBED) return { embeds: [{ title, description }] };
  const attachment = Buffer.from(`# ${title}\n\n${description}\n`);
  return { content: file, files: [new AttachmentBuilder(attachment, { name: fileName })] };
}

/** All that is stored about somebody, as a file. @param now - In milliseconds. */
export function exportAnswer(userId: string, now: number, plugins: Record<string, readonly PersonalRow[]>): Answer {
  const rows = Object.values(plugins).reduce((sum, { length }) => sum + length, 0);
  const json = JSON.stringify({ userId, exportedAt: new Date(now).toISOString(), plugins }, undefined, 2);
  const file = new AttachmentBuilder(Buffer.from(`${json}\n`), { name: privacyMessages.exportName(userId) });
  return { content: privacyMessages.exported(userId, rows), files: [file] };
}

/** Asks whether it is to be deleted, and says what is lost. */
export function questionAnswer(userId: string, own: boolean, stored: readonly Stored[]): Answer {
  const lost = stored.flatMap((one) => one.lost);
  const row = new ActionRowBuilder<ButtonBuilder>().addComponents(
    new ButtonBuilder()
      .setCustomId(erasePressed.build(userId))
      .setLabel(privacyMessages.yes)
      .setStyle(ButtonStyle.Danger),
    new ButtonBuilder().setCustomId(keepPressed.build()).setLabel(privacyMessages.no).setStyle(ButtonStyle.Secondary),
  );
  return { content: fitted(privacyMessages.question(userId, own, lost)), components: [row] };
}

/** What was deleted, and what had to stay. */
export function deletedAnswer(userId: string, own: boolean, kept: readonly string[]): Answer {
  return { content: fitted(privacyMessages.deleted(userId, own, kept)), components: [] };
}

/** The text, cut between lines where it is too long for a message, with a line that says so. */
function fitted(text: string): string {
  if (text.length <= MESSAGE) return text;
  const lines = text.split('\n');
  let count = lines.length;
  let short: string;
  do {
    count -= 1;
    short = [...lines.slice(0, count), privacyMessages.more(lines.length - count)].join('\n');
  } while (short.length > MESSAGE && count > 0);
  return short;
}

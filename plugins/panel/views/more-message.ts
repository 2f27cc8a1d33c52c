import { ButtonStyle, ComponentType } from 'discord.js';
import { voiceRegions } from '../../hub/plugin.js';
import { ids } from '../custom-ids.js';
import { more } from '../dialog-messages.js';
import { button, message, row, text, type V2Message } from './components.js';
import { question } from './small-messages.js';

/** What matters of a room's voice channel. */
export interface MoreFacts {
  /** 0 means no limit. */
  readonly userLimit: number;
  /** Bits per second. */
  readonly bitrate: number;
  /** Bits per second. */
  readonly maximumBitrate: number;
  /** Null: Discord chooses. */
  readonly region: string | null;
}

/** What a bitrate can be chosen from, in kilobits per second. */
const BITRATES = [8, 16, 32, 48, 64, 96, 128, 192, 256, 320, 384];
/** What stands for no region in the value of an option. */
export const AUTOMATIC = 'automatic';

/** The settings that are not on the panel itself. `done` says what has just been done. */
export function moreMessage(roomId: string, facts: MoreFacts, done?: string): V2Message {
  const kilobits = Math.round(facts.bitrate / 1000);
  const texts = [more.heading(roomId), more.settings(facts.userLimit, kilobits, regionName(facts.region))];
  if (done !== undefined) texts.push(done);
  return message(
    text(...texts),
    row({
      type: ComponentType.StringSelect,
      custom_id: ids.region.build(roomId),
      placeholder: more.regionPlaceholder,
      options: [
        { label: more.automatic, value: AUTOMATIC, description: more.automaticDescription },
        ...Object.entries(voiceRegions).map(([value, label]) => ({ label, value })),
      ],
    }),
    row({
      type: ComponentType.StringSelect,
      custom_id: ids.bitrate.build(roomId),
      placeholder: more.bitratePlaceholder,
      options: BITRATES.filter((rate) => rate * 1000 <= facts.maximumBitrate).map((rate) => ({
        label: more.bitrate(rate),
        value: String(rate),
      })),
    }),
    row({
      type: ComponentType.UserSelect,
      custom_id: ids.transfer.build(roomId),
      placeholder: more.transferPlaceholder,
    }),
    row(
      button(ids.limit.build(roomId), { label: more.limitLabel, emoji: '👥' }),
      button(ids.reset.build(roomId), { label: more.resetLabel, emoji: '♻️', style: ButtonStyle.Danger }),
    ),
  );
}

/** What people call a region; null lets Discord choose. */
export function regionName(region: string | null): string {
  if (region === null) return more.automatic;
  return new Map<string, string>(Object.entries(voiceRegions)).get(region) ?? region;
}

/** Asked before everything that was set goes. */
export function resetQuestion(roomId: string): V2Message {
  return question({
    text: more.reset.question(roomId),
    confirm: { customId: ids.resetConfirmed.build(roomId), label: more.reset.confirmLabel },
    cancel: { customId: ids.resetCancelled.build(roomId), label: more.reset.cancelLabel },
  });
}

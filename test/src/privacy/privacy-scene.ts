import { ChannelType } from 'discord-api-types/v10';
import { Person, type ChannelRecord, type GuildHandle, type InteractionHandle } from 'roomkeeper/sandbox';
import { query } from '../../support/database.js';
import { Stage, type StageOptions } from '../../support/stage.js';
import { tablesWith } from './traces.js';

export const ALL = ['autochannel', 'hub', 'panel', 'trigger'];

/** What is stored of a guild: a row in each table that Roomkeeper's own plugins have, about whom it names. */
export interface Filled {
  readonly guildId: string;
  /** Who made, owns, or is held back by something. */
  readonly userId: string;
  /** Ids of things; of the rooms above all. They must differ between guilds. */
  readonly base: bigint;
}

/**
 * The guilds "Home" (with Ada, Ben and Cleo, and the developer, who owns the bot) and "Other" (with Ada), each with a text
 * channel and the voice channel "Lounge".
 */
export class PrivacyScene {
  public readonly stage: Stage;
  public readonly home: GuildHandle;
  public readonly other: GuildHandle;
  public readonly lounge: ChannelRecord;
  public readonly ada: Person;
  public readonly ben: Person;
  public readonly cleo: Person;
  public readonly developer: Person;

  private constructor(stage: Stage) {
    this.stage = stage;
    const { sandbox } = stage;
    this.home = sandbox.addGuild({ name: 'Home' });
    this.other = sandbox.addGuild({ name: 'Other' });
    for (const guild of [this.home, this.other]) guild.addChannel({ name: 'text', type: ChannelType.GuildText });
    this.lounge = this.home.addChannel({ name: 'Lounge' });
    this.other.addChannel({ name: 'Lounge' });
    this.ada = this.home.addMember({ name: 'Ada' });
    this.ben = this.home.addMember({ name: 'Ben' });
    this.cleo = this.home.addMember({ name: 'Cleo' });
    this.other.addMember(this.ada);
    const { application, users } = sandbox.world;
    const developer = users.get(application.ownerId);
    if (!developer) throw new Error('The bot has no owner');
    this.developer = this.home.addMember(new Person(sandbox.world, this.home.record, developer));
  }

  public static async set(
    options: StageOptions = {},
    before?: (scene: PrivacyScene) => Promise<void>,
  ): Promise<PrivacyScene> {
    const scenes: PrivacyScene[] = [];
    const config = { plugins: ALL, ...options.config };
    const stage = await Stage.set(
      { ...options, config, withoutBot: true },
      (prepared) => void scenes.push(new PrivacyScene(prepared)),
    );
    const [scene] = scenes;
    if (!scene) throw new Error('The stage was not prepared');
    await before?.(scene);
    if (!options.withoutBot) await stage.startBot();
    return scene;
  }

  public rows(sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
    return query(this.stage.database.url, sql, values);
  }

  /** The tables of which a row holds an id, in any column. */
  public tablesWith(id: string): Promise<string[]> {
    return tablesWith(this.stage.database.url, id);
  }

  /** Somebody uses `/privacy`, and reads the answer. */
  public async privacy(who: Person, line: string, input: Record<string, string> = {}): Promise<InteractionHandle> {
    return this.answered(await who.slash(`privacy ${line}`, input));
  }

  /** Somebody asks for a deletion, and confirms it. @returns what the bot says at last. */
  public async erase(who: Person, input: Record<string, string> = {}): Promise<string> {
    const asked = await this.privacy(who, 'delete', input);
    return this.press(who, asked, 'Delete');
  }

  public async press(who: Person, { replies }: InteractionHandle, label: string): Promise<string> {
    const message = replies.at(-1);
    const buttons = (message?.api.components ?? []).flatMap((row) =>
      'components' in row ? (row.components as unknown as { label?: string; custom_id: string }[]) : [],
    );
    const button = buttons.find((one) => one.label === label);
    if (!message || !button) throw new Error(`There is no button "${label}" on: ${message?.api.content}`);
    await this.answered(await who.click(message, button.custom_id));
    return message.api.content;
  }

  /** Waits for the bot's answer, which may have to wait for the database: of that, `settle` knows nothing. */
  public async answered(handle: InteractionHandle): Promise<InteractionHandle> {
    await handle.response();
    await this.stage.settle();
    return handle;
  }

  /** What the file of an answer says. */
  public async exported(who: Person, input: Record<string, string> = {}): Promise<Exported> {
    const handle = await this.privacy(who, 'export', input);
    const [attachment] = handle.replies.at(-1)?.api.attachments ?? [];
    if (!attachment) throw new Error(`There is no file, but: ${said(handle)}`);
    return (await (await fetch(attachment.url)).json()) as Exported;
  }

  /** Fills every table of every plugin with rows of a guild, in each of which somebody is named wherever somebody can be. */
  public async populate({ guildId, userId, base }: Filled): Promise<void> {
    const id = (offset: number): string => String(base + BigInt(offset));
    const overwrites = JSON.stringify([{ id: userId, type: 'member', allow: '0', deny: '1048576' }]);
    const previous = JSON.stringify([
      { id: userId, type: 'member', allow: '0', deny: '0', changed: '1048576', existed: false },
    ]);
    const statements: readonly (readonly [string, unknown[]])[] = [
      [
        `insert into core_log (guild_id, at, actor_id, action, text)
         values ($1, now(), $2, 'hub.force-transfer', 'Gave it to <@' || $2::bigint || '> from ' || $2::bigint)`,
        [guildId, userId],
      ],
      [
        `insert into core_settings (guild_id, key, value, updated_at, updated_by)
         values ($1, 'hub.fallback_name', null, now(), $2)`,
        [guildId, userId],
      ],
      [
        `insert into autochannel_source (guild_id, channel_id, pattern, user_limit, grace_seconds, created_at, updated_at)
         values ($1, $2, '{user}', 0, 30, now(), now())`,
        [guildId, id(1)],
      ],
      [
        `insert into autochannel_breakout
           (guild_id, source_id, source_channel_id, channel_id, number, name, owner_id, grace_seconds, state, created_at)
         select $1, id, channel_id, $3, 1, 'Ada', $2, 30, 'active', now() from autochannel_source where channel_id = $4`,
        [guildId, userId, id(2), id(1)],
      ],
      [
        `insert into hub_channels
           (guild_id, channel_id, name, overwrites, bitrate, user_limit, position, lockdown_previous, created_at)
         values ($1, $2, 'Join', $3, 64000, 0, 0, $4, now())`,
        [guildId, id(3), overwrites, previous],
      ],
      [
        `insert into auto_channels
           (voice_channel_id, guild_id, source_hub_id, state, owner_user_id, host_user_ids, acting_owner_user_id,
            admitted_user_ids, allowed_user_ids, blocked_user_ids, base_overwrites, user_limit, auto_name_enabled,
            name_template, rename_stamps, text_rename_stamps, created_at)
         values ($3, $1, 1, 'open', $2, array[$2::bigint], null, array[$2::bigint], array[$2::bigint], array[$2::bigint],
            $4, 0, true, 'auto', '[]', '[]', now())`,
        [guildId, userId, id(4), overwrites],
      ],
      [
        'insert into auto_channel_members (voice_channel_id, user_id, joined_at) values ($1, $2, now())',
        [id(4), userId],
      ],
      ['insert into panel_stickies (voice_channel_id, guild_id, posted_at) values ($1, $2, now())', [id(4), guildId]],
      [
        `insert into trigger_actions (guild_id, name, name_key, spec, owner_id, created_at)
         values ($1, 'greet', 'greet', $3, $2, now())`,
        [
          guildId,
          userId,
          JSON.stringify({
            kind: 'message',
            first: null,
            second: { texts: [`Hello <@${userId}>!`], reply: false, mentionUser: false },
          }),
        ],
      ],
      [
        `insert into trigger_triggers
           (guild_id, name, name_key, scope, condition, parameter, case_sensitive, persistence, expires_at, requirements,
            cooldowns, action_id, enabled, owner_id, made_by, created_at, last_note, last_error)
         select $1, made, made, 'server', 'contains', 'ask <@' || $2::bigint || '>', false,
           case made when 'by' then 'persistent' else 'oneshot' end,
           case made when 'by' then null else now() + interval '1 hour' end,
           $3, $4, 1, true, $2, case made when 'by' then null else '1:' || $2::bigint || ':x' end, now(),
           'saw ' || $2::bigint, 'lost ' || $2::bigint
         from unnest(array['by', 'for']) made`,
        [
          guildId,
          userId,
          JSON.stringify({ allOf: [], anyOf: [], noneOf: [], accountAge: null, membershipAge: null, notBot: false }),
          JSON.stringify({ member: 0, channel: 0, guild: 0 }),
        ],
      ],
      [
        `insert into trigger_role_groups (guild_id, name, name_key, role_ids, maximum, when_full, created_at)
         values ($1, 'colours', 'colours', '[]', 0, 'refuse', now())`,
        [guildId],
      ],
      [
        `insert into trigger_blacklist (guild_id, user_id, created_by, created_at)
         values ($1, $2, 1, now()), ($1, 1, $2, now())`,
        [guildId, userId],
      ],
      [
        'insert into trigger_grants (guild_id, user_id, role_id, granted_at) values ($1, $2, $3, now())',
        [guildId, userId, id(5)],
      ],
      [
        `insert into trigger_role_menus
           (guild_id, channel_id, message_id, style, text, entries, requirements, owner_id, created_at)
         values ($1, $3, $4, 'buttons', 'By <@!' || $2::bigint || '>', '[]', $5, $2, now())`,
        [
          guildId,
          userId,
          id(6),
          id(7),
          JSON.stringify({ allOf: [], anyOf: [], noneOf: [], accountAge: null, membershipAge: null, notBot: false }),
        ],
      ],
    ];
    for (const [sql, values] of statements) await this.rows(sql, values);
  }
}

export interface Exported {
  readonly userId: string;
  readonly exportedAt: string;
  readonly plugins: Record<string, readonly { readonly table: string; readonly [column: string]: unknown }[]>;
}

/** The last thing that the bot said to somebody in answer to something. */
export const said = (handle: InteractionHandle): string => handle.replies.at(-1)?.api.content ?? '(nothing)';

/** The tables that name people. */
export const PERSONAL_TABLES = [
  'auto_channel_members',
  'auto_channels',
  'autochannel_breakout',
  'core_log',
  'core_settings',
  'hub_channels',
  'trigger_actions',
  'trigger_blacklist',
  'trigger_grants',
  'trigger_role_menus',
  'trigger_triggers',
];

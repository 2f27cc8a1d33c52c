import { UserError } from '@sapphire/framework';
import type { Attachment, Guild, GuildMember } from 'discord.js';
import type { Answer, Clock } from 'roomkeeper';
import { changesNothing, type ImportMode } from '../../domain/import-diff.js';
import { fileFaults, portability as words } from '../../portable-messages.js';
import { view, type View } from '../../views/components.js';
import { importQuestion } from '../../views/import-view.js';
import { refused } from '../admin/refusals.js';
import { downloaded } from '../portable/download.js';
import { FaultyFileError } from '../portable/import-faults.js';
import { FAULTS_LIMIT, FILE_LIMIT } from '../portable/limits.js';
import { PendingImports, type PendingImport } from '../portable/pending.js';
import { sums, type Portability } from '../portable/portability.js';

/** What Discord takes of a file for certain, in bytes. */
const UPLOAD_LIMIT = 8 * 1024 * 1024;

/** Hands out what a guild has as a file, and takes such files: shows first what they would change. */
export class Porting {
  readonly #portability: Portability;
  readonly #clock: Clock;
  readonly #pending: PendingImports;

  public constructor(portability: Portability, clock: Clock) {
    this.#portability = portability;
    this.#clock = clock;
    this.#pending = new PendingImports(clock);
  }

  public async export(guild: Guild): Promise<Answer> {
    const { text, portable } = await this.#portability.export(guild);
    const { groups, actions, triggers } = portable;
    const file = Buffer.from(text);
    if (file.byteLength > UPLOAD_LIMIT) throw refused('export-too-big', words.exportTooBig);
    const said = words.exported({ groups: groups.length, actions: actions.length, triggers: triggers.length });
    return {
      content: file.byteLength > FILE_LIMIT ? `${said}\n${words.notTakenBack(FILE_LIMIT)}` : said,
      files: [{ attachment: file, name: 'triggers.yaml' }],
    };
  }

  /** Reads a file and asks whether to do what it says. @param mode - As a client sent it. */
  public async ask(by: GuildMember, attachment: Pick<Attachment, 'url' | 'size'>, mode: string): Promise<Answer> {
    try {
      const bytes = await downloaded(attachment, this.#clock);
      const file = this.#portability.read(bytes, modeIn(mode));
      const plan = await this.#portability.plan(by, file);
      if (changesNothing(plan.difference)) return view([words.nothing]);
      return importQuestion(this.#pending.keep(personOf(by), file, plan), 0);
    } catch (error) {
      if (error instanceof FaultyFileError) return faultsAnswer(error);
      throw error;
    }
  }

  public page(by: GuildMember, id: string, page: number): View {
    return importQuestion(this.#found(by, id), page);
  }

  public cancel(by: GuildMember, id: string): View {
    this.#pending.forget(personOf(by), id);
    return view([words.cancelled]);
  }

  /** Imports what was shown; what would be different by now is shown anew. */
  public async confirm(by: GuildMember, id: string): Promise<View> {
    const { file, plan: shown } = this.#found(by, id);
    const end = await this.#portability.import(by, file, shown.mark);
    if (end.kind === 'differs')
      return importQuestion(this.#pending.keep(personOf(by), file, end.plan), 0, words.differs);
    this.#pending.forget(personOf(by), id);
    return view([end.kind === 'done' ? words.done(sums(end.difference)) : words.nothingAnyMore]);
  }

  #found(by: GuildMember, id: string): PendingImport {
    const pending = this.#pending.of(personOf(by), id);
    if (pending === null) throw new UserError({ identifier: 'trigger.gone', message: words.expired });
    return pending;
  }
}

/** The first faults; all of them in a file, where there are more. */
function faultsAnswer({ faults, message }: FaultyFileError): Answer {
  const lines = faults
    .slice(0, FAULTS_LIMIT)
    .map(({ path, line, text }) => fileFaults.line(path, line, text).replaceAll(/\r?\n/g, ' '));
  if (faults.length <= 1 || (faults.length <= 10 && message.length < 1_800)) return { content: message };
  const more = faults.length > lines.length ? [fileFaults.more(faults.length - lines.length)] : [];
  const all = Buffer.from([...lines, ...more, ''].join('\n'));
  return { content: `${message}\n${fileFaults.attached}`, files: [{ attachment: all, name: 'faults.txt' }] };
}

function modeIn(mode: string): ImportMode {
  return mode === 'replace' ? 'replace' : 'merge';
}

function personOf({ id: userId, guild }: GuildMember) {
  return { guildId: guild.id, userId };
}

/** The log of a guild: who changed what, and when. Kept in the table `core_log`. */
export interface GuildLog {
  /** Writes a line. `actorId`: who did it; null for the bot itself. `action`: `<plugin>.<what>`; `text`: the whole sentence. */
  write(entry: {
    readonly guildId: string;
    readonly actorId: string | null;
    readonly action: string;
    readonly text: string;
  }): Promise<void>;
}

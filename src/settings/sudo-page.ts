import type { ButtonInteraction, StringSelectMenuInteraction } from 'discord.js';
import type { Answer } from '../discord/replies.js';

/** The click that opens a page: in a guild, of somebody who is sudo. */
export type SudoClick = StringSelectMenuInteraction<'cached'> | ButtonInteraction<'cached'>;

/** An entry of `/sudo` that a plugin draws itself. What its components do is up to the plugin's own interaction handlers. */
export interface SudoPage {
  /** Unique over all plugins, kebab case. */
  readonly key: string;
  /** `settings`: an entry of `/sudo` → Settings, beside the sections; `actions`: an entry of `/sudo` itself. */
  readonly place: 'settings' | 'actions';
  /** At most 45 characters. */
  readonly label: string;
  /** At most 100 characters. */
  readonly description: string;
  /**
   * The page, which takes the place of the menu; core adds a way back as the last of at most five rows. `/sudo` is not of Components
   * V2: a page that is comes as a message of its own below the menu.
   */
  open(click: SudoClick): Promise<Answer>;
}

/** What `/privacy` says of trigger. */
export const personal = {
  stored: [
    'Who made each trigger, action and role menu, or last saved an action: as long as it is there. Of a trigger that an action made, also what set it off.',
    'Who may not set triggers off, where and until when, and who decided so: until it has ended or is taken back.',
    'When the bot gave a member a role of a role group, so that it knows which one is the oldest.',
    'What the last run of a trigger said or failed at. It can name a member.',
    'In memory only, and for a day at most: cooldowns. For 15 minutes at most: what was typed into forms.',
  ],
  lost: [
    'Triggers, actions and role menus stay with their server, and no longer say who made them. Actions that give out roles with dangerous permissions stop, until somebody who may do that saves them anew. Triggers that an action made for this person are deleted.',
  ],
  blacklisted: (guildId: string, until: Date | null): string =>
    `An entry of the blacklist of the server \`${guildId}\`, ${until === null ? 'until its admins take it back' : `which ends <t:${Math.ceil(until.getTime() / 1000)}:R>`}.`,
};

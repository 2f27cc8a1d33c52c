import { expect } from 'chai';
import { ChannelType } from 'discord.js';
import { use } from 'roomkeeper';
import type { ChannelRecord, GuildHandle } from 'roomkeeper/sandbox';
import { autochannel } from '../../../../plugins/autochannel/plugin.js';
import type { ChosenChannel, EnableRequest } from '../../../../plugins/autochannel/services/enabling.js';
import { Stage } from '../../../support/stage.js';

/** The local Discord refuses such options as Discord does, so they are handed to the service as a forged interaction would. */
describe('FW-44 autochannel: ids of another guild', () => {
  let stage: Stage;
  let home: GuildHandle;
  let general: ChannelRecord;
  let foreign: ChannelRecord;
  let foreignCategory: ChannelRecord;

  before(async () => {
    stage = await Stage.set({}, ({ sandbox }) => {
      home = sandbox.addGuild({ name: 'Home' });
      general = home.addChannel({ name: 'General' });
      const abroad = sandbox.addGuild({ name: 'Abroad' });
      foreign = abroad.addChannel({ name: 'Foreign' });
      foreignCategory = abroad.addChannel({ name: 'Category', type: ChannelType.GuildCategory });
    });
  });
  after(() => stage.strike());

  const chosen = ({ id, name, type }: ChannelRecord): ChosenChannel => ({ id, name, type });
  const enable = (forged: Partial<EnableRequest>): Promise<string> => {
    const guild = stage.bot.client?.guilds.cache.get(home.id);
    if (!guild) throw new Error('The bot does not know its guild');
    const request = { guild, channel: chosen(general), categories: [], template: null, change: {}, userName: 'Olga' };
    return use(autochannel).enabling.enable({ ...request, ...forged });
  };

  it('FW-44 a channel of another guild becomes no source, and nothing is said of it', async () => {
    const answer = await enable({ channel: chosen(foreign) });
    expect(answer).to.equal('That channel is not part of this server. Choose one of this server.');
    expect(use(autochannel).roleOf(foreign.id)).to.equal(undefined);
  });

  it('FW-44 a category of another guild is refused, and nothing is stored', async () => {
    const change = { categoryId: foreignCategory.id };
    const answer = await enable({ categories: [chosen(foreignCategory)], change });
    expect(answer).to.include('That category is not part of this server');
    expect(use(autochannel).roleOf(general.id)).to.equal(undefined);
  });

  it('FW-44 the permissions of a channel of another guild are not copied', async () => {
    const answer = await enable({ template: chosen(foreign), change: { templateChannelId: foreign.id } });
    expect(answer).to.include('That template is not part of this server');
    expect(use(autochannel).roleOf(general.id)).to.equal(undefined);
  });
});

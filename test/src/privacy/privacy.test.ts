import { expect } from 'chai';
import { MessageFlags } from 'discord-api-types/v10';
import { use } from 'roomkeeper';
import { hub } from '../../../plugins/hub/plugin.js';
import { trigger } from '../../../plugins/trigger/plugin.js';
import { ALL, PERSONAL_TABLES, PrivacyScene, said } from './privacy-scene.js';

/** Servers that the bot has been removed from lately: nothing of them is looked at, so rows stay as they are. */
const FAR = '900000000000000001';
const FARTHER = '900000000000000002';

describe('RL-09 /privacy', () => {
  let scene: PrivacyScene;
  let adaId: string;
  let benId: string;

  async function set(config: Readonly<Record<string, unknown>> = {}): Promise<void> {
    scene = await PrivacyScene.set({ config }, async (prepared) => {
      adaId = prepared.ada.user.id;
      benId = prepared.ben.user.id;
      await prepared.populate({ guildId: FAR, userId: adaId, base: 910_000_000_000_000_000n });
      await prepared.populate({ guildId: FARTHER, userId: benId, base: 920_000_000_000_000_000n });
    });
  }

  describe('reading', () => {
    before(() => set());
    after(() => scene.stage.strike());

    it('RL-09 the rows of these tests name a person in every table that can', async () => {
      expect(await scene.tablesWith(adaId)).to.deep.equal(PERSONAL_TABLES);
    });

    it('RL-09 anybody reads what is stored, by plugin, and nobody else sees it', async () => {
      const handle = await scene.privacy(scene.ada, 'about');
      const [message] = handle.replies;
      const [embed] = message?.api.embeds ?? [];
      for (const name of ['The bot itself', ...ALL]) expect(embed?.description).to.include(`**${name}**`);
      expect(embed?.description).to.include('**panel**\n- Nothing.');
      expect(embed?.description).to.include('30 days after I am removed');
      expect((message?.api.flags ?? 0) & MessageFlags.Ephemeral).to.not.equal(0);
    });

    it('RL-09 an export has every table that names the person, of all servers, and nothing of anybody else', async () => {
      const { userId, plugins } = await scene.exported(scene.ada);
      expect(userId).to.equal(adaId);
      const tables = Object.values(plugins).flatMap((rows) => rows.map(({ table }) => table));
      expect([...new Set(tables)].toSorted()).to.deep.equal(PERSONAL_TABLES);
      expect(JSON.stringify(plugins)).to.not.include(benId);
      expect(plugins['hub']?.[0]).to.include({ guildId: FAR, owner: true, host: true, blocked: true });
    });

    it('RL-09 somebody of whom nothing is stored gets a file that says so', async () => {
      const { plugins } = await scene.exported(scene.cleo);
      expect(Object.values(plugins).flat()).to.deep.equal([]);
      expect(said(await scene.privacy(scene.cleo, 'export'))).to.include('Nothing is stored about');
    });

    it('RL-09 a deletion is asked about first, and nothing is deleted for a no', async () => {
      const asked = await scene.privacy(scene.ada, 'delete');
      expect(said(asked)).to.match(/^## Delete your data\?/);
      expect(said(asked)).to.include('A room whose owner this was');
      expect(await scene.press(scene.ada, asked, 'Keep it')).to.equal('Nothing was deleted.');
      expect(await scene.tablesWith(adaId)).to.deep.equal(PERSONAL_TABLES);
    });

    it('RL-09 nobody but the bot’s owner exports or deletes the data of others, by a forged button either', async () => {
      for (const line of ['export', 'delete']) {
        expect(said(await scene.privacy(scene.home.owner, line, { user: adaId }))).to.equal(
          'Only the owner of this bot may do this.',
        );
      }
      const asked = await scene.privacy(scene.ben, 'delete');
      const [message] = asked.replies;
      if (!message) throw new Error('The bot did not ask');
      const forged = await scene.ben.click(message, `core:privacy-delete:${adaId}`, { force: true });
      await scene.answered(forged);
      expect(said(forged)).to.equal('Only the owner of this bot may do this.');
      expect(await scene.tablesWith(adaId)).to.deep.equal(PERSONAL_TABLES);
    });

    it('RL-09 the bot’s owner is told when what they gave is no id', async () => {
      const handle = await scene.privacy(scene.developer, 'delete', { user: 'ada ada ada ada ada' });
      expect(said(handle)).to.include('The id of a user is a number of 17 to 20 digits');
    });
  });

  describe('deleting', () => {
    beforeEach(() => set());
    afterEach(() => scene.stage.strike());

    it('RL-09 after a deletion only what others have set against the person is left, and they are told of it', async () => {
      const answer = await scene.erase(scene.ada);
      expect(answer).to.match(/^✅ Your data are deleted\.\nWhat had to stay:/);
      expect(answer).to.include(`An entry of the blacklist of the server \`${FAR}\`, until its admins take it back.`);
      expect(answer).to.include('A block from <#910000000000000004>');
      expect(answer).to.include('Permissions that the server itself has set in <#910000000000000003>');
      expect(await scene.tablesWith(adaId)).to.deep.equal(['auto_channels', 'hub_channels', 'trigger_blacklist']);
      const [room] = await scene.rows('select * from auto_channels where guild_id = $1', [FAR]);
      expect(room).to.include({ owner_user_id: '0', acting_owner_user_id: null });
      expect(room?.['host_user_ids']).to.deep.equal([]);
      expect(room?.['blocked_user_ids']).to.deep.equal([adaId]);
    });

    it('RL-09 what the bot’s owner deletes for somebody is gone from every column of every table', async () => {
      const answer = await scene.erase(scene.developer, { user: adaId });
      expect(answer).to.equal(`✅ The data of <@${adaId}> are deleted.`);
      expect(await scene.tablesWith(adaId)).to.deep.equal([]);
    });

    it('RL-09 it is gone from memory too', async () => {
      await use(trigger).catalogue.of(FAR);
      await scene.erase(scene.developer, { user: adaId });
      const rooms = use(hub).rooms.all();
      expect(rooms).to.have.lengthOf(2);
      const known = JSON.stringify(
        [rooms, use(hub).hubs.all(), await use(trigger).catalogue.of(FAR)],
        (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value),
      );
      expect(known).to.not.include(adaId);
      expect(known).to.include(benId);
    });

    it('RL-09 what a person made for a server stays there, without them; what was made for them goes', async () => {
      await scene.erase(scene.ada);
      const triggers = await scene.rows('select name, owner_id, parameter from trigger_triggers where guild_id = $1', [
        FAR,
      ]);
      expect(triggers).to.deep.equal([{ name: 'by', owner_id: '0', parameter: 'ask (deleted user)' }]);
      const [log] = await scene.rows('select actor_id, text from core_log where guild_id = $1', [FAR]);
      expect(log).to.deep.equal({ actor_id: '0', text: 'Gave it to (deleted user) from 0' });
      const [action] = await scene.rows('select owner_id, spec from trigger_actions where guild_id = $1', [FAR]);
      expect(JSON.stringify(action)).to.include('Hello (deleted user)!');
    });

    it('RL-09 nobody else is touched', async () => {
      const before = await scene.exported(scene.ben);
      await scene.erase(scene.developer, { user: adaId });
      expect((await scene.exported(scene.ben)).plugins).to.deep.equal(before.plugins);
      expect(await scene.tablesWith(benId)).to.deep.equal(PERSONAL_TABLES);
    });

    it('RL-09 a second deletion finds nothing, and says so by keeping nothing', async () => {
      await scene.erase(scene.developer, { user: adaId });
      expect(await scene.erase(scene.ada)).to.equal('✅ Your data are deleted.');
    });
  });

  describe('with plugins that are installed and off', () => {
    beforeEach(() => set({ plugins: ['autochannel'] }));
    afterEach(() => scene.stage.strike());

    it('RL-09 their rows are exported and deleted all the same', async () => {
      const { plugins } = await scene.exported(scene.ada);
      expect(plugins['hub']).to.have.lengthOf(4);
      expect(plugins['trigger']).to.not.be.empty;
      await scene.erase(scene.developer, { user: adaId });
      expect(await scene.tablesWith(adaId)).to.deep.equal([]);
      expect(await scene.tablesWith(benId)).to.deep.equal(PERSONAL_TABLES);
    });
  });
});

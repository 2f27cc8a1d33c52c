import { expect } from 'chai';
import { GatewayDispatchEvents as Events } from 'discord-api-types/v10';
import { faultsOfDispatch } from '../../../sandbox/schema/dispatch-validation.js';
import { Running } from '../running.js';

const voiceState = {
  guild_id: '1',
  channel_id: null,
  user_id: '2',
  session_id: 's',
  deaf: false,
  mute: false,
  self_deaf: false,
  self_mute: false,
  self_video: false,
  suppress: false,
  request_to_speak_timestamp: null,
};

describe('sandbox dispatch validation', () => {
  it('SB-06 accepts what Discord sends', () => {
    expect(faultsOfDispatch(Events.VoiceStateUpdate, voiceState)).to.deep.equal([]);
    expect(faultsOfDispatch(Events.GuildRoleDelete, { guild_id: '1', role_id: '2' })).to.deep.equal([]);
  });

  it('SB-06 finds a field that is missing, of another type, or unknown', () => {
    const { session_id: _, ...missing } = voiceState;
    expect(faultsOfDispatch(Events.VoiceStateUpdate, missing)[0]).to.contain('session_id');
    expect(faultsOfDispatch(Events.VoiceStateUpdate, { ...voiceState, mute: 0 })[0]).to.contain(
      '/mute must be boolean',
    );
    expect(faultsOfDispatch(Events.VoiceStateUpdate, { ...voiceState, mutes: false })[0]).to.contain('mutes');
    expect(faultsOfDispatch(Events.GuildRoleDelete, { guild_id: '1', role_id: 'x' })[0]).to.contain(
      '/role_id must match',
    );
  });

  it('SB-06 has a schema for every event but RESUMED, which has no data', () => {
    for (const event of Object.values(Events).filter((name) => name !== Events.Resumed)) {
      expect(faultsOfDispatch(event, null)[0], event).to.not.contain('knows no such event');
    }
    expect(faultsOfDispatch('NO_SUCH_EVENT', {})).to.deep.equal(['discord-api-types knows no such event']);
  });

  it('SB-06 records the violation of a dispatch, though nobody is connected', async () => {
    const running = await Running.start();
    running.sandbox.world.dispatch(Events.GuildRoleDelete, { guild_id: '1' }, { guildId: running.guild.id });
    const [violation] = running.sandbox.expectViolations(1);
    expect(violation).to.include({ kind: 'dispatch', subject: 'GUILD_ROLE_DELETE' });
    await running.stop();
  });
});

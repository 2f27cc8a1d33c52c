import { expect } from 'chai';
import {
  ApplicationCommandOptionType,
  ComponentType,
  InteractionResponseType as Answer,
  type APIChatInputApplicationCommandInteraction,
} from 'discord-api-types/v10';
import { GuildHandle } from '../../../sandbox/people/guild-handle.js';
import { clientRefusal, ping, Stage } from '../interactions/stage.js';
import { Running } from '../running.js';

const yaml = { filename: 'triggers.yaml', data: 'triggers: []\n', contentType: 'application/yaml' };

describe('files', () => {
  it('SB-07 a file is an option of a command', async () => {
    const stage = new Stage();
    stage.register({
      name: 'import',
      description: 'Imports',
      options: [{ type: ApplicationCommandOptionType.Attachment, name: 'file', description: 'It', required: true }],
    });
    await stage.ada.slash('import', { file: yaml });
    const { data } = stage.received as APIChatInputApplicationCommandInteraction;
    const [option] = data.options ?? [];
    const id = option && 'value' in option ? String(option.value) : '';
    expect(data.resolved?.attachments?.[id]).to.include({
      filename: 'triggers.yaml',
      size: 13,
      content_type: 'application/yaml',
      ephemeral: true,
    });
    expect(await clientRefusal(stage.ada.slash('import', { file: 'a text' }))).to.equal('badValue');
    expect(await clientRefusal(stage.ada.slash('import'))).to.equal('missingOption');
  });

  it('SB-07 files are sent with a modal, as many as it asks for', async () => {
    const stage = new Stage();
    stage.register(ping);
    const upload = { type: ComponentType.FileUpload, custom_id: 'files', min_values: 1, max_values: 2 };
    const components = [{ type: ComponentType.Label, label: 'Files', component: upload }];
    const handle = await stage.ada.slash('ping');
    stage.answer(handle, { type: Answer.Modal, data: { custom_id: 'send', title: 'Send', components } });
    const { modal } = await handle.response();
    if (!modal) throw new Error('No modal was opened');
    expect(await clientRefusal(stage.ada.submit(modal))).to.equal('badValue');
    expect(await clientRefusal(stage.ada.submit(modal, { files: [yaml, yaml, yaml] }))).to.equal('badValue');
    expect(await clientRefusal(stage.ada.submit(modal, { files: ['text'] }))).to.equal('badValue');
    await stage.ada.submit(modal, { files: [yaml, yaml] });
    expect(stage.received).to.have.nested.property('data.components[0].component.values').with.length(2);
    expect(
      Object.keys((stage.received.data as { resolved?: { attachments?: object } }).resolved?.attachments ?? {}),
    ).to.have.length(2);
  });

  describe('on a server', () => {
    let running: Running;

    afterEach(() => running.stop());

    it('SB-07 what people and the bot attach can be downloaded, as it was', async () => {
      running = await Running.start();
      const { world, api } = running.sandbox;
      const guild = new GuildHandle(world, running.guild);
      const channel = guild.addChannel({ name: 'talk', type: 0 });
      const bytes = new Uint8Array([0, 255, 13, 10]);
      const message = guild.owner.say(channel, '', { files: [yaml, { filename: 'a b.bin', data: bytes }] });
      const [text, binary] = message.api.attachments;
      const answer = await fetch(text?.url ?? '');
      expect(answer.headers.get('content-type')).to.equal('application/yaml');
      expect(await answer.text()).to.equal(yaml.data);
      expect(await (await fetch(binary?.url ?? '')).bytes()).to.deep.equal(bytes);

      const form = new FormData();
      form.set('payload_json', JSON.stringify({ attachments: [{ id: '0', filename: 'out.yaml' }] }));
      form.set('files[0]', new Blob(['sent: true\n'], { type: 'application/yaml' }), 'out.yaml');
      const sent = await running.call('POST', `/channels/${channel.id}/messages`, { body: form });
      const { attachments } = (await sent.json()) as { attachments: { url: string }[] };
      expect(await (await fetch(attachments[0]?.url ?? '')).text()).to.equal('sent: true\n');
      expect((await fetch(`${new URL(api).origin}/attachments/1/2/none`)).status).to.equal(404);
      expect(running.sandbox.callCounts()).to.have.all.keys('POST /channels/{channel_id}/messages');
    });
  });
});

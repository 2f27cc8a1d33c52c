import type { MessageView, OpenChannelView } from '../../protocol/seat-view.js';
import { MessageComponents } from '../components/message-components.js';
import { useSeat } from '../seat/seat-context.js';
import { Moment } from '../text/moment.js';
import { Text } from '../text/text.js';
import { clockText } from '../text/times.js';
import { Avatar } from '../ui/avatar.js';
import { useDeed } from '../ui/deed.js';
import { Icon } from '../ui/icon.js';
import { Refusal } from '../ui/refusal.js';
import { EditBox } from './edit-box.js';
import { Embed } from './embed.js';
import { MessageOrigin } from './message-origin.js';
import { MessageTools } from './message-tools.js';
import { Reactions } from './reactions.js';
import { sizeText } from '../components/media.js';

interface MessageProps {
  readonly message: MessageView;
  readonly open: OpenChannelView;
  /** Without a head of its own. */
  readonly continued: boolean;
}

/** A message with all that hangs on it. What goes wrong with it is said below it. */
export function Message({ message, open, continued }: MessageProps) {
  const seat = useSeat();
  const deed = useDeed({ parallel: true });
  const { author, ephemeral, system, mentionsMe } = message;
  const classes = ['message', continued && 'continued', mentionsMe && 'mentions', ephemeral && 'ephemeral'];
  const failed = seat.view.pending.value.some((one) => one.message === message.id && one.state === 'failed');
  return (
    <article
      class={classes.filter(Boolean).join(' ')}
      aria-label={`${author.name}, ${clockText(message.at)}`}
      data-message={message.id}
    >
      <MessageOrigin message={message} />
      <div class="message-row">
        {continued ? (
          <time class="aside-time" dateTime={new Date(message.at).toISOString()}>
            {clockText(message.at).slice(0, 5)}
          </time>
        ) : (
          <Avatar name={author.name} size={36} />
        )}
        <div class="message-body">
          {!continued && (
            <header class="message-head">
              {author.color !== 0 && <span class="role-dot" style={`--role:${hex(author.color)}`} />}
              <strong>{author.name}</strong>
              {author.bot && <span class="chip">bot</span>}
              <Moment at={message.at} style="T" />
              {message.pinned && <span class="chip">pinned</span>}
            </header>
          )}
          {system !== null && <p class="system">{system}</p>}
          {seat.editing.value === message.id ? (
            <EditBox message={message} channel={open.channel} />
          ) : (
            message.content !== '' && <Text source={message.content} />
          )}
          {message.editedAt !== null && message.content !== '' && <span class="small muted">(edited)</span>}
          {message.loading && <p class="muted thinking">{author.name} is thinking</p>}
          {message.embeds.map((embed, index) => (
            <Embed key={index} embed={embed} />
          ))}
          {message.attachments.map(({ id, filename, size }) => (
            <div class="file-card" key={id}>
              <Icon name="file" size={24} /> {filename} <span class="small muted">{sizeText(size)}</span>
            </div>
          ))}
          {message.components.length > 0 && <MessageComponents message={message} channel={open.channel} deed={deed} />}
          <Reactions message={message} open={open} deed={deed} />
          <Refusal error={deed.error} />
          {failed && !deed.error.value && <p class="failed">This interaction failed.</p>}
          {ephemeral && (
            <p class="only-you small muted">
              <Icon name="eye" size={14} /> Only you can see this.{' '}
              <button type="button" class="as-link" onClick={() => void dismiss()}>
                Dismiss this message
              </button>
            </p>
          )}
        </div>
      </div>
      {system === null && <MessageTools message={message} open={open} deed={deed} />}
    </article>
  );

  function dismiss(): Promise<boolean> {
    return deed.run(() => seat.act({ kind: 'dismiss', channel: open.channel, message: message.id }));
  }
}

function hex(color: number): string {
  return `#${color.toString(16).padStart(6, '0')}`;
}

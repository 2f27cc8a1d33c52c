import { useSeat } from '../seat/seat-context.js';
import { shared } from '../model/session.js';
import { Avatar } from '../ui/avatar.js';
import { Icon } from '../ui/icon.js';

/** Commands that have no answer yet, or will never get one. */
export function PendingCommands({ channel }: { readonly channel: string }) {
  const pending = useSeat().view.pending.value.filter((one) => one.kind === 'command' && one.channel === channel);
  const bot = shared.bot.value;
  return pending.map(({ id, label, state }) => (
    <div key={id} class="message pending">
      <Avatar name={bot.name || 'B'} size={36} />
      <div class="grow">
        <p>
          <strong>{bot.name}</strong> <span class="chip">bot</span>
        </p>
        {state === 'waiting' ? (
          <p class="muted thinking">/{label} is on its way to the bot</p>
        ) : (
          <p class="failed">
            <Icon name="warning" size={15} /> The application did not respond to /{label}.
          </p>
        )}
      </div>
    </div>
  ));
}

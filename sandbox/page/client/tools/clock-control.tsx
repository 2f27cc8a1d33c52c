import type { MachineAct } from '../../protocol/acts.js';
import { pageClock } from '../model/page-clock.js';
import { ask, shared } from '../model/session.js';
import { clockText } from '../text/times.js';
import { useDeed } from '../ui/deed.js';
import { Icon } from '../ui/icon.js';
import { IconButton } from '../ui/icon-button.js';
import { Refusal } from '../ui/refusal.js';

/** The time that the sandbox and the bot share. It can stand still, and leap forward. */
export function ClockControl() {
  const deed = useDeed();
  const { pausedAt, ahead, steerable } = shared.clock.value;
  const paused = pausedAt !== null;
  const run = (act: MachineAct) => void deed.run(() => ask(act));
  const aheadText = ahead >= 1000 ? `, ${spanText(ahead)} ahead of this machine` : '';
  return (
    <section class="control" aria-label="Clock">
      <p class="clock" title={`The sandbox's time${aheadText}`}>
        <Icon name="clock" />
        <time>{clockText(pageClock.now.value)}</time>
        {paused && <span class="chip">paused</span>}
      </p>
      {steerable && (
        <>
          <IconButton
            icon={paused ? 'play' : 'pause'}
            label={paused ? 'Let the clock run' : 'Pause the clock'}
            aria-busy={deed.busy.value}
            onClick={() => run({ kind: paused ? 'resumeClock' : 'pauseClock' })}
          />
          <button
            type="button"
            class="button tiny"
            aria-busy={deed.busy.value}
            onClick={() => run({ kind: 'moveClock', ms: 10_000 })}
          >
            +10 s
          </button>
          <button
            type="button"
            class="button tiny"
            aria-busy={deed.busy.value}
            onClick={() => run({ kind: 'moveClock', ms: 300_000 })}
          >
            +5 min
          </button>
        </>
      )}
      <Refusal error={deed.error} />
    </section>
  );
}

function spanText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

import { useEffect } from 'preact/hooks';
import type { Seat } from '../model/seat.js';
import { tourOpen } from '../model/page-state.js';
import { ask, frontSeat, seats, shared } from '../model/session.js';
import { Text } from '../text/text.js';
import { useDeed } from '../ui/deed.js';
import { Icon } from '../ui/icon.js';
import { IconButton } from '../ui/icon-button.js';
import { Refusal } from '../ui/refusal.js';
import { SeatContext } from '../seat/seat-context.js';
import { glowAt } from './tour-glow.js';
import { stepWords, type Guest } from './tour-words.js';

/** The voice channel that the demo server has for making rooms. */
const HUB = 'New Room';

/** Five steps through what the bot does. The sandbox finds out by itself which are done. */
export function Tour() {
  const deed = useDeed();
  const { steps, room } = shared.tour.value;
  const owners = seats.value.find((one) => one.place.value.user === room?.owner);
  const seat = owners ?? seats.value.find(({ name }) => name === frontSeat.value) ?? seats.value[0];
  const step = steps.find(({ done }) => !done);
  const state = `${step?.id} ${step?.parts.join()} ${room?.channel}`;
  useEffect(() => (step && seat ? glowAt(step, room, seat, HUB) : undefined), [state, seat]);
  if (steps.length === 0 || !seat) return null;
  const words = step && stepWords(step, room, guestIn(seat), HUB);
  return (
    <section class="tour" aria-label="Guided tour">
      <ol class="tour-steps" aria-label="Steps">
        {steps.map(({ id, done }, index) => (
          <li key={id} class={done ? 'done' : ''} {...(id === step?.id && { 'aria-current': 'step' })}>
            {done ? (
              <>
                <Icon name="check" size={15} />
                <span class="unseen">Step {index + 1} is done</span>
              </>
            ) : (
              index + 1
            )}
          </li>
        ))}
      </ol>
      <div class="tour-text" role="status">
        <h2>{words ? words.title : 'That was the tour'}</h2>
        <SeatContext value={seat}>
          <Text
            source={
              words?.todo ??
              'You have owned a room, lost it and got it back, and seen the bot survive. All that happened stands in the timeline below.'
            }
          />
        </SeatContext>
      </div>
      <div class="row">
        <Refusal error={deed.error} />
        {step ? (
          <button
            type="button"
            class="button tiny"
            onClick={() => void deed.run(() => ask({ kind: 'skipTourStep', step: step.id }))}
          >
            Skip this step
          </button>
        ) : (
          <button type="button" class="button tiny" onClick={() => void deed.run(() => ask({ kind: 'restartTour' }))}>
            Again
          </button>
        )}
        <IconButton icon="close" label="Close the tour" onClick={() => (tourOpen.value = false)} />
      </div>
    </section>
  );
}

function guestIn({ view }: Seat): Guest {
  const { user, name } = view.me.value;
  const owner = view.members.value.find((member) => member.owner);
  return { name, owner: owner?.name ?? 'the owner', isOwner: owner?.user === user };
}

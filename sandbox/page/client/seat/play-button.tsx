import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { SeatDeed } from '../model/seat.js';
import { IconButton } from '../ui/icon-button.js';
import { OneFieldForm } from '../ui/one-field-form.js';
import { Popup } from '../ui/popup.js';

interface PlayButtonProps {
  readonly games: readonly string[];
  readonly run: (deed: SeatDeed) => void;
}

const known = ['Minecraft', 'Factorio', 'Chess', 'Rocket League'];

/** Starts and ends the games of the seat's member. */
export function PlayButton({ games, run }: PlayButtonProps) {
  const open = useSignal(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <IconButton
        icon="game"
        label="Play a game"
        buttonRef={button}
        aria-haspopup="dialog"
        aria-expanded={open.value}
        aria-pressed={games.length > 0}
        onClick={() => (open.value = !open.value)}
      />
      {open.value && (
        <Popup anchor={button} above onClose={() => (open.value = false)}>
          <GameChooser
            games={games}
            run={(deed) => {
              open.value = false;
              button.current?.focus();
              run(deed);
            }}
          />
        </Popup>
      )}
    </>
  );
}

function GameChooser({ games, run }: PlayButtonProps) {
  const typed = useSignal('');
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  return (
    <div role="dialog" aria-label="Play a game" class="stack boxed">
      <OneFieldForm
        label="Name of the game"
        value={typed}
        action="Play"
        primary
        fieldRef={field}
        onSubmit={(game) => {
          if (game !== '') run({ kind: 'play', game });
        }}
      />
      <div class="row wrap">
        {known
          .filter((game) => !games.includes(game))
          .map((game) => (
            <button type="button" key={game} class="button tiny" onClick={() => run({ kind: 'play', game })}>
              {game}
            </button>
          ))}
      </div>
      {games.map((game) => (
        <button type="button" key={game} class="button" onClick={() => run({ kind: 'stopPlaying', game })}>
          Stop playing {game}
        </button>
      ))}
    </div>
  );
}

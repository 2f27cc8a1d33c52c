import { frontSeat, seats } from './model/session.js';
import { toolsOpen, tourOpen } from './model/page-state.js';
import { SeatPane } from './seat/seat-pane.js';
import { LineBanner } from './tools/line-banner.js';
import { TimelinePanel } from './tools/timeline-panel.js';
import { TopBar } from './tools/top-bar.js';
import { Tour } from './tour/tour.js';

/** The whole page. */
export function App() {
  return (
    <>
      <a class="skip" href="#seats">
        Skip to the seats
      </a>
      <TopBar />
      <LineBanner />
      {tourOpen.value && <Tour />}
      <main id="seats" class={`seats of-${seats.value.length}`} tabIndex={-1}>
        {seats.value.length > 1 && <SeatTabs />}
        {seats.value.map((seat) => (
          <div
            key={seat.name}
            class={frontSeat.value === seat.name ? 'seat-slot front' : 'seat-slot'}
            onFocusIn={() => (frontSeat.value = seat.name)}
          >
            <SeatPane seat={seat} />
          </div>
        ))}
        {seats.value.length === 0 && <p class="empty muted">Connecting to the sandbox …</p>}
      </main>
      {toolsOpen.value && <TimelinePanel />}
    </>
  );
}

/** Which seat shows on a narrow screen. */
function SeatTabs() {
  return (
    <div class="seat-tabs" role="group" aria-label="Seat to show">
      {seats.value.map((seat) => (
        <button
          type="button"
          key={seat.name}
          class="button quiet"
          aria-pressed={frontSeat.value === seat.name}
          onClick={() => (frontSeat.value = seat.name)}
        >
          {seat.view.me.value.name || seat.name}
        </button>
      ))}
    </div>
  );
}

import { connection } from '../model/session.js';

/** Says that the line to the sandbox is lost. What shows meanwhile is how it was. */
export function LineBanner() {
  const isLost = connection.state.value === 'lost';
  return (
    <div role="status" class="line-state">
      {isLost && (
        <div class="banner">
          <p class="grow">
            <strong>The connection to the sandbox is lost.</strong> The page tries again by itself, and shows how it was
            meanwhile. If you have stopped the sandbox, start it again with <code>npm start</code>.
          </p>
          <button type="button" class="button tiny" onClick={() => connection.connect()}>
            Try now
          </button>
        </div>
      )}
    </div>
  );
}

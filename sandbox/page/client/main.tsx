import { signal } from '@preact/signals';
import { render } from 'preact';
import type { Ask, ServerFrame } from '../protocol/frames.js';

const heard = signal<readonly ServerFrame[]>([]);

function Hello() {
  return (
    <main>
      <h1>Hello</h1>
      <pre>{JSON.stringify(heard.value, null, 2)}</pre>
    </main>
  );
}

const socket = new WebSocket(`ws://${location.host}/page`);
socket.addEventListener('message', ({ data }: MessageEvent<string>) => {
  const frame = JSON.parse(data) as ServerFrame;
  heard.value = [...heard.value, frame];
  const first = frame.type === 'shared' ? frame.slices.people?.[0] : undefined;
  if (!first) return;
  const ask: Ask = { id: 1, act: { kind: 'open', seat: 'left', user: first.user } };
  socket.send(JSON.stringify(ask));
});

const page = document.querySelector('#page');
if (page) render(<Hello />, page);

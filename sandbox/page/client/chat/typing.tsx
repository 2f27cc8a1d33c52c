import { useSeat } from '../seat/seat-context.js';

/** Who else writes something here. */
export function Typing() {
  const { typing, members, me } = useSeat().view;
  const names = typing.value
    .filter((user) => user !== me.value.user)
    .map((user) => members.value.find((member) => member.user === user)?.name ?? 'Somebody');
  if (names.length === 0) return null;
  return (
    <p class="typing small muted">
      {new Intl.ListFormat('en').format(names)} {names.length === 1 ? 'is' : 'are'} writing …
    </p>
  );
}

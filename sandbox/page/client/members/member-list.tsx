import type { MemberView } from '../../protocol/seat-view.js';
import { useSeat } from '../seat/seat-context.js';
import { Avatar, statusWord } from '../ui/avatar.js';
import { Icon } from '../ui/icon.js';
import { memberGroups } from './member-groups.js';

/** Everybody in the open server, by role and presence. A press shows the profile. */
export function MemberList() {
  const { me, members, roles } = useSeat().view;
  const groups = memberGroups(members.value, roles.value);
  return (
    <aside class="members scroll" aria-label={`Members, for ${me.value.name}`}>
      <header class="pane-head">
        <h3>Members</h3>
      </header>
      {groups.map(({ key, name, members: inGroup }) => (
        <section key={key} aria-label={`${name}, ${inGroup.length}`}>
          <h4 class="group-name">
            {name} · {inGroup.length}
          </h4>
          <ul>
            {inGroup.map((member) => (
              <li key={member.user}>
                <MemberRow member={member} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </aside>
  );
}

function MemberRow({ member }: { readonly member: MemberView }) {
  const seat = useSeat();
  const { user, name, bot, owner, color, status, games } = member;
  const facts = [
    statusWord(status),
    ...(bot ? ['bot'] : []),
    ...(owner ? ['owns the server'] : []),
    ...(games.length > 0 ? [`playing ${games.join(', ')}`] : []),
  ];
  return (
    <button type="button" class={`member ${status}`} onClick={() => (seat.dialog.value = { kind: 'member', user })}>
      <Avatar name={name} size={30} status={status} />
      <span class="grow member-text">
        <span class="row">
          {color !== 0 && <span class="role-dot" style={`--role:#${color.toString(16).padStart(6, '0')}`} />}
          <span class="ellipsis">
            {name}
            <span class="unseen">{` (${facts.join(', ')})`}</span>
          </span>
          {owner && <Icon name="crown" size={14} />}
          {bot && <span class="chip" data-text="bot" aria-hidden="true" />}
        </span>
        {games.length > 0 && <span class="small muted ellipsis" data-text={`Plays ${games.join(', ')}`} />}
      </span>
    </button>
  );
}

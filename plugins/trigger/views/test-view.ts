import { ids } from '../custom-ids.js';
import { actionName, type NamesOf } from '../description-messages.js';
import type { Tested } from '../services/admin/shown.js';
import { test } from '../test-messages.js';
import { view, type View } from './components.js';
import { paged } from './paged.js';

/** What was tested. */
export interface TestFacts {
  readonly text: string;
  readonly channelId: string;
  readonly userId: string;
}

/** Which triggers a message would fire, in order, and why each other one would not. */
export function testView(
  { text, channelId, userId }: TestFacts,
  { explained }: Tested,
  names: NamesOf,
  draftId: string,
  page: number,
): View {
  const heading = test.heading(text, channelId, userId);
  if (explained.length === 0) return view([heading, test.empty]);
  const firing = explained.flatMap(({ trigger, place }) =>
    place === null ? [] : [test.fire(place, trigger, actionName(trigger.actionId, names))],
  );
  const others = explained.flatMap(({ trigger, why }) => (why === null ? [] : [test.why(trigger, why)]));
  const lines = [
    firing.length === 0 ? test.none : test.fires(firing.length),
    ...firing,
    ...(others.length === 0 ? [] : [test.others, ...others]),
  ];
  return paged(lines, page, (number, way) => ids.test.build(draftId, String(number), way), { notes: [heading] });
}

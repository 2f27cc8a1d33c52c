import { ButtonStyle } from 'discord.js';
import { ids } from '../custom-ids.js';
import type { Difference } from '../domain/import-diff.js';
import { portability } from '../portable-messages.js';
import type { PendingImport } from '../services/portable/pending.js';
import { button, row, type View } from './components.js';
import { paged } from './paged.js';

/** What an import would change, in pages, with the buttons that do it or leave it. */
export function importQuestion({ id, file, plan }: PendingImport, page: number, note: string | null = null): View {
  const { difference, lost } = plan;
  const lines = [
    portability.heading(file.mode),
    ...(lost.length === 0 ? [] : [portability.lost(lost.map(({ name }) => name))]),
    ...(['triggers', 'actions', 'groups'] as const).flatMap((list) => listLines(list, difference[list])),
  ];
  return paged(lines, page, (to, way) => ids.importPage.build(id, String(to), way), {
    notes: note === null ? [] : [note],
    rows: [
      row(
        button(ids.importConfirmed.build(id), portability.confirm, ButtonStyle.Danger),
        button(ids.importCancelled.build(id), portability.cancel),
      ),
    ],
  });
}

function listLines(list: keyof Difference, changes: Difference[keyof Difference]): readonly string[] {
  return [
    portability.list(list, changes),
    ...changes.added.map(portability.added),
    ...changes.changed.map(({ name, fields }) => portability.changed(name, fields)),
    ...changes.removed.map(portability.removed),
  ];
}

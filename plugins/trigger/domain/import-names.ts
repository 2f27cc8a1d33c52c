import type { Fault, FaultCode } from './fault.js';
import { nameKey } from './names.js';
import type { Portable, PortableAction } from './portable.js';

/** Names that stand twice in their list, whatever their case. */
export function repeatedNames(portable: Portable): readonly Fault[] {
  return (['groups', 'actions', 'triggers'] as const).flatMap((list) => {
    const seen = new Set<string>();
    return portable[list].flatMap(({ name }, at): readonly Fault[] => {
      const key = nameKey(name);
      if (!seen.has(key)) {
        seen.add(key);
        return [];
      }
      return [{ path: `${list}[${at}].name`, code: 'twice', detail: name }];
    });
  });
}

/** Names that something refers to and nothing has. */
export function missingReferences(portable: Portable): readonly Fault[] {
  const actions = new Set(portable.actions.map(({ name }) => nameKey(name)));
  const groups = new Set(portable.groups.map(({ name }) => nameKey(name)));
  const missing = (path: string, name: string | null, known: ReadonlySet<string>, code: FaultCode): readonly Fault[] =>
    name === null || known.has(nameKey(name)) ? [] : [{ path, code, detail: name }];
  return [
    ...portable.actions.flatMap((action, at) => [
      ...missing(`actions[${at}].chain`, action.chain, actions, 'unknown-action'),
      ...missing(`actions[${at}].spec.first.action`, madeAction(action), actions, 'unknown-action'),
      ...missing(`actions[${at}].spec.second.group`, usedGroup(action), groups, 'unknown-group'),
    ]),
    ...portable.triggers.flatMap(({ action }, at) =>
      missing(`triggers[${at}].action`, action, actions, 'unknown-action'),
    ),
  ];
}

function madeAction({ spec }: PortableAction): string | null {
  return spec.kind === 'create-trigger' ? spec.first.action : null;
}

function usedGroup({ spec }: PortableAction): string | null {
  return spec.kind === 'role' ? spec.second.group : null;
}

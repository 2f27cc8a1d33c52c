import type { ActionKind, MadeScope, RoleMode } from '../../domain/action.js';
import type { PortableAction } from '../../domain/portable.js';
import type { Condition, Requirements } from '../../domain/trigger.js';

/** An action's parameters under the names that a file has for them. */
export type FileSpec =
  | {
      readonly kind: 'message';
      readonly channel: string | null;
      readonly texts: readonly string[];
      readonly reply: boolean;
      readonly mentionUser: boolean;
    }
  | { readonly kind: 'delete-message' }
  | { readonly kind: 'react'; readonly emoji: string }
  | { readonly kind: 'role'; readonly role: string; readonly mode: RoleMode; readonly group: string | null }
  | { readonly kind: 'purge'; readonly channel: string }
  | {
      readonly kind: 'create-trigger';
      readonly condition: Condition;
      readonly requirements: Requirements;
      readonly action: string;
      readonly lifetime: number;
      readonly scope: MadeScope;
    };

export type FileAction = FileSpec & { readonly name: string; readonly next: string | null };

export function portableAction(given: FileAction): PortableAction {
  return { name: given.name, spec: portableSpec(given), chain: given.next };
}

function portableSpec(given: FileAction): PortableAction['spec'] {
  switch (given.kind) {
    case 'message': {
      const { kind, channel, texts, reply, mentionUser } = given;
      return { kind, first: channel, second: { texts, reply, mentionUser } };
    }
    case 'delete-message':
      return { kind: given.kind, first: null, second: null };
    case 'react':
      return { kind: given.kind, first: given.emoji, second: null };
    case 'role':
      return { kind: given.kind, first: given.role, second: { mode: given.mode, group: given.group } };
    case 'purge':
      return { kind: given.kind, first: given.channel, second: null };
    case 'create-trigger': {
      const { kind, condition, requirements, action, lifetime, scope } = given;
      return { kind, first: { condition, requirements, action, lifetime }, second: scope };
    }
  }
}

/** The same the other way round. */
export function fileSpec({ spec }: PortableAction): FileSpec {
  switch (spec.kind) {
    case 'message':
      return { kind: spec.kind, channel: spec.first, ...spec.second };
    case 'delete-message':
      return { kind: spec.kind };
    case 'react':
      return { kind: spec.kind, emoji: spec.first };
    case 'role':
      return { kind: spec.kind, role: spec.first, ...spec.second };
    case 'purge':
      return { kind: spec.kind, channel: spec.first };
    case 'create-trigger':
      return { kind: spec.kind, ...spec.first, scope: spec.second };
  }
}

/** What a file calls a field of an action or a group, by the path that the domain has for it. */
export function filePath(path: string, kindAt: (at: number) => ActionKind | undefined): string {
  const [, at, field] = /^actions\[(\d+)\]\.(.*)$/s.exec(path) ?? [];
  if (at === undefined || field === undefined) return path.replace(/^(groups\[\d+\])\.roleIds/, '$1.roles');
  return `actions[${at}].${fieldOf(field, kindAt(Number(at)))}`;
}

function fieldOf(field: string, kind: ActionKind | undefined): string {
  if (field === 'chain') return 'next';
  if (field === 'spec.second') return 'scope';
  if (field === 'spec.first') return kind === 'role' ? 'role' : kind === 'react' ? 'emoji' : 'channel';
  return field.replace(/^spec\.(?:first|second)\./, '');
}

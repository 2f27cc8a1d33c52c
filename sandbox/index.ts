export { ManualClock, systemClock, type Clock, type Timer } from './clock.js';
export {
  GuildHandle,
  type ChannelOptions,
  type GuildOptions,
  type MemberOptions,
  type RoleOptions,
} from './people/guild-handle.js';
export { Page, type PageOptions } from './page/page.js';
export { InteractionFailedError, InteractionHandle } from './people/interaction-handle.js';
export { Person } from './people/person.js';
export { WebhookHandle } from './people/webhook-handle.js';
export { JoinRefusedError } from './people/voice-acts.js';
export type { RecordedCall } from './rest/recorder.js';
export { Sandbox, startSandbox, type SandboxOptions } from './sandbox.js';
export { UnexpectedViolationsError, type Violation } from './schema/violations.js';
export { NotReachedError, type UntilOptions } from './settle.js';
export { SteeredClock, type Steering } from './steered-clock.js';
export type { FileInput } from './store/attachments.js';
export { DiscordError } from './store/errors.js';
export type { ChannelRecord, GuildRecord, MemberRecord, MessageRecord, RoleRecord } from './store/records.js';
export type { ThreadChanges } from './store/thread-edits.js';
export type { ThreadDraft } from './store/threads.js';
export type { TimelineRow } from './timeline.js';

/** The rules and the wire form of components, in messages and in modals. */
export { withIds } from './component-forms.js';
export { findComponent, type UsableComponent } from './component-tree.js';
export { checkMessage, type MessagePayload } from './message-rules.js';
export { checkModal } from './modal-rules.js';

import { CustomId } from 'roomkeeper';

const control = (action: string): CustomId => new CustomId('panel', action);

/**
 * The controls of panels. The first argument of each is the room's voice channel; all of them are what a client sent, and checked when
 * they are used.
 */
export const ids = {
  /** [room] */
  openPanel: control('open'),
  rename: control('rename'),
  renameModal: control('rename-modal'),
  cancelRename: control('cancel-rename'),
  hosts: control('hosts'),
  templates: control('templates'),
  templateModal: control('template-modal'),
  access: control('access'),
  more: control('more'),
  claim: control('claim'),
  delete: control('delete'),
  deleteConfirmed: control('delete-confirmed'),
  deleteCancelled: control('delete-cancelled'),
  /** [room, `on` or `off`]: the state that a click asks for. */
  lock: control('lock'),
  hide: control('hide'),
  /** [room, page, which way] */
  hostsPage: control('hosts-page'),
  accessPage: control('access-page'),
  /** [room, user, `on` or `off`, page] */
  host: control('host'),
  /** [room, page] */
  permit: control('permit'),
  block: control('block'),
  kick: control('kick'),
  lift: control('lift'),
  /** [room] */
  region: control('region'),
  bitrate: control('bitrate'),
  transfer: control('transfer'),
  limit: control('limit'),
  limitModal: control('limit-modal'),
  reset: control('reset'),
  resetConfirmed: control('reset-confirmed'),
  resetCancelled: control('reset-cancelled'),
} as const;

/** The inputs of modals. */
export const inputs = { name: 'name', template: 'template', limit: 'limit' } as const;

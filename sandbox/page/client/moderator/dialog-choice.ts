/** Which of a seat's own dialogs is open. */
export type DialogChoice =
  | { readonly kind: 'createChannel'; readonly parent: string | null }
  | { readonly kind: 'editChannel'; readonly channel: string }
  | { readonly kind: 'roles' }
  | { readonly kind: 'member'; readonly user: string }
  | { readonly kind: 'server' };

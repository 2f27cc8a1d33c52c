/** A component of a message, as it is sent or as Discord gives it back. */
export interface RenderedComponent {
  readonly type: number;
  readonly components?: readonly RenderedComponent[] | undefined;
  readonly [field: string]: unknown;
}

/** The fields that people can see or use. Others, such as the ids that Discord gives, are not part of a render. */
const fields = ['content', 'label', 'style', 'custom_id', 'placeholder', 'url'] as const;

/** A short key of a render: equal renders have equal keys, whoever wrote them down; different ones do not in practice. */
export function renderKey(components: readonly RenderedComponent[]): string {
  return hash(JSON.stringify(components.map(plain)));
}

function plain(component: RenderedComponent): unknown {
  const emoji = component['emoji'] as { readonly name?: unknown; readonly id?: unknown } | undefined;
  return [
    component.type,
    ...fields.map((field) => component[field] ?? null),
    component['disabled'] === true,
    emoji ? [emoji.id ?? null, emoji.name ?? null] : null,
    (component.components ?? []).map(plain),
  ];
}

/** 53 bits, by the public-domain function cyrb53. */
function hash(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 2_654_435_761);
    low = Math.imul(low ^ unit, 1_597_334_677);
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  return (4_294_967_296 * (2_097_151 & low) + (high >>> 0)).toString(36);
}

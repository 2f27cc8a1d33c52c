import { Component, createElement, type ComponentChildren, type ComponentType } from 'preact';

/** A component that is drawn anew only when one of its properties is another one. */
export function memo<Props extends object>(inner: ComponentType<Props>): ComponentType<Props> {
  return class Memo extends Component<Props> {
    override shouldComponentUpdate(next: Readonly<Props>): boolean {
      const before = this.props as Readonly<Record<string, unknown>>;
      return Object.entries(next).some(([name, value]) => before[name] !== value);
    }

    override render(): ComponentChildren {
      const { children: _, ...props } = this.props;
      return createElement<Props>(inner, props as unknown as Props);
    }
  };
}

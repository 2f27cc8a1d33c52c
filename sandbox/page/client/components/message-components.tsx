import type { MessageView } from '../../protocol/seat-view.js';
import type { Deed } from '../ui/deed.js';
import { Text } from '../text/text.js';
import { Hideable, FileCard, Picture } from './media.js';
import { MessageButton } from './message-button.js';
import { MessageSelect } from './message-select.js';
import { wireComponents, type WireComponent } from './wire.js';

/** Where a component stands, and where its errors go. */
export interface ComponentPlace {
  readonly channel: string;
  readonly message: string;
  readonly deed: Deed;
}

interface MessageComponentsProps {
  readonly message: MessageView;
  readonly channel: string;
  readonly deed: Deed;
}

/** The components of a message, of either version. */
export function MessageComponents({ message, channel, deed }: MessageComponentsProps) {
  const place = { channel, message: message.id, deed };
  return (
    <div class="components">
      {wireComponents(message.components).map((component, index) => (
        <Component key={index} component={component} place={place} />
      ))}
    </div>
  );
}

interface ComponentProps {
  readonly component: WireComponent;
  readonly place: ComponentPlace;
}

function Component({ component, place }: ComponentProps) {
  switch (component.type) {
    case 1:
      return (
        <div class="action-row">
          <Components components={component.components} place={place} />
        </div>
      );
    case 2:
      return <MessageButton button={component} place={place} />;
    case 3:
    case 5:
    case 6:
    case 7:
    case 8:
      return <MessageSelect select={component} place={place} />;
    case 9:
      return (
        <div class="section">
          <div class="grow">
            <Components components={component.components} place={place} />
          </div>
          {component.accessory && <Component component={component.accessory} place={place} />}
        </div>
      );
    case 10:
      return <Text source={component.content} />;
    case 11:
      return <Picture picture={component} class="thumbnail" />;
    case 12:
      return (
        <div class={`gallery of-${Math.min(component.items.length, 4)}`}>
          {component.items.map((item, index) => (
            <Picture key={index} picture={item} />
          ))}
        </div>
      );
    case 13:
      return <FileCard file={component} />;
    case 14:
      return <Separator divider={component.divider ?? true} large={component.spacing === 2} />;
    case 17:
      return <Container container={component} place={place} />;
    default:
      return <p class="small muted">A component that the page does not know.</p>;
  }
}

function Components({
  components,
  place,
}: {
  readonly components: readonly WireComponent[];
  readonly place: ComponentPlace;
}) {
  return components.map((component, index) => <Component key={index} component={component} place={place} />);
}

function Separator({ divider, large }: { readonly divider: boolean; readonly large: boolean }) {
  return <hr class={`separator${divider ? '' : ' blank'}${large ? ' large' : ''}`} />;
}

interface ContainerProps {
  readonly container: Extract<WireComponent, { readonly type: 17 }>;
  readonly place: ComponentPlace;
}

function Container({ container, place }: ContainerProps) {
  const { accent_color: accent, components, spoiler } = container;
  const style = typeof accent === 'number' ? `--accent-bar:#${accent.toString(16).padStart(6, '0')}` : '';
  return (
    <Hideable hidden={spoiler ?? false} what="container">
      <div class="container" style={style}>
        <Components components={components} place={place} />
      </div>
    </Hideable>
  );
}

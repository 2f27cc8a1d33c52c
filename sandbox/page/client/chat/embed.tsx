import type { MessageView } from '../../protocol/seat-view.js';
import { Text } from '../text/text.js';

/** An embed of the older kind. */
export function Embed({ embed }: { readonly embed: MessageView['embeds'][number] }) {
  const { title, description, url, author, fields = [], footer, color } = embed;
  const style = color === undefined ? '' : `--accent-bar:#${color.toString(16).padStart(6, '0')}`;
  return (
    <div class="container" style={style}>
      {author && <p class="small">{author.name}</p>}
      {title !== undefined && (
        <p>
          <strong>{url === undefined ? title : <a href={url}>{title}</a>}</strong>
        </p>
      )}
      {description !== undefined && <Text source={description} />}
      {fields.map(({ name, value }, index) => (
        <div key={index}>
          <p class="small">
            <strong>{name}</strong>
          </p>
          <Text source={value} />
        </div>
      ))}
      {footer && <p class="small muted">{footer.text}</p>}
    </div>
  );
}

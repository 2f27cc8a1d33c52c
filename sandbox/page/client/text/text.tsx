import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { Icon } from '../ui/icon.js';
import type { Inline } from './inline.js';
import { parseMarkdown, type Block, type ListItem } from './markdown.js';
import { ChannelMention, RoleMention, UserMention } from './mentions.js';
import { Moment } from './moment.js';

/** The text of a message, as Discord would show it. Nothing of it becomes HTML. */
export function Text({ source }: { readonly source: string }) {
  const blocks = useMemo(() => parseMarkdown(source), [source]);
  return <div class="text">{blocks.map(showBlock)}</div>;
}

function showBlock(block: Block, key: number) {
  switch (block.kind) {
    case 'paragraph':
      return <p key={key}>{block.children.map(showInline)}</p>;
    case 'subtext':
      return (
        <p key={key} class="subtext">
          {block.children.map(showInline)}
        </p>
      );
    case 'heading':
      // The page's own headings end at the third level.
      return (
        <div key={key} role="heading" aria-level={block.level + 3} class={`heading-${block.level}`}>
          {block.children.map(showInline)}
        </div>
      );
    case 'list':
      return <ul key={key}>{block.items.map(showItem)}</ul>;
    case 'quote':
      return <blockquote key={key}>{block.blocks.map(showBlock)}</blockquote>;
    case 'code':
      return (
        <pre key={key} class="scroll" tabIndex={0} aria-label={block.language ? `Code in ${block.language}` : 'Code'}>
          <code>{block.text}</code>
        </pre>
      );
  }
}

function showItem({ depth, number, children }: ListItem, key: number) {
  return (
    <li key={key} style={`--depth:${depth}`}>
      <span class="bullet">{number === null ? '•' : `${number}.`}</span>
      <span>{children.map(showInline)}</span>
    </li>
  );
}

function showInline(part: Inline, key: number): ComponentChildren {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'code':
      return <code key={key}>{part.text}</code>;
    case 'bold':
      return <strong key={key}>{part.children.map(showInline)}</strong>;
    case 'italic':
      return <em key={key}>{part.children.map(showInline)}</em>;
    case 'underline':
      return <u key={key}>{part.children.map(showInline)}</u>;
    case 'strike':
      return <s key={key}>{part.children.map(showInline)}</s>;
    case 'spoiler':
      return <Spoiler key={key}>{part.children.map(showInline)}</Spoiler>;
    case 'user':
      return <UserMention key={key} id={part.id} />;
    case 'role':
      return <RoleMention key={key} id={part.id} />;
    case 'channel':
      return <ChannelMention key={key} id={part.id} />;
    case 'everyone':
      return (
        <span key={key} class="mention">
          {part.text}
        </span>
      );
    case 'command':
      return (
        <span key={key} class="mention">
          /{part.name}
        </span>
      );
    case 'emoji':
      return (
        <span key={key} class="custom-emoji" title={`Custom emoji ${part.name}`}>
          :{part.name}:
        </span>
      );
    case 'time':
      return <Moment key={key} at={part.at} style={part.style} />;
    case 'link':
      return (
        <a key={key} href={part.url} target="_blank" rel="noreferrer noopener">
          {part.children.map(showInline)}
        </a>
      );
  }
}

function Spoiler({ children }: { readonly children: ComponentChildren }) {
  const seen = useSignal(false);
  if (seen.value) return <span class="spoiler seen">{children}</span>;
  return (
    <button type="button" class="spoiler" onClick={() => (seen.value = true)}>
      <Icon name="eye" size={14} /> Spoiler: show
    </button>
  );
}

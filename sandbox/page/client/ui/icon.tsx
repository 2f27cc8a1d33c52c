/** The page's own line drawings, on a grid of 24. */
const paths = {
  hash: 'M9 4 7 20M17 4l-2 16M4.5 9h16M3.5 15h16',
  speaker: 'M4 9.5v5h3.5L12 19V5L7.5 9.5zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11',
  stage: 'M12 3v9m-4-6v3a4 4 0 0 0 8 0V6a4 4 0 0 0-8 0zM5 10a7 7 0 0 0 14 0M12 17v4',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  microphone: 'M9 6a3 3 0 0 1 6 0v5a3 3 0 0 1-6 0zM5.5 11a6.5 6.5 0 0 0 13 0M12 17.5V21',
  microphoneOff:
    'M9 9v2a3 3 0 0 0 4.8 2.4M15 10V6a3 3 0 0 0-5.7-1.3M5.5 11a6.5 6.5 0 0 0 10.6 5M18.5 11q0 1.2-.4 2.3M12 17.5V21M4 4l16 16',
  headphones:
    'M4 15v-2a8 8 0 0 1 16 0v2M4 15h3v5H5.5A1.5 1.5 0 0 1 4 18.500zM20 15h-3v5h1.500A1.500 1.500 0 0 0 20 18.500z',
  headphonesOff:
    'M4 15v-2c0-2 .7-3.800 1.900-5.200M9 5.600A8 8 0 0 1 20 13v2M4 15h3v5H5.500A1.500 1.500 0 0 1 4 18.500zM17 15h3v2M4 4l16 16',
  leave: 'M10 4H5v16h5M14 8l4 4-4 4M18 12H9',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  close: 'M6 6l12 12M18 6 6 18',
  gear: 'M4 7h10M18 7h2M4 17h2M10 17h10M16 4.500v5M8 14.500v5',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  smile:
    'M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17zM8.500 14.500a4.500 4.500 0 0 0 7 0M9 9.500h.01M15 9.500h.01',
  reply: 'M10 6 4 12l6 6M4 12h10a6 6 0 0 1 6 6',
  trash: 'M4 7h16M9 7V4h6v3M6.500 7l1 13h9l1-13M10.500 11v5M13.500 11v5',
  pencil: 'M4 20l1-4.500L16.500 4 20 7.500 8.500 19zM14 6.500l3.500 3.500',
  down: 'M6 9l6 6 6-6',
  right: 'M9 6l6 6-6 6',
  people:
    'M9 5a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7zM2.500 20a6.500 6.500 0 0 1 13 0M15.500 5.300a3.500 3.500 0 0 1 0 6.400M17.500 14.500a6.500 6.500 0 0 1 4 5.500',
  list: 'M4 6h.01M8 6h12M4 12h.01M8 12h12M4 18h.01M8 18h12',
  clock: 'M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17zM12 7.500V12l3 2',
  pause: 'M8 5v14M16 5v14',
  play: 'M7 5l12 7-12 7z',
  flag: 'M5 21V4M5 4.500c5-3 8 3 14 0v9c-6 3-9-3-14 0',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.500v2M12 19.500v2M2.500 12h2M19.500 12h2M5.300 5.300l1.400 1.400M17.300 17.300l1.400 1.400M5.300 18.700l1.400-1.400M17.300 6.700l1.400-1.400',
  moon: 'M19.500 14.500A8 8 0 0 1 9.500 4.500a8 8 0 1 0 10 10z',
  link: 'M14 4h6v6M20 4l-9 9M18 14v6H4V6h6',
  bolt: 'M13 3 5 14h6l-1 7 8-11h-6z',
  robot: 'M5 9h14v10H5zM12 9V5M12 5h.01M9 13.500v1M15 13.500v1M2.500 13v3M21.500 13v3',
  crown: 'M4 18h16M4.500 15 3.500 7l5 3.500L12 5l3.500 5.500 5-3.500-1 8z',
  chat: 'M4 5h16v11H11l-4.500 4v-4H4z',
  send: 'M4 4l17 8-17 8 3-8zM7 12h8',
  folder: 'M3 6h6l2 2.500h10V19H3z',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4',
  eye: 'M2.500 12S6 5.500 12 5.500 21.500 12 21.500 12 18 18.500 12 18.500 2.500 12 2.500 12zM12 9.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5z',
  refresh: 'M20 11a8 8 0 0 0-14.500-3.500L4 9M4 4.500V9h4.500M4 13a8 8 0 0 0 14.500 3.500L20 15M20 19.500V15h-4.500',
  stop: 'M7 7h10v10H7z',
  columns: 'M4 5h16v14H4zM12 5v14',
  check: 'M5 12.500l4.500 4.500L19 7.500',
  warning: 'M12 4 2.500 20h19zM12 10v4M12 17h.01',
  game: 'M7 8h10a5 5 0 0 1 4.500 7.500c-1 2-3 1.500-4 0l-1-1.500h-9l-1 1.500c-1 1.500-3 2-4 0A5 5 0 0 1 7 8zM8 10.500v3M6.500 12h3M16 11.500h.01M18 13h.01',
  shield: 'M12 3l7.500 3v6c0 4.500-3 7.500-7.500 9-4.500-1.500-7.500-4.500-7.500-9V6z',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.500 20.500a7.500 7.500 0 0 1 15 0',
  camera: 'M3 7h12v10H3zM15 11l6-3.500v9L15 13',
  screen: 'M3 5h18v11H3zM8 20h8M12 16v4',
} as const;

export type IconName = keyof typeof paths;

/** A drawing that only decorates: what it stands for is said beside it, or by the control that holds it. */
export function Icon({ name, size }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      class="icon"
      viewBox="0 0 24 24"
      aria-hidden="true"
      {...(size && { style: `width:${size}px;height:${size}px` })}
    >
      <path d={paths[name]} />
    </svg>
  );
}

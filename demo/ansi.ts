/** A piece of a terminal's line in one style. */
export interface Span {
  readonly text: string;
  /** One of {@link COLOURS}, or undefined for the terminal's own. */
  readonly colour: string | undefined;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
}

type Style = Omit<Span, 'text'>;

export const COLOURS = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'] as const;

const PLAIN: Style = { colour: undefined, bold: false, dim: false, italic: false, underline: false };

/**
 * Text with escape sequences as lines of styled spans. Of SGR (ECMA-48, 8.3.117) it knows what node:util's styleText
 * writes for foreground colours and weights; every other sequence, and every other control character, is dropped.
 */
export function parseAnsi(text: string): Span[][] {
  let style = PLAIN;
  return text.split(/\r?\n/).map((line) => {
    const spans: Span[] = [];
    // Splitting by a group leaves the sequences at the odd places.
    // oxlint-disable-next-line no-control-regex -- escape sequences are what is looked for
    for (const [index, piece] of line.split(/(\u001b\[[\d;?]*[A-Za-z])/).entries()) {
      if (index % 2 === 1) style = piece.endsWith('m') ? applySgr(style, piece.slice(2, -1)) : style;
      // oxlint-disable-next-line no-control-regex -- removing what is left of them is the point
      else if (piece !== '') spans.push({ ...style, text: piece.replace(/[\u0000-\u001f\u007f-\u009f]/g, '') });
    }
    return spans.filter((span) => span.text !== '');
  });
}

function applySgr(style: Style, parameters: string): Style {
  return parameters.split(';').map(Number).reduce(applyCode, style);
}

function applyCode(style: Style, code: number): Style {
  switch (code) {
    case 0:
      return PLAIN;
    case 1:
      return { ...style, bold: true };
    case 2:
      return { ...style, dim: true };
    case 3:
      return { ...style, italic: true };
    case 4:
      return { ...style, underline: true };
    case 22:
      return { ...style, bold: false, dim: false };
    case 23:
      return { ...style, italic: false };
    case 24:
      return { ...style, underline: false };
    case 39:
      return { ...style, colour: undefined };
    case 90:
      return { ...style, colour: 'gray' };
    default:
      return { ...style, colour: COLOURS[code - (code >= 90 ? 90 : 30)] ?? style.colour };
  }
}

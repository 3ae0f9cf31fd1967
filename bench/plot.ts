/** How costs grow, drawn: three small plots side by side, both axes logarithmic, as an SVG. */

export interface Series {
  readonly name: string;
  /** x and y, both above 0. */
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface Panel {
  readonly title: string;
  readonly series: readonly Series[];
}

const width = 300;
const height = 260;
const margin = { left: 52, right: 26, top: 34, bottom: 62 };
const colours = ['#1f5fa8', '#c2571a', '#4b7f35'];
const ink = '#333';
const grid = '#ddd';

/** `x` says what is counted along the horizontal axes. */
export function plot(panels: readonly Panel[], x: string): string {
  const drawn = panels.map((panel, index) => `<g transform="translate(${index * width} 0)">\n${draw(panel, x)}\n</g>`);
  const size = `${width * panels.length} ${height}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size}" font-family="sans-serif" font-size="11" fill="${ink}">`,
    '<rect width="100%" height="100%" fill="#fff"/>',
    ...drawn,
    '</svg>\n',
  ].join('\n');
}

function draw({ title, series }: Panel, x: string): string {
  const points = series.flatMap((each) => each.points);
  const across = axis(
    points.map(([value]) => value),
    margin.left,
    width - margin.right,
  );
  const up = axis(
    points.map(([, value]) => value),
    height - margin.bottom,
    margin.top,
  );
  const bottom = height - margin.bottom;
  return [
    text(margin.left, 18, title, 'font-weight="bold"'),
    ...across.ticks.flatMap((tick) => [
      line(across.at(tick), margin.top, across.at(tick), bottom),
      text(across.at(tick), bottom + 14, words(tick), 'text-anchor="middle"'),
    ]),
    ...up.ticks.flatMap((tick) => [
      line(margin.left, up.at(tick), width - margin.right, up.at(tick)),
      text(margin.left - 5, up.at(tick) + 4, words(tick), 'text-anchor="end"'),
    ]),
    text(width - margin.right, bottom + 28, x, 'text-anchor="end"'),
    ...series.flatMap(({ name, points }, index) => {
      const colour = colours[index % colours.length]!;
      const places = points.map(([x, y]) => `${round(across.at(x))},${round(up.at(y))}`);
      return [
        `<polyline points="${places.join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>`,
        ...points.map(
          ([x, y]) => `<circle cx="${round(across.at(x))}" cy="${round(up.at(y))}" r="3" fill="${colour}"/>`,
        ),
        text(margin.left, bottom + 42 + 14 * index, name, `fill="${colour}"`),
      ];
    }),
  ].join('\n');
}

/** From the power of ten below the values to the one above them. */
function axis(values: readonly number[], start: number, end: number) {
  const from = Math.floor(Math.log10(Math.min(...values)));
  const to = Math.max(from + 1, Math.ceil(Math.log10(Math.max(...values))));
  return {
    at: (value: number) => start + ((Math.log10(value) - from) / (to - from)) * (end - start),
    ticks: Array.from({ length: to - from + 1 }, (_, index) => 10 ** (from + index)),
  };
}

function line(x1: number, y1: number, x2: number, y2: number): string {
  return `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" stroke="${grid}"/>`;
}

/** The texts are ours and hold nothing that XML would take for its own. */
function text(x: number, y: number, content: string, attributes: string): string {
  return `<text x="${round(x)}" y="${round(y)}" ${attributes}>${content}</text>`;
}

const round = (value: number) => Math.round(value * 10) / 10;
const words = (value: number) => value.toLocaleString('en');

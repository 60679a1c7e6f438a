import type { Seal } from './seal.ts';

const LEVEL_PX = 22;
const SHIFT_PX = 9;
const BESIDE_PX = 34;
const WIDTH_PX = 340;
const EDGE_PX = 14;

/** The way from the leaf, below, to the root, above: what is beside the path at every step is part of the proof. */
export function PathDrawing({ seal: { steps, head }, leaf }: { seal: Seal; leaf: string }) {
  const height = (steps.length + 1) * LEVEL_PX + EDGE_PX;
  const points = pathOf(steps);
  const y = (level: number) => height - EDGE_PX - level * LEVEL_PX;
  const at = (level: number) => points[level] ?? 0;
  return (
    <svg
      className="path-drawing"
      viewBox={`0 0 ${WIDTH_PX} ${height}`}
      role="img"
      aria-label={`${steps.length} hashes lead from the leaf to the root`}
    >
      {steps.map(({ hash, side }, level) => {
        const sign = side === 'left' ? -1 : 1;
        const beside = at(level) + sign * BESIDE_PX;
        return (
          <g key={hash}>
            <title>{`${hash}, on the ${side}`}</title>
            <path className="beside" d={`M${beside} ${y(level)} L${at(level + 1)} ${y(level + 1)}`} />
            <rect x={beside - 4} y={y(level) - 4} width="8" height="8" />
            <text x={beside + sign * 9} y={y(level) + 3} textAnchor={side === 'left' ? 'end' : 'start'}>
              {hash.slice(0, 8)}
            </text>
          </g>
        );
      })}
      <path
        className="line"
        d={points.map((x, level) => `${level === 0 ? 'M' : 'L'}${x} ${y(level)}`).join(' ')}
      />
      {points.map((x, level) => (
        <circle
          key={level}
          className="on-path"
          cx={x}
          cy={y(level)}
          r={level === 0 || level === steps.length ? 4.5 : 2.5}
        />
      ))}
      <text className="named" x={at(steps.length) + 10} y={y(steps.length) + 3}>
        root {head.root.slice(0, 8)}
      </text>
      <text
        className="named"
        x={at(0) + (steps[0]?.side === 'left' ? 10 : -10)}
        y={y(0) + 3}
        textAnchor={steps[0]?.side === 'left' ? 'start' : 'end'}
      >
        leaf {leaf.slice(0, 8)}
      </text>
    </svg>
  );
}

/** A parent stands between its children: the path leans to where its siblings are, and stays in the picture. */
function pathOf(steps: Seal['steps']): number[] {
  let x = WIDTH_PX / 2;
  const points = [x];
  for (const { side } of steps) {
    x += side === 'left' ? -SHIFT_PX : SHIFT_PX;
    points.push(x);
  }
  const middle = (Math.min(...points) + Math.max(...points)) / 2;
  return points.map((point) => point - middle + WIDTH_PX / 2);
}

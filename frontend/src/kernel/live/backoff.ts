/** How long to wait before try number `attempt` (from 0): doubling, capped, spread so that a crowd does not return at once. */
export function backoff(
  attempt: number,
  random: () => number = Math.random,
  { base = 500, cap = 20_000 } = {},
): number {
  const ceiling = Math.min(cap, base * 2 ** Math.min(attempt, 16));
  return Math.round(ceiling / 2 + random() * (ceiling / 2));
}

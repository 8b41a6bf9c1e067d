/** How alike two orders of the same things are: 1 where they are the same, 0 where they have nothing in common. */
export function spearman(left: number[], right: number[]): number {
  const [a, b] = [ranks(left), ranks(right)];
  const mean = (a.length + 1) / 2;
  const sum = (part: (index: number) => number) => a.reduce((total, _, index) => total + part(index), 0);
  const off = (values: number[], index: number) => (values[index] as number) - mean;
  return (
    sum((index) => off(a, index) * off(b, index)) /
    Math.sqrt(sum((index) => off(a, index) ** 2) * sum((index) => off(b, index) ** 2))
  );
}

/** Places in the order; what is equal shares the mean of its places. */
function ranks(values: number[]): number[] {
  const sorted = [...values].sort((one, other) => one - other);
  return values.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2 + 1);
}

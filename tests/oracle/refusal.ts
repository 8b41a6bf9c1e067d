/** What is refused, and how the reason must read. */
export class Refusal {
  constructor(readonly reason: RegExp) {}
}

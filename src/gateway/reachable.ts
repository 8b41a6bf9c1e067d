const PATIENCE_MS = 2_000;
const BODY = JSON.stringify({ query: "{ __typename }" });

/** Whether all subgraphs answer; whoever asks at the same time is given the same answer. */
export class Reachable {
  #checking: Promise<string | undefined> | undefined;

  constructor(private readonly addresses: ReadonlyMap<string, string>) {}

  /** Why operations cannot be answered in full; undefined where they can. */
  reason(): Promise<string | undefined> {
    this.#checking ??= this.#check().finally(() => {
      this.#checking = undefined;
    });
    return this.#checking;
  }

  async #check(): Promise<string | undefined> {
    const asked = Array.from(this.addresses, async ([name, address]) =>
      (await answers(address)) ? [] : [name],
    );
    const silent = (await Promise.all(asked)).flat();
    return silent.length > 0 ? `no answer from ${silent.join(", ")}` : undefined;
  }
}

async function answers(address: string): Promise<boolean> {
  try {
    const headers = { "content-type": "application/json" };
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const response = await fetch(address, { method: "POST", headers, body: BODY, signal });
    const { data } = (await response.json()) as { data?: object };
    return Boolean(data);
  } catch {
    return false;
  }
}

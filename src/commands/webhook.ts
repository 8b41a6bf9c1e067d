import type { Config } from "../config.js";
import { onConnection } from "../database/connection.js";
import { migrate, type OpenDatabase } from "../database/index.js";
import { StartError } from "../errors.js";
import type { Api } from "../schema.js";
import { type NewWebhook, Registry } from "../webhooks/registry.js";
import { toOutput } from "./output.js";
import { checkWebhook } from "./webhook-add.js";
import { described, listed } from "./webhook-text.js";

/** The options of all of its verbs, as they were given. */
export interface WebhookOptions {
  variables?: string | undefined;
  after?: string | undefined;
  finish?: boolean | undefined;
  bodies?: boolean | undefined;
}

/** One of the things that can be done: how many operands it has, which options, and how it is done. */
interface Verb {
  operands: number;
  options: readonly (keyof WebhookOptions)[];
  run(work: Work, name: string): Promise<void>;
}

/** What there is to do it with. */
interface Work {
  registry: Registry;
  options: WebhookOptions;
  /** What is to be added, found to be in order; absent where nothing is. */
  added: NewWebhook | undefined;
}

const VERBS: Readonly<Record<string, Verb>> = {
  add: {
    operands: 3,
    options: ["variables", "after"],
    async run({ registry, added }, name) {
      saySecret(name, await registry.add(added as NewWebhook));
    },
  },
  list: {
    operands: 0,
    options: [],
    async run({ registry }) {
      toOutput(listed(await registry.list()));
    },
  },
  show: {
    operands: 1,
    options: ["bodies"],
    async run({ registry, options }, name) {
      toOutput(described(await registry.find(name), await registry.deadLetters(name), options.bodies));
    },
  },
  pause: {
    operands: 1,
    options: [],
    async run({ registry }, name) {
      await registry.pause(name);
      toOutput(`${name} is paused; cuulong webhook resume ${name} has it go on from where it is.`);
    },
  },
  resume: {
    operands: 1,
    options: [],
    async run({ registry }, name) {
      await registry.resume(name);
      toOutput(`${name} goes on from where it is.`);
    },
  },
  replay: {
    operands: 1,
    options: ["after"],
    async run({ registry, options: { after } }, name) {
      if (after === undefined)
        toOutput(`${await registry.replay(name)} dead letters of ${name} are to be sent again.`);
      else {
        await registry.replayAfter(name, after);
        toOutput(`${name} goes on from behind the cursor.`);
      }
      if ((await registry.find(name)).state === "PAUSED")
        toOutput(`It is paused, and sends nothing before cuulong webhook resume ${name}.`);
    },
  },
  rotate: {
    operands: 1,
    options: ["finish"],
    async run({ registry, options: { finish } }, name) {
      if (finish) {
        await registry.finishRotation(name);
        toOutput(`${name} is signed with its newest secret alone.`);
        return;
      }
      saySecret(name, await registry.rotate(name));
      toOutput(
        `Until cuulong webhook rotate ${name} --finish, each event is signed with the old secret as well.`,
      );
    },
  },
  remove: {
    operands: 1,
    options: [],
    async run({ registry }, name) {
      await registry.remove(name);
      toOutput(`${name} is removed, and its dead letters with it.`);
    },
  },
};

/** Manages webhooks, as the operands say; processes that run take notice within a second or two. Throws a StartError for what is no verb. */
export function webhook(
  operands: readonly string[],
  options: WebhookOptions,
  config: Config,
  createApi?: () => Api,
): (database: OpenDatabase) => Promise<void> {
  const [word = "", ...rest] = operands;
  const verb = Object.hasOwn(VERBS, word) ? VERBS[word] : undefined;
  if (!verb || rest.length !== verb.operands)
    throw new StartError(`cuulong does not know "webhook ${operands.join(" ")}"; see cuulong --help.`);
  const given = Object.keys(options) as (keyof WebhookOptions)[];
  const wrong = given.find((name) => !verb.options.includes(name));
  if (wrong) throw new StartError(`cuulong webhook ${word} has no option --${wrong}; see cuulong --help.`);
  const [name = "", url = "", document = ""] = rest;
  return async ({ dataSource }) => {
    await migrate(dataSource);
    const added =
      verb === VERBS.add
        ? await checkWebhook({ name, url, document, ...options }, dataSource, config, createApi)
        : undefined;
    await onConnection(dataSource, (client) =>
      verb.run({ registry: new Registry(client), options, added }, name),
    );
  };
}

/** Says a secret, the only time that it is said. */
function saySecret(name: string, secret: string): void {
  toOutput(`${secret}\nThis secret, with which ${name} is signed, is not shown again.`);
}

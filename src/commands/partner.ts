import type { Config } from "../config.js";
import { StartError } from "../errors.js";
import { changePartnersFile, readPartnersFile } from "../partners/file.js";
import { type PartnerSet, type PartnerSettings, readPartner } from "../partners/settings.js";
import { toOutput } from "./output.js";
import { describedPartner, listedPartners } from "./partner-text.js";

/** The options of all of its verbs, as they were given. */
export interface PartnerOptions {
  header?: string[] | undefined;
  deadline?: string | undefined;
  bytes?: string | undefined;
  "may-override"?: string[] | undefined;
  "allow-private"?: boolean | undefined;
  "forward-authorization"?: boolean | undefined;
  untried?: boolean | undefined;
}

/** One of the things that can be done: how many operands it has at least and at most, and how it is done. */
interface Verb {
  operands: readonly [least: number, most: number];
  /** Whether it takes the options that set a partner. */
  sets?: true;
  /** Whether what it has joined is tried before. */
  tries?: true;
  run(work: Work): void | Promise<void>;
}

/** What there is to do it with. */
interface Work {
  path: string;
  name: string;
  url: string | undefined;
  options: PartnerOptions;
  config: Config;
}

const VERBS: Readonly<Record<string, Verb>> = {
  add: {
    operands: [2, 2],
    sets: true,
    async run(work) {
      const { path, name, url, options } = work;
      await changeTried(work, (partners) => {
        if (Object.hasOwn(partners, name))
          throw new StartError(`There is a partner ${name} already; cuulong partner update changes it.`);
        return { ...partners, [name]: readPartner(name, { url, ...settingsOf(options) }) };
      });
      toOutput(
        `${name} is added. A server that reads ${path} joins it, or says in its log and in { partners } why not.`,
      );
    },
  },
  update: {
    operands: [1, 2],
    sets: true,
    async run(work) {
      const { name, url, options } = work;
      await changeTried(
        work,
        changed(name, (before) =>
          readPartner(name, { ...before, ...settingsOf(options, before), ...(url !== undefined && { url }) }),
        ),
      );
      toOutput(`${name} is changed.`);
    },
  },
  list: {
    operands: [0, 0],
    run({ path }) {
      toOutput(listedPartners(readPartnersFile(path)));
    },
  },
  show: {
    operands: [1, 1],
    run({ path, name }) {
      toOutput(describedPartner(name, find(readPartnersFile(path), name)));
    },
  },
  pause: {
    operands: [1, 1],
    run({ path, name }) {
      changePartnersFile(
        path,
        changed(name, (before) => ({ ...before, paused: true })),
      );
      toOutput(`${name} is paused: its fields leave the schema until cuulong partner resume ${name}.`);
    },
  },
  resume: {
    operands: [1, 1],
    tries: true,
    async run(work) {
      const { name } = work;
      await changeTried(
        work,
        changed(name, (before) => ({ ...before, paused: false })),
      );
      toOutput(`${name} is joined again.`);
    },
  },
  remove: {
    operands: [1, 1],
    run({ path, name }) {
      changePartnersFile(path, (partners) => {
        find(partners, name);
        return Object.fromEntries(Object.entries(partners).filter(([other]) => other !== name));
      });
      toOutput(`${name} is removed.`);
    },
  },
};

/** Manages the file of partners, as the operands say; servers that run take notice by themselves. Throws a StartError for what is no verb. */
export async function partner(
  operands: readonly string[],
  options: PartnerOptions,
  config: Config,
): Promise<void> {
  const { file: path } = config.partners;
  const [word = "", ...rest] = operands;
  const verb = Object.hasOwn(VERBS, word) ? VERBS[word] : undefined;
  const [least, most] = verb?.operands ?? [0, 0];
  if (!verb || rest.length < least || rest.length > most)
    throw new StartError(`cuulong does not know "partner ${operands.join(" ")}"; see cuulong --help.`);
  const [wrong] = verb.sets ? [] : Object.keys(options).filter((one) => !(verb.tries && one === "untried"));
  if (wrong) throw new StartError(`cuulong partner ${word} has no option --${wrong}; see cuulong --help.`);
  if (path === undefined) throw new StartError("PARTNERS_FILE names the file of partners, and is not set.");
  const [name = "", url] = rest;
  await verb.run({ path, name, url, options, config });
}

type Change = (partners: PartnerSet) => PartnerSet;

/** Changes the file if what it then says is joined, unless that is not to be tried. */
async function changeTried({ path, options, config }: Work, change: Change): Promise<void> {
  if (!options.untried) {
    // Composing takes a library that no other verb needs.
    const { tryPartners } = await import("../partners/trial.js");
    const reasons = await tryPartners(change(readPartnersFile(path)), config);
    if (reasons.length > 0)
      throw new StartError(
        `Nothing is changed, since this would not be joined; --untried changes it all the same:\n${reasons.join("\n")}`,
      );
  }
  changePartnersFile(path, change);
}

/** Changes one partner of a file. */
const changed =
  (name: string, to: (before: PartnerSettings) => PartnerSettings): Change =>
  (partners) => ({ ...partners, [name]: to(find(partners, name)) });

function find(partners: PartnerSet, name: string): PartnerSettings {
  const found = Object.hasOwn(partners, name) ? partners[name] : undefined;
  if (!found) throw new StartError(`There is no partner ${name}.`);
  return found;
}

/** What the options set, on top of what was set before. */
function settingsOf(options: PartnerOptions, before?: PartnerSettings): Record<string, unknown> {
  const { header, deadline, bytes } = options;
  const limits = {
    ...before?.limits,
    ...(deadline !== undefined && { deadlineMs: Number(deadline) }),
    ...(bytes !== undefined && { bytes: Number(bytes) }),
  };
  return {
    limits,
    ...(header && { headers: Object.fromEntries(header.map(headerOf)) }),
    ...(options["may-override"] && { mayOverride: options["may-override"] }),
    ...(options["allow-private"] !== undefined && { allowPrivate: options["allow-private"] }),
    ...(options["forward-authorization"] !== undefined && {
      forwardAuthorization: options["forward-authorization"],
    }),
  };
}

/** Reads where a header's value is kept. What is none of these is not repeated: it may be the secret itself. */
function headerOf(text: string): [string, Record<string, string>] {
  const [, name = "", kind = "", place = ""] = /^([^=]+)=(env|file):(.+)$/.exec(text) ?? [];
  if (name === "")
    throw new StartError(
      "--header takes a name and where its value is kept: x-api-key=env:PARTNER_KEY or x-api-key=file:/run/secrets/key.",
    );
  return [name, { [kind]: place }];
}

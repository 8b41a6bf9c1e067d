import type { Logger } from "pino";
import type { Config } from "../config.js";
import type { Engine } from "../engine/index.js";
import type { Sessions } from "../engine/run/session.js";
import type { Store } from "../engine/store.js";
import { wholeSlice } from "../federation/slice.js";
import { createContext } from "../operation/context.js";
import { createFormatter } from "../operation/error-format.js";
import { type Api, printed } from "../schema.js";
import { Partners } from "./index.js";
import { OwnPart } from "./own.js";

/** What a service has already when partners are joined to it. */
export interface Ours {
  api: Api;
  config: Config;
  log: Logger;
  engine: Engine;
  sessions: Sessions;
  store: Store;
}

/** Partners that a file names, and an engine that answers our part of what is asked of them and of us. */
export function makePartners({ api, config, log, engine, sessions, store }: Ours, file: string): Partners {
  const slice = wholeSlice(api);
  const { limits } = config;
  const part = new OwnPart({
    slice,
    engine: { limits, compiles: config.engine, lanes: engine.lanes },
    sizes: () => engine.plans.sizes,
    createContext: (options) =>
      createContext(api.catalogue, sessions, { ...options, partners: () => partners.list }),
    format: createFormatter(log),
  });
  const partners: Partners = new Partners({
    config: { ...config.partners, file },
    limits,
    answerBytes: config.maxAnswerBytes,
    own: { sdl: slice.sdl, schema: printed(api.schema) },
    part,
    changed: () => store.forgetAnswers(),
    log,
  });
  return partners;
}

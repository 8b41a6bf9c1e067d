import type { DataSource } from "typeorm";
import type { Context } from "../resolvers/context.js";
import { Loaders } from "../resolvers/loaders.js";

/** What the log tells of one request; filled while it runs. No values of variables. */
export interface Trace {
  operation?: string;
  statements: number;
  errors: string[];
}

/** A request's context and its trace. */
export interface RequestContext extends Context {
  trace: Trace;
}

/** A fresh context: nothing that one request has read is seen by another. */
export function createContext(dataSource: DataSource): RequestContext {
  const trace: Trace = { statements: 0, errors: [] };
  const db = {
    query(text: string, values: unknown[]) {
      trace.statements += 1;
      return dataSource.query(text, values);
    },
  };
  return { loaders: new Loaders(db), trace };
}

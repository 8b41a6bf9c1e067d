import { Ctx, Query, Resolver } from "type-graphql";
import { Partner } from "../schema/partner.js";
import type { Context } from "./reading/context.js";

/** Makes the field of the root that says who is joined: it is of the process, and in no database. */
export function partnersResolver(): object {
  const root = class PartnersResolver {
    partners({ partners }: Context): readonly Partner[] {
      return partners;
    }
  };
  const query = Query(() => [Partner], {
    nullable: true,
    description: "Đối tác: the services of others that are joined to this one, or are to be, by their names.",
  });
  (query as PropertyDecorator)(root.prototype, "partners");
  Ctx()(root.prototype, "partners", 0);
  Resolver()(root);
  return root;
}

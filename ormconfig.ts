import { readConfig } from "./src/config.js";
import { prepareDatabase } from "./src/database/index.js";

const { dataSource } = await prepareDatabase(readConfig(process.env));

/** For TypeORM's command line: `npx typeorm migration:show -d dist/ormconfig.js`. It may start the embedded server. */
export default dataSource;

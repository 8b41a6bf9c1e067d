import { readConfig } from "./src/config.js";
import { openDatabase } from "./src/database.js";

/** For TypeORM's command line: `npx typeorm migration:show -d dist/ormconfig.js`. It may start the embedded server. */
export default openDatabase(readConfig(process.env)).then(({ dataSource }) => dataSource);
